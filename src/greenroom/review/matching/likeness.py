"""How alike a meant and a heard word are: by form, meaning, spelling, sound. What gets misheard is the jargon."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from greenroom.review.matching.synonyms import synonymous

SAME = 1.0
BY_MEANING = 0.9
BY_SPELLING = 0.85
BY_SOUND = 0.75

_SHORTEST_BY_SPELLING = 5
_LETTERS_AN_EDIT = 5
_SHORTEST_SOUND = 3
_SHORTEST_PREFIX = 2
_LONGER_BY = 3
_NEAR_ENOUGH_BY_SOUND = {3: 0.7}
_ELSE_NEAR_ENOUGH = 0.6
_SOUNDS = (
    (re.compile(r"^(kn|gn|pn)"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"^ps"), "s"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"gh(?=t|$)"), ""),
    (re.compile(r"tch|ch|sh|tio|sio|cia"), "x"),
    (re.compile(r"c(?=[eiy])|z"), "s"),
    (re.compile(r"ck|c|q"), "k"),
    (re.compile(r"dge?|g(?=[eiy])"), "j"),
    (re.compile(r"th|d"), "t"),
    (re.compile(r"b"), "p"),
    (re.compile(r"x(?=$|[aeiou])"), "x"),
    (re.compile(r"[aeiouywh]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def likeness(meant: str, heard: str) -> float:
    """1 for the same word, less for a synonym and for a near miss by spelling or sound, 0 for another word.

    Both are keys of `greenroom.review.matching.stems`. A word and a longer one that contains it are never near
    misses: *supervised* and *unsupervised* differ by two letters and mean opposites.
    """
    if meant == heard:
        return SAME
    if synonymous(meant, heard):
        return BY_MEANING
    difference = len(meant) - len(heard)
    if difference > _LONGER_BY or -difference > _LONGER_BY:
        return 0.0
    shorter, longer = sorted((len(meant), len(heard)))
    if shorter < _SHORTEST_SOUND or not (meant.isalpha() and heard.isalpha()):
        return 0.0
    if longer - shorter >= _SHORTEST_PREFIX and (meant in heard or heard in meant):
        return 0.0
    most_edits = longer - int(longer * _ELSE_NEAR_ENOUGH)
    edits = OSA.distance(meant, heard, score_cutoff=most_edits)
    if edits > most_edits:
        return 0.0
    sounds = sound(meant)
    same_sound = len(sounds) >= _SHORTEST_SOUND and sounds == sound(heard)
    few_edits = shorter >= _SHORTEST_BY_SPELLING and edits <= shorter // _LETTERS_AN_EDIT and meant[0] == heard[0]
    if few_edits or (same_sound and edits == 1):
        return BY_SPELLING
    near_enough = _NEAR_ENOUGH_BY_SOUND.get(len(sounds), _ELSE_NEAR_ENOUGH)
    return BY_SOUND if same_sound and 1 - edits / longer >= near_enough else 0.0


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The consonants as they sound, voiced and voiceless ones alike; a first vowel counts as one sound."""
    sounds = word
    for pattern, plain in _SOUNDS:
        sounds = pattern.sub(plain, sounds)
    return ("a" if word[:1] in "aeiou" else "") + sounds
