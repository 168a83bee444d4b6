"""What was said, laid out for looking words up: where a meant word was heard, also in pieces or run together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from greenroom.review.matching.likeness import SAME, likeness
from greenroom.review.matching.stems import stem
from greenroom.review.matching.synonyms import synonymous
from greenroom.review.matching.tokens import Token, tokens_of
from greenroom.review.matching.weights import GRAMMAR, weight
from greenroom.speech.transcript import Transcript

UNSURE_BELOW = 0.25
"""Engines are often right below this probability, but a rare term alone may be their own guess."""
UNSURE_CREDIT = 0.5
EVERYDAY_FOR_RARE = 0.7

_MOST_PIECES = 3


@dataclass(frozen=True)
class Place:
    """Tokens `first` to `last` that were heard for a meant word; credit 0 to 1 for how alike and how sure."""

    first: int
    last: int
    credit: float
    denied: bool


class Heard:
    """The tokens of a transcript and an index of them; from tokens the way leads back to words and seconds.

    sentence_of: for each token the number of its sentence, as far as marks were heard. sureness: 0 to 1, how far
    the engine is to be trusted with it.
    """

    def __init__(self, transcript: Transcript) -> None:
        self._words = transcript.words
        self.tokens = tokens_of([word.text for word in self._words])
        self.sentence_of = list(accumulate((token.ends_sentence for token in self.tokens), initial=0))
        self.sureness = [self._sureness(token.first, token.last) for token in self.tokens]
        self._places: dict[str, tuple[Place, ...]] = {}

    def places(self, key: str) -> tuple[Place, ...]:
        """Where the word with this key was heard, in order: as one word or as up to three run together."""
        if key not in self._places:
            found = [
                self._place(span, alike)
                for heard in self._index
                if (alike := likeness(key, heard) * _tells(key, heard)) > 0
                for span in self._index[heard]
                if alike == SAME or not self._ends_in_grammar(span)
            ]
            self._places[key] = tuple(sorted(found, key=lambda place: place.first))
        return self._places[key]

    def places_as_it_is(self, key: str) -> tuple[Place, ...]:
        """Where exactly this word was heard; for grammar, which is rarely misheard and has no likes."""
        return tuple(self._place(span, SAME) for span in self._index.get(key, ()))

    def span(self, first: int, last: int) -> tuple[float, float, str]:
        """Start and end in seconds, and the words as they were written, of tokens `first` to `last`."""
        words = self._words[self.tokens[first].first : self.tokens[last].last + 1]
        return words[0].start, words[-1].end, " ".join(word.text for word in words)

    def _ends_in_grammar(self, span: tuple[int, int]) -> bool:
        """Grammar is heard right as a rule: "data from" are no data frames."""
        last = self.tokens[span[1]]
        return weight(last.raw, last.key) == GRAMMAR

    @cached_property
    def _index(self) -> dict[str, list[tuple[int, int]]]:
        index: dict[str, list[tuple[int, int]]] = {}
        for at in range(len(self.tokens)):
            for pieces in range(1, _MOST_PIECES + 1):
                run = self.tokens[at : at + pieces]
                if len(run) < pieces or any(token.mark for token in run[:-1]):
                    break
                key = joined(run)
                if key is not None:
                    index.setdefault(key, []).append((at, at + pieces - 1))
        return index

    def _place(self, span: tuple[int, int], alike: float) -> Place:
        run = self.tokens[span[0] : span[1] + 1]
        credit = alike * self._sureness(run[0].first, run[-1].last)
        return Place(span[0], span[1], credit, any(token.denied for token in run))

    def _sureness(self, first: int, last: int) -> float:
        words = self._words[first : last + 1]
        if any(word.boosted for word in words):
            return 0.0  # offered to the engine and hardly heard: it may not have been said
        return 1.0 if min(word.probability for word in words) >= UNSURE_BELOW else UNSURE_CREDIT


def _tells(meant: str, heard: str) -> float:
    """An everyday word for a rare one, as *cost* for *price*, tells no more than everyday words do."""
    return EVERYDAY_FOR_RARE if weight(heard, heard) < weight(meant, meant) and synonymous(meant, heard) else 1.0


def joined(run: Sequence[Token]) -> str | None:
    """The key of words run together; None where one of them would swallow the rest as if it were an ending."""
    if len(run) == 1:
        return run[0].key
    key = stem("".join(token.raw for token in run))
    return None if any(key == token.key for token in run) else key
