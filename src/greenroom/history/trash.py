"""Deleting for good: an answer's rows and its recording, both or neither."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from greenroom.errors import UserError
from greenroom.history.store import Store
from greenroom.paths import Paths


def delete_for_good(store: Store, paths: Paths, ids: Iterable[str]) -> None:
    """Delete answers that are in the trash, one after the other.

    Raises UserError at the first that cannot be deleted: it is still in the trash, and those before it are gone.
    """
    try:
        for attempt_id in ids:
            store.delete_for_good(attempt_id, partial(_remove, paths.attempt_dir(attempt_id)))
    finally:
        store.empty_log()


def _remove(folder: Path) -> None:
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise UserError(
            "The answer was not deleted.",
            f"Its recording in {folder} cannot be removed: {error.strerror or error}.",
            "Close what may be playing it, then try again. It is still in the trash.",
        ) from error
