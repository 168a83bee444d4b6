"""Which points of the model answer were made, and with which words. Deterministic, and it shows its evidence.

A point is looked for in each of its phrasings: its own sentence, and each way of saying it to listen for. A
phrasing counts by how much of what it tells was heard close together. Rare words tell more than everyday ones,
words that several points share tell less, and a word that is denied ("is *not* the probability") counts only for
a phrasing that denies it too. Who says none of that may still make the point in other words: then it counts by its
gist, or for being nearer in meaning to this point than to any other. Both count only where some phrasing of the
question was heard, or where the answer is near to several of its points, since else it may be about something else.
In doubt the point is not ticked: the person decides, and adding a tick is easy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from greenroom.questions.pack import Question
from greenroom.review.matching.gist import gist_hits
from greenroom.review.matching.heard import Heard
from greenroom.review.matching.nearness import nearness_hits
from greenroom.review.matching.phrasings import phrasings_of
from greenroom.review.matching.search import Hit, hits
from greenroom.review.status import Status as Status
from greenroom.speech.transcript import Transcript

MOST_EVIDENCE = 3
ON_THE_SUBJECT_FROM = 1.15
"""How near in meaning an answer is to all points of the question together; to one or two it may be by chance."""


@dataclass(frozen=True)
class Evidence:
    """The words that earned a tick, as they were written, and their seconds (0 and 0 in a typed answer)."""

    start: float
    end: float
    text: str


@dataclass(frozen=True)
class PointResult:
    """One point of the question. `evidence` is in the order it was said, and empty for a point that was missed."""

    say: str
    status: Status
    evidence: tuple[Evidence, ...]


def judge_points(question: Question, transcript: Transcript) -> tuple[PointResult, ...]:
    """Each point of `question`, in its order, as far as it was heard in `transcript`."""
    heard = Heard(transcript)
    found = [[hit for one in phrasings for hit in hits(one, heard)] for phrasings in phrasings_of(question)]
    literal = [[hit for hit in of_point if hit.literal] for of_point in found]
    gists, near = gist_hits(question, heard), nearness_hits(question, heard)
    on_the_subject = any(found) or sum(hit.strength for hit in near if hit) >= ON_THE_SUBJECT_FROM
    ideas = zip(gists, near, strict=True)
    results = []
    for index, (point, of_point, (gist, nearest)) in enumerate(zip(question.points, found, ideas, strict=True)):
        of_others = [hit for other, of_other in enumerate(literal) if other != index for hit in of_other]
        own = [hit for hit in of_point if not any(_inside(hit, other) for other in of_others)]
        for idea in (gist, nearest):
            if idea and on_the_subject and not any(hit.covers for hit in own):
                own.append(idea)
        own = _strongest(own)
        evidence = tuple(Evidence(*heard.span(hit.first, hit.last)) for hit in own)
        results.append(PointResult(point.say, _status(own), evidence))
    return tuple(results)


def with_ticks(points: Sequence[PointResult], ticks: Mapping[int, Status]) -> tuple[PointResult, ...]:
    """The person's own ticks, by the point's index, in place of what was heard; the evidence stays."""
    return tuple(replace(point, status=ticks.get(index, point.status)) for index, point in enumerate(points))


def _inside(hit: Hit, other: Hit) -> bool:
    """Whether `hit` is a part of a longer phrase of another point, as "precision-recall" in the curve's name."""
    return other.first <= hit.first and hit.last <= other.last and hit.last - hit.first < other.last - other.first


def _strongest(found: Sequence[Hit]) -> list[Hit]:
    """Up to three that do not overlap, in the order they were said; only whole ones where there is one."""
    covering = [hit for hit in found if hit.covers] or found
    kept: list[Hit] = []
    for hit in sorted(covering, key=lambda hit: (-hit.strength, hit.last - hit.first, hit.first)):
        if len(kept) < MOST_EVIDENCE and all(hit.last < one.first or one.last < hit.first for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def _status(own: Sequence[Hit]) -> Status:
    if not own:
        return Status.MISSED
    return Status.COVERED if own[0].covers else Status.PARTLY
