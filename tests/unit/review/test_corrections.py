"""A misheard word is put right, and everything around it stays where it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenroom.review.corrections import Correction, apply
from greenroom.speech.transcript import Segment, Transcript, Word


def heard(*segments: str) -> Transcript:
    """Words of 0.4 s without a gap between them."""
    at, made = 0.0, []
    for text in segments:
        words = []
        for word in text.split():
            words.append(Word(start=at, end=at + 0.4, text=word, probability=0.3))
            at += 0.4
        made.append(Segment(start=words[0].start, end=at, text=text, words=tuple(words)))
    return Transcript(segments=tuple(made), duration=at, engine="made up", model="")


TRANSCRIPT = heard("The rock auc is fine.", "It does not over fit.")


def test_a_word_is_replaced_and_keeps_its_time() -> None:
    corrected = apply(TRANSCRIPT, [Correction(1, "rock", "ROC")])
    assert corrected.transcript.text == "The ROC auc is fine. It does not over fit."
    roc = corrected.transcript.words[1]
    assert (roc.start, roc.end, roc.probability) == (0.4, 0.8, 1.0)
    assert corrected.origins == tuple(range(10))


def test_one_word_may_become_several_and_several_one() -> None:
    corrections = [Correction(1, "rock", "ROC-AUC, the area,"), Correction(2, "auc", ""), Correction(8, "over", "")]
    corrected = apply(TRANSCRIPT, corrections)
    assert corrected.transcript.text == "The ROC-AUC, the area, is fine. It does not fit."
    assert corrected.origins == (0, 1, 1, 1, 3, 4, 5, 6, 7, 9)
    assert {(word.start, word.end) for word in corrected.transcript.words[1:4]} == {(0.4, 0.8)}


def test_the_last_correction_of_a_word_counts() -> None:
    corrections = [Correction(0, "The", "A"), Correction(0, "The", "Some")]
    assert apply(TRANSCRIPT, corrections).transcript.words[0].text == "Some"


def test_a_sentence_that_was_never_said_can_be_taken_out() -> None:
    corrections = [Correction(index, "", "") for index in range(5)]
    corrected = apply(TRANSCRIPT, corrections)
    assert corrected.transcript.text == "It does not over fit."
    assert corrected.transcript.duration == TRANSCRIPT.duration


def test_segments_without_a_correction_keep_their_own_text() -> None:
    spaced = TRANSCRIPT.model_copy(
        update={"segments": (TRANSCRIPT.segments[0].model_copy(update={"text": " The rock  auc is fine."}),)}
    )
    assert apply(spaced, []).transcript == spaced


texts = st.lists(st.sampled_from(["a", "p-value", "über", "…", "it's"]), max_size=3).map(" ".join)
corrections = st.lists(st.builds(Correction, st.integers(0, 9), st.just("any"), texts), max_size=12)


@given(made=corrections)
def test_every_word_of_a_corrected_transcript_leads_back_to_the_one_it_came_from(made: list[Correction]) -> None:
    corrected = apply(TRANSCRIPT, made)
    words, origins = corrected.transcript.words, corrected.origins
    assert len(words) == len(origins)
    assert list(origins) == sorted(origins)
    last = {correction.word_index: correction.corrected.split() for correction in made}
    for index, engines in enumerate(TRANSCRIPT.words):
        now = [word for word, origin in zip(words, origins, strict=True) if origin == index]
        assert [word.text for word in now] == last.get(index, [engines.text])
        assert all((word.start, word.end) == (engines.start, engines.end) for word in now)
    assert corrected.transcript.text.split() == [word.text for word in words]
    assert TRANSCRIPT.text == "The rock auc is fine. It does not over fit."
