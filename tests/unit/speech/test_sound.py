"""Every usual format comes in as the same sound; what cannot be read says why."""

from __future__ import annotations

import itertools
import tracemalloc
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from greenroom.errors import UserError
from greenroom.speech.errors import (
    CannotSaveRecording,
    RecordingEmpty,
    RecordingHasNoSound,
    RecordingMissing,
    RecordingTooShort,
    RecordingUnreadable,
)
from greenroom.speech.sound import GrowingTake, import_recording, read_recording
from greenroom.speech.take import TakeWriter
from tests.unit.speech.conftest import JFK, RATE_HZ, sound_of, write_wav


def ignore(fraction: float) -> None:
    """Nobody watches the progress."""


def samples_of(recording: Path) -> NDArray[np.int16]:
    return np.concatenate(list(read_recording(recording, ignore)))


def problem_of(recording: Path) -> UserError | None:
    try:
        samples_of(recording)
    except UserError as problem:
        return problem
    return None


def tone(seconds: float, rate_hz: int = RATE_HZ, channels: int = 1) -> NDArray[np.int16]:
    wave = (8000 * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate_hz)) / rate_hz)).astype(np.int16)
    return np.tile(wave[:, None], (1, channels)) if channels > 1 else wave


def write_m4a(path: Path, samples: NDArray[np.int16], rate_hz: int) -> Path:
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=rate_hz, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate_hz
        for packet in itertools.chain(stream.encode(frame), stream.encode(None)):
            container.mux(packet)
    return path


def pitch_hz(samples: NDArray[np.int16]) -> float:
    spectrum = np.abs(np.fft.rfft(samples[: 2 * RATE_HZ].astype(np.float64)))
    return float(np.argmax(spectrum) * RATE_HZ / len(samples[: 2 * RATE_HZ]))


@pytest.mark.parametrize("rate_hz", [8000, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_any_rate_and_channel_count_comes_in_as_16_khz_mono(tmp_path: Path, rate_hz: int, channels: int) -> None:
    recording = tmp_path / "tone.wav"
    soundfile.write(recording, tone(2.5, rate_hz, channels), rate_hz)
    samples = samples_of(recording)
    assert len(samples) / RATE_HZ == pytest.approx(2.5, abs=0.01)
    assert pitch_hz(samples) == pytest.approx(440, abs=1)


@pytest.mark.parametrize(
    ("name", "subtype"),
    [
        ("a.flac", None),
        ("a.ogg", "VORBIS"),
        ("a.ogg", "OPUS"),
        ("a.mp3", None),
        ("a.wav", "FLOAT"),
        ("a.aiff", None),
    ],
)
def test_every_usual_format_can_be_read(tmp_path: Path, name: str, subtype: str | None) -> None:
    recording = tmp_path / name
    soundfile.write(recording, tone(3, 48_000), 48_000, subtype=subtype)
    samples = samples_of(recording)
    assert len(samples) / RATE_HZ == pytest.approx(3, abs=0.1)
    assert pitch_hz(samples) == pytest.approx(440, abs=1)


def test_m4a_can_be_read(tmp_path: Path) -> None:
    samples = samples_of(write_m4a(tmp_path / "a.m4a", tone(3, 44_100), 44_100))
    assert len(samples) / RATE_HZ == pytest.approx(3, abs=0.1)
    assert pitch_hz(samples) == pytest.approx(440, abs=1)


def test_samples_that_need_no_change_are_not_changed() -> None:
    assert np.array_equal(samples_of(JFK), sound_of(JFK))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(RecordingMissing, match=r"gone\.wav cannot be opened"):
        samples_of(tmp_path / "gone.wav")


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    recording = tmp_path / "nothing.mp3"
    recording.touch()
    with pytest.raises(RecordingEmpty, match=r"nothing\.mp3 is empty"):
        samples_of(recording)


def test_a_text_file_is_said_to_be_no_sound(tmp_path: Path) -> None:
    recording = tmp_path / "letter.wav"
    recording.write_text("Dear reader, " * 200, encoding="utf-8")
    with pytest.raises(RecordingUnreadable, match="damaged, or not a sound file"):
        samples_of(recording)


def test_a_wav_with_no_sample_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(RecordingUnreadable):
        samples_of(write_wav(tmp_path / "header.wav", np.zeros(0, np.int16)))


def test_a_tenth_of_a_second_is_said_to_be_too_short(tmp_path: Path) -> None:
    with pytest.raises(RecordingTooShort, match=r"only 0\.10 s"):
        samples_of(write_wav(tmp_path / "click.wav", tone(0.1)))


def test_a_take_is_called_your_recording(tmp_path: Path) -> None:
    with pytest.raises(RecordingTooShort, match="Your recording is only"):
        samples_of(write_wav(tmp_path / "take.wav", tone(0.1)))


def test_a_video_without_a_sound_track_is_said_to_have_none(tmp_path: Path) -> None:
    recording = tmp_path / "silent.mp4"
    with av.open(str(recording), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 32
        frame = av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")
        for packet in itertools.chain(stream.encode(frame), stream.encode(None)):
            container.mux(packet)
    with pytest.raises(RecordingHasNoSound):
        samples_of(recording)


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
def test_a_truncated_file_gives_what_is_left_of_it(tmp_path: Path, name: str) -> None:
    recording = tmp_path / name
    soundfile.write(recording, sound_of(JFK), RATE_HZ)
    whole = recording.read_bytes()
    recording.write_bytes(whole[: len(whole) // 2])
    assert 4.0 < len(samples_of(recording)) / RATE_HZ < 8.0


@pytest.mark.parametrize("told_bytes", [0, 16_000, 0xFFFFFFFF])
def test_a_wav_whose_header_lies_about_its_length_gives_all_of_its_sound(tmp_path: Path, told_bytes: int) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(3.0))
    content = bytearray(recording.read_bytes())
    content[4:8] = min(0xFFFFFFFF, told_bytes + 36).to_bytes(4, "little")
    content[40:44] = told_bytes.to_bytes(4, "little")
    recording.write_bytes(bytes(content))
    assert len(samples_of(recording)) == 3 * RATE_HZ


def test_what_a_program_wrote_after_the_end_of_a_wav_is_no_sound(tmp_path: Path) -> None:
    recording = write_wav(tmp_path / "a.wav", tone(3.0))
    whole = recording.read_bytes()
    recording.write_bytes(whole + b"LIST" + (4000).to_bytes(4, "little") + b"INFO" + bytes(3_996))
    assert len(samples_of(recording)) == 3 * RATE_HZ
    recording.write_bytes(whole + bytes(4_000))
    assert 3 * RATE_HZ <= len(samples_of(recording)) <= 3 * RATE_HZ + 2_000


def test_an_interface_with_eight_inputs_of_floats_can_be_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(2.0, 96_000, 8), 96_000, subtype="FLOAT")
    samples = samples_of(tmp_path / "a.wav")
    assert len(samples) == pytest.approx(2 * RATE_HZ, abs=200)
    assert pitch_hz(samples) == pytest.approx(440, abs=2)


def test_an_mp3_that_begins_with_rubbish_gives_its_sound(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.mp3", sound_of(JFK), RATE_HZ)
    whole = (tmp_path / "a.mp3").read_bytes()
    (tmp_path / "a.mp3").write_bytes(bytes(range(256)) * 8 + whole[200:])
    assert len(samples_of(tmp_path / "a.mp3")) / RATE_HZ > 10


def test_damage_in_the_middle_costs_only_the_middle(tmp_path: Path) -> None:
    recording = tmp_path / "a.mp3"
    soundfile.write(recording, sound_of(JFK), RATE_HZ)
    content = bytearray(recording.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = bytes(400)
    recording.write_bytes(bytes(content))
    assert len(samples_of(recording)) / RATE_HZ > 10.5


@given(
    st.binary(min_size=1, max_size=3000), st.sampled_from([b"", b"RIFF\x24\x10\x00\x00WAVEfmt ", b"fLaC", b"ID3"])
)
def test_no_content_whatever_ends_in_anything_but_a_named_problem(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, magic: bytes
) -> None:
    recording = tmp_path_factory.getbasetemp() / "anything.wav"
    recording.write_bytes(magic + content)
    problem = problem_of(recording)
    assert problem is None or problem.what.startswith("anything.wav ")


def test_progress_rises_to_the_end() -> None:
    seen: list[float] = []
    for _ in read_recording(JFK, seen.append):
        pass
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0, abs=0.01)


def test_reading_half_an_hour_takes_no_more_memory_than_reading_a_minute(tmp_path: Path) -> None:
    recording = tmp_path / "long.flac"
    soundfile.write(recording, np.tile(tone(60, 8000), 30), 8000)
    tracemalloc.start()
    seconds = sum(len(block) for block in read_recording(recording, ignore)) / RATE_HZ
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds == pytest.approx(1800, abs=0.1)
    assert peak_bytes < 4_000_000


def test_an_import_writes_a_take_of_the_same_sound(tmp_path: Path) -> None:
    take = tmp_path / "attempt" / "take.wav"
    seconds = import_recording(JFK, take, ignore)
    samples, rate_hz = soundfile.read(take, dtype="int16")
    assert rate_hz == RATE_HZ
    assert np.array_equal(samples, sound_of(JFK))
    assert seconds == pytest.approx(len(samples) / RATE_HZ)
    assert [path.name for path in take.parent.iterdir()] == ["take.wav"]


def test_a_failed_import_leaves_nothing_behind(tmp_path: Path) -> None:
    recording = tmp_path / "letter.wav"
    recording.write_text("no sound", encoding="utf-8")
    with pytest.raises(RecordingUnreadable):
        import_recording(recording, tmp_path / "attempt" / "take.wav", ignore)
    assert list((tmp_path / "attempt").iterdir()) == []


def test_an_import_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotSaveRecording, match="choose another data folder"):
        import_recording(JFK, tmp_path / "file" / "take.wav", ignore)


def test_a_growing_take_gives_each_sample_once(tmp_path: Path) -> None:
    growing = GrowingTake(tmp_path / "take.wav")
    assert len(growing.read_new()) == 0
    writer = TakeWriter(tmp_path / "take.wav")
    said = tone(3)
    read: list[NDArray[np.int16]] = []
    for start in range(0, len(said), 5000):
        writer.append(said[start : start + 5000].astype("<i2").tobytes())
        read.append(growing.read_new())
    writer.close()
    assert np.array_equal(np.concatenate(read), said)
    assert len(growing.read_new()) == 0
    assert growing.seconds_read == pytest.approx(3)


def test_a_growing_take_gives_only_what_its_header_vouches_for(tmp_path: Path) -> None:
    take = write_wav(tmp_path / "take.wav", tone(1))
    with take.open("ab") as file:
        file.write(b"\x01" * 999)
    assert len(GrowingTake(take).read_new(at_most_s=10)) == RATE_HZ
