"""Packs as they were read last time, as JSON: a tenth of the time that reading their YAML takes."""

from __future__ import annotations

import contextlib
import hashlib
import time
from pathlib import Path

from pydantic import ValidationError

from greenroom import __version__
from greenroom.questions.pack import Pack

SETTLED_NS = 2_000_000_000
"""A file changed later than this before now may change again under the same time stamp (FAT counts in 2 s)."""


class PackCache:
    """In memory, and one file a pack below `folder`, which is made when needed. Safe to delete at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._in_memory: dict[Path, tuple[str, Pack]] = {}

    def stamp(self, file: Path) -> str | None:
        """What tells this state of `file` from others: taken before reading it. None: do not keep this one."""
        try:
            status = file.stat()
        except OSError:
            return None
        if time.time_ns() - status.st_mtime_ns < SETTLED_NS:
            return None
        return f"{__version__} {status.st_mtime_ns} {status.st_size}"

    def find(self, file: Path, stamp: str | None) -> Pack | None:
        """The pack kept for this state of `file`."""
        if stamp is None:
            return None
        remembered = self._in_memory.get(file)
        if remembered is not None and remembered[0] == stamp:
            return remembered[1]
        try:
            written, _, data = self._path(file).read_bytes().partition(b"\n")
            if written != stamp.encode():
                return None
            pack = Pack.model_validate_json(data)
        except (OSError, ValidationError):
            return None
        self._in_memory[file] = stamp, pack
        return pack

    def keep(self, file: Path, stamp: str | None, pack: Pack) -> None:
        """Keep `pack` as what this state of `file` holds. Where nothing can be written nothing is kept."""
        if stamp is None:
            return
        self._in_memory[file] = stamp, pack
        path = self._path(file)
        partial = path.with_suffix(".part")
        data = pack.model_dump_json(exclude_defaults=True)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(stamp.encode() + b"\n" + data.encode())
            partial.replace(path)

    def _path(self, file: Path) -> Path:
        name = hashlib.sha256(str(file.absolute()).encode()).hexdigest()[:32]
        return self._folder / f"{name}.json"
