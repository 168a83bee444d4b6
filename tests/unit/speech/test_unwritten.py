"""Where a second look finds an "um" that was not written, and where there is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.unwritten import UNWRITTEN, fillers_of, with_unwritten

UM = [999]


def aligned(*words: tuple[str, float, float], probability: float = 0.9) -> list[dict[str, Any]]:
    return [
        {"word": text, "tokens": [number], "start": start, "end": end, "probability": probability}
        for number, (text, start, end) in enumerate(words)
    ]


class Sound:
    """What was really said: fillers at [start, end), with the engine's probability of each, between known words."""

    def __init__(self, words: list[dict[str, Any]], fillers: dict[int, tuple[float, float, float]]) -> None:
        self.words = words
        self.fillers = fillers
        self.looks = 0

    def align(self, tokens: list[int]) -> list[dict[str, Any]]:
        """The words with their true times, since each filler that was offered takes its own stretch."""
        self.looks += 1
        lying: list[dict[str, Any]] = []
        for token in tokens:
            if token != UM[0]:
                lying.append(dict(self.words[token]))
                continue
            gap = sum(word["tokens"] != UM for word in lying)
            start, end, probability = self.fillers.get(gap, (0.0, 0.0, 0.0))
            lying.append({"word": " um", "tokens": UM, "start": start, "end": end, "probability": probability})
        return lying


STRETCHED = aligned((" so", 0.0, 0.3), (" has", 0.3, 1.6), (" come.", 1.6, 1.9))
TRUE = aligned((" so", 0.0, 0.3), (" has", 1.2, 1.6), (" come.", 1.6, 1.9))
VERBATIM = ["so,", "um,", "has", "come."]


def test_an_um_under_a_stretched_word_is_found_and_the_word_gets_its_own_time_back() -> None:
    found = with_unwritten(STRETCHED, UM, Sound(TRUE, {1: (0.4, 0.9, 0.01)}).align, VERBATIM)
    assert [(w["word"], w["start"], w["end"]) for w in found] == [
        (" so", 0.0, 0.3),
        (f" {UNWRITTEN}", 0.4, 0.9),
        (" has", 1.2, 1.6),
        (" come.", 1.6, 1.9),
    ]


def test_an_um_after_the_last_word_is_found() -> None:
    words = aligned((" done", 0.0, 1.8))
    sound = Sound(aligned((" done", 0.0, 0.4)), {1: (1.0, 1.7, 0.01)})
    assert [w["word"] for w in with_unwritten(words, UM, sound.align, ["done", "um"])] == [" done", f" {UNWRITTEN}"]


def test_an_um_that_is_found_has_a_length() -> None:
    found = with_unwritten(TRUE, UM, Sound(TRUE, {1: (0.6, 0.7, 0.0001)}).align, VERBATIM)
    assert (found[1]["start"], found[1]["end"]) == pytest.approx((0.55, 0.75))


def test_an_um_for_which_there_is_no_room_is_none() -> None:
    assert with_unwritten(STRETCHED, UM, Sound(TRUE, {1: (0.4, 0.44, 0.5)}).align, VERBATIM) == TRUE


def test_without_an_um_in_the_second_look_there_is_no_third() -> None:
    sound = Sound(TRUE, {})
    assert with_unwritten(STRETCHED, UM, sound.align, ["so", "has", "come."]) == STRETCHED
    assert sound.looks == 0


def test_what_runs_together_with_its_neighbours_changes_nothing() -> None:
    assert with_unwritten(STRETCHED, UM, lambda tokens: aligned((" sohas", 0, 1)), VERBATIM) == STRETCHED


@pytest.mark.parametrize(
    ("verbatim", "gaps"),
    [
        ("so has come", set()),
        ("um so has come", {0}),
        ("so has come uh", {3}),
        ("Um, so, uh, has, erm, come.", {0, 1, 2}),
        ("so um uh has come", {1}),
        ("so he um has gone", {1}),
        ("", set()),
    ],
)
def test_fillers_are_found_between_words_whatever_else_is_heard_differently(verbatim: str, gaps: set[int]) -> None:
    assert fillers_of(TRUE, verbatim.split()) == gaps


def test_a_filler_among_the_words_is_no_second_one() -> None:
    words = aligned((" so,", 0, 1), (" um,", 1, 2), (" it", 2, 3), ("'s", 3, 4), (" here", 4, 5))
    assert fillers_of(words, ["so", "uhh", "it's", "um", "here"]) == {4}


@given(
    st.lists(st.floats(0.05, 2.0), min_size=1, max_size=12),
    st.dictionaries(st.integers(0, 12), st.tuples(st.floats(0, 1), st.floats(1, 3), st.floats(0, 1))),
)
def test_words_are_never_lost_or_changed(
    lengths: list[float], fillers: dict[int, tuple[float, float, float]]
) -> None:
    words = aligned(
        *((f" w{number}", sum(lengths[:number]), sum(lengths[: number + 1])) for number in range(len(lengths)))
    )
    verbatim = [word for n in range(len(words)) for word in (["um"] if n in fillers else []) + [f"w{n}"]]
    found = with_unwritten(words, UM, Sound(words, fillers).align, verbatim)
    assert [w for w in found if UNWRITTEN not in w["word"]] == words
    assert all(w["tokens"] == [] for w in found if UNWRITTEN in w["word"])
