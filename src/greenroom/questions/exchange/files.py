"""Files that people bring, in whatever encoding."""

from __future__ import annotations

import codecs
import contextlib
from pathlib import Path

from greenroom.questions.exchange.errors import CannotImport
from greenroom.questions.load import LARGEST_BYTES
from greenroom.questions.pack_error import Problem


def text_of_file(file: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or Windows' Western encoding. Raises CannotImport."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        message = "There is no such file; check the name and the folder."
        raise CannotImport(file, Problem(None, "", message)) from error
    except IsADirectoryError as error:
        raise CannotImport(file, Problem(None, "", "This is a folder; choose a file inside it.")) from error
    except OSError as error:
        message = f"The system does not let it be read ({error.strerror}); check who may open it."
        raise CannotImport(file, Problem(None, "", message)) from error
    if len(raw) > LARGEST_BYTES:
        message = f"The file is larger than {LARGEST_BYTES // 1_000_000} MB, which no pack needs; split it."
        raise CannotImport(file, Problem(None, "", message))
    encodings = (
        ("utf-16",) if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else ("utf-8-sig", "cp1252")
    )
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    message = "The file is not text in an encoding that is known; save it again with the encoding UTF-8."
    raise CannotImport(file, Problem(None, "", message))
