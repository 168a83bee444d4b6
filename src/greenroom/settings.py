"""Every setting, declared once: key, type, bounds, default and the help text that the window shows.

A stored value that does not fit is logged and its default used; a file that cannot be read at all is kept aside.
"""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from greenroom.errors import Bug

log = logging.getLogger(__name__)


class Settings(BaseModel):
    """The person's choices. Empty device or voice ids mean "what the system prefers"."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    microphone: str = Field("", description="The microphone that records your answers.")
    microphone_name: str = Field(
        "", description="What the system calls it: some give it another id at each plugging."
    )
    speaker: str = Field("", description="Where questions and your own takes are played.")
    read_aloud: bool = Field(True, description="Read each question aloud before you answer.")
    voice: str = Field("", description="The voice that asks.")
    voice_rate_wpm: int = Field(165, ge=80, le=320, description="How fast the voice speaks, in words a minute.")
    voice_volume: float = Field(1.0, ge=0.0, le=1.0, description="How loud the voice speaks.")
    model: str = Field(
        "tiny.en", description="What turns your answers into text: a model of the list, or a folder of your own."
    )
    pack: str = Field("", description="The pack that Practice shows; empty for the first one of a company.")
    interviews: dict[str, Annotated[date, Field(strict=False)]] = Field(
        {}, description="When the interview of a pack is: its questions come back in time before it."
    )
    appearance: Literal["system", "light", "dark"] = Field(
        "system", description="Light or dark; the system's choice unless you make your own."
    )
    predict_first: bool = Field(
        True,
        description="Ask how it went before the model answer shows: a guess first makes the difference stick.",
    )
    remind_of_updates: bool = Field(
        False,
        description="Once a month, offer to open the release page in your browser. Greenroom itself never looks.",
    )
    reminded_of_updates_on: str = Field("", description="The day of the last such reminder.")


class SettingsFile:
    """Settings kept as JSON. `problem` says, in words for the person, what was wrong with the file when loaded."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.problem: str | None = None
        self.current = self._load()

    def change(self, **values: object) -> Settings:
        """Set the named settings and save. Raises ValidationError for a value out of bounds, OSError if unsaved."""
        if unknown := values.keys() - Settings.model_fields.keys():
            raise Bug(f"no such settings: {unknown}")
        self.current = Settings.model_validate({**self.current.model_dump(), **values})
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".part")
        partial.write_text(self.current.model_dump_json(indent=2), encoding="utf-8")
        partial.replace(self._path)
        return self.current

    def _load(self) -> Settings:
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            if not isinstance(stored, dict):
                raise ValueError("not a JSON object")
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError, RecursionError) as error:
            self._set_aside(error)
            return Settings()
        try:
            return Settings.model_validate(stored)
        except ValidationError as error:
            wrong = sorted({str(detail["loc"][0]) for detail in error.errors()})
            log.warning("settings with unusable values, defaults used: %s", ", ".join(wrong))
            names = ", ".join(wrong)
            self.problem = f"Some settings could not be used and have their defaults again: {names}."
            return Settings.model_validate({key: value for key, value in stored.items() if key not in wrong})

    def _set_aside(self, error: Exception) -> None:
        kept = self._path.with_name(self._path.stem + ".damaged.json")
        log.warning("settings file %s unreadable: %s", self._path, error)
        try:
            self._path.replace(kept)
        except OSError:
            kept = self._path
        self.problem = (
            f"Your settings could not be read, so the defaults are in use. The old file is kept as {kept}."
        )
