"""Where a phrasing was said: word for word, or with its words close together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile, zip_longest

from greenroom.review.matching.heard import UNSURE_CREDIT, Heard, Place
from greenroom.review.matching.phrasings import CUE, Phrasing, Term
from greenroom.review.matching.stems import stem
from greenroom.review.matching.synonyms import is_general
from greenroom.review.matching.weights import EMPTY

LITERAL_TOLD = 0.5
"""Said word for word, even an everyday phrase of two words tells something."""
GRAMMAR_IN_A_PHRASE = 0.15
LITERAL_SLIPS = 1
CONDITIONS = frozenset({"if", "under", "why"})
"""What a phrasing with one of these says is the condition: it must be heard, right before what it governs."""
CONDITION_REACH = 3
ALONE = 0.8
"""What a cue's only telling word must tell: the same word, or misspelt, but not one that only sounds alike."""
OTHER_ORDER = 0.9
"""The root mean square is not the square root."""


@dataclass(frozen=True)
class Hit:
    """Tokens `first` to `last`, in which a phrasing was found; strength 0 to 1.

    covers: whether that is enough for the whole point, or for a part of it. literal: word for word.
    """

    first: int
    last: int
    strength: float
    covers: bool
    literal: bool = False


@dataclass(frozen=True, order=True)
class _Found:
    """Terms of a phrasing, by their indexes, heard at tokens `first` to `last`."""

    first: int
    last: int
    indexes: tuple[int, ...]
    credit: float


def hits(phrasing: Phrasing, heard: Heard) -> Iterator[Hit]:
    """Every place where a cue was said word for word, and the best stretch that has enough of the phrasing.

    A cue is heard within one sentence; a point's own sentence may take several.
    """
    if phrasing.grading is CUE:
        yield from _literal(phrasing, heard)
    scattered = _best_stretch(phrasing, heard)
    if scattered is not None:
        yield scattered


def _literal(phrasing: Phrasing, heard: Heard) -> Iterator[Hit]:
    terms = phrasing.terms
    told = sum(term.plain_weight or GRAMMAR_IN_A_PHRASE for term in terms)
    if len(terms) < 2 or told < LITERAL_TOLD:
        return
    last_of = [
        {place.first: place.last for place in _meant(term, heard) if place.credit > UNSURE_CREDIT} for term in terms
    ]
    telling = sum(not term.is_grammar for term in terms)
    optional = [term.is_grammar and (telling > 1 or term.raw in EMPTY) for term in terms]
    for first, last in last_of[0].items():
        end = _walk(last_of, optional, 1, last, LITERAL_SLIPS)
        if end is not None:
            yield Hit(first, end, strength=1.0, covers=told >= CUE.covered_told, literal=True)


def _walk(
    last_of: Sequence[dict[int, int]], optional: Sequence[bool], at: int, last: int, slips: int
) -> int | None:
    """The last token when the terms from `at` on follow token `last`, with so many slips at most.

    A slip is a word too many, or a word of grammar that is missing or another.
    """
    if at == len(last_of):
        return last
    if last + 1 in last_of[at]:
        return _walk(last_of, optional, at + 1, last_of[at][last + 1], slips)
    if not slips:
        return None
    ways = [(at, last + 1)]
    if optional[at]:
        ways += [(at + 1, last), (at + 1, last + 1)]
    ends = (_walk(last_of, optional, next_, token, slips - 1) for next_, token in ways)
    return next((end for end in ends if end is not None), None)


def _best_stretch(phrasing: Phrasing, heard: Heard) -> Hit | None:
    terms, grading = phrasing.terms, phrasing.grading
    telling = [index for index, term in enumerate(terms) if term.weight > 0]
    needed = {index for index in telling if terms[index].raw in CONDITIONS}
    if len(telling) == 1:
        if len(terms) > 1 and is_general(terms[telling[0]].key):
            return None
        needed |= {index for index, term in enumerate(terms) if term.is_grammar and term.raw not in EMPTY}
    whole = sum(terms[index].weight for index in telling)
    width = round(len(terms) * grading.room) + 1
    sought = sorted({*telling, *needed})
    found = sorted([*_one_by_one(terms, sought, heard), *_run_together(terms, heard)])
    best: Hit | None = None
    for at, start in enumerate(found):
        near = list(takewhile(lambda one: one.first < start.first + width, found[at:]))  # noqa: B023 (used at once)
        if grading is CUE:
            near = [one for one in near if heard.sentence_of[one.last] == heard.sentence_of[start.first]]
        by_index = _best_of_each(near)
        if len(by_index) < min(2, len(telling)) or not needed <= by_index.keys():
            continue
        told = sum(terms[index].weight * one.credit for index, one in by_index.items())
        spoken_order = [one.first for _, one in sorted(by_index.items())]
        if len(telling) == 1 and told < whole * ALONE:
            continue
        share = told / whole * (1.0 if spoken_order == sorted(spoken_order) else OTHER_ORDER)
        covers = grading.covers(share, told)
        if (covers or grading.covers_partly(share, told)) and (best is None or share > best.strength):
            best = Hit(start.first, max(one.last for one in by_index.values()), min(share, 1.0), covers)
    return best


def _best_of_each(found: Sequence[_Found]) -> dict[int, _Found]:
    """For each term its best place; no place stands for two terms, as in "as extreme or more extreme"."""
    best: dict[int, _Found] = {}
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: -one.credit):
        free = [index for index in one.indexes if index not in best]
        if free and one.first not in taken:
            taken.add(one.first)
            best |= dict.fromkeys(free, one)
    return best


def _one_by_one(terms: Sequence[Term], sought: Sequence[int], heard: Heard) -> Iterator[_Found]:
    """Each term wherever it was heard; a condition only where what it governs comes soon after."""
    for index, following in zip_longest(sought, sought[1:]):
        governed = [] if following is None else [place.first for place in _meant(terms[following], heard)]
        for place in _meant(terms[index], heard):
            governs = any(0 < first - place.last <= CONDITION_REACH for first in governed)
            if terms[index].raw not in CONDITIONS or governs:
                yield _Found(place.first, place.last, (index,), place.credit)


def _run_together(terms: Sequence[Term], heard: Heard) -> Iterator[_Found]:
    """Two neighbours heard as one word, or misheard together: "over fitting", "rock auc"."""
    for index, (one, next_) in enumerate(pairwise(terms)):
        key = stem(one.raw + next_.raw)
        if one.weight > 0 and next_.weight > 0 and key not in (one.key, next_.key):
            for place in heard.places(key):
                if place.denied == one.denied:
                    yield _Found(place.first, place.last, (index, index + 1), place.credit)


def _meant(term: Term, heard: Heard) -> list[Place]:
    """Where a term was heard and not denied, or denied where the phrasing denies it; grammar wherever it was."""
    if term.is_grammar:
        return list(heard.places_as_it_is(term.key))
    return [place for place in heard.places(term.key) if place.denied == term.denied]
