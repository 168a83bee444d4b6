"""Segments end at pauses, never overlap, never drop a voice, and are short enough to be quick."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.activity import FRAME_S
from greenroom.speech.cutter import Cut, Cutter

# Stretches of (probability of voice, seconds), as detectors give them.
stretches = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.4, 0.6, 0.95]), st.floats(0.03, 9.0)), min_size=1, max_size=25
)


def frames_of(spoken: list[tuple[float, float]]) -> list[float]:
    return [probability for probability, seconds in spoken for _ in range(round(seconds / FRAME_S))]


def cut(probabilities: list[float]) -> list[Cut]:
    cutter = Cutter()
    cuts = [cutter.feed(probability) for probability in probabilities]
    return [found for found in [*cuts, cutter.finish()] if found is not None]


def voice_s(seconds: float) -> tuple[float, float]:
    return (0.95, seconds)


def silence_s(seconds: float) -> tuple[float, float]:
    return (0.02, seconds)


def test_silence_makes_no_segment() -> None:
    assert cut(frames_of([silence_s(30)])) == []


def test_a_click_makes_no_segment() -> None:
    assert cut(frames_of([silence_s(2), voice_s(0.06), silence_s(2)])) == []


def test_one_word_makes_one_segment_with_room_around_it() -> None:
    (only,) = cut(frames_of([silence_s(2), voice_s(0.5), silence_s(2)]))
    assert 1.6 < only.start * FRAME_S < 1.8
    assert 2.7 < only.end * FRAME_S < 2.9


def test_a_short_pause_does_not_end_a_young_segment() -> None:
    assert len(cut(frames_of([voice_s(2), silence_s(0.7), voice_s(2), silence_s(0.7)]))) == 1


def test_a_pause_ends_a_segment_that_is_long_enough() -> None:
    first, second = cut(frames_of([voice_s(11), silence_s(0.6), voice_s(2), silence_s(0.6)]))
    assert 10.9 < first.end * FRAME_S <= second.start * FRAME_S < 11.7


def test_a_long_pause_ends_any_segment_at_once_so_that_stop_has_nothing_left() -> None:
    cutter = Cutter()
    early = [cutter.feed(p) for p in frames_of([voice_s(1), silence_s(3.1)])]
    assert any(early)
    assert cutter.finish() is None


def test_speech_without_a_pause_is_cut_where_the_voice_is_weakest() -> None:
    first, second = cut(frames_of([voice_s(11), (0.05, 0.2), voice_s(8)]))
    assert 11.0 <= first.end * FRAME_S <= 11.25
    assert second.start == first.end


@given(stretches)
def test_segments_are_in_order_apart_and_at_most_15_s(spoken: list[tuple[float, float]]) -> None:
    probabilities = frames_of(spoken)
    cuts = cut(probabilities)
    ends = [0] + [found.end for found in cuts]
    for before, found in zip(ends, cuts, strict=False):
        assert before <= found.start < found.end <= len(probabilities)
        assert (found.end - found.start) * FRAME_S < 15.7
        assert all(found.start <= start < end <= found.end for start, end in found.voiced)


@given(stretches)
def test_every_clear_voice_lies_in_a_segment(spoken: list[tuple[float, float]]) -> None:
    probabilities = frames_of(spoken)
    covered = {frame for found in cut(probabilities) for frame in range(found.start, found.end)}
    run = 0
    for frame, probability in enumerate([*probabilities, 0.0]):
        if probability >= 0.5:
            run += 1
            continue
        if run * FRAME_S >= 0.2:
            assert set(range(frame - run, frame)) <= covered
        run = 0


@given(stretches)
def test_what_may_be_forgotten_is_never_needed_again(spoken: list[tuple[float, float]]) -> None:
    cutter = Cutter()
    forgotten = 0
    for probability in frames_of(spoken):
        found = cutter.feed(probability)
        assert found is None or found.start >= forgotten
        assert cutter.needed_from >= forgotten
        forgotten = cutter.needed_from
    last = cutter.finish()
    assert last is None or last.start >= forgotten


@given(stretches, st.integers(1, 180))
def test_a_segment_cut_in_mid_speech_can_be_heard_again_from_any_frame(
    spoken: list[tuple[float, float]], frames_back: int
) -> None:
    cutter = Cutter()
    reopened_at: int | None = None
    for probability in [*frames_of(spoken), None]:
        found = cutter.finish() if probability is None else cutter.feed(probability)
        if found is None:
            continue
        assert (found.end - found.start) * FRAME_S < 15.7
        assert all(found.start <= start < end <= found.end for start, end in found.voiced)
        if reopened_at is not None:
            assert found.start == found.voiced[0][0] == reopened_at
            reopened_at = None
        at = found.end - frames_back
        if found.is_mid_speech and any(start < at < end for start, end in found.voiced):
            cutter.reopen(found, at)
            assert cutter.needed_from <= at
            reopened_at = at
