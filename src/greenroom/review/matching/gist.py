"""What a point is about, to hear it by several of its words where they stand in no phrase that it lists.

The words of a point's sentence and cues, and those of the sentences of the model answer that make the point, are
its vocabulary. A stretch of an answer tells a point if it has several words of that vocabulary close together and
no other point of the question has more of them there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from greenroom.questions.pack import Question
from greenroom.review.matching.heard import Heard
from greenroom.review.matching.model_answer import sentences_of
from greenroom.review.matching.phrasings import IN_THE_PROMPT
from greenroom.review.matching.search import Hit
from greenroom.review.matching.tokens import Token, tokens_of
from greenroom.review.matching.weights import weight

STRETCH_WORDS = 18
"""A spoken sentence."""
ENOUGH_TOLD = {3: 1.0, 4: 0.8}
"""What so many words must tell together for a part of the point, where a rare word of it tells 1. The numbers of
this module were found on the tuned answers of tests/data/points and tried on those held out; near them the figures
hardly change."""
COVERED_TOLD = 1.8
COVERED_SHARE = 0.5
"""For all of the point; and so much of what its own sentence tells."""
OTHERS_SHARE = 0.67
"""What another point may tell in the same stretch at most, of what this one does."""
FROM_THE_MODEL_ANSWER = 0.6
"""A word of the model answer's sentence that is in none of the point's ways of saying it."""

Word = tuple[str, bool]
"""A key, and whether the word is denied."""


@dataclass(frozen=True)
class _Gist:
    """The words of a point with what each tells; covered_told: what covers the point."""

    words: Mapping[Word, float]
    covered_told: float


@dataclass(frozen=True)
class _Found:
    at: int
    key: str
    told: float


def gist_hits(question: Question, heard: Heard) -> list[Hit | None]:
    """For each point of `question` the stretch of `heard` that tells most of it, None where none tells enough."""
    gists = _gists(question)
    found = [_found(gist, heard) for gist in gists]
    return [
        _best_stretch(gist, found[index], [*found[:index], *found[index + 1 :]]) for index, gist in enumerate(gists)
    ]


@lru_cache(maxsize=64)
def _gists(question: Question) -> tuple[_Gist, ...]:
    """For each point its words and what each tells: less if other points or the prompt have it too."""
    own = [
        _telling(token for text in (point.say, *point.listen_for) for token in tokens_of(text.split()))
        for point in question.points
    ]
    sentences = [_telling(tokens_of(point.say.split())) for point in question.points]
    model = [_telling(token for sentence in each for token in sentence) for each in sentences_of(question)]
    points_with = Counter(
        key for mine, modelled in zip(own, model, strict=True) for key in {key for key, _ in {**mine, **modelled}}
    )
    in_prompt = {token.key for token in tokens_of(question.prompt.split())}

    def told(key: str, plain: float) -> float:
        return plain / math.sqrt(points_with[key]) * (IN_THE_PROMPT if key in in_prompt else 1.0)

    return tuple(
        _Gist(
            {word: told(word[0], plain * FROM_THE_MODEL_ANSWER) for word, plain in modelled.items()}
            | {word: told(word[0], plain) for word, plain in mine.items()},
            max(COVERED_TOLD, COVERED_SHARE * sum(told(key, plain) for (key, _), plain in said.items())),
        )
        for mine, modelled, said in zip(own, model, sentences, strict=True)
    )


def _telling(tokens: Iterable[Token]) -> dict[Word, float]:
    weighed = [((token.key, token.denied), weight(token.raw, token.key)) for token in tokens]
    return {word: plain for word, plain in sorted(weighed) if plain > 0}


def _found(gist: _Gist, heard: Heard) -> list[_Found]:
    """Where words of the point were heard, in order; no place stands for two of them.

    A number is what the point is about, whether "thirty is no magic number" or "people say thirty".
    """
    at: dict[int, _Found] = {}
    for (key, denied), told in gist.words.items():
        for place in heard.places(key):
            here = _Found(place.first, key, told * place.credit)
            meant = place.denied == denied or key.isdecimal()
            if meant and (place.first not in at or at[place.first].told < here.told):
                at[place.first] = here
    return [at[first] for first in sorted(at)]


def _best_stretch(gist: _Gist, mine: Sequence[_Found], others: Sequence[Sequence[_Found]]) -> Hit | None:
    best: Hit | None = None
    most = 0.0
    for start in mine:
        words = _between(mine, start.at, start.at + STRETCH_WORDS)
        told = sum(words.values())
        enough = told >= ENOUGH_TOLD.get(min(len(words), max(ENOUGH_TOLD)), math.inf)
        if not enough or (best is not None and told <= most):
            continue
        last = max(one.at for one in mine if one.at <= start.at + STRETCH_WORDS)
        if all(sum(_between(other, start.at, last).values()) <= told * OTHERS_SHARE for other in others):
            most = told
            best = Hit(start.at, last, min(told / gist.covered_told, 1.0), covers=told >= gist.covered_told)
    return best


def _between(found: Sequence[_Found], first: int, last: int) -> dict[str, float]:
    """What each word of a vocabulary tells in tokens `first` to `last`; a word counts once."""
    told: dict[str, float] = {}
    for one in found:
        if first <= one.at <= last:
            told[one.key] = max(told.get(one.key, 0.0), one.told)
    return told
