"""Saves a pack while it is written: soon after each pause, one save at a time, and nothing typed is dropped."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from greenroom.questions.draft import PackDraft
from greenroom.questions.own_packs import ChangedOnDisk, Opened, OwnPacks, Saved
from greenroom.ui.background import Background

PAUSE_MS = 500


class Kept(Enum):
    """How what is typed is kept."""

    SAVED = auto()
    SAVING = auto()
    DRAFT = auto()
    NOT_SAVED = auto()


class Autosave(QObject):
    """Of one pack that is open. state_changed: look at `state`; failed(Exception): why it is NOT_SAVED.

    settled: nothing is being saved or waiting for it.
    """

    state_changed = Signal()
    failed = Signal(object)
    settled = Signal()

    def __init__(
        self, own: OwnPacks, background: Background, opened: Opened, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._own = own
        self._background = background
        self._file = opened.file
        self._draft: PackDraft = opened.draft
        self._stamp = opened.stamp
        self._is_dirty = False
        self._is_saving = False
        self.state = Kept.DRAFT if opened.is_draft else Kept.SAVED
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    @property
    def is_settled(self) -> bool:
        return not self._is_dirty and not self._is_saving

    def touch(self) -> None:
        """The draft changed."""
        self._is_dirty = True
        self._set(Kept.SAVING)
        self._pause.start()

    def flush(self) -> None:
        """Save now what is not saved."""
        self._pause.stop()
        if self._is_saving or not self._is_dirty:
            return
        self._is_dirty, self._is_saving = False, True
        snapshot, stamp = self._draft.model_copy(deep=True), self._stamp
        self._background.run(lambda: self._own.save(self._file, snapshot, stamp), self._on_saved, self._on_failed)

    def keep_mine(self) -> None:
        """After ChangedOnDisk: write over what is in the file now."""

        def go_on(stamp: str) -> None:
            self._stamp = stamp
            self._is_dirty = True
            self.flush()

        self._background.run(lambda: self._own.stamp(self._file), go_on)

    def _on_saved(self, saved: Saved) -> None:
        self._is_saving = False
        self._stamp = saved.stamp
        if self._is_dirty:
            self.flush()
            return
        self._set(Kept.DRAFT if saved.is_draft else Kept.SAVED)
        self.settled.emit()

    def _on_failed(self, error: Exception) -> None:
        self._is_saving = False
        self._is_dirty = self._is_dirty or not isinstance(error, ChangedOnDisk)
        self._set(Kept.NOT_SAVED)
        self.failed.emit(error)

    def _set(self, state: Kept) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit()
