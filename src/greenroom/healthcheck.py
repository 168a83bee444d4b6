"""Does everything that Greenroom rests on work here? What the window, the tests and every installed build ask."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from greenroom.errors import UserError
from greenroom.paths import shipped
from greenroom.services import Services

Status = Literal["ok", "warning", "failed"]

SAMPLE = shipped().resources / "samples" / "central-limit-theorem.flac"
WORDS_OF_THE_SAMPLE = ("central limit theorem", "confidence intervals", "sample size")


@dataclass(frozen=True)
class Check:
    """One thing looked at: "warning" limits what can be done, "failed" needs mending; `detail` says how."""

    name: str
    status: Status
    detail: str


def run_checks(services: Services, devices: Callable[[], tuple[list[str], list[str]]]) -> list[Check]:
    """All checks, each on the real thing. `devices` gives the names of the microphones and of the speakers."""
    looks: tuple[tuple[str, Callable[[], Check]], ...] = (
        ("devices", lambda: _devices(devices)),
        ("voice", lambda: _voice(services)),
        ("model", lambda: _model(services)),
        ("database", lambda: _database(services)),
        ("packs", lambda: _packs(services)),
    )
    checks = []
    for name, look in looks:
        try:
            checks.append(look())
        except UserError as error:
            checks.append(Check(name, "failed", str(error)))
    return checks


def _devices(devices: Callable[[], tuple[list[str], list[str]]]) -> Check:
    microphones, speakers = devices()
    missing = [word for word, found in (("microphone", microphones), ("speaker", speakers)) if not found]
    listed = (("microphones", microphones), ("speakers", speakers))
    found = "; ".join(f"{word}: {', '.join(names)}" for word, names in listed if names)
    if not missing:
        return Check("devices", "ok", found)
    remedy = "Plug one in; until then answer with recordings and read the questions."
    return Check("devices", "warning", f"No {' and no '.join(missing)} was found. {remedy} {found}".strip())


def _voice(services: Services) -> Check:
    settings = services.settings.current
    spoken = services.voice.render("Greenroom is ready.", settings.voice, settings.voice_rate_wpm)
    voices = len(services.voice.voices())
    return Check("voice", "ok", f"{voices} voices; a sentence gave {spoken.stat().st_size} bytes of sound")


def _model(services: Services) -> Check:
    transcript = services.ear.transcribe(SAMPLE)
    heard = transcript.text.lower()
    missing = [words for words in WORDS_OF_THE_SAMPLE if words not in heard]
    model = f"{transcript.engine} {transcript.model}"
    if missing:
        return Check("model", "failed", f"{model} did not hear “{missing[0]}” in the sample recording.")
    return Check("model", "ok", f"{model} heard {len(transcript.words)} words in {transcript.duration:.0f} s")


def _database(services: Services) -> Check:
    week = services.store().counts()
    with tempfile.TemporaryFile(dir=services.paths.data_dir):
        pass
    return Check("database", "ok", f"{services.paths.database}, {week.answers} answers in the last seven days")


def _packs(services: Services) -> Check:
    contents = services.library.load()
    if contents.failed:
        names = ", ".join(Path(failed.file).name for failed in contents.failed)
        return Check("packs", "failed", f"Could not be read: {names}. `greenroom packs check` says why.")
    if not contents.packs:
        return Check("packs", "failed", "There are no packs of questions. Install Greenroom again.")
    questions = sum(len(loaded.pack.questions) for loaded in contents.packs)
    return Check("packs", "ok", f"{len(contents.packs)} packs, {questions} questions")
