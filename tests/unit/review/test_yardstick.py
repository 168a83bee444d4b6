"""What is usual for a person."""

from __future__ import annotations

from dataclasses import replace

from greenroom.questions.pack import Point, Question
from greenroom.review.delivery import Facts, facts
from greenroom.review.typed import transcript_of_typed
from greenroom.review.yardstick import yardstick

QUESTION = Question(
    id="overfitting",
    round="technical",
    topic="Machine Learning",
    difficulty="hard",
    ask_chance="high",
    kind="concept",
    prompt="What is overfitting?",
    model_answer="It learns the noise.",
    points=(Point(say="It learns noise."), Point(say="Compare errors."), Point(say="Simplify.")),
)
TYPED = facts(transcript_of_typed("It learns the noise."), QUESTION)


def answer(length_s: float, pace_wpm: float | None = None, long_pauses: int = 0) -> Facts:
    return replace(TYPED, length_s=length_s, pace_wpm=pace_wpm, long_pauses=long_pauses)


def test_the_usual_is_the_median_so_that_one_odd_answer_does_not_move_it() -> None:
    usual = yardstick([answer(90, 130, 1), answer(80, 140, 2), answer(600, 20, 30)])
    assert (usual.answers, usual.length_s, usual.pace_wpm, usual.long_pauses) == (3, 90, 130, 2)


def test_two_answers_are_not_yet_a_habit() -> None:
    usual = yardstick([answer(90, 130), answer(80, 140)])
    assert (usual.answers, usual.length_s, usual.pace_wpm) == (2, None, None)


def test_answers_that_do_not_tell_a_number_do_not_count_for_it() -> None:
    usual = yardstick([answer(90, 130), answer(5), answer(80, 140), answer(70, 150), answer(4)])
    assert (usual.pace_wpm, usual.length_s) == (140, 70)
    assert usual.recited_share is None


def test_before_the_first_answer_there_is_nothing_to_measure_by() -> None:
    assert yardstick([]).long_pauses is None
