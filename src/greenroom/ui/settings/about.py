"""Where everything is kept, that it stays there, which speech model listens, and newer versions."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout

import greenroom
from greenroom.errors import UserError
from greenroom.paths import Paths, shipped
from greenroom.speech.ear import SHIPPED_MODEL, SHIPPED_MODEL_SHA256
from greenroom.ui.background import Background
from greenroom.ui.folders import open_folder
from greenroom.ui.settings.rows import Section, help_of
from greenroom.ui.updates import open_release_page
from greenroom.ui.widgets.plain import button, label


@dataclass(frozen=True)
class Sizes:
    """Bytes on disk below the data folder, and those of the recordings among them."""

    total: int
    recordings: int


def measure(paths: Paths) -> Sizes:
    """Add up the files; those that vanish meanwhile count nothing."""
    return Sizes(_bytes_below(paths.data_dir), _bytes_below(paths.attempts))


def in_megabytes(size_bytes: int) -> str:
    """As "312 MB" or "1.4 GB", counted in thousands as file managers do; anything smaller is "under 1 MB"."""
    if size_bytes < 1_000_000:
        return "under 1 MB"
    if size_bytes < 1_000_000_000:
        return f"{size_bytes / 1e6:.0f} MB"
    return f"{size_bytes / 1e9:.1f} GB"


def model_is_whole(folder: Path) -> bool:
    """Whether the speech model that ships is what was published. Raises OSError when it cannot be read."""
    with (folder / "model.bin").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == SHIPPED_MODEL_SHA256


class DataSection(Section):
    """Where the data lives and how big it is. `failed` gives the UserError of a folder that will not open."""

    failed = Signal(object)

    def __init__(self, paths: Paths, background: Background) -> None:
        super().__init__(self.tr("Data"))
        self._paths = paths
        self._background = background
        self.size_said = label(self.tr("Adding up…"), "small", wrap=True)
        self.open_button = button(self.tr("Open the folder"))
        self.open_button.clicked.connect(self._open)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addStretch(1)
        self.column.addWidget(
            label(self.tr("Recordings, transcripts, notes and settings are in one folder:"), wrap=True)
        )
        self.column.addWidget(label(str(paths.data_dir), selectable=True, wrap=True))
        self.column.addWidget(self.size_said)
        self.column.addLayout(row)

    def refresh(self) -> None:
        """Measure the folder in the background."""
        self._background.run(lambda: measure(self._paths), self._show)

    def _show(self, sizes: Sizes) -> None:
        self.size_said.setText(
            self.tr("In all {total}; the recordings take {recordings}.").format(
                total=in_megabytes(sizes.total), recordings=in_megabytes(sizes.recordings)
            )
        )

    def _open(self) -> None:
        try:
            open_folder(self._paths.data_dir)
        except UserError as error:
            self.failed.emit(error)


class PrivacySection(Section):
    """What happens to what you say, and the model that hears it. The model is checked when it first shows."""

    def __init__(self, background: Background) -> None:
        super().__init__(self.tr("Privacy"))
        self._background = background
        self._is_checked = False
        self.model = label(kind="small", wrap=True)
        self.column.addWidget(
            label(
                self.tr(
                    "Nothing leaves this computer. Your answers are recorded, transcribed and kept here. Greenroom "
                    "needs no account, and connects to the internet only to download a speech model when you "
                    "ask for it."
                ),
                wrap=True,
            )
        )
        self.column.addWidget(self.model)
        self._say(self.tr("being checked…"))

    def check_model(self) -> None:
        """Check the model's file in the background, once."""
        if not self._is_checked:
            self._is_checked = True
            self._background.run(lambda: model_is_whole(shipped().model), self._show, self._on_unreadable)

    def _show(self, is_whole: bool) -> None:
        self._say(
            self.tr("checked, as it was published.")
            if is_whole
            else self.tr("damaged. Install Greenroom again to get it back.")
        )

    def _on_unreadable(self, error: Exception) -> None:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        self._say(
            self.tr("cannot be read ({reason}). Install Greenroom again to get it back.").format(reason=reason)
        )

    def _say(self, state: str) -> None:
        self.model.setText(self.tr("Speech model {name}: {state}").format(name=SHIPPED_MODEL, state=state))


class UpdatesSection(Section):
    """Which version this is, and the release page; both choices rest where no release page is known."""

    def __init__(self, remind: bool) -> None:
        super().__init__(self.tr("Updates"))
        said = self.tr("This is Greenroom {version}.").format(version=greenroom.__version__)
        if not greenroom.WEBSITE:
            said += self.tr(" It does not know yet where newer versions are published.")
        self.column.addWidget(label(said, wrap=True))
        self.remind = QCheckBox(self.tr("Remind me to look for a newer one"))
        self.remind.setChecked(remind)
        self.add_switch(self.remind, help_of("remind_of_updates"))
        self.open_button = button(self.tr("Open the release page"))
        self.open_button.clicked.connect(open_release_page)
        row = QHBoxLayout()
        row.addWidget(self.open_button)
        row.addStretch(1)
        self.column.addLayout(row)
        for choice in (self.remind, self.open_button):
            choice.setEnabled(bool(greenroom.WEBSITE))


def _bytes_below(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(root) / name).stat().st_size
            except OSError:
                continue
    return total
