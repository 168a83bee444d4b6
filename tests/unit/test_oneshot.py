"""The documents that the command line prints about one attempt."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from greenroom.history.attempt import Attempt, AttemptState, Source
from greenroom.oneshot import document, reviewed
from greenroom.questions.pack import Point, Question
from greenroom.review.corrections import Correction
from greenroom.review.status import Status
from greenroom.review.typed import transcript_of_typed

QUESTION = Question(
    id="auc",
    round="technical",
    topic="Machine Learning",
    difficulty="hard",
    ask_chance="high",
    kind="concept",
    prompt="What is the ROC curve?",
    model_answer="It draws the true positive rate against the false positive rate.",
    points=(
        Point(say="True positive rate.", listen_for=("true positive rate",)),
        Point(say="False positive rate.", listen_for=("false positive rate",)),
        Point(say="One number for it is the area.", listen_for=("area under the curve",)),
    ),
)
ATTEMPT = Attempt(
    id="a" * 32,
    session_id="s",
    pack_id="pack",
    pack_title="Pack",
    round_title="Technical interview",
    question=QUESTION,
    take_number=1,
    started_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
    source=Source.TYPED,
    state=AttemptState.TRANSCRIBED,
    transcript=transcript_of_typed("You draw the true positive bait against something."),
)


def statuses(attempt: Attempt) -> list[str]:
    return [point["status"] for point in document(reviewed(attempt))["points"]]


def test_points_follow_what_was_corrected_and_the_transcript_stays_the_engines() -> None:
    corrected = replace(ATTEMPT, corrections=(Correction(5, "bait", "rate"),))
    assert statuses(corrected) == ["covered", "missed", "missed"]
    printed = document(reviewed(corrected))
    assert printed["transcript"]["text"] == "You draw the true positive bait against something."
    assert printed["corrections"] == [{"word_index": 5, "original": "bait", "corrected": "rate"}]


def test_the_persons_own_ticks_win_and_are_named() -> None:
    ticked = replace(ATTEMPT, ticks={2: Status.COVERED, 0: Status.MISSED})
    assert statuses(ticked) == ["missed", "missed", "covered"]
    assert document(reviewed(ticked))["ticks"] == {"0": "missed", "2": "covered"}


def test_ticks_of_a_story_are_of_its_parts_and_leave_its_points_alone() -> None:
    story = replace(ATTEMPT, question=QUESTION.model_copy(update={"kind": "experience"}))
    assert statuses(replace(story, ticks={2: Status.COVERED})) == statuses(story)


def test_an_answer_without_a_transcript_has_no_facts() -> None:
    printed = document(reviewed(replace(ATTEMPT, transcript=None, state=AttemptState.FAILED)))
    assert (printed["transcript"], printed["facts"], printed["points"]) == (None, None, [])
