"""The game itself: cars, tracks, penalties, and who somebody is."""
