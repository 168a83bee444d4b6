"""The quiet line of facts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from greenroom.review.delivery import facts
from greenroom.review.yardstick import yardstick
from greenroom.speech.transcript import Segment, Transcript, Word
from greenroom.ui.review.facts_line import FactsLine
from greenroom.ui.theme import Theme
from tests.ui.review.conftest import QUESTION, spoken


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> FactsLine:
    made = FactsLine(theme)
    qtbot.addWidget(made)
    made.resize(900, 30)
    return made


def at_a_pace(word_s: float, words: int = 60) -> Transcript:
    """A minute or less of evenly spoken words, one every `word_s` seconds."""
    said = tuple(
        Word(start=at * word_s, end=(at + 1) * word_s, text=f"word{at}", probability=0.9) for at in range(words)
    )
    segment = Segment(start=0.0, end=said[-1].end, text="…", words=said)
    return Transcript(segments=(segment,), duration=said[-1].end, engine="test", model="test")


def sentences(line: FactsLine) -> list[str]:
    return [fact.sentence for fact in line.facts]


def test_a_spoken_answer_has_its_facts_in_one_line(line: FactsLine) -> None:
    line.show_facts(facts(spoken("one " * 30 + "|2.4 um two ~ three"), QUESTION))
    said = sentences(line)
    assert said[0] == "0:16 of 0:05 to 2:00"
    assert "words a minute, " in said[1]
    assert said[2].endswith("hesitations a minute")
    assert said[3].endswith("fillers a minute")
    assert said[4] == "longest pause 2.4 s (1 from 1 s)"
    assert said[5].startswith("measured on ")
    assert said[5].endswith("% of your speech")


@pytest.mark.parametrize(
    ("words_s", "place"), [(0.30, "above 120–160"), (0.42, "within 120–160"), (0.55, "below 120–160")]
)
def test_the_pace_is_placed_in_its_band_by_a_word(line: FactsLine, words_s: float, place: str) -> None:
    line.show_facts(facts(at_a_pace(words_s), QUESTION))
    pace = line.facts[1]
    assert place in pace.sentence
    assert pace.is_apart is not place.startswith("within")


def test_the_persons_own_last_answers_are_the_yardstick(line: FactsLine) -> None:
    earlier = [facts(at_a_pace(60 / pace), QUESTION) for pace in (150, 158, 170)]
    line.show_facts(facts(at_a_pace(60 / 146), QUESTION), yardstick(earlier))
    assert sentences(line)[1] == "146 words a minute, within 120–160, yours is usually 158"
    assert "Over your last 3 answers it was usually 0:" in line.facts[0].counted
    line.show_facts(facts(at_a_pace(60 / 146), QUESTION), yardstick(earlier[:2]))
    assert "usually" not in " ".join(sentences(line))


def test_reciting_is_told_from_its_threshold_on(line: FactsLine) -> None:
    model = "Averages of many samples pile up in a bell shape around the true mean of it all. " * 3
    question = QUESTION.model_copy(update={"model_answer": model})
    line.show_facts(facts(spoken(model), question))
    recited = next(fact for fact in line.facts if "word for word" in fact.sentence)
    assert recited.sentence == "100 % word for word the model answer: say it in your own words"
    assert recited.is_apart
    assert "From 30 % on" in recited.counted
    line.show_facts(facts(spoken("something else entirely " * 20), question))
    assert not any("word for word" in sentence for sentence in sentences(line))


def test_an_answer_too_short_for_a_rate_has_bare_numbers(line: FactsLine) -> None:
    line.show_facts(facts(spoken("one two ~ three"), QUESTION))
    assert "1 hesitation" in sentences(line)
    assert not any("a minute" in sentence for sentence in sentences(line))


def test_without_an_answer_there_is_no_line(line: FactsLine) -> None:
    line.show_facts(facts(spoken("one two"), QUESTION))
    line.show_facts(None)
    assert line.isHidden()


def test_each_fact_says_how_it_is_counted_to_pointer_and_screen_reader(line: FactsLine) -> None:
    line.show_facts(facts(spoken("one " * 30 + "um |2.5 two"), QUESTION))
    assert len(line.labels) == len(line.facts) == 6
    for label in line.labels:
        assert label.accessibleName() == label.fact.sentence
        assert label.toolTip() == label.accessibleDescription() == label.fact.counted
        assert label.fact.counted.endswith(".")


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # offscreen tool tips
def test_the_keyboard_shows_how_a_fact_is_counted(line: FactsLine, qtbot: QtBot) -> None:
    line.show_facts(facts(spoken("one two"), QUESTION))
    line.show()
    first, second = line.labels[:2]
    line.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert QToolTip.text() == second.fact.counted
    QToolTip.hideText()
