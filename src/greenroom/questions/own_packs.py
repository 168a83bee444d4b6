"""The person's own packs on disk: written whole or not at all, kept as a draft while they cannot be used."""

from __future__ import annotations

import contextlib
import errno
import hashlib
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from greenroom.errors import UserError
from greenroom.files import put_whole
from greenroom.questions.draft import PackDraft
from greenroom.questions.dump import pack_as_yaml
from greenroom.questions.load import parse_pack
from greenroom.questions.pack import Pack
from greenroom.questions.pack_error import PackError, Problem
from greenroom.questions.slug import unique_slug

TRASH = "deleted"
_DRAFT_ENDING = ".draft.json"
_BY_HAND_ENDING = ".by-hand"


class CannotSave(UserError):
    """A pack could not be written. What was on disk before is as it was."""


class ChangedOnDisk(UserError):
    """The file is not what this editing began with. Nothing was written to it."""


@dataclass(frozen=True)
class Opened:
    """A pack to go on with. stamp: the state of its file, for `save`.

    is_draft: it differs from the file, because it could not be used yet. is_behind: and the file changed since.
    """

    file: Path
    draft: PackDraft
    stamp: str
    is_draft: bool = False
    is_behind: bool = False


@dataclass(frozen=True)
class Saved:
    """stamp: the file's state now. is_draft: kept beside the pack, which stays as it was."""

    stamp: str
    is_draft: bool


class _DraftFile(BaseModel):
    stamp: str
    pack: PackDraft


class OwnPacks:
    """Packs in one folder. Each method reads or writes at once: call it from a worker."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self, draft: PackDraft) -> Path:
        """Write a new pack, which must be in order; its file. Raises CannotSave."""
        pack = draft.checked()
        assert isinstance(pack, Pack), pack  # noqa: S101 - callers make packs that are in order
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            taken = {file.name.partition(".")[0] for file in self._folder.iterdir()}
            file = self._folder / f"{unique_slug(draft.id, 'pack', taken)}.yaml"
            put_whole(file, pack_as_yaml(pack).encode())
        except OSError as error:
            raise _cannot_save(draft.title, self._folder, error) from error
        return file

    def open(self, file: Path) -> Opened:
        """The pack of `file`, or its draft if there is one. Raises PackError if there is none of the two."""
        kept = self._read_draft(file)
        try:
            raw = file.read_bytes()
        except OSError as error:
            if kept is not None:
                return Opened(file, kept.pack, kept.stamp, is_draft=True, is_behind=True)
            message = f"The system does not let it be read ({error.strerror}); check who may open it."
            raise PackError(file, [Problem(None, "", message)]) from error
        stamp = _stamp(raw)
        if kept is not None:
            return Opened(file, kept.pack, stamp, is_draft=True, is_behind=kept.stamp != stamp)
        return Opened(file, PackDraft.of(parse_pack(raw, file)), stamp)

    def save(self, file: Path, draft: PackDraft, stamp: str) -> Saved:
        """Write the pack if it is in order, else keep it as a draft beside the file, which stays as it is.

        Raises CannotSave with everything on disk as before, and ChangedOnDisk, with the draft kept, when the
        file is no longer the one of `stamp`.
        """
        pack = draft.checked()
        try:
            raw = file.read_bytes() if file.exists() else b""
            if isinstance(pack, list) or _stamp(raw) != stamp:
                kept = _DraftFile(stamp=stamp, pack=draft).model_dump_json(indent=1)
                put_whole(_draft_file(file), kept.encode())
            if _stamp(raw) != stamp:
                raise _changed(file)
            if isinstance(pack, list):
                return Saved(stamp, is_draft=True)
            text = pack_as_yaml(pack)
            if _is_by_hand(raw, file):
                put_whole(file.with_name(file.name + _BY_HAND_ENDING), raw)
            put_whole(file, text.encode())
            _draft_file(file).unlink(missing_ok=True)
        except OSError as error:
            raise _cannot_save(draft.title, file.parent, error) from error
        return Saved(_stamp(text.encode()), is_draft=False)

    def stamp(self, file: Path) -> str:
        """The state of the file now."""
        try:
            return _stamp(file.read_bytes())
        except OSError:
            return _stamp(b"")

    def discard_draft(self, file: Path) -> None:
        """Go back to the pack as it was last in order. Raises CannotSave."""
        try:
            _draft_file(file).unlink(missing_ok=True)
        except OSError as error:
            raise _cannot_save(file.name, file.parent, error) from error

    def delete(self, file: Path) -> Path:
        """Move a pack and its draft out of the library, for `restore`; where it went. Raises CannotSave."""
        trash = self._folder / TRASH
        try:
            trash.mkdir(parents=True, exist_ok=True)
            taken = {kept.name.partition(".")[0] for kept in trash.iterdir()}
            moved = trash / f"{unique_slug(file.stem, 'pack', taken)}{file.suffix}"
            _move(file, moved)
        except OSError as error:
            raise _cannot_save(file.name, file.parent, error) from error
        return moved

    def restore(self, moved: Path, file: Path) -> Path:
        """Undo `delete`; where the pack is now: elsewhere if its name was taken meanwhile. Raises CannotSave."""
        taken = {kept.name.partition(".")[0] for kept in self._folder.iterdir()}
        free = file.with_name(unique_slug(file.stem, "pack", taken) + file.suffix) if file.exists() else file
        try:
            _move(moved, free)
        except OSError as error:
            raise _cannot_save(file.name, file.parent, error) from error
        return free

    def _read_draft(self, file: Path) -> _DraftFile | None:
        """The draft beside `file`. One that cannot be read is put aside, since saving would write over it."""
        path = _draft_file(file)
        try:
            return _DraftFile.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValidationError):
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".damaged"))
            return None


def _draft_file(file: Path) -> Path:
    return file.with_name(file.stem + _DRAFT_ENDING)


def _stamp(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _is_by_hand(raw: bytes, file: Path) -> bool:
    """Whether someone wrote the file themselves: writing it anew would lose their comments."""
    if b"#" not in raw:
        return False
    try:
        return pack_as_yaml(parse_pack(raw, file)).encode() != raw
    except PackError:
        return True


def _move(file: Path, to: Path) -> None:
    if _draft_file(file).exists():
        _draft_file(file).replace(_draft_file(to))
    file.replace(to)


def _cannot_save(name: str, folder: Path, error: OSError) -> CannotSave:
    if error.errno == errno.ENOSPC:
        why, remedy = "The disk is full.", "Make room on it, then try again."
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why, remedy = f"The folder {folder} may not be written to.", "Allow it in the folder's properties."
    else:
        why, remedy = f"The system says: {error.strerror}.", f"Look at the folder {folder}, then try again."
    return CannotSave(f"“{name}” could not be saved.", why, remedy)


def _changed(file: Path) -> ChangedOnDisk:
    return ChangedOnDisk(
        f"The file {file.name} was changed outside this window.",
        "",
        "Your changes are kept as a draft. Keep yours, or take the file's.",
    )
