"""Speech models: the catalogue on offer, which of them are on this computer, and folders of one's own."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from greenroom.paths import shipped
from greenroom.speech.engines import kind_of
from greenroom.speech.errors import ModelDamaged, ModelMissing

PART_SUFFIX = ".part"
CHOOSE_ANOTHER = "Choose another folder, or one of the models in the list."


@dataclass(frozen=True)
class PinnedFile:
    """A file of a model as it was published at the model's revision."""

    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class CatalogueModel:
    """A model on offer. A revision on the hub never changes, so what is pinned here stays true.

    wrong_words_percent: word error rate on LibriSpeech test-clean as published, 8-bit weights; None where none is.
    pinned: the files whose SHA-256 is known in advance. Small ones that are missing here (`config.json`; all but
    `model.bin` of distil-large-v3.5) are checked by the size and git hash that the hub lists at that revision.
    """

    name: str
    repository: str
    revision: str
    wrong_words_percent: float | None
    pinned: tuple[PinnedFile, ...]

    @property
    def size_bytes(self) -> int:
        """Of what is pinned; what is not adds less than three megabytes."""
        return sum(file.size_bytes for file in self.pinned)

    @property
    def sha256(self) -> str:
        """What `model.bin` must have."""
        return next(file.sha256 for file in self.pinned if file.name == "model.bin")

    @property
    def is_shipped(self) -> bool:
        return self is SHIPPED


@dataclass(frozen=True)
class SpeechModel:
    """What the ear loads. sha256: what `model.bin` must have, None where nobody published it."""

    folder: Path
    name: str
    sha256: str | None


class ModelState(Enum):
    """How much of a catalogue model is on this computer."""

    SHIPPED = auto()
    INSTALLED = auto()
    PARTLY = auto()
    ABSENT = auto()


@dataclass(frozen=True)
class ModelStatus:
    """A catalogue model here and now. fetched_bytes: of a download that was interrupted."""

    model: CatalogueModel
    state: ModelState
    fetched_bytes: int = 0

    @property
    def is_usable(self) -> bool:
        return self.state in (ModelState.SHIPPED, ModelState.INSTALLED)


_TOKENIZER = PinnedFile(
    "tokenizer.json", 2_128_466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"
)
_VOCABULARY = PinnedFile(
    "vocabulary.txt", 422_309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"
)
SHIPPED = CatalogueModel(
    "tiny.en",
    "Systran/faster-whisper-tiny.en",
    "0d3d19a32d3338f10357c0889762bd8d64bbdeba",
    5.7,
    (
        PinnedFile("model.bin", 75_537_502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
        PinnedFile("config.json", 2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
        _TOKENIZER,
        _VOCABULARY,
    ),
)
CATALOGUE = (
    SHIPPED,
    CatalogueModel(
        "base.en",
        "Systran/faster-whisper-base.en",
        "3d3d5dee26484f91867d81cb899cfcf72b96be6c",
        4.2,
        (
            PinnedFile(
                "model.bin", 145_216_508, "2a166925539a16005f14ff328359f9b9adb9dc4fb631bb3b227526862e93e2ef"
            ),
            _TOKENIZER,
            _VOCABULARY,
        ),
    ),
    CatalogueModel(
        "small.en",
        "Systran/faster-whisper-small.en",
        "d1d751a5f8271d482d14ca55d9e2deeebbae577f",
        3.1,
        (
            PinnedFile(
                "model.bin", 483_545_366, "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a"
            ),
            _TOKENIZER,
            _VOCABULARY,
        ),
    ),
    CatalogueModel(
        "distil-large-v3.5",
        "distil-whisper/distil-large-v3.5-ct2",
        "9793ccc07920e0f830e1dba0343efcdf0ef8c903",
        None,
        (
            PinnedFile(
                "model.bin", 1_512_927_867, "c58b88b8585ffcd2135fddaaf421ce72cb223b32edea70d156aed1dea319a119"
            ),
        ),
    ),
)


def in_catalogue(name: str) -> CatalogueModel | None:
    """The model of that name, None if there is none."""
    return next((model for model in CATALOGUE if model.name == name), None)


def model_of(choice: str, models_dir: Path) -> SpeechModel:
    """What the setting `model` stands for: a catalogue name, or else a folder, there or not."""
    model = in_catalogue(choice)
    if model is None:
        return SpeechModel(Path(choice), Path(choice).name, None)
    folder = shipped().model if model.is_shipped else models_dir / model.name
    return SpeechModel(folder, model.name, model.sha256)


def installed(models_dir: Path) -> list[ModelStatus]:
    """Every catalogue model and how much of it is here. A folder without `.part` was checked as it arrived."""
    return [_status(model, models_dir) for model in CATALOGUE]


def remove(model: CatalogueModel, models_dir: Path) -> None:
    """Delete a downloaded model and what an interrupted download left. Raises OSError; the one that ships stays."""
    if model.is_shipped:
        return
    for folder in (models_dir / model.name, part_of(models_dir / model.name)):
        if folder.exists():
            shutil.rmtree(folder)


def part_of(folder: Path) -> Path:
    """Where a download gathers its files until all of them are there and checked."""
    return folder.with_name(folder.name + PART_SUFFIX)


def check_folder(folder: Path) -> None:
    """Whether a folder of one's own looks like a model that an engine reads. Raises ModelMissing, ModelDamaged."""
    if not folder.is_dir():
        raise ModelMissing("There is no such folder.", f"{folder} is not there.", CHOOSE_ANOTHER)
    kind = kind_of(folder)
    if missing := kind.missing(folder):
        raise ModelMissing(
            f"This folder holds no model for {kind.name}.", f"It has no {', '.join(missing)}.", CHOOSE_ANOTHER
        )
    for file in folder.glob("*.json"):
        try:
            json.loads(file.read_bytes())
        except (OSError, ValueError) as error:
            raise ModelDamaged(
                "The model in this folder is damaged.", f"{file.name} cannot be read.", CHOOSE_ANOTHER
            ) from error


def _status(model: CatalogueModel, models_dir: Path) -> ModelStatus:
    if model.is_shipped:
        return ModelStatus(model, ModelState.SHIPPED)
    folder = models_dir / model.name
    if folder.is_dir():
        return ModelStatus(model, ModelState.INSTALLED)
    fetched_bytes = sum(file.stat().st_size for file in part_of(folder).glob("*") if file.is_file())
    return ModelStatus(model, ModelState.PARTLY if fetched_bytes else ModelState.ABSENT, fetched_bytes)
