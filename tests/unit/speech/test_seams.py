"""Where speech without a pause is parted, and how the parts read one after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.seams import LEAST_AGAIN_S, MOST_AGAIN_S, first_words, handover, inserted, joined
from greenroom.speech.transcript import Segment, Word


def spoken(text: str, start: float = 0.0, gaps: dict[int, float] | None = None) -> tuple[Word, ...]:
    """The words of `text`, 0.3 s each; `gaps` are seconds of silence before the words of these numbers."""
    words = []
    for number, word in enumerate(text.split()):
        start += (gaps or {}).get(number, 0.0)
        words.append(Word(text=word, start=start, end=start + 0.3, probability=0.9))
        start += 0.3
    return tuple(words)


def segment(text: str) -> Segment:
    words = spoken(text)
    return Segment(text=text, start=words[0].start, end=words[-1].end, words=words)


def test_words_are_parted_at_the_widest_gap_of_the_last_seconds() -> None:
    words = spoken("which we call the standard error is the population", gaps={2: 0.5, 6: 0.2, 7: 0.1})
    assert handover(words, words[-1].end) == 2
    assert handover(words, words[1].end + MOST_AGAIN_S + 0.1) == 6


def test_the_end_of_a_sentence_is_the_best_place_to_part_words() -> None:
    words = spoken("It is normal. We call it the mean", gaps={3: 0.1, 5: 0.4})
    assert handover(words, words[-1].end) == 3


def test_a_word_that_the_cut_may_have_maimed_is_heard_again() -> None:
    words = spoken("one two three", gaps={1: 0.05, 2: 0.1})
    assert handover(words, words[1].end + LEAST_AGAIN_S - 0.01) == 1
    assert handover(words, words[1].end + LEAST_AGAIN_S + 0.01) == 2


def test_without_a_place_to_part_them_all_words_are_kept() -> None:
    assert handover(spoken("only"), 1.0) == 1
    assert handover((), 1.0) == 0


@given(st.integers(0, 9), st.lists(st.integers(1, 4), max_size=4))
def test_the_first_words_of_segments_are_that_many(count: int, lengths: list[int]) -> None:
    segments = [segment(" ".join(["word"] * length)) for length in lengths]
    kept = first_words(segments, count, 1.0)
    assert sum(len(each.words) for each in kept) == min(count, sum(lengths))
    assert all(word.end <= 1.0 for each in kept for word in each.words)
    assert all(each.text == " ".join(word.text for word in each.words) != "" for each in kept)


def read(before: str, after: str) -> str:
    return " ".join(each.text for each in joined(segment(before), segment(after)))


def test_a_full_stop_in_mid_sentence_goes() -> None:
    assert (
        read("We call it the standard error.", "is the deviation.")
        == "We call it the standard error is the deviation."
    )
    assert read("We call it...", "the mean.") == "We call it the mean."


def test_a_capital_in_mid_sentence_goes() -> None:
    assert read("Boosting,", "For example, is slow.") == "Boosting, for example, is slow."


def test_whole_sentences_and_words_with_capitals_of_their_own_stay_as_they_are() -> None:
    for before, after in [
        ("It is normal.", "The mean is not."),
        ("Is it?", "the mean is."),
        ("Then", "I stop."),
        ("Then", "I'm done."),
        ("We use", "SMOTE here."),
        ("We use", "PyTorch here."),
    ]:
        assert read(before, after) == f"{before} {after}"


def test_what_was_passed_over_comes_between_the_words_that_it_lies_between() -> None:
    words = spoken("ask not what", gaps={2: 3.0})
    more = Segment(text="your country", start=1.0, end=1.6, words=spoken("your country", start=1.0))
    parts = inserted([Segment(text="ask not what", start=0.0, end=words[-1].end, words=words)], [more])
    assert [part.text for part in parts] == ["ask not", "your country", "what"]
    assert inserted(parts, []) == parts
