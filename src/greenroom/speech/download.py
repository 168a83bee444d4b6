"""Downloads of speech models: only when asked for, in a helper process that can be ended at any moment."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from greenroom.eventlog import event
from greenroom.paths import helper_command
from greenroom.speech.errors import CannotSaveModel, DownloadFailed
from greenroom.speech.models import CatalogueModel, remove
from greenroom.speech.process import Helper, HelperBug, HelperDied, HelperGarbled, HelperHung

log = logging.getLogger(__name__)

HUB = "https://huggingface.co"
STALL_S = 30.0
# Beyond a stall, the longest silence: looking up a name that no server answers for.
SILENCE_TIMEOUT_S = 90.0
KEPT = "What has arrived is kept, and the next try goes on from there."


@dataclass(frozen=True)
class Progress:
    """How far a download is. is_checking: everything has arrived and is compared with what was published."""

    received_bytes: int
    total_bytes: int
    is_checking: bool


OnProgress = Callable[[Progress], None]


class Download:
    """One download, in a helper process of its own. `run` it once, on a worker thread."""

    def __init__(self, model: CatalogueModel, folder: Path, endpoint: str, stall_s: float, helper: Helper) -> None:
        self.model = model
        self._folder = folder
        self._endpoint = endpoint
        self._stall_s = stall_s
        self._helper = helper

    def run(self, on_progress: OnProgress | None = None) -> Path:
        """Fetch what is missing, check all of it; the folder it is in then. on_progress runs in this thread.

        Raises Cancelled after `stop`, HubUnreachable, HubRefused, DownloadCut, DownloadStalled, DownloadWrong,
        NoRoomForModel, CannotSaveModel, DownloadFailed. What has arrived is kept for the next download.
        """

        def on_event(message: dict[str, Any]) -> None:
            if on_progress is not None and message["event"] == "progress":
                on_progress(Progress(message["received"], message["total"], message["is_checking"]))

        host = host_of(self._endpoint)
        event("model.download", model=self.model.name, host=host)
        try:
            self._helper.call("download", self._params(), timeout_s=SILENCE_TIMEOUT_S, on_event=on_event)
        except (HelperDied, HelperHung, HelperGarbled, HelperBug) as error:
            log.error("the download from %s failed: %s", host, error)
            raise DownloadFailed(
                f"The download from {host} stopped.", f"Its process says: {error}.", KEPT
            ) from error
        finally:
            self._helper.close()
        event("model.downloaded", model=self.model.name)
        return self._folder

    def stop(self) -> None:
        """End it at once, whatever it waits for."""
        self._helper.close()

    def _params(self) -> dict[str, Any]:
        return {
            "endpoint": self._endpoint,
            "repository": self.model.repository,
            "revision": self.model.revision,
            "pinned": [[file.name, file.size_bytes, file.sha256] for file in self.model.pinned],
            "folder": str(self._folder),
            "stall_s": self._stall_s,
        }


class Downloads:
    """Brings models into `models_dir`. Constructing and asking connect to nothing; only `Download.run` does."""

    def __init__(
        self,
        models_dir: Path,
        *,
        endpoint: str | None = None,
        stall_s: float = STALL_S,
        command: list[str] | None = None,
    ) -> None:
        """endpoint: the hub's address, else $HF_ENDPOINT (a company's mirror), else the public hub.

        stall_s: how long the hub may send nothing.
        """
        self.models_dir = models_dir
        self._endpoint = endpoint or os.environ.get("HF_ENDPOINT") or HUB
        self._stall_s = stall_s
        self._command = command or helper_command("fetch")
        self._begun: list[Download] = []
        self._is_closed = False

    @property
    def host(self) -> str:
        """The server that a download connects to first; for large files it sends on to servers of its own."""
        return host_of(self._endpoint)

    def free_bytes(self) -> int:
        """Room on the disk that models are kept on. Raises OSError."""
        there = next(folder for folder in (self.models_dir, *self.models_dir.parents) if folder.exists())
        return shutil.disk_usage(there).free

    def begin(self, model: CatalogueModel) -> Download:
        """A download of `model`, ready to run; it goes on where an earlier one stopped."""
        folder = self.models_dir / model.name
        download = Download(model, folder, self._endpoint, self._stall_s, Helper(self._command))
        self._begun.append(download)
        if self._is_closed:
            download.stop()
        return download

    def remove(self, model: CatalogueModel) -> None:
        """Delete the model, or what has arrived of it. Raises CannotSaveModel."""
        try:
            remove(model, self.models_dir)
        except OSError as error:
            why = f"The system says: {error.strerror or error}."
            raise CannotSaveModel(f"{model.name} could not be removed.", why, "Try again.") from error

    def close(self) -> None:
        """End every download for good."""
        self._is_closed = True
        for download in self._begun:
            download.stop()


def host_of(endpoint: str) -> str:
    """The server's name in its address, with a port that is not the usual one."""
    return urlsplit(endpoint).netloc
