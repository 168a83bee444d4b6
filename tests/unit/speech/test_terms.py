"""Offered terms: few, and what they may have made the engine invent is marked."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from greenroom.speech.ear import Ear
from greenroom.speech.terms import MOST_TERMS, hotwords, marked
from greenroom.speech.transcript import Transcript, Word
from tests.unit.speech.conftest import CLT, JFK, RATE_HZ, sound_of, write_wav

TERMS = ("Central Limit Theorem", "ROC-AUC", "p-value")


def word(text: str, probability: float) -> Word:
    return Word(text=text, start=0, end=1, probability=probability)


def test_no_terms_offer_nothing() -> None:
    assert hotwords([]) is None
    assert hotwords(["", " "]) is None


def test_at_most_ten_are_offered_each_once() -> None:
    offered = hotwords(["SMOTE", "SMOTE", *(f"term {number}" for number in range(20))])
    assert offered is not None
    assert len(offered.split(", ")) == MOST_TERMS
    assert offered.count("SMOTE") == 1


def test_an_unsure_word_of_a_term_is_marked() -> None:
    words = marked([word("the", 0.2), word("theorem,", 0.2), word("ROC-AUC.", 0.4)], TERMS)
    assert [one.boosted for one in words] == [False, True, True]


def test_a_word_heard_well_is_not_marked_even_if_it_was_offered() -> None:
    assert not marked([word("Theorem", 0.9)], TERMS)[0].boosted


@given(st.lists(st.builds(word, st.text(), st.floats(0, 1))))
def test_without_terms_nothing_is_marked_and_words_never_change(words: list[Word]) -> None:
    assert marked(words, ()) == tuple(words)


def test_a_transcript_kept_before_there_were_marks_and_settings_still_loads() -> None:
    word = {"start": 0, "end": 1, "text": "Hello.", "probability": 0.1}
    segment = {"start": 0, "end": 1, "text": "Hello.", "words": [word]}
    kept = {"segments": [segment], "duration": 1.0, "engine": "faster-whisper 1.2.1", "model": "tiny.en"}
    loaded = Transcript.model_validate(kept)
    assert loaded.settings == {}
    assert not loaded.words[0].boosted


def test_a_transcript_says_how_it_was_made(ear: Ear) -> None:
    settings = ear.transcribe(JFK, terms=TERMS).settings
    assert settings["terms"] == "Central Limit Theorem, ROC-AUC, p-value"
    assert (settings["beam_size"], settings["encoding"]) == (5, "short")


def test_a_take_that_is_followed_is_offered_the_terms_too(ear: Ear, tmp_path: Path) -> None:
    take = write_wav(tmp_path / "take.wav", sound_of(CLT)[: 5 * RATE_HZ])
    assert ear.listen(take, TERMS).finish().settings["terms"] == "Central Limit Theorem, ROC-AUC, p-value"
