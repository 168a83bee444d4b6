"""Files that are written whole or not at all: the old or the new content is there, never half of it."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from greenroom.errors import UserError


def put_whole(file: Path, content: bytes) -> None:
    """Write beside `file`, then put it in its place. Raises OSError, and then `file` is as it was."""
    partial = file.with_name(f".{file.name}.part")
    try:
        with partial.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def write_whole(file: Path, content: str | bytes) -> None:
    """Write to a file that the person chose, text in UTF-8. Raises UserError."""
    try:
        put_whole(file, content.encode() if isinstance(content, str) else content)
    except OSError as error:
        remedy = "Choose another folder."
        if error.errno == errno.ENOSPC:
            remedy = "Make room on the disk, then try again."
        elif error.errno == errno.ENOENT:
            remedy = "Make the folder, or choose one that is there."
        raise UserError(f"{file} could not be written.", f"The system says: {error.strerror}.", remedy) from error
