"""Erasing everything that Greenroom keeps."""

from __future__ import annotations

import contextlib
import logging
import shutil
from pathlib import Path

from greenroom.errors import UserError
from greenroom.paths import Paths


def erase_everything(paths: Paths) -> None:
    """Remove all that Greenroom wrote to its folder, and nothing that others put there.

    The database must be closed and the helpers ended. Raises UserError, which names what could not be removed;
    the rest is gone.
    """
    _close_logs(paths.log)
    left = [path for path in _ours(paths) if not _is_removed(path)]
    if left:
        raise UserError(
            "Not everything could be erased.",
            f"Still there: {', '.join(str(path) for path in left)}.",
            "Close Greenroom and what else uses these files, then delete them by hand.",
        )


def _ours(paths: Paths) -> list[Path]:
    folders = [paths.attempts, paths.packs, paths.models, paths.voice_cache.parent]
    moved = ("before-restoring-*", ".restoring-*")
    patterns = ("greenroom.db*", "greenroom.log*", "settings*.json", "settings.part", *moved)
    found = [path for pattern in patterns for path in sorted(paths.data_dir.glob(pattern))]
    return [path for path in (*folders, *found) if path.exists()]


def _is_removed(path: Path) -> bool:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
    return not path.exists()


def _close_logs(log: Path) -> None:
    """What is open cannot be removed everywhere; from here on nothing is written down."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, logging.FileHandler) and Path(handler.baseFilename) == log:
            root.removeHandler(handler)
            handler.close()
