"""Models: what is here, what a choice stands for, and what happens when it cannot be used."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.app import build_services
from greenroom.errors import UserError
from greenroom.paths import Paths, shipped
from greenroom.settings import SettingsFile
from greenroom.speech import engines
from greenroom.speech.ear import Ear
from greenroom.speech.engines import kind_of
from greenroom.speech.errors import Cancelled, ModelDamaged, ModelMissing
from greenroom.speech.models import (
    CATALOGUE,
    SHIPPED,
    ModelState,
    SpeechModel,
    check_folder,
    in_catalogue,
    installed,
    model_of,
    part_of,
    remove,
)
from greenroom.speech.sound import Samples
from greenroom.speech.speed import SpeedCheck, wait_after_stop_s
from greenroom.speech.transcript import Heard
from tests.unit.speech.conftest import JFK

BASE = CATALOGUE[1]


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """The model that ships, in a folder of one's own."""
    folder = tmp_path / "my model"
    folder.mkdir()
    for file in shipped().model.iterdir():
        if file.is_file():
            (folder / file.name).symlink_to(file)
    return folder


@pytest.fixture
def ear() -> Iterator[Ear]:
    ear = Ear(shipped().model)
    yield ear
    ear.close()


def put(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"12345")


class TestTheCatalogue:
    def test_the_one_that_ships_stands_first_and_is_what_is_installed_here(self) -> None:
        assert CATALOGUE[0] is SHIPPED
        sizes = {file.name: (shipped().model / file.name).stat().st_size for file in SHIPPED.pinned}
        assert sizes == {file.name: file.size_bytes for file in SHIPPED.pinned}

    def test_every_model_is_pinned_to_a_revision_and_to_the_hash_of_its_weights(self) -> None:
        for model in CATALOGUE:
            assert len(model.revision) == 40
            assert len(model.sha256) == 64

    def test_states_are_told_apart(self, tmp_path: Path) -> None:
        put(tmp_path / "base.en")
        put(part_of(tmp_path / "small.en"))
        states = {status.model.name: status for status in installed(tmp_path)}
        assert [states[model.name].state for model in CATALOGUE] == [
            ModelState.SHIPPED,
            ModelState.INSTALLED,
            ModelState.PARTLY,
            ModelState.ABSENT,
        ]
        assert states["small.en"].fetched_bytes == 5
        assert [status.is_usable for status in states.values()] == [True, True, False, False]

    def test_the_one_that_ships_cannot_be_removed(self, tmp_path: Path) -> None:
        put(tmp_path / SHIPPED.name)
        remove(SHIPPED, tmp_path)
        assert (tmp_path / SHIPPED.name).exists()
        assert (shipped().model / "model.bin").exists()

    def test_a_choice_is_a_name_or_a_folder(self, tmp_path: Path) -> None:
        assert model_of("tiny.en", tmp_path) == SpeechModel(shipped().model, "tiny.en", SHIPPED.sha256)
        assert model_of("base.en", tmp_path) == SpeechModel(tmp_path / "base.en", "base.en", BASE.sha256)
        assert model_of("/my/model", tmp_path) == SpeechModel(Path("/my/model"), "model", None)
        assert in_catalogue("/my/model") is None


class TestAFolderOfOnesOwn:
    def test_a_whole_one_is_fine(self, own_folder: Path) -> None:
        check_folder(own_folder)

    @pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.txt"])
    def test_what_is_missing_is_named(self, own_folder: Path, name: str) -> None:
        (own_folder / name).unlink()
        with pytest.raises(ModelMissing, match=Path(name).stem):
            check_folder(own_folder)

    def test_no_folder_at_all_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(ModelMissing, match="no such folder"):
            check_folder(tmp_path / "nowhere")

    @pytest.mark.parametrize("rubbish", [b"", b"{", b"\xff\xfe", b"not json"])
    def test_a_config_that_is_none_is_said(self, own_folder: Path, rubbish: bytes) -> None:
        (own_folder / "config.json").unlink()
        (own_folder / "config.json").write_bytes(rubbish)
        with pytest.raises(ModelDamaged, match=r"config\.json cannot be read"):
            check_folder(own_folder)


class TestAnotherEngine:
    def test_the_folder_says_which_engine_reads_it(
        self, own_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Parrot:
            def __init__(self, folder: Path, name: str, sha256: str | None) -> None:
                self.engine = "parrot"
                self.model = name
                self.settings: Mapping[str, str | float] = {}

            def recognise(self, samples: Samples, terms: Sequence[str]) -> Heard:
                return Heard([], [])

        monkeypatch.setattr(engines, "KINDS", (*engines.KINDS, engines.Kind("parrot", ("*.parrot",), Parrot)))
        other = tmp_path / "other"
        other.mkdir()
        (other / "polly.parrot").write_bytes(b"")
        check_folder(other)
        assert kind_of(other).load(other, "polly", None).model == "polly"
        assert kind_of(own_folder).name == "faster-whisper"


class TestTheEar:
    def test_another_model_transcribes_from_the_next_call_on(self, ear: Ear, own_folder: Path) -> None:
        assert ear.transcribe(JFK).model == "tiny.en"
        ear.use_model(SpeechModel(own_folder, "mine", None))
        heard = ear.transcribe(JFK)
        assert heard.model == "mine"
        assert "your country" in heard.text
        assert ear.model_problem is None

    @pytest.mark.parametrize("mishap", ["missing", "damaged", "not loadable"])
    def test_one_that_cannot_be_used_is_told_once_and_the_one_that_ships_stands_in(
        self, ear: Ear, own_folder: Path, mishap: str
    ) -> None:
        model = SpeechModel(own_folder, "base.en", None)
        if mishap == "missing":
            shutil.rmtree(own_folder)
        elif mishap == "damaged":
            model = SpeechModel(own_folder, "base.en", "0" * 64)
        else:
            (own_folder / "model.bin").unlink()
            (own_folder / "model.bin").write_bytes(b"no model")
        told: list[UserError] = []
        ear.on_model_problem = told.append
        ear.use_model(model)
        ear.warm_up()
        assert ear.transcribe(JFK).model == "tiny.en"
        assert len(told) == 1
        assert told == [ear.model_problem]
        assert str(told[0]).startswith("The speech model base.en cannot be used, so tiny.en transcribes.")
        assert "Settings" in told[0].remedy

    def test_a_take_that_is_followed_is_heard_all_the_same(self, ear: Ear, tmp_path: Path) -> None:
        ear.use_model(SpeechModel(tmp_path / "nowhere", "base.en", None))
        take = tmp_path / "take.wav"
        ear.import_recording(JFK, take)
        heard = ear.listen(take).finish()
        assert heard.model == "tiny.en"
        assert "your country" in heard.text


class TestTheSetting:
    def test_the_window_and_the_command_line_begin_with_the_chosen_model(
        self, tmp_path: Path, own_folder: Path
    ) -> None:
        paths = Paths(tmp_path / "data")
        SettingsFile(paths.settings).change(model=str(own_folder))
        services = build_services(paths)
        try:
            assert services.ear.transcribe(JFK).model == "my model"
        finally:
            services.close()


class TestSpeed:
    def test_the_check_measures_work_for_a_second_of_speech(self) -> None:
        work_per_s = SpeedCheck(model_of("tiny.en", Path())).run(JFK)
        assert 0 < work_per_s < 5

    def test_one_that_is_stopped_gives_nothing(self) -> None:
        check = SpeedCheck(model_of("tiny.en", Path()))
        check.stop()
        with pytest.raises(Cancelled):
            check.run(JFK)

    @pytest.mark.parametrize(("work_per_s", "wait_s"), [(0.02, 1), (0.2, 3), (1.0, 15), (1.5, 75), (2.0, 135)])
    def test_a_model_that_keeps_up_leaves_a_segment_and_a_slow_one_what_piled_up(
        self, work_per_s: float, wait_s: int
    ) -> None:
        assert wait_after_stop_s(work_per_s) == wait_s

    @given(st.floats(0, 50), st.floats(0, 50))
    def test_a_slower_model_is_never_promised_sooner(self, one: float, other: float) -> None:
        slow, quick = max(one, other), min(one, other)
        assert wait_after_stop_s(slow) >= wait_after_stop_s(quick) >= 1
