"""Standings, points, rounds and titles of a championship."""
