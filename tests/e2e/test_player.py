"""What the player promises, as heard from the speakers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from greenroom.speech.archive import archive
from tests.e2e.sound import HEARING_RATE_HZ, Samples, Sound, loud_stretch_s, tone, write_wav
from tests.e2e.studio import Studio, open_studio


@pytest.fixture
def studio(sound: Sound) -> Iterator[Studio]:
    with open_studio(sound) as studio:
        yield studio


@pytest.fixture
def question(tmp_path: Path) -> Path:
    return write_wav(tmp_path / "question.wav", tone(2.0), 48_000)


def test_a_file_is_heard_whole(sound: Sound, studio: Studio, question: Path) -> None:
    hearing = sound.hear()
    studio.do("player.play", str(question))
    studio.wait_for("player.started")
    assert studio.ask("player.is_playing") is True
    studio.wait_for("player.finished")
    hearing.wait_for_silence(since=hearing.wait_for_sound())
    start_s, end_s = loud_stretch_s(hearing.stop())
    assert end_s - start_s == pytest.approx(2.0, abs=0.02)
    assert studio.ask("player.is_playing") is False
    assert studio.ask("player.duration_s") == pytest.approx(2.0, abs=0.01)


def test_an_archived_take_is_heard_as_it_was_and_from_any_moment(
    sound: Sound, studio: Studio, tmp_path: Path
) -> None:
    take = write_wav(tmp_path / "take.wav", np.concatenate([tone(1.0, rate_hz=16_000), np.zeros(8_000)]), 16_000)

    def played(path: Path) -> Samples:
        hearing = sound.hear()
        studio.do("player.play", str(path))
        studio.wait_for("player.finished")
        hearing.wait_for_silence(since=hearing.wait_for_sound())
        return hearing.stop()

    before = played(take)
    assert archive(take)
    samples = played(tmp_path / "take.flac")
    start_s, end_s = loud_stretch_s(samples)
    assert end_s - start_s == pytest.approx(1.0, abs=0.02)
    assert np.abs(samples).max() == pytest.approx(np.abs(before).max(), abs=0.01)
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * HEARING_RATE_HZ / len(samples) == pytest.approx(440, abs=2)
    assert studio.ask("player.duration_s") == pytest.approx(1.5, abs=0.01)

    again = sound.hear()
    studio.do("player.play", str(tmp_path / "take.flac"), {"from_s": 0.7})
    studio.wait_for("player.finished")
    again.wait_for_silence(since=again.wait_for_sound())
    start_s, end_s = loud_stretch_s(again.stop())
    assert 0.28 <= end_s - start_s <= 0.3 + 0.08, "a player begins at most one block early"


def test_a_file_loaded_ahead_is_heard_within_150_ms(sound: Sound, studio: Studio, question: Path) -> None:
    hearing = sound.hear()
    studio.do("player.preload", str(question))
    waits_s = []
    for _ in range(5):
        studio.do("player.play", str(question))
        asked = studio.wait_for("answer:player.play").at
        waits_s.append(hearing.wait_for_sound(since=asked) - asked)
        studio.do("player.stop")
        studio.wait_for("answer:player.stop")
        hearing.wait_for_silence(since=asked + waits_s[-1])
    hearing.stop()
    assert max(waits_s) < 0.15, waits_s


def test_stop_is_silent_at_once_and_replay_begins_anew(sound: Sound, studio: Studio, question: Path) -> None:
    hearing = sound.hear()
    studio.do("player.play", str(question))
    studio.wait_for("player.started")
    studio.do("player.stop")
    stopped = studio.wait_for("answer:player.stop").at
    assert hearing.wait_for_silence(since=stopped) - stopped < 0.15
    studio.do("player.play", str(question))
    replayed = studio.wait_for("answer:player.play").at
    studio.wait_for("player.finished")
    hearing.wait_for_silence(since=hearing.wait_for_sound(since=replayed))
    samples = hearing.stop()
    assert np.count_nonzero(np.abs(samples) > 0.1) / HEARING_RATE_HZ < 3.0
    assert studio.seen.count("player.finished") == 1


def test_pause_holds_the_place(sound: Sound, studio: Studio, question: Path) -> None:
    hearing = sound.hear()
    studio.do("player.play", str(question))
    studio.wait_for("player.started")
    studio.do("player.pause")
    paused = studio.wait_for("answer:player.pause").at
    hearing.wait_for_silence(since=paused)
    held_s = studio.ask("player.position_s")
    assert 0 < held_s < 1
    studio.do("player.resume")
    assert studio.wait_for("player.position").arg >= held_s
    studio.wait_for("player.finished")
    hearing.stop()


def test_playing_starts_in_the_middle_when_asked(sound: Sound, studio: Studio, question: Path) -> None:
    hearing = sound.hear()
    studio.do("player.play", str(question), {"from_s": 1.5})
    studio.wait_for("player.finished")
    hearing.wait_for_silence(since=hearing.wait_for_sound())
    start_s, end_s = loud_stretch_s(hearing.stop())
    assert end_s - start_s == pytest.approx(0.5, abs=0.08)


def test_a_slower_rate_takes_longer_at_the_same_pitch(sound: Sound, studio: Studio, question: Path) -> None:
    hearing = sound.hear()
    studio.do("player.set_rate", 0.75)
    studio.do("player.play", str(question))
    studio.wait_for("player.finished")
    hearing.wait_for_silence(since=hearing.wait_for_sound())
    samples = hearing.stop()
    start_s, end_s = loud_stretch_s(samples)
    assert end_s - start_s == pytest.approx(2.0 / 0.75, abs=0.25)  # Qt drops the last tenth of a second
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * HEARING_RATE_HZ / len(samples) == pytest.approx(440, abs=5)


def test_volume_is_obeyed(sound: Sound, studio: Studio, question: Path) -> None:
    hearing = sound.hear()
    studio.do("player.play", str(question), {"volume": 0.5})
    studio.wait_for("player.finished")
    samples = hearing.stop()
    assert 0.02 < np.abs(samples).max() < 0.4


def test_a_missing_file_is_said(studio: Studio, tmp_path: Path) -> None:
    studio.do("player.play", str(tmp_path / "gone.wav"))
    failed = studio.wait_for("player.failed")
    assert failed.arg["text"] == "gone.wav could not be played. The file is not there."


def test_a_file_that_is_no_sound_is_said_and_the_next_one_plays(
    studio: Studio, tmp_path: Path, question: Path
) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_text("not a sound " * 100)
    studio.do("player.play", str(broken))
    failed = studio.wait_for("player.failed")
    assert failed.arg["text"].startswith("broken.wav could not be played. It cannot be read as sound")
    studio.do("player.play", str(question))
    studio.wait_for("player.started")


def test_a_take_without_a_sample_is_said(studio: Studio, tmp_path: Path) -> None:
    empty = write_wav(tmp_path / "empty.wav", tone(0.0), 16_000)
    studio.do("player.play", str(empty))
    failed = studio.wait_for("player.failed")
    assert failed.arg["text"] == "empty.wav could not be played. There is no sound in it."


def test_without_a_speaker_it_says_so(question: Path) -> None:
    with Sound(with_speakers=False) as sound:
        sound.pactl("unload-module", "module-null-sink")
        with open_studio(sound) as studio:
            studio.do("player.play", str(question))
            failed = studio.wait_for("player.failed")
            assert failed.arg["kind"] == "NoSpeaker"
            assert failed.arg["text"].startswith("No speaker was found.")


def test_playing_again_while_playing_starts_over(studio: Studio, question: Path) -> None:
    studio.do("player.play", str(question))
    studio.wait_for("player.started")
    studio.do("player.play", str(question))
    studio.wait_for("answer:player.play")
    assert studio.wait_for("player.position").arg < 0.3
    studio.wait_for("player.finished")
    assert studio.seen.count("player.finished") == 1


def test_sound_comes_from_the_chosen_speaker(sound: Sound, studio: Studio, question: Path) -> None:
    sound.pactl("load-module", "module-null-sink", "sink_name=headphones")
    while "headphones" not in {speaker["id"] for speaker in studio.ask("devices.speakers")}:
        studio.wait_for("devices.changed")
    hearing = sound.hear()
    studio.do("player.set_speaker", "headphones")
    studio.do("player.play", str(question))
    studio.wait_for("player.finished")
    assert not hearing.samples().any()
    studio.do("player.set_speaker", "speakers")
    studio.do("player.play", str(question))
    hearing.wait_for_sound()
    hearing.stop()


def test_the_cue_is_a_short_soft_chime(sound: Sound, studio: Studio) -> None:
    hearing = sound.hear()
    studio.do("chime.play")
    played = studio.wait_for("answer:chime.play").at
    heard = hearing.wait_for_sound()
    assert heard - played < 0.3
    hearing.wait_for_silence(since=heard)
    samples = hearing.stop()
    audible = np.flatnonzero(np.abs(samples) > 0.01)
    assert 0.05 < (audible[-1] - audible[0]) / HEARING_RATE_HZ < 0.2
    assert 0.1 < np.abs(samples).max() < 0.4
