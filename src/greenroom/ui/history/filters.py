"""What narrows the history down: a search, and choices of pack, topic, rating and what is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from greenroom.history.attempt import Found
from greenroom.history.search import Judged, Kept, Wanted
from greenroom.ui.review.rating_row import rating_name
from greenroom.ui.widgets.choice import Choice
from greenroom.ui.widgets.search_field import SearchField

WIDEST_CHOICE_PX = 160
NARROW_PX = 800
AS_WIDE_AS_IT_LIKES = 16_777_215  # Qt's QWIDGETSIZE_MAX


class Filters(QWidget):
    """`changed`: something else is wanted. Offers only the packs and topics that were answered."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchField(self.tr("Search questions, answers and notes"))
        self.search.setMinimumWidth(200)
        self.pack = _choice(self.tr("Pack"))
        self.topic = _choice(self.tr("Topic"))
        self.judged = _choice(self.tr("Rating"))
        self.kept = _choice(self.tr("Kind of answer"))
        ratings = [
            (each.value, rating_name(each.rating) if each.rating is not None else self.tr("Not rated"))
            for each in reversed(Judged)
        ]
        self.judged.offer([("", self.tr("Any rating")), *ratings], "")
        kinds = [
            (Kept.RECORDING.value, self.tr("With a recording")),
            (Kept.TYPED.value, self.tr("Typed")),
            (Kept.NO_TRANSCRIPT.value, self.tr("Without a transcript")),
        ]
        self.kept.offer([("", self.tr("Any answer")), *kinds], "")
        self._choices = (self.pack, self.topic, self.judged, self.kept)
        self._is_narrow: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._set_narrow(False)
        for choice in self._choices:
            choice.activated.connect(lambda _: self.changed.emit())
        self.search.textChanged.connect(lambda _: self.changed.emit())

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            text=" ".join(self.search.text().split()),
            pack_id=self.pack.value,
            topic=self.topic.value,
            judged=Judged(self.judged.value) if self.judged.value else None,
            kept=Kept(self.kept.value) if self.kept.value else None,
        )

    def offer(self, found: Found) -> None:
        """Offer what there is; what was chosen stays so, that one sees why the list is short."""
        self.pack.offer(_with_chosen(self.tr("Any pack"), found.packs, self.pack), self.pack.value)
        topics = [(topic, topic) for topic in found.topics]
        self.topic.offer(_with_chosen(self.tr("Any topic"), topics, self.topic), self.topic.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow(event.size().width() < NARROW_PX)

    def _set_narrow(self, is_narrow: bool) -> None:
        """The search and the choices in one line, or where that is too narrow in two."""
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        self._grid.setColumnStretch(0, 0 if is_narrow else 1)
        self._grid.addWidget(self.search, 0, 0, 1, len(self._choices) if is_narrow else 1)
        for number, choice in enumerate(self._choices):
            choice.setMaximumWidth(AS_WIDE_AS_IT_LIKES if is_narrow else WIDEST_CHOICE_PX)
            self._grid.addWidget(choice, int(is_narrow), number + int(not is_narrow))

    def clear(self) -> None:
        """Want everything."""
        for choice in self._choices:
            choice.setCurrentIndex(0)
        if self.search.text():
            self.search.clear()  # which says so itself
        else:
            self.changed.emit()


def _with_chosen(anything: str, values: Sequence[tuple[str, str]], choice: Choice) -> list[tuple[str, str]]:
    offered = [("", anything), *values]
    if choice.value and choice.value not in (value for value, _ in offered):
        offered.append((choice.value, choice.currentText()))
    return offered


def _choice(name: str) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(8)
    made.setMaximumWidth(WIDEST_CHOICE_PX)
    made.offer([("", "")], "")
    return made
