"""Packs to and from other formats: CSV, Markdown, Anki's text. What Greenroom exports comes back as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from greenroom.questions.dump import pack_as_yaml
from greenroom.questions.exchange.anki_text import pack_as_anki, pack_from_anki
from greenroom.questions.exchange.csv_text import pack_as_csv, pack_from_csv
from greenroom.questions.exchange.errors import CannotImport
from greenroom.questions.exchange.files import text_of_file
from greenroom.questions.exchange.markdown_reading import pack_from_markdown
from greenroom.questions.exchange.markdown_text import pack_as_markdown
from greenroom.questions.exchange.records import Ignored, Imported
from greenroom.questions.load import parse_pack
from greenroom.questions.pack import Pack
from greenroom.questions.pack_error import PackError, Problem

__all__ = ["EXPORTS", "CannotImport", "Ignored", "Imported", "import_pack", "text_of_file"]

EXPORTS: Mapping[str, Callable[[Pack], str]] = {
    "yaml": pack_as_yaml,
    "csv": pack_as_csv,
    "markdown": pack_as_markdown,
    "anki": pack_as_anki,
}
"""A pack's text in each format, by the format's name."""

_Reader = Callable[[str, Path], Imported]


def import_pack(file: Path) -> Imported:
    """The pack in a YAML, CSV, Markdown or Anki file, told by the file's ending. Raises CannotImport."""
    ending = file.suffix.lower()
    if ending not in _READERS:
        known = ", ".join(_READERS)
        message = f"Files ending in {known} can be imported. A page or a guide is read by “packs import-guide”."
        raise CannotImport(file, Problem(None, "", message))
    return _READERS[ending](text_of_file(file), file)


def _from_yaml(text: str, file: Path) -> Imported:
    try:
        return Imported(parse_pack(text.encode(), file))
    except PackError as error:
        raise CannotImport(file, *error.problems) from error


def _from_plain_text(text: str, file: Path) -> Imported:
    """Anki's text, or CSV that was saved with another ending."""
    if text.startswith("#") or "\t" in text.partition("\n")[0]:
        return pack_from_anki(text, file)
    if re.search("[,;]", text.partition("\n")[0]):
        return pack_from_csv(text, file)
    message = "This is neither Anki's text nor CSV. If it is an interview guide, use “packs import-guide”."
    raise CannotImport(file, Problem(None, "", message))


_READERS: Mapping[str, _Reader] = {
    ".yaml": _from_yaml,
    ".yml": _from_yaml,
    ".csv": pack_from_csv,
    ".tsv": pack_from_csv,
    ".md": pack_from_markdown,
    ".markdown": pack_from_markdown,
    ".txt": _from_plain_text,
}
