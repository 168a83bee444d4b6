"""All the packs there are: those that ship, then the person's own. A broken one never hides the others."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greenroom.errors import UserError
from greenroom.questions.follow_ups import find_question
from greenroom.questions.load import load_pack
from greenroom.questions.pack import Pack, Question
from greenroom.questions.pack_cache import PackCache
from greenroom.questions.pack_error import PackError, Problem
from greenroom.questions.suggest import did_you_mean

_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class LoadedPack:
    """A pack that can be used, where it came from, and whether it ships with Greenroom."""

    pack: Pack
    file: Path
    shipped: bool


@dataclass(frozen=True)
class FailedPack:
    """A file that should be a pack and cannot be used; `error` says why."""

    file: Path
    shipped: bool
    error: PackError


@dataclass(frozen=True)
class LibraryContents:
    """What one look at the folders found, in the order of reading."""

    packs: tuple[LoadedPack, ...]
    failed: tuple[FailedPack, ...]

    def as_data(self) -> dict[str, list[dict[str, Any]]]:
        """Plain data for `packs list`: JSON has a key for everything that the text shows."""
        return {
            "packs": [
                {
                    "id": loaded.pack.id,
                    "title": loaded.pack.title,
                    "company": loaded.pack.company,
                    "role": loaded.pack.role,
                    "rounds": [one.id for one in loaded.pack.rounds],
                    "questions": len(loaded.pack.questions),
                    "shipped": loaded.shipped,
                    "file": str(loaded.file),
                }
                for loaded in self.packs
            ],
            "failed": [
                {
                    "file": str(failed.file),
                    "shipped": failed.shipped,
                    "problems": [
                        {"line": problem.line, "field": problem.field, "message": problem.message}
                        for problem in failed.error.problems
                    ],
                }
                for failed in self.failed
            ],
        }


class Library:
    """The packs in two folders. Reads them when first asked, and again at each `load`."""

    def __init__(self, shipped_dir: Path, own_dir: Path, cache_dir: Path | None = None) -> None:
        """cache_dir: where packs are kept as they were read, to be read fast again; below `own_dir` if None."""
        self._shipped_dir = shipped_dir
        self._own_dir = own_dir
        self._cache = PackCache(cache_dir or own_dir / ".cache")
        self._contents: LibraryContents | None = None

    @property
    def folders(self) -> tuple[Path, Path]:
        """Where packs are: those that ship, then the person's own."""
        return self._shipped_dir, self._own_dir

    def load(self) -> LibraryContents:
        """Look at every pack again, and read those that have changed. A folder that is not there holds no packs."""
        with _no_garbage():
            self._contents = self._look()
        return self._contents

    def find(self, pack_id: str) -> Pack:
        """The pack with this id. Raises UserError: what is wrong with it if it failed, else the nearest id."""
        contents = self._contents or self.load()
        for loaded in contents.packs:
            if loaded.pack.id == pack_id:
                return loaded.pack
        for failed in contents.failed:
            if failed.file.stem == pack_id:
                raise failed.error
        known = [loaded.pack.id for loaded in contents.packs]
        raise _unknown("pack", pack_id, known, "No pack could be read.")

    def question(self, pack_id: str, question_id: str) -> Question:
        """One question of a pack. Raises UserError with the nearest id for a pack or a question not there."""
        pack = self.find(pack_id)
        question = find_question(pack, question_id)
        if question is not None:
            return question
        known = [one.id for one in pack.questions]
        raise _unknown("question", question_id, known, f"The pack {pack_id} has no questions.")

    def _look(self) -> LibraryContents:
        packs: dict[str, LoadedPack] = {}
        failed: list[FailedPack] = []
        for file, shipped in self._files(failed):
            try:
                pack = self._read(file)
                if pack.id in packs:
                    raise _same_id(pack.id, file, packs[pack.id].file)
            except PackError as error:
                failed.append(FailedPack(file, shipped, error))
            else:
                packs[pack.id] = LoadedPack(pack, file, shipped)
        return LibraryContents(tuple(packs.values()), tuple(failed))

    def _read(self, file: Path) -> Pack:
        stamp = self._cache.stamp(file)
        pack = self._cache.find(file, stamp)
        if pack is None:
            pack = load_pack(file)
            self._cache.keep(file, stamp, pack)
        return pack

    def _files(self, failed: list[FailedPack]) -> Iterator[tuple[Path, bool]]:
        """Each file that should be a pack, and whether it ships. A folder that does not open goes to `failed`."""
        for folder, shipped in ((self._shipped_dir, True), (self._own_dir, False)):
            try:
                found = sorted(folder.iterdir())
            except FileNotFoundError:
                continue
            except OSError as error:
                message = f"This folder of packs cannot be opened ({error.strerror}); check who may open it."
                failed.append(FailedPack(folder, shipped, PackError(folder, [Problem(None, "", message)])))
                continue
            for file in found:
                if file.suffix.lower() in _ENDINGS and not file.name.startswith(".") and not file.is_dir():
                    yield file, shipped


@contextlib.contextmanager
def _no_garbage() -> Iterator[None]:
    """Keep the collector from walking all packs again and again while they are read: two thirds of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _same_id(pack_id: str, later: Path, earlier: Path) -> PackError:
    message = f"The pack {earlier} has the id “{pack_id}” already, so {later} is left out; give it another id."
    return PackError(later, [Problem(None, "id", message)])


def _unknown(kind: str, given: str, known: list[str], none_known: str) -> UserError:
    return UserError(
        f"There is no {kind} “{given}”.{did_you_mean(given, known)}",
        f"The {kind}s are: {', '.join(known)}." if known else none_known,
        f"Choose one of these {kind}s." if known else "Run “greenroom packs check” to see why.",
    )
