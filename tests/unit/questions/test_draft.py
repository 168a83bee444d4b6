"""A pack in the making takes anything, names its questions once, and puts back what was taken out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from greenroom.questions.draft import FollowUpDraft, PackDraft, PointDraft, QuestionDraft, RoundDraft
from greenroom.questions.pack import FollowUp, Pack, Point, Question, Round
from greenroom.questions.slug import LONGEST, slug, unique_slug
from tests.unit.questions.packs import GOOD, read

ANY_TEXT = st.text(st.characters(blacklist_categories=["Cs"]))


def draft() -> PackDraft:
    return PackDraft.of(read(GOOD))


def places(made: PackDraft) -> list[tuple[str | int, ...]]:
    checked = made.checked()
    assert isinstance(checked, list)
    return [fault.place for fault in checked]


def test_a_pack_is_the_same_after_being_a_draft() -> None:
    assert draft().checked() == read(GOOD)


@pytest.mark.parametrize(
    ("written", "read_back"),
    [
        (PackDraft, Pack),
        (RoundDraft, Round),
        (QuestionDraft, Question),
        (PointDraft, Point),
        (FollowUpDraft, FollowUp),
    ],
)
def test_a_draft_has_every_field_that_the_format_has(written: type[BaseModel], read_back: type[BaseModel]) -> None:
    assert set(written.model_fields) == set(read_back.model_fields) - {"format"}


def test_a_new_pack_is_in_order_at_once() -> None:
    made = PackDraft.new("My questions", ("Interview", "All of it."), ["my-questions"])
    pack = made.checked()
    assert isinstance(pack, Pack)
    assert pack.id == "my-questions-2"


def test_a_new_question_has_the_round_and_the_topic_of_the_one_before() -> None:
    made = draft()
    added = made.add_question(made.questions[2])
    assert (added.round, added.topic, added.prompt) == ("hr", "Logic", "")
    assert ("questions", 3, "prompt") in places(made)


def test_a_question_is_named_by_its_prompt_and_apart_from_others() -> None:
    made = draft()
    added = made.add_question()
    added.prompt = "P-values?"
    made.name_by_prompt(added)
    assert added.id == "p-values-2"


def test_a_duplicate_stands_behind_the_original_with_its_own_id() -> None:
    made = draft()
    copy = made.duplicate(0)
    assert made.question_ids() == ["p-values", "what-is-a-p-value", "a-project", "odd-one-out"]
    copy.points[0].say = "Changed"
    assert made.questions[0].points[0].say == "Under the null hypothesis"


def test_a_question_of_another_pack_brings_its_round_along() -> None:
    made = PackDraft.new("Mine", ("Interview", "All of it."), [])
    pack = read(GOOD)
    made.take_in(pack, pack.questions[2])
    made.take_in(pack, pack.questions[2])
    assert [one.id for one in made.rounds] == ["interview", "hr"]
    assert made.question_ids() == ["odd-one-out", "which-answer-is-shortest"]
    assert isinstance(made.checked(), Pack)


def test_what_belongs_to_another_kind_stays_in_the_draft_and_out_of_the_pack() -> None:
    made = draft()
    question = made.questions[0]
    question.kind, question.choices, question.answer, question.explanation = "choice", ["One", "Two"], 0, "So."
    pack = made.checked()
    assert isinstance(pack, Pack)
    assert pack.questions[0].points == ()
    assert question.points[0].say == "Under the null hypothesis"


def test_questions_of_a_removed_round_go_to_the_one_before_and_come_back() -> None:
    made = draft()
    undo = made.remove_round(1)
    assert isinstance(made.checked(), Pack)
    assert made.questions[2].round == "technical"
    undo()
    assert made.checked() == read(GOOD)


points = st.lists(ANY_TEXT, min_size=1, max_size=6)


@given(points, st.lists(st.integers(0, 5) | st.none(), max_size=5), st.data())
def test_a_removed_point_comes_back_with_its_follow_ups(
    says: list[str], tied: list[int | None], data: st.DataObject
) -> None:
    question = QuestionDraft(
        id="q",
        points=[PointDraft(say=say) for say in says],
        follow_ups=[FollowUpDraft(ask="?", point=None if one is None else one % len(says)) for one in tied],
    )
    before = question.model_copy(deep=True)
    index = data.draw(st.integers(0, len(says) - 1))
    undo = question.remove_point(index)
    kept = {one.point for one in question.follow_ups} - {None}
    assert all(point is not None and point < len(question.points) for point in kept)
    undo()
    assert question == before


@given(st.lists(ANY_TEXT, min_size=1, max_size=6), st.none() | st.integers(0, 5), st.data())
def test_a_removed_choice_comes_back_and_the_right_one_stays_right(
    choices: list[str], answer: int | None, data: st.DataObject
) -> None:
    answer = None if answer is None else answer % len(choices)
    question = QuestionDraft(id="q", kind="choice", choices=list(choices), answer=answer)
    before = question.model_copy(deep=True)
    index = data.draw(st.integers(0, len(choices) - 1))
    undo = question.remove_choice(index)
    if answer is not None and index != answer:
        assert question.answer is not None
        assert question.choices[question.answer] == choices[answer]
    undo()
    assert question == before


@given(ANY_TEXT, st.lists(ANY_TEXT))
def test_every_text_gives_an_id_that_a_pack_takes(text: str, others: list[str]) -> None:
    taken = {slug(other, "question") for other in others}
    made = unique_slug(text, "question", taken)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert made not in taken
    assert len(slug(text, "question")) <= LONGEST


def test_ids_keep_whole_words_and_lose_accents() -> None:
    assert slug("Où est l'été?", "question") == "ou-est-lete"
    assert slug("What is the difference between supervised and unsupervised learning?", "q") == (
        "what-is-the-difference-between-supervised-and"
    )
    assert slug("什么是过拟合？", "question") == "question"


@given(st.data())
def test_whatever_is_moved_goes_back_and_ties_hold(data: st.DataObject) -> None:
    question = draft().questions[0]
    before = question.model_copy(deep=True)
    tied = [one.point is not None and question.points[one.point].say for one in question.follow_ups]
    undos = []
    for _ in range(data.draw(st.integers(1, 4))):
        index, to = (data.draw(st.integers(0, len(question.points) - 1)) for _ in range(2))
        undos.append(question.move_point(index, to))
        assert [one.point is not None and question.points[one.point].say for one in question.follow_ups] == tied
    for undo in reversed(undos):
        undo()
    assert question == before


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_the_right_choice_stays_right_wherever_it_goes(answer: int, index: int, to: int) -> None:
    question = QuestionDraft(id="q", choices=["a", "b", "c", "d"], answer=answer)
    undo = question.move_choice(index, to)
    assert question.answer is not None
    assert question.choices[question.answer] == "abcd"[answer]
    undo()
    assert (question.choices, question.answer) == (["a", "b", "c", "d"], answer)
