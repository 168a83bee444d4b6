"""How much of an answer repeats the model answer word for word: what a listener hears as learnt by heart."""

from __future__ import annotations

from greenroom.review.matching.tokens import Token, tokens_of
from greenroom.speech.transcript import Transcript

SHORTEST_RUN_WORDS = 5
"""Shorter runs, such as "the probability that the null", are what anybody says about the subject."""

RECITING_FROM = 0.3
"""The share from which to warn.

Measured on the labelled answers of this project: in people's own words at most 0.21, where a definition has
few other words; a model answer that is read out, with every fifth word misheard, at least 0.39.
"""

FEWEST_WORDS = 30
"""No share of a shorter answer: one sentence that is the model's own is not yet a recital."""


def recited_share(transcript: Transcript, model_answer: str) -> float | None:
    """The share, 0 to 1, of the words that stand in runs of five or more as they stand in the model answer.

    Case, marks and "um" do not count, and "ninety-five" is 95. None below 30 words, or without a model answer.
    """
    said = _raw(tokens_of([word.text for word in transcript.words]))
    model = _raw(tokens_of(model_answer.split()))
    if len(said) < FEWEST_WORDS or not model:
        return None
    runs = {model[at : at + SHORTEST_RUN_WORDS] for at in range(len(model) - SHORTEST_RUN_WORDS + 1)}
    recited: set[int] = set()
    for at in range(len(said) - SHORTEST_RUN_WORDS + 1):
        if said[at : at + SHORTEST_RUN_WORDS] in runs:
            recited.update(range(at, at + SHORTEST_RUN_WORDS))
    return len(recited) / len(said)


def _raw(tokens: list[Token]) -> tuple[str, ...]:
    return tuple(token.raw for token in tokens)
