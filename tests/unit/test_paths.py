"""Paths: everything that is written lies below one folder, and what ships is found."""

from __future__ import annotations

import runpy
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from greenroom.paths import DATA_DIR_VARIABLE, Paths, helper_command, shipped, user_paths

FREEZE = Path(__file__).parents[2] / "packaging" / "freeze"


def places(paths: Paths) -> list[Path]:
    named = [name for name, value in vars(Paths).items() if isinstance(value, property)]
    return [getattr(paths, name) for name in named] + [paths.attempt_dir("a1"), paths.take("a1")]


def test_everything_that_is_written_lies_below_the_data_folder(tmp_path: Path) -> None:
    paths = user_paths(tmp_path)
    assert [declared.name for declared in fields(paths)] == ["data_dir"]
    assert len(places(paths)) >= 7
    for place in places(paths):
        assert tmp_path in place.parents


def test_asking_where_things_live_creates_nothing(tmp_path: Path) -> None:
    places(user_paths(tmp_path / "not yet"))
    assert list(tmp_path.iterdir()) == []


def test_the_option_wins_over_the_variable_and_the_variable_over_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path / "variable"))
    assert user_paths(tmp_path / "option").data_dir == tmp_path / "option"
    assert user_paths().data_dir == tmp_path / "variable"
    monkeypatch.delenv(DATA_DIR_VARIABLE)
    assert user_paths().data_dir.name == "Greenroom"


def test_an_empty_variable_means_the_platforms_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, "")
    assert user_paths().data_dir.name == "Greenroom"


def test_the_data_folder_is_absolute_and_home_is_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert user_paths(Path("~/greenroom")).data_dir == tmp_path / "greenroom"
    assert user_paths(Path("here")).data_dir == tmp_path / "here"


def test_a_recording_is_take_wav_in_the_folder_of_its_attempt(tmp_path: Path) -> None:
    assert user_paths(tmp_path).take("a1") == tmp_path / "attempts" / "a1" / "take.wav"


def test_a_recording_is_found_before_and_after_it_is_archived(tmp_path: Path) -> None:
    paths = user_paths(tmp_path)
    assert paths.recording("a1") is None
    paths.attempt_dir("a1").mkdir(parents=True)
    paths.take("a1").touch()
    assert paths.recording("a1") == paths.take("a1")
    flac = paths.attempt_dir("a1") / "take.flac"
    flac.touch()
    assert paths.recording("a1") == flac
    paths.take("a1").unlink()
    assert paths.recording("a1") == flac


@pytest.fixture(params=["checkout", "frozen"])
def shape(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Greenroom as it runs from a checkout, and laid out as the freeze specification lays it out."""
    if request.param == "frozen":
        contents = runpy.run_path(str(FREEZE / "contents.py"))["contents"]
        for file, folder in contents():
            (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            (tmp_path / folder / file.name).symlink_to(file)
        monkeypatch.setattr(sys, "frozen", True, raising=False)
        monkeypatch.setattr("greenroom.paths.__file__", str(tmp_path / "greenroom" / "paths.py"))
    return str(request.param)


@pytest.mark.usefixtures("shape")
def test_what_ships_is_found_in_every_shape() -> None:
    found = shipped()
    for name in (
        "fonts/OFL.txt",
        "fonts/NotoSerif-Regular.ttf",
        "icons/greenroom.svg",
        "samples/central-limit-theorem.flac",
        "sounds/cue.wav",
        "style/greenroom.qss",
    ):
        assert (found.resources / name).is_file(), name
    assert (found.packs / "behavioural.yaml").is_file()
    assert (found.model / "model.bin").is_file()
    assert (found.migrations / "env.py").is_file()
    assert list((found.migrations / "versions").glob("0001_*.py"))


@pytest.mark.usefixtures("shape")
def test_every_shape_ships_the_same() -> None:
    checkout = FREEZE.parents[1]
    found = shipped()
    assert {file.name for file in found.packs.iterdir()} == {
        file.name for file in (checkout / "questions").iterdir()
    }
    for folder in ("fonts", "icons", "style"):
        names = {file.name for file in (checkout / "resources" / folder).iterdir() if file.suffix != ".md"}
        assert {file.name for file in (found.resources / folder).iterdir()} >= names


def test_a_helper_is_the_same_program_again(shape: str) -> None:
    started_by = ["--helper"] if shape == "frozen" else ["-m", "greenroom.speech.helper"]
    assert helper_command("voice") == [sys.executable, *started_by, "voice"]
