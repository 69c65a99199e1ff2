"""Page models of a session: classification, laps, all cars side by side."""
