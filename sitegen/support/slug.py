"""A name as part of an address."""

from slugify import slugify


def slug_of(name: str) -> str:
    """Small letters, digits and hyphens, sixty at most; empty when nothing of the name can be written so."""
    return slugify(name, max_length=60, word_boundary=True)
