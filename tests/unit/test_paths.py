"""Paths: everything that is written lies below one folder, and what ships is found."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

import pytest

from greenroom.paths import DATA_DIR_VARIABLE, Paths, bundled, helper_command, shipped_model_dir, user_paths


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


def test_what_ships_is_found_in_a_checkout() -> None:
    assert (bundled("resources", "fonts") / "OFL.txt").is_file()


def test_what_ships_is_found_in_a_frozen_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert bundled("resources", "fonts") == tmp_path / "resources" / "fonts"
    assert tmp_path in shipped_model_dir().parents
    assert helper_command("ear") == [sys.executable, "--helper", "ear"]


def test_the_speech_model_that_ships_is_there() -> None:
    assert (shipped_model_dir() / "model.bin").is_file()


def test_the_helper_runs_in_the_same_python() -> None:
    assert helper_command("voice") == [sys.executable, "-m", "greenroom.speech.helper", "voice"]
