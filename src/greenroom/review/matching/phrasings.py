"""The ways of making a point, word by word, with how much each word tells in this question."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from greenroom.questions.pack import Question
from greenroom.review.matching.tokens import Token, tokens_of
from greenroom.review.matching.weights import weight

IN_THE_PROMPT = 0.5
"""The question itself has said the word."""


@dataclass(frozen=True)
class Grading:
    """What must be heard of a phrasing: a share of what its words tell, and that much in all (a rare word tells 1).

    room: how many words it may be spread over, for each of its own. The numbers were found on
    tests/data/points/answers.yaml and tried on held_out.yaml.
    """

    covered_share: float
    covered_told: float
    partly_share: float
    partly_told: float
    nearly_whole_share: float
    nearly_whole_told: float
    room: float = 2.0

    def covers(self, share: float, told: float) -> bool:
        return share >= self.covered_share and told >= self.covered_told

    def covers_partly(self, share: float, told: float) -> bool:
        """Enough rare words of it, or nearly all of it where its words are everyday ones."""
        return (share >= self.partly_share and told >= self.partly_told) or (
            share >= self.nearly_whole_share and told >= self.nearly_whole_told
        )


CUE = Grading(0.8, 1.0, 0.7, 0.75, 0.7, 0.75)
"""For a way of saying it to listen for: short, so nearly all of it has to be there."""
STATEMENT = Grading(0.65, 2.0, 0.4, 1.5, 0.75, 0.8)
"""For the point's own sentence: long, and everybody says it otherwise."""


@dataclass(frozen=True)
class Term:
    """A word of a phrasing. weight: what it tells in this question; plain_weight: what it tells in general."""

    raw: str
    key: str
    weight: float
    plain_weight: float
    denied: bool

    @property
    def is_grammar(self) -> bool:
        return self.plain_weight == 0


@dataclass(frozen=True)
class Phrasing:
    """One way of making a point."""

    terms: tuple[Term, ...]
    grading: Grading


def phrasings_of(question: Question) -> list[list[Phrasing]]:
    """For each point its own sentence and its cues.

    A word tells less the more points of the question have it, and less if the prompt has it.
    """
    written = [[tokens_of(text.split()) for text in (point.say, *point.listen_for)] for point in question.points]
    points_with = Counter(key for texts in written for key in {token.key for text in texts for token in text})
    in_prompt = {token.key for token in tokens_of(question.prompt.split())}

    def term(token: Token) -> Term:
        plain = weight(token.raw, token.key)
        here = plain / math.sqrt(points_with[token.key]) * (IN_THE_PROMPT if token.key in in_prompt else 1.0)
        return Term(token.raw, token.key, here, plain, token.denied)

    return [
        [Phrasing(tuple(map(term, text)), CUE if index else STATEMENT) for index, text in enumerate(texts)]
        for texts in written
    ]
