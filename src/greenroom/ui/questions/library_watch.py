"""Notices when packs change on disk, whoever changes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from greenroom.questions.library import LibraryContents

SETTLE_MS = 250
"""Programs write a file in several steps; what they did is looked at once they are done."""


class LibraryWatch(QObject):
    """`changed`: a pack was added, removed or written to since `follow`."""

    changed = Signal()

    def __init__(self, folders: Sequence[Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = folders
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        self._watcher.directoryChanged.connect(self._settle.start)
        self._watcher.fileChanged.connect(self._settle.start)

    def follow(self, contents: LibraryContents) -> None:
        """Watch the folders, and the files found there: a file that is replaced is a new one to watch."""
        files = [*(loaded.file for loaded in contents.packs), *(failed.file for failed in contents.failed)]
        wanted = {str(path) for path in (*self._folders, *files) if path.exists()}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := wanted - watched:
            self._watcher.addPaths(sorted(new))
