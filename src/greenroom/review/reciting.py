"""How much of an answer repeats the model answer word for word: what a listener hears as learnt by heart."""

from __future__ import annotations

import re

from greenroom.review.fillers import ALWAYS
from greenroom.speech.transcript import Transcript

SHORTEST_RUN_WORDS = 5
"""Shorter runs, such as "the probability that the null", are what anybody says about the subject."""

RECITING_FROM = 0.3
"""The share from which to warn.

Measured on the labelled answers of this project: in people's own words at most 0.20, where a definition has
few other words; a model answer that is read out, with every fifth word misheard, at least 0.43.
"""

FEWEST_WORDS = 30
"""No share of a shorter answer: one sentence that is the model's own is not yet a recital."""

_WORD = re.compile(r"[^\W_]+")


def recited_share(transcript: Transcript, model_answer: str) -> float | None:
    """The share, 0 to 1, of the words that stand in runs of five or more as they stand in the model answer.

    Case, marks and "um" do not count. None below 30 words, or without a model answer.
    """
    said = _plain_words(" ".join(word.text for word in transcript.words))
    model = _plain_words(model_answer)
    if len(said) < FEWEST_WORDS or not model:
        return None
    runs = {model[at : at + SHORTEST_RUN_WORDS] for at in range(len(model) - SHORTEST_RUN_WORDS + 1)}
    recited: set[int] = set()
    for at in range(len(said) - SHORTEST_RUN_WORDS + 1):
        if said[at : at + SHORTEST_RUN_WORDS] in runs:
            recited.update(range(at, at + SHORTEST_RUN_WORDS))
    return len(recited) / len(said)


def _plain_words(text: str) -> tuple[str, ...]:
    """ "p-value" is two words, as it is often heard; "it's" is one."""
    words = _WORD.findall(text.casefold().replace("’", "").replace("'", ""))
    return tuple(word for word in words if (word,) not in ALWAYS)
