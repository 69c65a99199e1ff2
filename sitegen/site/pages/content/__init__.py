"""Page models of what the league writes itself, and of the feed."""
