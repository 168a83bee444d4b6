"""What a point means, to hear it where it was made in other words altogether.

A point is known by its own sentence, by its cues and by the sentences of the model answer that make it. A stretch
of an answer tells the point whose three ways of being known are near to it in meaning, and clearly nearer than
those of any other point of the question: that an answer is about the subject makes it near to all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from greenroom.questions.pack import Question
from greenroom.review.matching.heard import Heard
from greenroom.review.matching.meanings import Bools, Vector, Vectors, directions_of, meanings
from greenroom.review.matching.model_answer import sentences_of
from greenroom.review.matching.phrasings import IN_THE_PROMPT
from greenroom.review.matching.search import Hit
from greenroom.review.matching.tokens import Token, tokens_of
from greenroom.review.matching.weights import GRAMMAR, weight

STRETCHES_WORDS = (6, 10, 16, 24)
"""From a clause to a long spoken sentence; each length at every third of itself."""
NEAR_ENOUGH = 0.45
"""How near on the mean of the three ways, where 1 is the same text. The numbers of this module were found on the
tuned answers of tests/data/points and tried on those held out."""
AHEAD_OF_OTHERS = 0.16
FEWEST_TELLING = 2
"""Words that are no grammar, in a stretch."""
COVERED_FROM = 0.5


@dataclass(frozen=True)
class _Known:
    """The ways in which a point is known, each a row or more. denies: it says what is not so."""

    ways: tuple[Vectors, ...]
    denies: bool


def nearness_hits(question: Question, heard: Heard) -> list[Hit | None]:
    """For each point of `question` the stretch of `heard` that is nearest to it, None where none is near enough."""
    stretches = list(_stretches(len(heard.tokens)))
    if not stretches or not question.points:
        return [None] * len(question.points)
    prompt = _prompt_of(question)
    words = _words(heard.tokens, prompt) * np.array(heard.sureness, np.float32)[:, None]
    counts = np.array([not token.denied for token in heard.tokens])
    telling = np.array([weight(token.raw, token.key) > GRAMMAR for token in heard.tokens])
    meant = _of_stretches(words * counts[:, None], telling & counts, stretches)
    meant_or_denied = _of_stretches(words, telling, stretches)
    near = np.array(
        [_nearness(known, meant_or_denied if known.denies else meant) for known in _points_of(question)]
    )
    return [_nearest(index, near, stretches, heard) for index in range(len(near))]


def _stretches(tokens: int) -> Iterator[tuple[int, int]]:
    """First and last token of each stretch to look at."""
    for words in STRETCHES_WORDS:
        for first in range(0, max(1, tokens - words // 2), words // 3):
            if tokens:
                yield first, min(first + words, tokens) - 1


def _nearest(index: int, near: Vectors, stretches: Sequence[tuple[int, int]], heard: Heard) -> Hit | None:
    others = np.delete(near, index, axis=0)
    ahead = near[index] - (others.max(axis=0) if len(others) else 0.0)
    fits = np.where((near[index] >= NEAR_ENOUGH) & (ahead >= AHEAD_OF_OTHERS), near[index], -1.0)
    best = int(fits.argmax())
    if fits[best] < 0:
        return None
    first, last = _without_grammar(heard.tokens, *stretches[best])
    strength = float(near[index][best])
    return Hit(first, last, strength, covers=strength >= COVERED_FROM)


def _without_grammar(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The stretch from its first to its last word that tells something."""
    telling = [at for at in range(first, last + 1) if weight(tokens[at].raw, tokens[at].key) > GRAMMAR]
    return (telling[0], telling[-1]) if telling else (first, last)


def _nearness(known: _Known, stretches: Vectors) -> Vector:
    """Of each stretch: the mean over the ways, of each of which the nearest row counts."""
    return np.asarray(sum((stretches @ way.T).max(axis=1) for way in known.ways) / len(known.ways), np.float32)


def _of_stretches(words: Vectors, telling: Bools, stretches: Sequence[tuple[int, int]]) -> Vectors:
    """What each stretch means; nought where too few of its words tell anything."""
    firsts, lasts = np.array(stretches).T
    sums = np.concatenate([np.zeros_like(words[:1]), words.cumsum(axis=0)])
    counts = np.concatenate([[0], telling.cumsum()])
    enough = counts[lasts + 1] - counts[firsts] >= FEWEST_TELLING
    return directions_of((sums[lasts + 1] - sums[firsts]) * enough[:, None])


@lru_cache(maxsize=64)
def _points_of(question: Question) -> tuple[_Known, ...]:
    prompt = _prompt_of(question)

    def known(texts: Sequence[Sequence[Token]]) -> Vectors:
        """A row for each text, and one of nought where there is none."""
        sums = [_words(text, prompt).sum(axis=0) for text in texts]
        return directions_of(np.array(sums or [np.zeros(meanings().directions)], np.float32))

    return tuple(
        _Known(
            (
                known([tokens_of(point.say.split())]),
                known([tokens_of(cue.split()) for cue in point.listen_for]),
                known(model),
            ),
            denies=any(token.denied for token in tokens_of(point.say.split())),
        )
        for point, model in zip(question.points, sentences_of(question), strict=True)
    )


def _prompt_of(question: Question) -> frozenset[str]:
    return frozenset(token.key for token in tokens_of(question.prompt.split()))


def _words(tokens: Sequence[Token], prompt: frozenset[str]) -> Vectors:
    """The vector of each word; the prompt's own tell less."""
    table = meanings()
    vectors = [table.of(token.raw) * (IN_THE_PROMPT if token.key in prompt else 1.0) for token in tokens]
    return np.array(vectors, np.float32).reshape(len(vectors), table.directions)
