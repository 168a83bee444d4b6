"""What `packs check` advises, each rule once."""

from __future__ import annotations

from typing import Any

import pytest

from greenroom.questions.check import Finding, check_pack, spoken_seconds
from greenroom.questions.pack import Pack
from greenroom.questions.spelling import misspelt
from tests.unit.questions.packs import GOOD, read

ANSWER = "alpha beta gamma " + "word " * 197
"""Two hundred words: 80 s."""

ROUND = {"id": "technical", "title": "Technical interview", "about": "Engineers ask."}
SPOKEN: dict[str, Any] = {
    "id": "p-values",
    "round": "technical",
    "topic": "Statistics",
    "difficulty": "medium",
    "ask_chance": "high",
    "kind": "concept",
    "prompt": "What is a p-value?",
    "why": "They listen for the condition.",
    "how_to_answer": "Define it first.",
    "model_answer": ANSWER,
    "points": [{"say": name, "listen_for": [name, f"{name} too"]} for name in ("alpha", "beta", "gamma")],
    "follow_ups": [{"ask": "Why?", "point": 0}],
}
CHOICE: dict[str, Any] = {
    **{key: SPOKEN[key] for key in ("round", "topic", "difficulty", "ask_chance")},
    "id": "odd-one-out",
    "kind": "choice",
    "prompt": "Which of these is the shortest word?",
    "choices": ["yes", "no"],
    "answer": 1,
    "explanation": "It has two letters.",
}


def findings(*questions: dict[str, Any]) -> list[Finding]:
    pack = {"format": 1, "id": "small", "title": "Small", "rounds": [ROUND], "questions": questions}
    return check_pack(Pack.model_validate(pack))


def points_with(*phrases: str) -> list[dict[str, Any]]:
    return [{"say": "alpha", "listen_for": phrases}, *SPOKEN["points"][1:]]


def test_a_good_pack_has_no_findings() -> None:
    assert findings(SPOKEN, CHOICE) == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"model_answer": "alpha beta gamma"}, "model_answer", "takes 1 s to say"),
        ({"model_answer": ANSWER * 2}, "model_answer", "takes 160 s to say"),
        ({"prompt": "word " * 60}, "prompt", "takes 24 s to read aloud"),
        ({"why": ""}, "why", "missing"),
        ({"how_to_answer": ""}, "how_to_answer", "missing"),
        ({"follow_ups": []}, "follow_ups", "none"),
        ({"follow_ups": ["Why?"]}, "follow_ups", "None is tied to a point"),
        ({"kind": "experience", "points": [], "follow_ups": ["Why?"]}, "points", "There are 0"),
        ({"model_answer": ""}, "model_answer", "It is missing"),
        ({"points": [{"say": "alpha", "proposed": True}, *SPOKEN["points"][1:]]}, "point 1", "only proposed"),
        ({"points": points_with("alpha")}, "point 1, listen_for", "There are 1 phrases"),
        ({"points": points_with(*(f"alpha {n}" for n in range(7)))}, "point 1, listen_for", "There are 7 phrases"),
        ({"points": points_with("delta", "epsilon")}, "point 1, listen_for", "None of the phrases"),
        ({"points": points_with("alpha", "Beta")}, "point 2, listen_for", "“beta” belongs to point 1 too"),
    ],
)
def test_each_departure_is_told_with_its_field(change: dict[str, Any], field: str, words: str) -> None:
    told = findings({**SPOKEN, **change})
    assert any(one.question == "p-values" and one.field == field and words in one.message for one in told), told


def test_a_phrase_counts_as_in_the_answer_whatever_its_case_and_punctuation() -> None:
    assert findings({**SPOKEN, "points": points_with("Alpha, beta", "delta")}) == []


def test_two_prompts_that_ask_the_same_are_told_once() -> None:
    (told,) = findings(SPOKEN, {**SPOKEN, "id": "again", "prompt": "A p-value: what is it?"})
    assert (told.question, told.field) == ("again", "prompt")
    assert "“p-values”" in told.message


def test_equal_choices_are_told() -> None:
    (told,) = findings({**CHOICE, "choices": ["No", "no"]})
    assert str(told) == "odd-one-out, choices: Two choices are the same."


def test_a_pack_without_questions_is_told() -> None:
    assert [one.field for one in findings()] == ["questions"]


def test_speaking_time_counts_words_and_not_dashes() -> None:
    assert spoken_seconds("a p-value – 0.05 – is") == pytest.approx(4 * 60 / 150)


def test_a_misspelt_word_is_told_with_its_place_and_names_are_not() -> None:
    text = GOOD.replace("Under the null hypothesis", "Under the null hypothesis that we recieve from Xqrtly")
    (finding,) = misspelt(read(text))
    assert str(finding) == "p-values, points: “recieve” is misspelt; it should be “receive”."
