"""The nearest known word to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

ALIKE = 0.6
"""Share of letters in common from which a guess helps more than it confuses (difflib's own default)."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None if none comes near."""
    found = difflib.get_close_matches(word.lower()[:80], list(known), n=1, cutoff=ALIKE)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """“ Did you mean …?” with a space before it, or nothing."""
    found = nearest(word, known)
    return f" Did you mean “{found}”?" if found else ""
