"""Whatever a person brings, a guide or a file of another program, as a pack and what of it is not in the pack."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from greenroom.questions.exchange import CannotImport, import_pack, text_of_file
from greenroom.questions.guide import looks_like_a_page, read_guide, read_page
from greenroom.questions.pack import Pack

_PAGES = (".html", ".htm")
_GUIDES = (".txt", ".md", ".markdown")
FILES = ("*.yaml", "*.yml", "*.csv", "*.tsv", *(f"*{ending}" for ending in (*_GUIDES, *_PAGES)))
"""The files that can be brought, as patterns."""


@dataclass(frozen=True)
class LeftOut:
    """Something that is not in the pack. line: from 1, None if it is about the whole. why: may be empty."""

    line: int | None
    text: str
    why: str = ""


@dataclass(frozen=True)
class Brought:
    pack: Pack
    left_out: tuple[LeftOut, ...]

    def without(self, dropped: Collection[str]) -> Pack:
        """The pack without the questions of these ids."""
        kept = tuple(question for question in self.pack.questions if question.id not in dropped)
        return self.pack.model_copy(update={"questions": kept})


def bring_text(text: str) -> Brought:
    """What a guide holds that was pasted, as text or as a page's source. Never raises."""
    report = read_page(text) if looks_like_a_page(text) else read_guide(text)
    return Brought(report.as_pack(), tuple(LeftOut(line.number, line.text) for line in report.not_understood))


def bring_file(file: Path) -> Brought:
    """What a file holds. Raises CannotImport.

    Text and Markdown may be an export or a guide: they are taken as what gives more questions.
    """
    ending = file.suffix.lower()
    if ending in _PAGES:
        return bring_text(text_of_file(file))
    try:
        imported = import_pack(file)
    except CannotImport:
        if ending not in _GUIDES:
            raise
        return bring_text(text_of_file(file))
    exchanged = Brought(imported.pack, tuple(LeftOut(one.line, one.text, one.why) for one in imported.ignored))
    if ending not in _GUIDES:
        return exchanged
    guide = bring_text(text_of_file(file))
    return guide if len(guide.pack.questions) > len(exchanged.pack.questions) else exchanged
