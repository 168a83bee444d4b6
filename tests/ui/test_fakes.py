"""The fakes keep the promises of what they stand in for, as far as tests rely on them."""

from __future__ import annotations

import inspect
import wave
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.audio.devices import Devices
from greenroom.audio.player import Player
from greenroom.audio.recorder import Recorder
from greenroom.speech.errors import NoVoice
from greenroom.speech.voice import Voice
from tests.fakes import BUILT_IN, FakeDevices, FakePlayer, FakeRecorder, FakeVoice


@pytest.mark.parametrize(
    ("fake", "real"),
    [(FakeDevices, Devices), (FakeRecorder, Recorder), (FakePlayer, Player), (FakeVoice, Voice)],
)
def test_methods_that_are_replaced_are_called_alike(fake: type, real: type) -> None:
    for name, method in vars(fake).items():
        if not name.startswith("_") and inspect.isfunction(method) and hasattr(real, name):
            assert inspect.signature(method) == inspect.signature(getattr(real, name)), name


def test_plugging_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    devices = FakeDevices()
    with qtbot.waitSignal(devices.changed):
        devices.plug_microphones(BUILT_IN)
    assert devices.microphones() == [BUILT_IN]


def test_a_take_is_cued_and_stopped_once_and_is_a_recording(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    recorder = FakeRecorder()
    recorder.sound = bytes(32_000)
    recorder.open("")
    with qtbot.waitSignal(recorder.cued):
        recorder.begin(tmp_path / "take.wav")
    assert recorder.is_recording
    with qtbot.waitSignal(recorder.stopped) as signal:
        recorder.stop()
    assert signal.args is not None
    assert signal.args[0].duration_s == 1.0
    with wave.open(str(signal.args[0].path)) as file:
        assert file.getnframes() == 16_000
    with qtbot.assertNotEmitted(recorder.stopped):
        recorder.stop()


def test_closing_ends_a_take(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    recorder = FakeRecorder()
    recorder.open("")
    recorder.begin(tmp_path / "take.wav")
    with qtbot.waitSignal(recorder.stopped):
        recorder.close()
    assert not recorder.is_open


def test_playing_starts_and_ends_when_told(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    player = FakePlayer()
    with qtbot.waitSignal(player.started):
        player.play(tmp_path / "a.wav")
    with qtbot.waitSignal(player.finished):
        player.end()
    assert not player.is_playing


def test_stopping_a_player_is_silent(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    player = FakePlayer()
    player.play(tmp_path / "a.wav")
    with qtbot.assertNotEmitted(player.finished):
        player.stop()


def test_a_voice_that_fails_raises_for_everything(tmp_path: Path) -> None:
    voice = FakeVoice(tmp_path, error=NoVoice("No voice."))
    with pytest.raises(NoVoice):
        voice.voices()
    with pytest.raises(NoVoice):
        voice.render("Hello", "", 165)
