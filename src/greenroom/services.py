"""The services that the window and the command line share, built once by `app.build_services`."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from greenroom.errors import UserError
from greenroom.paths import Paths
from greenroom.settings import SettingsFile

if TYPE_CHECKING:
    from greenroom.history.store import Store
    from greenroom.questions.library import Library
    from greenroom.speech.download import Downloads
    from greenroom.speech.ear import Ear
    from greenroom.speech.voice import Voice


@dataclass
class Services:
    """Nothing here is started or opened when it is built: the first use does that, on the user's thread."""

    paths: Paths
    settings: SettingsFile
    library: Library
    ear: Ear
    voice: Voice
    downloads: Downloads = field(init=False)
    _store: Store | None = None
    _is_closed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        from greenroom.speech.download import Downloads

        self.downloads = Downloads(self.paths.models)

    def store(self) -> Store:
        """The database, opened (and migrated) at the first call. Raises UserError when it cannot be used.

        After `close` it is not opened again: what comes late must not bring back what was erased.
        """
        from greenroom.history.store import Store

        with self._lock:
            if self._is_closed:
                raise UserError("Greenroom is closing.", "", "Start it again.")
            if self._store is None:
                self._store = Store.open(self.paths.database)
            return self._store

    def close(self) -> None:
        """End the helper processes and close the database."""
        self.downloads.close()
        self.ear.close()
        self.voice.close()
        with self._lock:
            self._is_closed = True
            if self._store is not None:
                self._store.close()
                self._store = None
