"""Ids made from words: small letters, digits and single hyphens, each used once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

LONGEST = 48
"""Letters of an id, before a number that makes it unique. Whole words, so that it can still be read."""


def slug(text: str, otherwise: str) -> str:
    """`text` as an id; `otherwise` (an id itself) where no letter of it fits into one."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        made = longer
    return made or otherwise


def unique_slug(text: str, otherwise: str, taken: Collection[str]) -> str:
    """As `slug`, with a number behind it where that id is taken."""
    made = slug(text, otherwise)
    name, number = made, 1
    while name in taken:
        number += 1
        name = f"{made}-{number}"
    return name
