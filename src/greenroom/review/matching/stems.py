"""One key for the forms of an English word: plural, tense, British and American spelling, noun and verb.

Broader than a stemmer for search: *assume* and *assumption*, *reduce* and *reduction*, *regularise* and
*regularization* meet. Keys are compared with each other and never shown, so it does not matter how they look.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST_KEY = 4
"""Letters that an ending must leave behind, so that *ring* keeps its *ing*."""

_SPELLINGS = (
    (re.compile(r"z"), "s"),
    (re.compile(r"(?<=\w{3})our(?=(s|ed|ing|al|able)?$)"), "or"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=\w{3})(tre(?=s?$)|tr(?=ed$))"), "ter"),
    (re.compile(r"^artefact"), "artifact"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"(?<=\w{2})mme(?=s?$)"), "m"),
)
_SAME_WORD = """
analysis analyses, begin began begun, break broke broken, bring brought, build built, buy bought, catch caught,
choose chose chosen, come came, compare comparison comparisons, criterion criteria, day days daily,
decide decision decisions, deep depth, draw drew drawn, drive drove driven, fall fell fallen, feel felt, find found,
forget forgot forgotten, grow grew grown growth, hear heard, hide hid hidden, high height, hold held,
hypothesis hypotheses, index indices, keep kept, know knew known, lead led, learn learnt, leave left, long length,
lose lost, make made, matrix matrices, mean meant, meet met, missing missingness, pay paid paying, prove proof,
rise rose risen, run ran, say said, see saw seen, sell sold, send sent, show shown, shrink shrank shrunk,
speak spoke spoken, spend spent, stand stood, take took taken, teach taught, tell told, think thought,
understand understood, use used uses using, vertex vertices, weigh weight, wide width, win won, write wrote written
"""
_IRREGULAR = {form: forms.split()[0] for forms in _SAME_WORD.split(",") for form in forms.split()[1:]}
_WHOLE = frozenset({"analysis", "hypothesis", "missing"})
# The longest first within a family; taken off again and again until none fits.
_ENDINGS = (
    ("ification", "if"), ("ifier", "if"), ("ifies", "if"), ("ified", "if"), ("ify", "if"), ("ifi", "if"),
    ("isation", "is"), ("ation", ""), ("mption", "m"), ("uction", "uc"), ("ction", "c"), ("sion", "s"),
    ("ion", ""), ("bility", "bl"), ("ity", ""), ("ness", ""), ("ment", ""), ("age", ""),
    ("acy", ""), ("ancy", ""), ("ency", ""), ("ance", ""), ("ence", ""), ("ant", ""), ("ent", ""),
    ("ical", ""), ("ics", ""), ("ic", ""), ("al", ""), ("ive", ""), ("ily", "y"), ("ly", ""),
    ("sses", "ss"), ("xes", "x"), ("ies", "y"), ("ing", ""), ("ed", ""), ("er", ""), ("or", ""), ("at", ""),
    ("ct", "c"), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip


_INFLECTIONS = frozenset({"sses", "xes", "ies", "ing", "ed", "s", "e"})


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The key of `word`, which is in lower case without accents. Numbers and short words are their own keys."""
    if not word.isalpha():
        return word
    word = _IRREGULAR.get(word, word)
    if word in _WHOLE:
        return word
    for pattern, common in _SPELLINGS:
        word = pattern.sub(common, word)
    while (shorter := _one_ending_less(word)) != word:
        word = shorter
    return _single(word)


def _one_ending_less(word: str) -> str:
    for ending, left in _ENDINGS:
        if not word.endswith(ending) or (ending == "s" and word.endswith(("ss", "us", "is"))):
            continue
        shorter = word.removesuffix(ending) + left
        fewest = SHORTEST_KEY - 1 if ending in _INFLECTIONS else SHORTEST_KEY
        if len(_single(shorter)) >= fewest:
            return (
                _single(shorter) if ending in ("ing", "ed", "er", "or") and not shorter.endswith("ss") else shorter
            )
    return word


def _single(word: str) -> str:
    """*fitt* and *modell* with one consonant at the end."""
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiou" else word
