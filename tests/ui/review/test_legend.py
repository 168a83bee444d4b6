"""The legend under the transcript."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greenroom.history.attempt import Source
from greenroom.review.typed import transcript_of_typed
from greenroom.ui.review.page import ReviewPage
from greenroom.ui.review.reading import MarkKind
from tests.ui.review.conftest import QUESTION, Show, attempt_at, spoken

MARKED = spoken("So um the averages end up |2.4 looking like a bell ~ curve ~ and that is all.")


def text(page: ReviewPage) -> str:
    return page.said.transcript.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def test_the_legend_counts_each_mark(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, MARKED))
    toggles = page.said.legend.toggles
    assert toggles[MarkKind.HESITATION].words() == "2 hesitations"
    assert toggles[MarkKind.PAUSE].words() == "1 pause from 2 s"
    assert toggles[MarkKind.FILLER].words().endswith("filler") or toggles[MarkKind.FILLER].words().endswith(
        "fillers"
    )
    assert all(toggle.accessibleName() and toggle.toolTip() for toggle in toggles.values())


def test_each_mark_can_be_hidden_by_keyboard_and_shown_again(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, MARKED))
    whole = text(page)
    for kind, mark in ((MarkKind.HESITATION, "hesitation"), (MarkKind.PAUSE, "2.4 s")):
        toggle = page.said.legend.toggles[kind]
        assert mark in text(page)
        QTest.keyClick(toggle, Qt.Key.Key_Space)
        assert mark not in text(page)
        QTest.keyClick(toggle, Qt.Key.Key_Space)
        assert text(page) == whole


def test_a_hidden_filler_is_a_word_like_any_other(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, MARKED))
    view = page.said.transcript
    marked = view.grab().toImage()
    page.said.legend.toggles[MarkKind.FILLER].click()
    assert view.grab().toImage() != marked
    assert "um" in text(page)


def test_what_is_hidden_stays_hidden_for_the_next_answer(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, MARKED))
    page.said.legend.toggles[MarkKind.PAUSE].click()
    show(attempt_at(QUESTION, spoken("one |3.0 two"), id="attempt-2"))
    assert "3.0 s" not in text(page)


def test_a_typed_answer_has_only_fillers_to_mark(page: ReviewPage, show: Show) -> None:
    typed = transcript_of_typed("It is, um, the bell curve.")
    show(attempt_at(QUESTION, typed, source=Source.TYPED, duration_s=None))
    seen = [kind for kind, toggle in page.said.legend.toggles.items() if toggle.isVisible()]
    assert seen == [MarkKind.FILLER]


def test_a_mark_that_is_not_there_has_no_legend(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, spoken("So the averages end up |2.4 looking like a bell curve.")))
    seen = [kind for kind, toggle in page.said.legend.toggles.items() if toggle.isVisible()]
    assert seen == [MarkKind.PAUSE]
    show(attempt_at(QUESTION, spoken("The averages end up looking like a bell curve."), id="attempt-2"))
    assert not page.said.legend.isVisible()
