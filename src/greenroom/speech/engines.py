"""Which engine reads which folder of a model. Another engine is one class and one line here.

The class is a `scribe.Engine`: it loads in its constructor, raising ModelMissing or ModelDamaged, and `recognise`
gives the words of up to 15 s of sound with their times. Cutting, silence, pauses, hesitations, progress,
cancelling, the helper process and its watchdog are the same for all. Import what is heavy inside `load`: the app,
which never runs an engine itself, reads this module to see whether a folder holds a model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenroom.speech.scribe import Engine


@dataclass(frozen=True)
class Kind:
    """Models that one engine reads. files: patterns of what their folders hold.

    load: makes the engine from folder, name, and the SHA-256 that the weights must have, if known.
    """

    name: str
    files: tuple[str, ...]
    load: Callable[[Path, str, str | None], Engine]

    def missing(self, folder: Path) -> list[str]:
        """The patterns that nothing in `folder` fits."""
        return [pattern for pattern in self.files if not any(file.is_file() for file in folder.glob(pattern))]


def _faster_whisper(folder: Path, name: str, sha256: str | None) -> Engine:
    from greenroom.speech.whisper import Whisper

    return Whisper(folder, name, sha256)


KINDS = (Kind("faster-whisper", ("model.bin", "config.json", "tokenizer.json", "vocabulary.*"), _faster_whisper),)


def kind_of(folder: Path) -> Kind:
    """The kind of the model in `folder`; the first where nothing fits, whose engine then says what is wrong."""
    return next((kind for kind in KINDS if not kind.missing(folder)), KINDS[0])
