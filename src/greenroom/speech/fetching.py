"""The download's side of the helper: one model from a model hub to a folder, resumed where it broke off.

huggingface_hub says where a file is; it is streamed here, by the HTTP client that comes with it. Its own
`hf_hub_download` (2.x) throws a partial file away and begins anew, so that no pause could last.
"""

from __future__ import annotations

import errno
import hashlib
import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from greenroom.speech.errors import (
    CannotSaveModel,
    DownloadCut,
    DownloadStalled,
    DownloadWrong,
    HubRefused,
    HubUnreachable,
    NoRoomForModel,
    SpeechError,
)
from greenroom.speech.models import part_of
from greenroom.speech.wire import Job, Methods

if TYPE_CHECKING:
    import httpx2

log = logging.getLogger(__name__)

NEEDED = ("config.json", "model.bin", "tokenizer.json")
WANTED = (*NEEDED, "preprocessor_config.json", "vocabulary.json", "vocabulary.txt")
CHUNK_BYTES = 1 << 18
# What must stay free beside the model, so that recordings go on.
SPARE_BYTES = 300_000_000
# Waits before trying again after a connection that brought nothing; one that brought something starts them anew.
RETRY_AFTER_S = (0.0, 1.0, 3.0)
# Answers of an overloaded server, worth another try.
BUSY = (408, 429, 500, 502, 503, 504)
KEPT = "What has arrived is kept, and the next try goes on from there."


@dataclass(frozen=True)
class HubFile:
    """A file of the model: `digest` is its SHA-256, or the git hash of a small file."""

    name: str
    size_bytes: int
    digest: str
    is_sha256: bool

    def hasher(self) -> Any:
        """A hash that ends at `digest` when it has been fed the whole file."""
        if self.is_sha256:
            return hashlib.sha256()
        return hashlib.sha1(b"blob %d\0" % self.size_bytes, usedforsecurity=False)


class Fetching:
    """One download at a time."""

    def __init__(self, retry_after_s: Sequence[float] = RETRY_AFTER_S) -> None:
        self._retry_after_s = retry_after_s

    def methods(self) -> Methods:
        return {"download": self.download}

    def download(self, job: Job) -> dict[str, Any]:
        """Gather the model beside `folder`, check every file, and only then give it its name."""
        import httpx2

        with httpx2.Client(follow_redirects=True, timeout=float(job.params["stall_s"])) as client:
            return _Download(job, client, self._retry_after_s).run()


class _Download:
    def __init__(self, job: Job, client: httpx2.Client, retry_after_s: Sequence[float]) -> None:
        params = job.params
        self._job = job
        self._client = client
        self._retry_after_s = retry_after_s
        self._endpoint, self._repository = params["endpoint"].rstrip("/"), params["repository"]
        self._revision = params["revision"]
        self._pinned = {
            name: HubFile(name, size_bytes, sha256, True) for name, size_bytes, sha256 in params["pinned"]
        }
        self._folder = Path(params["folder"])
        self._part = part_of(self._folder)
        self._host = urlsplit(self._endpoint).netloc
        self._received_bytes = self._total_bytes = 0

    def run(self) -> dict[str, Any]:
        try:
            self._part.mkdir(parents=True, exist_ok=True)
            files = self._listed()
            self._received_bytes = sum(self._have(file) for file in files)
            self._total_bytes = sum(file.size_bytes for file in files)
            self._check_room()
            for file in files:
                self._fetch(file)
            for file in files:
                self._verify(file)
            self._keep({file.name for file in files})
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise self._no_room() from error
            reason = error.strerror or str(error)
            raise CannotSaveModel(
                "The model could not be saved.", f"{self._part}: {reason}.", "Check the folder, then try again."
            ) from error
        return {"bytes": self._total_bytes}

    def _listed(self) -> list[HubFile]:
        """What the hub says the model consists of, held against what is known of it."""
        tree = self._asked(f"{self._endpoint}/api/models/{self._repository}/tree/{self._revision}")
        try:
            files = [_file(entry) for entry in tree if entry["type"] == "file" and entry["path"] in WANTED]
        except (KeyError, TypeError, ValueError) as error:  # a hotel's sign-in page, say
            raise self._wrong("What answered is no model hub.") from error
        if missing := [name for name in NEEDED if name not in {file.name for file in files}]:
            raise self._wrong(f"{self._repository} has no {', '.join(missing)}.")
        for index, file in enumerate(files):
            pinned = self._pinned.get(file.name, file)
            if file.size_bytes != pinned.size_bytes or (file.is_sha256 and file.digest != pinned.digest):
                raise self._wrong(f"{file.name} there is not the one that was published.")
            files[index] = pinned
        return files

    def _asked(self, url: str) -> Any:
        """The hub's JSON answer. Asked once: HfApi takes 23 s to say that there is no network."""
        import httpx2

        try:
            response = self._client.get(url)
        except httpx2.TimeoutException as error:
            raise self._stalled() from error
        except httpx2.TransportError as error:
            raise self._unreachable(error) from error
        if response.status_code >= 400:
            raise self._refused(response.status_code)
        try:
            return response.json()
        except ValueError as error:
            raise self._wrong("What answered is no model hub.") from error

    def _fetch(self, file: HubFile) -> None:
        """Get what is missing of a file, over as many connections as it takes."""
        import httpx2

        attempt = 0
        while (had_bytes := self._have(file)) < file.size_bytes:
            failure: SpeechError = self._cut("The server ended it before the end.")
            try:
                status = self._stream(file, had_bytes)
                if status in BUSY:
                    failure = self._refused(status)
                elif status >= 400 and status != 416:
                    raise self._refused(status)
            except httpx2.ConnectError as error:
                failure = self._unreachable(error)
            except httpx2.TimeoutException as error:
                raise self._stalled() from error
            except httpx2.TransportError as error:
                failure = self._cut(f"{error}".rstrip(".") + ".")
            attempt = 0 if self._have(file) > had_bytes else attempt + 1
            if attempt > len(self._retry_after_s):
                raise failure
            if attempt:
                log.warning("downloading %s: %s", file.name, failure)
                self._job.wait(self._retry_after_s[attempt - 1])

    def _stream(self, file: HubFile, had_bytes: int) -> int:
        """One connection: append what it brings; its HTTP status. What was not asked for is dropped."""
        from huggingface_hub import hf_hub_url

        url = hf_hub_url(self._repository, file.name, revision=self._revision, endpoint=self._endpoint)
        headers = {"Accept-Encoding": "identity"}
        if had_bytes:
            headers["Range"] = f"bytes={had_bytes}-"
        with self._client.stream("GET", url, headers=headers) as response:
            if response.status_code >= 400:
                if response.status_code == 416:
                    self._drop(file)
                return int(response.status_code)
            start, size_bytes = _extent(response)
            if size_bytes not in (None, file.size_bytes):
                raise self._wrong(f"{file.name} there has {size_bytes:,} bytes instead of {file.size_bytes:,}.")
            if start not in (0, had_bytes):
                self._drop(file)  # not the bytes that were asked for: ask for all of them
            else:
                if start == 0:
                    self._drop(file)
                self._append(file, response)
            return int(response.status_code)

    def _append(self, file: HubFile, response: httpx2.Response) -> None:
        # Unbuffered: the process may be ended at any moment, and what was counted must be on disk.
        with (self._part / file.name).open("ab", buffering=0) as kept:
            for chunk in response.iter_bytes():
                kept.write(chunk)
                self._received_bytes += len(chunk)
                if kept.tell() > file.size_bytes:
                    kept.close()
                    self._drop(file)
                    raise self._wrong(f"{file.name} there is longer than it was published.")
                self._tell()

    def _verify(self, file: HubFile) -> None:
        hasher = file.hasher()
        with (self._part / file.name).open("rb") as kept:
            while chunk := kept.read(4 * CHUNK_BYTES):
                hasher.update(chunk)
                self._tell(is_checking=True)
        if hasher.hexdigest() != file.digest:
            self._drop(file)
            raise self._wrong(f"{file.name} arrived with other contents than were published; it was deleted.")

    def _keep(self, names: set[str]) -> None:
        for stray in self._part.iterdir():
            if stray.name not in names:
                shutil.rmtree(stray) if stray.is_dir() else stray.unlink()
        if self._folder.exists():
            shutil.rmtree(self._folder)
        self._part.rename(self._folder)

    def _check_room(self) -> None:
        needed_bytes = self._total_bytes - self._received_bytes + SPARE_BYTES
        if shutil.disk_usage(self._part).free < needed_bytes:
            raise self._no_room()

    def _have(self, file: HubFile) -> int:
        """How much of a file is here. One that is too long is none of ours."""
        path = self._part / file.name
        size_bytes = path.stat().st_size if path.is_file() else 0
        if size_bytes > file.size_bytes:
            path.unlink()
            return 0
        return size_bytes

    def _drop(self, file: HubFile) -> None:
        path = self._part / file.name
        if path.is_file():
            self._received_bytes -= path.stat().st_size
            path.unlink()

    def _tell(self, *, is_checking: bool = False) -> None:
        self._job.progress(received=self._received_bytes, total=self._total_bytes, is_checking=is_checking)

    # What can go wrong, in words.

    def _unreachable(self, error: Exception) -> HubUnreachable:
        return HubUnreachable(
            f"{self._host} cannot be reached.", f"The system says: {error}.", f"Check the network. {KEPT}"
        )

    def _refused(self, status: int) -> HubRefused:
        return HubRefused(
            f"{self._host} does not send the model.", f"It answers with {status}.", f"Try later. {KEPT}"
        )

    def _cut(self, why: str) -> DownloadCut:
        return DownloadCut(f"The connection to {self._host} broke off again and again.", why, KEPT)

    def _stalled(self) -> DownloadStalled:
        stall_s = self._job.params["stall_s"]
        why = f"Nothing came for {stall_s:g} s."
        return DownloadStalled(f"{self._host} stopped sending.", why, f"Check the network. {KEPT}")

    def _wrong(self, why: str) -> DownloadWrong:
        remedy = "Try again, or choose another model. The one in use is not touched."
        return DownloadWrong(f"What {self._host} sends is not this model.", why, remedy)

    def _no_room(self) -> NoRoomForModel:
        needed_mb = (self._total_bytes - self._received_bytes + SPARE_BYTES) / 1e6
        free_mb = shutil.disk_usage(self._part).free / 1e6
        why = f"It needs {needed_mb:.0f} MB free, with room for recordings; {free_mb:.0f} MB are."
        return NoRoomForModel("The disk has no room for this model.", why, f"Make room. {KEPT}")


def _file(entry: dict[str, Any]) -> HubFile:
    """A line of the hub's listing; files in large file storage have a SHA-256, others their git hash."""
    large = entry.get("lfs")
    return HubFile(entry["path"], int(entry["size"]), large["oid"] if large else entry["oid"], bool(large))


def _extent(response: httpx2.Response) -> tuple[int, int | None]:
    """Where the body starts in the file, and how long the server says the file is; None where it does not say."""
    if response.status_code == 206:
        span, _, size = response.headers.get("Content-Range", "").removeprefix("bytes ").partition("/")
        start = span.partition("-")[0]
        return int(start) if start.isdecimal() else -1, int(size) if size.isdecimal() else None
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdecimal() else None
