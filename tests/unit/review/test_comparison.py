"""Two takes of one question, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from greenroom.questions.pack import Point, Question
from greenroom.review.comparison import Change, PointChange, Run, aligned, compare
from greenroom.review.reviewed import Reviewed, reviewed
from greenroom.review.status import Status
from greenroom.review.typed import transcript_of_typed
from greenroom.speech.transcript import Word

QUESTION = Question(
    id="overfitting",
    round="technical",
    topic="Machine Learning",
    difficulty="hard",
    ask_chance="high",
    kind="concept",
    prompt="What is overfitting?",
    model_answer="The model memorises noise. A validation set shows it. Regularisation helps.",
    points=(
        Point(say="The model memorises noise."),
        Point(say="A validation set shows it."),
        Point(say="Regularisation helps."),
    ),
)


def words(text: str) -> tuple[Word, ...]:
    return transcript_of_typed(text).words


def shown(one: str, other: str) -> list[tuple[str, str]]:
    """The runs as they read: what was kept, dropped or added."""
    left, right = words(one), words(other)
    return [
        (run.change.value, _text(right[run.other_start : run.other_end] or left[run.start : run.end]))
        for run in aligned(left, right)
    ]


def _text(some: Sequence[Word]) -> str:
    return " ".join(word.text for word in some)


def test_what_changed_stands_between_what_stayed() -> None:
    assert shown("The model memorises the training set.", "the model learns the noise of the training set") == [
        ("same", "the model"),
        ("dropped", "memorises"),
        ("added", "learns the noise of"),
        ("same", "the training set"),
    ]


def test_case_and_marks_are_no_change() -> None:
    assert shown("So, it IS noise.", "so it is noise") == [("same", "so it is noise")]


def test_a_lone_little_word_between_two_changes_is_an_accident() -> None:
    assert shown("memorises noise of the data forever", "learns patterns in the sample early") == [
        ("dropped", "memorises noise of the data forever"),
        ("added", "learns patterns in the sample early"),
    ]


def test_a_telling_word_between_two_changes_is_kept() -> None:
    assert ("same", "regularisation") in shown("then regularisation maybe", "but regularisation certainly")


def test_an_empty_take_has_everything_still_to_say() -> None:
    assert shown("", "it is noise") == [("added", "it is noise")]
    assert shown("it is noise", "") == [("dropped", "it is noise")]
    assert shown("", "") == []


def take(said: str, *ticked: Status, question: Question = QUESTION) -> Reviewed:
    return reviewed(question, transcript_of_typed(said), dict(enumerate(ticked)))


def test_points_that_came_and_went() -> None:
    first = take("First.", Status.MISSED, Status.COVERED, Status.PARTLY)
    second = take("Second.", Status.PARTLY, Status.COVERED, Status.MISSED)
    found = compare(first, second)
    assert found.gained == (PointChange("The model memorises noise.", Status.MISSED, Status.PARTLY),)
    assert found.lost == (PointChange("Regularisation helps.", Status.PARTLY, Status.MISSED),)


def test_points_that_were_heard_count_where_the_person_did_not_tick() -> None:
    found = compare(take("It is a word."), take("The model memorises noise."))
    assert [change.say for change in found.gained] == ["The model memorises noise."]


def test_points_of_a_changed_pack_are_compared_as_far_as_both_takes_had_them() -> None:
    points = (Point(say="It is noise."), *QUESTION.points[1:])
    reworded = QUESTION.model_copy(update={"points": points})
    found = compare(take(""), take("", Status.COVERED, Status.COVERED, question=reworded))
    assert [change.say for change in found.gained] == ["A validation set shows it."]


def test_an_experience_has_no_points_to_gain() -> None:
    told = QUESTION.model_copy(update={"kind": "experience"})
    found = compare(take("It is noise.", question=told), take("", Status.COVERED, question=told))
    assert (found.gained, found.lost) == ((), ())


def test_facts_are_compared_number_by_number() -> None:
    changes = {change.name: change for change in compare(take("one two three"), take("one two")).facts}
    assert (changes["words"].before, changes["words"].after, changes["words"].difference) == (3, 2, -1)
    assert (changes["pace_wpm"].before, changes["pace_wpm"].difference) == (None, None)


takes = st.lists(st.sampled_from(["the", "of", "Noise.", "noise", "…", "p-value", "–", "is"]), max_size=25)


@given(one=takes, other=takes)
def test_the_runs_hold_every_word_of_both_takes_in_order(one: list[str], other: list[str]) -> None:
    left, right = words(" ".join(one)), words(" ".join(other))
    runs = aligned(left, right)
    assert [word for run in runs for word in left[run.start : run.end]] == list(left)
    assert [word for run in runs for word in right[run.other_start : run.other_end]] == list(right)
    for run in runs:
        _assert_is_what_it_says(run, left, right)


@given(said=takes)
def test_a_take_beside_itself_is_all_the_same(said: list[str]) -> None:
    mine = words(" ".join(said))
    assert {run.change for run in aligned(mine, mine)} <= {Change.SAME}


@given(one=takes, other=takes)
def test_looking_from_the_other_take_drops_what_was_added(one: list[str], other: list[str]) -> None:
    left, right = words(" ".join(one)), words(" ".join(other))
    there, back = aligned(left, right), aligned(right, left)
    assert _number(there, Change.ADDED) - _number(there, Change.DROPPED) == len(right) - len(left)
    assert _number(back, Change.ADDED) - _number(back, Change.DROPPED) == len(left) - len(right)


def _assert_is_what_it_says(run: Run, left: Sequence[Word], right: Sequence[Word]) -> None:
    before, after = left[run.start : run.end], right[run.other_start : run.other_end]
    if run.change is Change.SAME:
        assert [_bare(word) for word in before] == [_bare(word) for word in after] != []
    elif run.change is Change.DROPPED:
        assert before
        assert not after
    else:
        assert after
        assert not before


def _number(runs: Sequence[Run], change: Change) -> int:
    return sum(run.end - run.start + run.other_end - run.other_start for run in runs if run.change is change)


def _bare(word: Word) -> str:
    return "".join(filter(str.isalnum, word.text.lower())) or word.text
