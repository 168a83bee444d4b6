"""Taking a pack out: as YAML, CSV, Markdown or Anki's text, to a file that the person chooses."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from greenroom.files import write_whole
from greenroom.questions.exchange import EXPORTS
from greenroom.questions.pack import Pack

# What installed packages tell the system to open with Greenroom; all YAML would be too much.
PACK_ENDING = ".greenroom.yaml"
_ENDINGS = {"yaml": ".yaml", "csv": ".csv", "markdown": ".md", "anki": ".txt"}


def ask_where(parent: QWidget, pack: Pack) -> tuple[Path, str] | None:
    """The file to export to and the format's name, or None if the person does not want to after all."""
    names = {
        QCoreApplication.translate("export", "Greenroom pack (*.yaml)"): "yaml",
        QCoreApplication.translate("export", "CSV table (*.csv)"): "csv",
        QCoreApplication.translate("export", "Markdown (*.md)"): "markdown",
        QCoreApplication.translate("export", "Anki text (*.txt)"): "anki",
    }
    title = QCoreApplication.translate("export", "Export the pack")
    chosen, kind = QFileDialog.getSaveFileName(parent, title, f"{pack.id}{PACK_ENDING}", ";;".join(names))
    if not chosen:
        return None
    return named(Path(chosen), names.get(kind, "yaml"))


def named(file: Path, kind: str) -> tuple[Path, str]:
    """The file and its format: an ending that was typed decides; one that the format does not have gives way."""
    if kind != "yaml" and file.name.lower().endswith(PACK_ENDING):
        file = Path(str(file)[: -len(PACK_ENDING)] + ".yaml")
    by_ending = {ending: name for name, ending in _ENDINGS.items()}
    ending = file.suffix.lower()
    typed_another = ending in by_ending and by_ending[ending] != kind
    if typed_another and ending != ".yaml":  # .yaml is what the dialog proposed
        return file, by_ending[ending]
    return file.with_suffix(_ENDINGS[kind]) if ending in by_ending else Path(f"{file}{_ENDINGS[kind]}"), kind


def export_pack(pack: Pack, file: Path, kind: str) -> None:
    """Write the pack. Raises UserError."""
    write_whole(file, EXPORTS[kind](pack))
