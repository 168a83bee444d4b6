"""The quick drill on the first page: a few questions on one topic."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from greenroom.interview.plan import plan_topic, spoken
from greenroom.questions.pack import Pack
from greenroom.ui.widgets.flow import FlowLayout
from greenroom.ui.widgets.plain import button, card, label

TOPICS = 8
"""So many topics show at once, those with the most questions."""


class Drill(QFrame):
    """started(Plan): practise this topic."""

    started = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        frame, column = card()
        column.addWidget(label(self.tr("Quick drill"), "heading"))
        column.addWidget(label(self.tr("A few questions on one topic, no clock."), "soft"))
        self._topics = FlowLayout(spacing_px=8)
        column.addLayout(self._topics)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_topics(self, pack: Pack) -> None:
        """Offer the topics of this pack."""
        self._topics.clear()
        topics = Counter(question.topic for question in spoken(pack.questions)).most_common()
        shown = topics if len(topics) <= TOPICS + 1 else topics[:TOPICS]
        for topic, number in shown:
            self._add(pack, topic, number)
        if len(shown) < len(topics):
            more = button(self.tr("{0} more…").format(len(topics) - len(shown)), "pill")
            more.setAccessibleName(self.tr("{0} more topics").format(len(topics) - len(shown)))
            more.clicked.connect(lambda: self._show_more(pack, more, topics[len(shown) :]))
            self._topics.addWidget(more)

    def _show_more(self, pack: Pack, more: QWidget, topics: list[tuple[str, int]]) -> None:
        more.hide()
        first, *_ = [self._add(pack, topic, number) for topic, number in topics]
        first.setFocus()

    def _add(self, pack: Pack, topic: str, number: int) -> QWidget:
        pill = button(f"{topic} · {number}", "pill")
        pill.clicked.connect(lambda: self.started.emit(plan_topic(pack, topic)))
        self._topics.addWidget(pill)
        return pill
