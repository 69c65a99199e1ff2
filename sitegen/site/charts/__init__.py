"""Charts as numbers and paths; a theme's macro makes SVG of them. What could overlap is laid out here."""
