"""Page models of a championship: standings, its rounds, and how it was after each."""
