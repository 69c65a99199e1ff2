"""Page models of drivers."""
