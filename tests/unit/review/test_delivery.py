"""Facts on made-up answers whose every pause and hesitation is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.questions.pack import Point, Question
from greenroom.review.delivery import Facts, facts
from greenroom.review.fillers import written_fillers
from greenroom.review.typed import transcript_of_typed
from greenroom.speech import timeline
from greenroom.speech.transcript import Interval, Segment, Transcript, Word


def asked(model_answer_words: int = 225) -> Question:
    return Question(
        id="overfitting",
        round="technical",
        topic="Machine Learning",
        difficulty="hard",
        ask_chance="high",
        kind="concept",
        prompt="What is overfitting?",
        model_answer="word " * model_answer_words,
        points=(Point(say="It learns noise."), Point(say="Compare errors."), Point(say="Simplify.")),
    )


def spoken(*parts: str | float, word_s: float = 0.4, hums: tuple[int, ...] = ()) -> Transcript:
    """An answer of words and silences (seconds) after half a second of room; `hums` are silences with a voice."""
    at, words, voiced = 0.5, [], []
    for index, part in enumerate(parts):
        if isinstance(part, float):
            if index in hums:
                voiced.append(Interval(start=at, end=at + part))
            at += part
            continue
        for text in part.split():
            words.append(Word(start=at, end=at + word_s, text=text, probability=0.9))
            voiced.append(Interval(start=at, end=at + word_s))
            at += word_s
    heard = tuple(timeline.merged(voiced))
    text = " ".join(word.text for word in words)
    return Transcript(
        segments=(Segment(start=0.5, end=at, text=text, words=tuple(words)),) if words else (),
        voiced=heard,
        pauses=timeline.pauses(words, heard),
        hesitations=timeline.hesitations(words, heard),
        duration=at + 0.5,
        engine="made up",
        model="",
    )


def of(transcript: Transcript) -> Facts:
    return facts(transcript, asked())


def test_pace_counts_pauses_in_and_then_out() -> None:
    found = of(spoken("word " * 30, 4.0, "word " * 30, 2.0, "word " * 15))  # 75 words in 30 s, 6 s of pauses
    assert found.answer_s == pytest.approx(36.0)
    assert found.length_s == pytest.approx(37.0)
    assert found.words == 75
    assert found.pace_wpm == pytest.approx(125.0)
    assert found.pace_without_pauses_wpm == pytest.approx(150.0)


def test_long_pauses_are_those_from_one_second() -> None:
    found = of(spoken("word " * 10, 0.3, "word " * 10, 0.99, "word " * 10, 1.01, "word " * 10, 2.5, "word"))
    assert found.long_pauses == 2
    assert found.longest_pause_s == pytest.approx(2.5)


def test_an_answer_without_pauses_has_no_longest_pause() -> None:
    found = of(spoken("word " * 50))
    assert (found.long_pauses, found.longest_pause_s) == (0, None)


def test_hesitations_are_counted_by_the_minute_and_are_not_pauses() -> None:
    found = of(spoken("word " * 50, 0.8, "word " * 48, hums=(1,)))
    assert found.answer_s == pytest.approx(40.0)
    assert found.hesitations == 1
    assert found.hesitations_per_minute == pytest.approx(1.5)
    assert found.longest_pause_s is None


def test_fillers_are_counted_by_the_minute() -> None:
    found = of(spoken("Um, it learns, you know, the noise. " * 10))  # 70 words in 28 s
    assert len(found.fillers) == 20
    assert found.fillers_per_minute == pytest.approx(20 / 28 * 60)


def test_a_few_seconds_give_no_rate() -> None:
    found = of(spoken("Um, I am not sure."))
    assert found.words == 5
    assert (found.pace_wpm, found.pace_without_pauses_wpm) == (None, None)
    assert (found.fillers_per_minute, found.hesitations_per_minute) == (None, None)


def test_voice_that_became_no_word_lowers_the_share_the_numbers_rest_on() -> None:
    everything = of(spoken("word " * 50))
    lost = of(spoken("word " * 50, 20.0, "word", hums=(1,)))  # 20 s of voice without a word: no hesitation
    assert everything.measured_share == pytest.approx(1.0)
    assert lost.hesitations == 0
    assert lost.measured_share == pytest.approx(1 - 19.88 / 40.4)


def test_marks_alone_are_no_words() -> None:
    assert of(spoken("yes – no - …")).words == 2


def test_silence_has_a_length_and_nothing_else() -> None:
    found = of(Transcript(segments=(), duration=14.0, engine="made up", model=""))
    assert (found.length_s, found.answer_s, found.words) == (14.0, None, 0)
    assert (found.pace_wpm, found.longest_pause_s, found.measured_share) == (None, None, None)


def test_a_typed_answer_has_words_and_no_times() -> None:
    found = of(transcript_of_typed("It learns the noise.\n\nSo it does worse on new data."))
    assert found.words == 11
    assert (found.length_s, found.answer_s, found.pace_wpm, found.measured_share) == (None, None, None, None)


@pytest.mark.parametrize(
    ("model_answer_words", "target_s"),
    [(225, (60.0, 120.0)), (100, (40.0, 120.0)), (400, (60.0, 160.0))],
)
def test_the_model_answer_always_meets_the_target(model_answer_words: int, target_s: tuple[float, float]) -> None:
    found = facts(spoken("word"), asked(model_answer_words))
    assert found.target_s == target_s
    assert found.model_answer_s == pytest.approx(model_answer_words / 150 * 60)


@pytest.mark.parametrize(
    ("answer", "fillers"),
    [
        ("Um, it is, uh, noise.", ["um", "uh"]),
        ("It is, you know, noise.", ["you know"]),
        ("You know, it is noise.", ["you know"]),
        ("It is sort of a noise, kind of.", ["sort of", "kind of"]),
        ("I mean, it is noise.", ["i mean"]),
        ("It is, like, noise, right?", ["like", "right"]),
        ("So, it is noise.", ["so"]),
        ("Well, basically, it is noise.", ["well", "basically"]),
    ],
)
def test_fillers_are_found(answer: str, fillers: list[str]) -> None:
    assert [filler.text for filler in written_fillers(spoken(answer).words)] == fillers


@pytest.mark.parametrize(
    "answer",
    [
        "It looks like noise.",
        "So it does well on the right data.",
        "Do you know what kind of model it is?",
        "If you know the variance, this sort of test is fine.",
        "That is what I mean.",
        "I drew an ER diagram.",
        "It actually works well, as you know.",
        "Methods like this are basically sound.",
    ],
)
def test_ordinary_uses_of_the_same_words_are_left_alone(answer: str) -> None:
    assert written_fillers(spoken(answer).words) == ()


def test_pauses_set_a_word_apart_as_commas_do() -> None:
    (filler,) = written_fillers(spoken("it is", 0.5, "like", 0.5, "noise").words)
    assert (filler.text, filler.first_word) == ("like", 2)
    assert [filler.start, filler.end] == pytest.approx([1.8, 2.2])
    assert written_fillers(spoken("it is", 0.5, "like noise").words) == ()


pieces = st.one_of(
    st.sampled_from(["um", "you know,", "like", "sort of", "So,", "noise.", "–"]), st.floats(0.01, 5.0)
)


@given(parts=st.lists(pieces, max_size=30))
def test_the_numbers_hold_together_whatever_was_said(parts: list[str | float]) -> None:
    transcript = spoken(*parts)
    found = of(transcript)
    assert found.words <= len(transcript.words)
    assert len(found.fillers) <= found.words
    assert found.long_pauses <= len(transcript.pauses)
    if found.pace_wpm is not None and found.pace_without_pauses_wpm is not None:
        assert found.pace_without_pauses_wpm >= found.pace_wpm
    if found.measured_share is not None:
        assert 0 <= found.measured_share <= 1
