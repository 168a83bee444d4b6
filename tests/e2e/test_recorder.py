"""What the recorder promises, on a real sound path."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from greenroom.speech.take import take_seconds
from tests.e2e.sound import Sound, loud_stretch_s, read_wav, tone, wait_until, write_wav
from tests.e2e.studio import Studio, open_studio

# One block of the virtual sound card, and one of the stream from it.
BLOCKS_S = 0.1


@pytest.fixture
def studio(sound: Sound) -> Iterator[Studio]:
    with open_studio(sound) as studio:
        yield studio


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return tmp_path / "attempt" / "take.wav"


def test_a_tone_from_the_cue_to_the_stop_is_whole(sound: Sound, studio: Studio, take: Path, tmp_path: Path) -> None:
    wav = write_wav(tmp_path / "tone.wav", tone(1.0), 48_000)
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    sound.speak(wav).wait()
    studio.do("recorder.stop")
    stopped = studio.wait_for("recorder.stopped")

    samples = read_wav(take)
    start_s, end_s = loud_stretch_s(samples)
    assert end_s - start_s == pytest.approx(1.0, abs=0.005)
    assert start_s >= 0.5 - BLOCKS_S
    assert len(samples) / 16_000 - end_s >= 0.4 - BLOCKS_S
    assert stopped.arg == {"path": str(take), "duration_s": len(samples) / 16_000}
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * 16_000 / len(samples) == pytest.approx(440, abs=1)


def test_half_a_second_before_the_cue_and_after_the_stop_is_kept(
    sound: Sound, studio: Studio, take: Path, tmp_path: Path
) -> None:
    speaking = sound.speak(write_wav(tmp_path / "tone.wav", tone(20), 48_000))
    studio.do("recorder.open", "")
    for _ in range(20):  # levels come 20 to 30 times a second: the pre-roll is full after these
        while studio.wait_for("recorder.level").arg < -20:
            pass
    studio.do("recorder.begin", str(take))
    cued = studio.wait_for("recorder.cued")
    for _ in range(20):
        studio.wait_for("recorder.level")
    studio.do("recorder.stop")
    stop = studio.wait_for("answer:recorder.stop")
    stopped = studio.wait_for("recorder.stopped")
    speaking.stop()

    samples = read_wav(take)
    start_s, end_s = loud_stretch_s(samples)
    assert start_s < 0.01
    assert end_s > len(samples) / 16_000 - 0.01
    assert end_s - start_s == pytest.approx(0.5 + (stop.at - cued.at) + 0.5, abs=BLOCKS_S)
    assert stopped.at - stop.at < 0.8
    quietest = np.abs(samples[: len(samples) // 160 * 160]).reshape(-1, 160).max(axis=1).min()
    assert quietest > 0.4, "the tone has a gap"


def test_sound_that_comes_in_uneven_blocks_is_whole(
    sound: Sound, studio: Studio, take: Path, tmp_path: Path
) -> None:
    speech_rate_hz = 16_000  # resampled to the card's rate it comes in blocks of every size
    wav = write_wav(tmp_path / "tone.wav", tone(5.0, rate_hz=speech_rate_hz), speech_rate_hz)
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    sound.speak(wav).wait()
    studio.do("recorder.stop")
    studio.wait_for("recorder.stopped")
    start_s, end_s = loud_stretch_s(read_wav(take))
    assert end_s - start_s == pytest.approx(5.0, abs=0.005)


@pytest.mark.parametrize(
    "microphone_format",
    [
        "format=u8 rate=22050 channels=1",
        "format=s16le rate=16000 channels=1",
        "format=s16le rate=44100 channels=2",
        "format=s32le rate=96000 channels=2",
        "format=float32le rate=48000 channels=1",
        "format=s16le rate=48000 channels=6",
    ],
)
def test_every_format_of_microphone_gives_the_same_take(microphone_format: str, tmp_path: Path) -> None:
    take = tmp_path / "take.wav"
    with Sound(microphone_format=microphone_format) as sound, open_studio(sound) as studio:
        studio.do("recorder.open", "")
        studio.do("recorder.begin", str(take))
        studio.wait_for("recorder.cued")
        sound.speak(write_wav(tmp_path / "tone.wav", tone(0.5), 48_000)).wait()
        studio.do("recorder.stop")
        studio.wait_for("recorder.stopped")
    samples = read_wav(take)
    start_s, end_s = loud_stretch_s(samples)
    assert end_s - start_s == pytest.approx(0.5, abs=0.01)
    assert np.abs(samples).max() == pytest.approx(0.5, abs=0.05)
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) * 16_000 / len(samples) == pytest.approx(440, abs=2)


def test_the_answer_counts_from_the_cue(studio: Studio, take: Path) -> None:
    studio.do("recorder.open", "")
    studio.wait_for("recorder.ready")
    assert studio.ask("recorder.is_open") is True
    assert studio.ask("recorder.is_recording") is False
    studio.do("recorder.begin", str(take))
    cued = studio.wait_for("recorder.cued")
    for _ in range(25):
        studio.wait_for("recorder.level")
    studio.do("recorder.elapsed_s")
    elapsed = studio.wait_for("answer:recorder.elapsed_s")
    assert elapsed.arg == pytest.approx(elapsed.at - cued.at, abs=BLOCKS_S)
    assert studio.ask("recorder.is_recording") is True


def test_a_kill_in_mid_answer_leaves_a_valid_take_and_costs_under_a_second(
    sound: Sound, take: Path, tmp_path: Path
) -> None:
    studio = Studio(sound)
    sound.speak(write_wav(tmp_path / "tone.wav", tone(20), 48_000))
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    cued = studio.wait_for("recorder.cued")
    for _ in range(40):
        last = studio.wait_for("recorder.level")
    studio.kill()
    samples = read_wav(take)
    assert len(samples) / 16_000 > last.at - cued.at - 0.2
    assert take_seconds(take) == pytest.approx(len(samples) / 16_000, abs=0.1)


def test_a_microphone_pulled_out_in_mid_answer_is_said_at_once_and_the_take_is_kept(
    sound: Sound, studio: Studio, take: Path, tmp_path: Path
) -> None:
    sound.speak(write_wav(tmp_path / "tone.wav", tone(20), 48_000))
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    for _ in range(20):
        unplugged = studio.wait_for("recorder.level")
    sound.unplug_microphone()
    failed = studio.wait_for("recorder.failed")
    assert failed.at - unplugged.at < 1.5
    assert failed.arg["kind"] == "MicrophoneLost"
    assert "Built-in Microphone" in failed.arg["text"]
    assert "kept" in failed.arg["text"]
    assert failed.arg["take"]["duration_s"] == len(read_wav(take)) / 16_000 > 0.7
    assert studio.ask("recorder.is_open") is False
    assert studio.ask("devices.microphones") == []
    studio.do("recorder.open", "")
    assert studio.wait_for("recorder.failed").arg["kind"] == "NoMicrophone"


def test_a_microphone_that_falls_still_without_being_pulled_out_is_noticed(
    sound: Sound, studio: Studio, take: Path
) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    sound.pactl("suspend-source", "microphone", "1")
    failed = studio.wait_for("recorder.failed")
    assert failed.arg["take"]["path"] == str(take)


def test_answering_goes_on_after_the_microphone_is_plugged_in_again(
    sound: Sound, studio: Studio, tmp_path: Path
) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(tmp_path / "one.wav"))
    studio.wait_for("recorder.cued")
    sound.unplug_microphone()
    studio.wait_for("recorder.failed")
    sound.plug_microphone()
    studio.wait_for("devices.changed")
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(tmp_path / "two.wav"))
    studio.wait_for("recorder.cued")
    sound.speak(write_wav(tmp_path / "tone.wav", tone(0.5), 48_000)).wait()
    studio.do("recorder.stop")
    studio.wait_for("recorder.stopped")
    start_s, end_s = loud_stretch_s(read_wav(tmp_path / "two.wav"))
    assert end_s - start_s == pytest.approx(0.5, abs=0.005)


def test_without_a_microphone_it_says_so(take: Path) -> None:
    with Sound(with_microphone=False) as sound, open_studio(sound) as studio:
        studio.do("recorder.open", "")
        failed = studio.wait_for("recorder.failed")
        assert failed.arg["kind"] == "NoMicrophone"
        assert failed.arg["text"].startswith("No microphone was found.")
        assert failed.arg["take"] is None
        assert studio.ask("recorder.is_open") is False


def test_a_microphone_that_is_gone_from_the_settings_gives_way_to_the_default(studio: Studio) -> None:
    studio.do("recorder.open", "a headset left at home")
    studio.wait_for("recorder.ready")


def test_an_answer_goes_on_with_another_microphone_in_the_same_take(
    sound: Sound, studio: Studio, take: Path, tmp_path: Path
) -> None:
    wav = write_wav(tmp_path / "tone.wav", tone(0.5), 48_000)
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    sound.speak(wav).wait()
    spoken_s = studio.ask("recorder.elapsed_s")  # what is still on its way when a plug is pulled is lost
    wait_until(lambda: studio.ask("recorder.elapsed_s") > spoken_s + 0.2, 5, "the tone to have arrived")
    sound.plug_another("usb", "USB Microphone", "rate=44100", "channels=2")
    sound.unplug_microphone()
    before_s = studio.wait_for("recorder.failed").arg["take"]["duration_s"]
    wait_for_microphone(studio, "USB Microphone")
    assert studio.ask("recorder.name_of", "") == "USB Microphone"
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take), {"goes_on": True})
    studio.wait_for("recorder.cued")
    assert studio.ask("recorder.elapsed_s") >= before_s - 0.5
    sound.speak(wav).wait()
    studio.do("recorder.stop")
    stopped = studio.wait_for("recorder.stopped").arg
    samples = read_wav(take)
    assert stopped == {"path": str(take), "duration_s": len(samples) / 16_000}
    first, second = samples[: round(before_s * 16_000)], samples[round(before_s * 16_000) :]
    for part in (first, second):
        start_s, end_s = loud_stretch_s(part)
        assert end_s - start_s == pytest.approx(0.5, abs=0.01)
    assert not second[:8_000].any(), "the gap is silence"


def test_taking_a_going_on_back_leaves_the_take(studio: Studio, take: Path) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    studio.do("recorder.abort")
    before_s = studio.wait_for("recorder.stopped").arg["duration_s"]
    studio.do("recorder.begin", str(take), {"goes_on": True})
    studio.do("recorder.stop")
    studio.do("recorder.close")
    studio.wait_for("answer:recorder.close")
    assert take_seconds(take) >= before_s


def wait_for_microphone(studio: Studio, name: str) -> None:
    def is_listed() -> bool:
        return name in [each["name"] for each in studio.ask("devices.microphones")]

    wait_until(is_listed, 5, f"{name} in the list")


def test_a_microphone_that_came_back_under_another_id_is_found_by_its_name(sound: Sound, studio: Studio) -> None:
    module = sound.plug_another("usb-2", "USB Microphone")
    wait_for_microphone(studio, "USB Microphone")
    studio.do("recorder.open", "usb-1", "USB Microphone")
    studio.wait_for("recorder.ready")
    assert "recorder.noticed" not in studio.seen
    sound.unplug(module)
    assert studio.wait_for("recorder.failed").arg["text"].startswith("“USB Microphone” stopped giving sound.")


def test_a_choice_that_is_not_connected_is_named_once(studio: Studio) -> None:
    for _ in range(2):
        studio.do("recorder.open", "usb-1", "USB Microphone")
        studio.wait_for("recorder.ready")
        studio.do("recorder.close")
        studio.wait_for("answer:recorder.close")
    said = "“USB Microphone” is not connected: “Built-in Microphone” records instead."
    assert studio.seen.count("recorder.noticed") == 1
    studio.do("recorder.open", "usb-2", "Another USB Microphone")
    assert studio.wait_for("recorder.noticed").arg == {
        "kind": "another",
        "text": said.replace("USB", "Another USB", 1),
    }


def test_a_bluetooth_headset_in_call_quality_is_named(sound: Sound, studio: Studio) -> None:
    sound.plug_another("bluez_source.00_1B_66.headset_head_unit", "WH-1000", "rate=16000", "channels=1")
    wait_for_microphone(studio, "WH-1000")
    studio.do("recorder.open", "bluez_source.00_1B_66.headset_head_unit")
    noticed = studio.wait_for("recorder.noticed")
    assert noticed.arg["kind"] == "call quality"
    assert noticed.arg["text"].startswith("“WH-1000” sounds like a phone call")


def test_a_voice_that_is_hardly_heard_is_noticed(sound: Sound, studio: Studio, take: Path, tmp_path: Path) -> None:
    speech, rate_hz = soundfile.read("tests/data/speech/clt.flac", dtype="float32", frames=12 * 16_000)
    rng = np.random.default_rng(0)
    far_away = 0.05 * speech + rng.normal(0, 0.0004, len(speech)).astype(np.float32)
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    sound.speak(write_wav(tmp_path / "soft.wav", far_away, rate_hz))
    while (noticed := studio.wait_for("recorder.noticed").arg)["kind"] != "quiet":
        assert noticed["kind"] == "silent"  # before the speaking begins
    assert noticed["text"].startswith("You can hardly be heard: come closer")
    assert studio.ask("recorder.is_recording") is True


def test_digital_silence_is_noticed_and_the_recording_goes_on(studio: Studio, take: Path) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    cued = studio.wait_for("recorder.cued")
    noticed = studio.wait_for("recorder.noticed")
    assert noticed.arg == {"kind": "silent", "text": "The microphone gives silence: is it muted?"}
    assert noticed.at - cued.at < 1.3
    studio.do("recorder.stop")
    studio.wait_for("recorder.stopped")


def test_clipping_is_noticed(sound: Sound, studio: Studio, tmp_path: Path) -> None:
    studio.do("recorder.open", "")
    studio.wait_for("recorder.ready")
    sound.speak(write_wav(tmp_path / "shout.wav", tone(0.5, hertz=200, peak=3.0), 48_000))
    while studio.wait_for("recorder.noticed").arg["kind"] != "clipping":
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_ends_the_answer_with_what_fitted(sound: Sound, studio: Studio, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this container may not mount a small disk")
    try:
        studio.do("recorder.open", "")
        studio.do("recorder.begin", str(disk / "take.wav"))
        studio.wait_for("recorder.cued")
        failed = studio.wait_for("recorder.failed")
        assert failed.arg["kind"] == "CannotWriteTake"
        assert "No space left on device" in failed.arg["text"]
        assert "kept" in failed.arg["text"]
        samples = read_wav(disk / "take.wav")
        assert failed.arg["take"]["duration_s"] == len(samples) / 16_000 > 1.5
        assert studio.ask("recorder.is_open") is True
        assert studio.ask("recorder.is_recording") is False
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_stop_before_the_cue_takes_the_beginning_back(studio: Studio, take: Path, tmp_path: Path) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.do("recorder.stop")
    studio.wait_for("recorder.ready")
    studio.do("recorder.begin", str(tmp_path / "next.wav"))
    studio.wait_for("recorder.cued")
    assert studio.seen.count("recorder.cued") == 1
    assert not take.exists()
    studio.do("recorder.stop")
    assert studio.wait_for("recorder.stopped").arg["path"] == str(tmp_path / "next.wav")


def test_closing_in_mid_answer_leaves_a_closed_take(studio: Studio, take: Path) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    for _ in range(5):
        studio.wait_for("recorder.level")
    studio.do("recorder.close")
    stopped = studio.wait_for("recorder.stopped")
    assert stopped.arg["duration_s"] == len(read_wav(take)) / 16_000 > 0.1
    studio.wait_for("answer:recorder.close")
    assert studio.ask("recorder.is_open") is False


def test_aborting_ends_the_take_without_its_tail(studio: Studio, take: Path) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    studio.do("recorder.abort")
    aborted = studio.wait_for("answer:recorder.abort")
    stopped = studio.wait_for("recorder.stopped")
    assert stopped.at - aborted.at < 0.2
    assert stopped.arg["duration_s"] == len(read_wav(take)) / 16_000


def test_a_second_begin_changes_nothing(studio: Studio, take: Path, tmp_path: Path) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    studio.do("recorder.begin", str(tmp_path / "second.wav"))
    studio.do("recorder.stop")
    assert studio.wait_for("recorder.stopped").arg["path"] == str(take)
    assert not (tmp_path / "second.wav").exists()


def test_a_recording_is_never_written_over(studio: Studio, take: Path) -> None:
    take.parent.mkdir()
    take.write_bytes(b"an earlier answer")
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    assert studio.wait_for("recorder.failed").arg["kind"] == "CannotWriteTake"
    assert take.read_bytes() == b"an earlier answer"


def test_a_busy_window_costs_no_sample(sound: Sound, studio: Studio, take: Path, tmp_path: Path) -> None:
    studio.do("recorder.open", "")
    studio.do("recorder.begin", str(take))
    studio.wait_for("recorder.cued")
    studio.do("studio.freeze", 2.0)
    sound.speak(write_wav(tmp_path / "tone.wav", tone(1.5), 48_000)).wait()
    studio.wait_for("answer:studio.freeze")
    studio.do("recorder.stop")
    studio.wait_for("recorder.stopped")
    start_s, end_s = loud_stretch_s(read_wav(take))
    assert end_s - start_s == pytest.approx(1.5, abs=0.005)


def test_the_list_of_microphones_follows_plugging_in(tmp_path: Path) -> None:
    with Sound(with_microphone=False) as sound, open_studio(sound) as studio:
        assert studio.ask("devices.microphones") == []
        sound.plug_microphone()
        wait_until(lambda: bool(studio.ask("devices.microphones")), 5, "the microphone in the list")
        assert studio.ask("devices.microphones") == [
            {"id": "microphone", "name": "Built-in Microphone", "is_default": True}
        ]
