"""What can go wrong with the database, in words for the person."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from greenroom.errors import UserError


class DatabaseTooNew(UserError):
    """A newer Greenroom wrote it."""


class DatabaseDamaged(UserError):
    """It is not a Greenroom database, or no longer a readable one."""


class DatabaseNotWritable(UserError):
    """It is sound, and nothing can be saved in it now."""


class UnknownAttempt(UserError):
    """There is no such attempt, or the id fits several."""


def too_new(database: Path, found: str, newest: str) -> DatabaseTooNew:
    return DatabaseTooNew(
        "Your history was written by a newer Greenroom.",
        f"This one reads databases up to version {int(newest)}, and {database} has version {found.lstrip('0')}.",
        "Install the newest Greenroom to open it. Nothing in it was changed.",
    )


def damaged(database: Path) -> DatabaseDamaged:
    return DatabaseDamaged(
        "Your history cannot be read.",
        f"The file {database} is damaged, or is not a Greenroom database.",
        "It was left as it is, and your recordings are untouched. Close Greenroom, move the file to a safe place, "
        "and put a copy of yours in its place if you have one; without one, Greenroom starts an empty history.",
    )


def not_writable(database: Path, why: str, remedy: str) -> DatabaseNotWritable:
    return DatabaseNotWritable(f"Greenroom cannot save to {database}.", why, remedy)


def unknown(attempt_id: str) -> UnknownAttempt:
    return UnknownAttempt(
        f"There is no answer “{attempt_id}”.", "It may have been deleted.", "`greenroom history list` shows all."
    )


def _read_only(database: Path) -> DatabaseNotWritable:
    return not_writable(
        database,
        "The file or its folder cannot be written to.",
        "Give yourself permission to write there, or choose another folder with --data-dir.",
    )


def _disk_full(database: Path) -> DatabaseNotWritable:
    return not_writable(database, "The disk is full.", "Free some space, then try again.")


def _locked(database: Path) -> DatabaseNotWritable:
    return not_writable(
        database, "Another program is using it.", "Close other Greenroom windows and backups, then try again."
    )


def _disk_error(database: Path) -> DatabaseNotWritable:
    return not_writable(
        database,
        "The disk reported an error.",
        "Check that the disk is still connected and has free space, then try again.",
    )


_BY_CODE = {
    sqlite3.SQLITE_BUSY: _locked,
    sqlite3.SQLITE_LOCKED: _locked,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_CANTOPEN: _read_only,
    sqlite3.SQLITE_PERM: _read_only,
    sqlite3.SQLITE_FULL: _disk_full,
    sqlite3.SQLITE_IOERR: _disk_error,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: damaged,
}


@contextmanager
def in_plain_words(database: Path) -> Iterator[None]:
    """Turn what the environment does to `database` into a UserError; let our own bugs through.

    SQLAlchemy wraps SQLite's error as `orig`; looking there saves importing SQLAlchemy to name its type.
    """
    try:
        yield
    except Exception as error:
        cause = getattr(error, "orig", error)
        # An extended result code holds the primary one in its low byte (sqlite.org/rescode.html).
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
        if isinstance(cause, sqlite3.Error) and code in _BY_CODE:
            raise _BY_CODE[code](database) from error
        if isinstance(cause, OSError):
            raise _from_os(database, cause) from error
        raise


def _from_os(database: Path, error: OSError) -> DatabaseNotWritable:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _disk_full(database)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        return _read_only(database)
    return _disk_error(database)
