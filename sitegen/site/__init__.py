"""What a visitor sees: page models, theme, data for programs, and the files of the site."""
