"""Encoding only the sound that is there hears what the library hears in its own way, in less time."""

from __future__ import annotations

from difflib import SequenceMatcher
from inspect import signature
from typing import Any, NamedTuple

import numpy as np
import pytest
from faster_whisper import WhisperModel
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from greenroom.paths import shipped
from greenroom.speech import short_encoding
from greenroom.speech.short_encoding import ShortEncodingModel, load_model, without_padding
from tests.unit.speech.conftest import CLT, JFK, RATE_HZ, sound_of

SETTINGS: dict[str, Any] = {
    "language": "en",
    "beam_size": 5,
    "condition_on_previous_text": False,
    "without_timestamps": True,
}
BANDS, WINDOW_FRAMES = 80, 3000


class Timed(NamedTuple):
    text: str
    start: float


@pytest.fixture(scope="module")
def short() -> ShortEncodingModel:
    model = load_model(shipped().model)
    assert isinstance(model, ShortEncodingModel)
    return model


@pytest.fixture(scope="module")
def library() -> WhisperModel:
    return WhisperModel(str(shipped().model), compute_type="int8", cpu_threads=1, local_files_only=True)


def segment(start_s: float, end_s: float, recording: Any = CLT) -> NDArray[np.float32]:
    samples = sound_of(recording)[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)]
    return samples.astype(np.float32) / np.float32(32768)


def words_of(model: WhisperModel, audio: NDArray[np.float32]) -> list[Timed]:
    segments, _ = model.transcribe(audio, word_timestamps=True, **SETTINGS)
    # The library looks again at the last moment of the sound, and makes words up there.
    first_look = [word for one in segments if one.seek == 0 for word in one.words]
    return [Timed(word.word.strip(" .,").lower(), word.start) for word in first_look]


def test_the_words_and_their_times_are_the_librarys(short: ShortEncodingModel, library: WhisperModel) -> None:
    """Taken together: after a pause, processors with other arithmetic put a word's start elsewhere now and then."""
    off: list[float] = []
    for audio in (segment(0, 11, JFK), *(segment(start_s, start_s + 11.5) for start_s in (0, 13, 25.5, 38.5))):
        ours, theirs = words_of(short, audio), words_of(library, audio)
        alike = SequenceMatcher(a=[one.text for one in ours], b=[one.text for one in theirs])
        pairs = [(ours[a + k], theirs[b + k]) for a, b, size in alike.get_matching_blocks() for k in range(size)]
        assert len(pairs) >= 0.9 * max(len(ours), len(theirs))
        off += [abs(one.start - other.start) for one, other in pairs]
    assert np.median(off) <= 0.05
    assert np.quantile(off, 0.95) <= 0.15


def test_what_comes_out_doubtful_is_heard_again_exactly_as_the_library_does(
    short: ShortEncodingModel, library: WhisperModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(short_encoding, "MOST_COMPRESSION", 0.0)
    audio = segment(0, 10.5)
    assert words_of(short, audio) == words_of(library, audio)


def test_a_short_segment_costs_the_encoder_a_part_of_the_window(
    short: ShortEncodingModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded: list[int] = []
    whole = WhisperModel.encode

    def encode(model: WhisperModel, features: NDArray[np.float32]) -> Any:
        encoded.append(features.shape[-1])
        return whole(model, features)

    monkeypatch.setattr(WhisperModel, "encode", encode)
    words_of(short, segment(0, 5))
    assert encoded[0] <= 1200 < WINDOW_FRAMES


def test_versions_that_were_not_tried_hear_in_the_librarys_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short_encoding, "KNOWN_VERSIONS", {("1.1.0", "4.0.0")})
    assert type(load_model(shipped().model)) is WhisperModel


@given(st.integers(0, WINDOW_FRAMES))
def test_no_sound_is_cut_away_and_six_to_ten_seconds_of_silence_stay(sounding: int) -> None:
    features = np.zeros((BANDS, WINDOW_FRAMES), np.float32)
    features[:, :sounding] = 0.5
    kept = without_padding(features)
    assert kept.shape[1] % 2 == 0  # the encoder halves their number
    assert min(WINDOW_FRAMES, sounding + 600) <= kept.shape[1] <= min(WINDOW_FRAMES, sounding + 1000)


def test_a_window_is_heard_once_and_all_its_text_is_kept(short: ShortEncodingModel) -> None:
    tokens = [7, 8, 9]
    pieces, seek, is_done = short._split_segments_by_timestamps(
        tokenizer=None, tokens=tokens, time_offset=0.0, segment_size=900, segment_duration=9.0, seek=0
    )
    assert [(piece["tokens"], piece["start"], piece["end"]) for piece in pieces] == [(tokens, 0.0, 9.0)]
    assert (seek, is_done) == (900, True)


@pytest.mark.parametrize("name", ["encode", "find_alignment", "_split_segments_by_timestamps"])
def test_the_library_still_calls_what_is_put_in_its_place(name: str) -> None:
    ours, theirs = (
        list(signature(getattr(model, name)).parameters) for model in (ShortEncodingModel, WhisperModel)
    )
    asked = theirs[: len(ours) - 1] if ours[-1] == "more" else theirs
    assert [each for each in ours if each != "more"] == asked
