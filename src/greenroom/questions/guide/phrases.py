"""Patterns made of phrases, one a line."""

from __future__ import annotations

import re


def any_of(*phrases: str) -> str:
    """A group that matches any of these small patterns."""
    return f"(?:{'|'.join(phrases)})"


def words(text: str) -> str:
    """A group that matches any of the words in `text`, which are separated by spaces."""
    return any_of(*text.split())


def compiled(*phrases: str) -> re.Pattern[str]:
    """A pattern that matches any of these phrases, in capitals or not."""
    return re.compile(any_of(*phrases), re.IGNORECASE)


def whole_words(*phrases: str) -> re.Pattern[str]:
    """A pattern for any of these phrases that neither begins nor ends within a word."""
    return re.compile(rf"(?<!\w){any_of(*phrases)}(?!\w)", re.IGNORECASE)
