"""Pauses are silent, hesitations are voiced, and neither ever lies over a word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.timeline import fitted, hesitations, merged, passed_over, pauses, reaching_back, without
from greenroom.speech.transcript import Interval, Word

times = st.integers(0, 600).map(lambda n: n / 20)
intervals = st.lists(
    st.tuples(times, st.integers(1, 60)).map(lambda p: Interval(start=p[0], end=p[0] + p[1] / 20)), max_size=20
)


@st.composite
def spoken_words(draw: st.DrawFn) -> list[Word]:
    """Words in order that do not overlap."""
    at, words = 0.0, []
    for gap, length in draw(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 16)), max_size=20)):
        start = at + gap / 20
        at = start + length / 20
        words.append(Word(text="word", start=start, end=at, probability=1.0))
    return words


def word(start: float, end: float) -> Word:
    return Word(text="word", start=start, end=end, probability=0.9)


def stretch(start: float, end: float) -> Interval:
    return Interval(start=start, end=end)


def overlaps(a: Interval, b: Interval) -> bool:
    return min(a.end, b.end) - max(a.start, b.start) > 1e-9


def test_a_word_stretched_over_a_pause_shrinks_to_its_voice() -> None:
    (fit,) = fitted([word(2.3, 3.9)], [stretch(0, 2.35), stretch(3.3, 4.5)])
    assert (fit.start, fit.end) == (3.3, 3.9)


def test_a_word_with_a_short_break_inside_stays_whole() -> None:
    assert fitted([word(1, 2)], [stretch(0.5, 1.4), stretch(1.6, 3)]) == (word(1, 2),)


def test_a_word_where_no_voice_was_heard_stays_where_it_is() -> None:
    assert fitted([word(1, 2)], [stretch(3, 4)]) == (word(1, 2),)


@given(spoken_words(), intervals)
def test_fitting_only_ever_shrinks_words(words: list[Word], voiced: list[Interval]) -> None:
    for before, after in zip(words, fitted(words, voiced), strict=True):
        assert before.start <= after.start < after.end <= before.end


def test_silence_between_words_is_a_pause() -> None:
    assert pauses([word(0, 1), word(2, 3)], [stretch(0, 1), stretch(2, 3)]) == (stretch(1, 2),)


def test_a_breath_under_a_quarter_second_is_no_pause() -> None:
    assert pauses([word(0, 1), word(1.2, 2)], []) == ()


def test_silence_before_the_first_and_after_the_last_word_is_no_pause() -> None:
    assert pauses([word(5, 6)], [stretch(5, 6)]) == ()


def test_an_um_between_two_words_is_a_hesitation_with_a_pause_on_either_side() -> None:
    words = [word(0, 1), word(4, 5)]
    voiced = [stretch(0, 1), stretch(2, 2.6), stretch(4, 5)]
    assert hesitations(words, voiced) == (stretch(2, 2.6),)
    assert pauses(words, voiced) == (stretch(1, 2), stretch(2.6, 4))


def test_the_tail_of_a_word_is_no_hesitation() -> None:
    assert hesitations([word(0, 1)], [stretch(0, 1.35)]) == ()


def test_an_um_that_follows_a_word_without_a_break_is_a_hesitation() -> None:
    (found,) = hesitations([word(0, 1), word(1.8, 2.5)], [stretch(0, 2.5)])
    assert (found.start, found.end) == (1.12, 1.8)


def test_a_long_wordless_voice_is_no_hesitation() -> None:
    assert hesitations([word(0, 1), word(6, 7)], [stretch(0, 7)]) == ()


def test_no_words_means_no_pauses() -> None:
    assert pauses([], [stretch(0, 3)]) == ()


@given(spoken_words(), intervals)
def test_pauses_and_hesitations_never_overlap_words_or_each_other(
    words: list[Word], voiced: list[Interval]
) -> None:
    marks = [*pauses(words, voiced), *hesitations(words, voiced)]
    for mark in marks:
        assert not any(overlaps(mark, spoken) for spoken in words)
    for index, mark in enumerate(marks):
        assert not any(overlaps(mark, other) for other in marks[index + 1 :])


@given(spoken_words(), intervals)
def test_pauses_are_silent_and_hesitations_voiced(words: list[Word], voiced: list[Interval]) -> None:
    assert not any(overlaps(pause, voice) for pause in pauses(words, voiced) for voice in voiced)
    assert all(without([found], voiced) == [] for found in hesitations(words, voiced))


@given(intervals, intervals)
def test_taking_away_leaves_what_was_there_and_not_taken(a: list[Interval], b: list[Interval]) -> None:
    left = without(a, b)
    assert not any(overlaps(kept, taken) for kept in left for taken in b)
    assert without(left, a) == []
    length = sum(i.length_s for i in merged(a))
    taken = length - sum(i.length_s for i in without(a, left))
    assert abs(taken - sum(i.length_s for i in left)) < 1e-6


def test_a_word_stretched_backwards_over_an_um_shrinks_to_its_own_voice() -> None:
    (fit,) = fitted([word(3.97, 5.24)], [stretch(3.0, 3.9), stretch(4.22, 4.65), stretch(4.93, 7.0)])
    assert (fit.start, fit.end) == (4.93, 5.24)


def test_a_hesitation_that_the_engine_heard_counts_where_there_is_a_voice_about() -> None:
    words = [word(0, 1), word(1.3, 2)]
    assert hesitations(words, [stretch(0, 2)], [stretch(1, 1.2)]) == (stretch(1, 1.2),)
    assert hesitations(words, [stretch(0, 1), stretch(1.3, 2)], [stretch(1, 1.2)]) == (stretch(1, 1.2),)
    assert hesitations(words, [stretch(0, 0.6), stretch(1.6, 2)], [stretch(1, 1.2)]) == ()


@given(spoken_words(), intervals, intervals)
def test_hesitations_that_the_engine_heard_lie_where_it_heard_them(
    words: list[Word], voiced: list[Interval], heard: list[Interval]
) -> None:
    for found in hesitations(words, voiced, heard):
        assert without([found], [*voiced, *heard]) == []
        assert found.length_s <= 2


def test_the_first_word_of_a_voice_begins_with_it() -> None:
    reached = reaching_back([word(1.2, 1.5), word(1.5, 1.8)], [stretch(1, 3)], [])
    assert [(one.start, one.end) for one in reached] == [(1, 1.5), (1.5, 1.8)]


def test_a_voice_that_begins_with_a_hesitation_or_another_word_leaves_the_word_alone() -> None:
    assert reaching_back([word(1.3, 1.6)], [stretch(1, 3)], [stretch(1, 1.3)]) == (word(1.3, 1.6),)
    assert reaching_back([word(0.8, 1.1), word(1.2, 1.6)], [stretch(1, 3)], []) == (word(0.8, 1.1), word(1.2, 1.6))


@given(spoken_words(), intervals)
def test_words_that_reach_back_never_overlap_others(words: list[Word], voiced: list[Interval]) -> None:
    reached = reaching_back(words, voiced, [])
    for before, after, was in zip(reached, reached[1:], words[1:], strict=False):
        assert after.start >= before.end or after == was


def test_more_voice_than_a_hesitation_has_was_passed_over_wherever_it_lies() -> None:
    words = [word(2, 3), word(5, 6)]
    assert passed_over(words, [stretch(0, 3), stretch(5, 6)]) == [stretch(0, 2)]
    assert passed_over(words, [stretch(2, 6)]) == [stretch(3, 5)]
    assert passed_over(words, [stretch(2, 3), stretch(5, 6.5), stretch(7, 8)]) == [stretch(6, 8)]


def test_silence_and_a_hesitation_were_not_passed_over() -> None:
    words = [word(2, 3), word(5, 6)]
    assert passed_over(words, [stretch(2, 3.5), stretch(4.8, 6)]) == []
    assert passed_over([], [stretch(0, 9)]) == []
    assert passed_over(words, []) == []
