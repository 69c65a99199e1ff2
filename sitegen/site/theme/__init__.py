"""Themes: layers of templates and styles, their options, and rendering."""
