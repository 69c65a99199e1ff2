"""Page models: what each page shows, as values. A template loops over them and chooses; it does not compute."""
