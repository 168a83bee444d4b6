"""All that is kept, in one file and back: recordings, the database, the person's packs and settings.

The file is a zip that opens without Greenroom: `attempts/ID/` holds the recordings, `answers.json` every answer
with transcript, corrections, ticks, ratings and note, those in the trash too. Restoring reads `greenroom.db`.
"""

from __future__ import annotations

import contextlib
import errno
import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath

from greenroom.errors import UserError
from greenroom.history import documents
from greenroom.history.opening import copy_database, prepare
from greenroom.history.search import Wanted
from greenroom.history.store import Store
from greenroom.paths import Paths

DATABASE, ANSWERS, SETTINGS = "greenroom.db", "answers.json", "settings.json"
_RECORDING = re.compile(r"attempts/[0-9a-f]{32}/take\.(wav|flac)")
_PACK = re.compile(r"packs/[^/\\:]+\.ya?ml")


class Cancelled(Exception):
    """The person does not want it after all; nothing was left behind."""


def back_up(
    paths: Paths,
    target: Path,
    *,
    told: Callable[[float], None] = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write everything to the zip `target`, whole or not at all; how many answers are in it.

    May run while answers are given: the database is copied in one piece, and then what it tells of is packed.
    told: hears how far it is, 0 to 1. Raises UserError or Cancelled.
    """
    partial = target.with_name(f".{target.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=".greenroom-", dir=target.parent) as folder:
            copy = Path(folder) / DATABASE
            copy_database(paths.database, copy)
            with closing(Store.open(copy)) as store, zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as file:
                file.write(copy, DATABASE)
                count = _pack(store, paths, file, told, is_cancelled)
        partial.replace(target)
    except OSError as error:
        raise _not_written(target, error) from error
    except sqlite3.Error as error:
        raise UserError(f"{target} was not written.", f"The database cannot be copied: {error}.") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return count


def restore(file: Path, paths: Paths) -> Path | None:
    """Put what the backup `file` holds in place of what is kept now, which moves to the folder returned.

    None where nothing was kept. No window may be open. Raises UserError, and then all is as it was.
    """
    paths.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=paths.data_dir) as folder:
        brought = Paths(Path(folder))
        try:
            _unpack(file, brought)
        except OSError as error:
            why = f"The system says: {error.strerror or error}."
            raise UserError("Nothing was restored.", why, "Check the disk, then try again.") from error
        prepare(brought.database)  # refuses a newer one, and brings an older one up to date
        return _exchange(brought, paths)


def _pack(
    store: Store,
    paths: Paths,
    file: zipfile.ZipFile,
    told: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> int:
    ids = [(False, each) for each in store.find(Wanted(), limit=0).ids]
    ids += [(True, each) for each in store.find(Wanted(in_trash=True), limit=0).ids]

    def answers() -> Iterator[dict[str, object]]:
        for in_trash, attempt_id in ids:
            if is_cancelled():
                raise Cancelled
            yield documents.answer(store.attempt(attempt_id)) | {"in_trash": in_trash}

    with file.open(ANSWERS, "w", force_zip64=True) as stream:
        stream.write(b'{"answers": [')
        for number, document in enumerate(answers()):
            stream.write(b",\n" if number else b"\n")
            stream.write(json.dumps(document, ensure_ascii=False).encode())
        stream.write(b"\n]}\n")
    for number, (_, attempt_id) in enumerate(ids):
        if is_cancelled():
            raise Cancelled
        _pack_recording(paths, attempt_id, file)
        told((number + 1) / len(ids))
    for pack in sorted(paths.packs.glob("*.y*ml")):
        file.write(pack, f"packs/{pack.name}")
    if paths.settings.is_file():
        file.write(paths.settings, SETTINGS)
    return len(ids)


def _pack_recording(paths: Paths, attempt_id: str, file: zipfile.ZipFile) -> None:
    """As it is now. A WAV that becomes a FLAC in this very moment is looked for once more."""
    for _ in range(2):
        recording = paths.recording(attempt_id)
        if recording is None:
            return
        kind = zipfile.ZIP_STORED if recording.suffix == ".flac" else zipfile.ZIP_DEFLATED
        with contextlib.suppress(FileNotFoundError):
            file.write(recording, f"attempts/{attempt_id}/{recording.name}", kind)
            return


def _unpack(file: Path, brought: Paths) -> None:
    """Everything of the backup below `brought`, each file checked against its sum; nothing else of it."""
    try:
        with zipfile.ZipFile(file) as packed:
            if DATABASE not in packed.namelist():
                raise UserError(f"{file.name} is not a backup of Greenroom.", f"There is no {DATABASE} in it.")
            for item in packed.infolist():
                name = item.filename
                if name in (DATABASE, SETTINGS) or _RECORDING.fullmatch(name) or _PACK.fullmatch(name):
                    target = brought.data_dir.joinpath(*PurePosixPath(name).parts)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with packed.open(item) as source, target.open("wb") as made:
                        shutil.copyfileobj(source, made)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise UserError(
            f"{file.name} cannot be restored.",
            f"It is damaged, or not a backup of Greenroom: {error}.",
            "Nothing was changed. Take another copy of it.",
        ) from error


def _exchange(brought: Paths, paths: Paths) -> Path | None:
    """Move what is kept aside and what was brought in its place; back again if that fails half-way."""
    aside = paths.data_dir / f"before-restoring-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        moved.append((source, target))

    kept = [DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "attempts", "packs", SETTINGS]
    try:
        for name in kept:
            if (paths.data_dir / name).exists():
                move(paths.data_dir / name, aside / name)
        has_moved = bool(moved)
        for name in (DATABASE, "attempts", "packs", SETTINGS):
            if (brought.data_dir / name).exists():
                move(brought.data_dir / name, paths.data_dir / name)
    except OSError as error:
        for source, target in reversed(moved):
            target.rename(source)
        why = f"The system says: {error.strerror or error}."
        raise UserError(
            "Nothing was restored.", why, "Close what uses Greenroom's folder, then try again."
        ) from error
    return aside if has_moved else None


def _not_written(target: Path, error: OSError) -> UserError:
    remedy = "Choose another place."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        remedy = "Make room on the disk, or choose another place. Nothing half was left there."
    return UserError(f"{target} was not written.", f"The system says: {error.strerror or error}.", remedy)
