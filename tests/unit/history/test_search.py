"""What a search of the history finds, and how it is shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.history.attempt import Rating, Source
from greenroom.history.search import (
    SNIPPET_CHARACTERS,
    Judged,
    Kept,
    Wanted,
    best_snippet,
    folded,
    marks_in,
    mentions,
    snippet,
    words_of,
)
from greenroom.history.store import Store
from greenroom.questions.pack import Pack
from greenroom.review.typed import transcript_of_typed

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def answer(
    store: Store, pack: Pack, text: str | None, *, question: int = 0, note: str = "", is_typed: bool = False
) -> str:
    """An answer, each a minute after the one before; None stands for a transcription that failed."""
    attempt = store.start_attempt(
        pack=pack,
        question=pack.questions[question],
        session_id="s",
        source=Source.TYPED if is_typed else Source.MICROPHONE,
        started_at=NOON + timedelta(minutes=len(store.attempts())),
    )
    if not is_typed:
        store.finish_recording(attempt.id, 60.0)
    if text is None:
        store.fail_transcription(attempt.id, "No memory.")
    else:
        store.save_transcript(attempt.id, transcript_of_typed(text))
    store.note(attempt.id, note)
    return attempt.id


def found(store: Store, text: str = "", **wanted: object) -> list[str]:
    return list(store.find(Wanted(text, **wanted), limit=10).ids)  # type: ignore[arg-type]


def marked(text: str, search: str) -> list[str]:
    return [text[start:end] for start, end in marks_in(text, search)]


def test_a_search_reads_questions_transcripts_and_notes(store: Store, pack: Pack) -> None:
    said = answer(store, pack, "I would report a confidence interval.")
    noted = answer(store, pack, "Nothing.", note="Say CONFIDENCE first")
    asked = answer(store, pack, "Impute it.", question=1)
    assert found(store, "confidence") == [noted, said]
    assert found(store, "missing data") == [asked]
    assert found(store, "report interv") == [said]
    assert found(store, "report impute") == []


def test_a_search_follows_the_corrections(store: Store, pack: Pack) -> None:
    corrected = answer(store, pack, "Use psychic learn.")
    store.correct(corrected, 1, "scikit")
    assert found(store, "scikit") == [corrected]
    assert found(store, "psychic") == []


@pytest.mark.parametrize("search", ["ai", "AI", "résumé", "resume", "don't", "don’t", "c++", "a/b", "50%", "x_y"])
def test_words_are_found_as_people_type_them(search: str) -> None:
    assert mentions(search, "AI and A/B tests", "My Résumé (C++) says I don't do x_y.", "50% of it")


@pytest.mark.parametrize("search", ["i", "said", "%", "_", "ests"])
def test_a_word_is_found_by_its_beginning_alone(search: str) -> None:
    assert not mentions(search, "Aim", "again, tests", "")


def test_filters_narrow_the_list_and_go_together_with_a_search(store: Store, pack: Pack) -> None:
    good = answer(store, pack, "One answer.")
    store.rate(good, Rating.GOOD)
    typed = answer(store, pack, "Another answer.", is_typed=True)
    failed = answer(store, pack, None)
    assert found(store, judged=Judged.GOOD) == [good]
    assert found(store, judged=Judged.NOT_RATED) == [failed, typed]
    assert found(store, kept=Kept.RECORDING) == [failed, good]
    assert found(store, kept=Kept.TYPED) == [typed]
    assert found(store, kept=Kept.NO_TRANSCRIPT) == [failed]
    assert found(store, "answer", kept=Kept.RECORDING) == [good]
    assert found(store, pack_id="other") == []
    assert found(store, topic="Statistics", pack_id="ml-engineer") == [failed, typed, good]


def test_what_there_is_to_choose_and_to_search_in_comes_with_what_was_found(store: Store, pack: Pack) -> None:
    kept = [answer(store, pack, f"Answer {number}.") for number in range(3)]
    store.trash(kept[:1])
    found = store.find(Wanted("2"), limit=10)
    assert (found.ids, found.total, found.in_trash) == ((kept[2],), 2, 1)
    assert (found.packs, found.topics) == ((("ml-engineer", "Machine Learning Engineer"),), ("Statistics",))


def test_a_line_shows_the_words_that_were_found_where_they_are(store: Store, pack: Pack) -> None:
    answer(store, pack, "word " * 100 + "then a confidence interval around the mean " + "word " * 100)
    answer(store, pack, "Nothing of it.", note="Begin with the confidence interval.")
    noted, said = store.find(Wanted("confidence interval"), limit=10).summaries
    assert "then a confidence interval around" in said.excerpt
    assert said.excerpt.startswith("…")
    assert said.excerpt.endswith("…")
    assert [said.excerpt[start:end] for start, end in said.excerpt_marks] == ["confidence", "interval"]
    assert noted.excerpt == "Begin with the confidence interval."


def test_a_word_of_the_question_is_shown_there_and_the_answer_from_its_beginning(store: Store, pack: Pack) -> None:
    answer(store, pack, "It assumes the null.")
    (line,) = store.find(Wanted("p-val"), limit=10).summaries
    assert [line.prompt[start:end] for start, end in line.prompt_marks] == ["p-val"]
    assert (line.excerpt, line.excerpt_marks) == ("It assumes the null.", ())


def test_marks_stand_on_what_was_written_whatever_its_letters() -> None:
    assert marked("Ein Maß: die MASSE, ﬁnally Café", "mass cafe finally") == ["Maß", "MASS", "ﬁnally", "Café"]


@given(st.text(), st.text())
def test_any_text_is_searched_without_a_slip(text: str, search: str) -> None:
    places = marks_in(text, search)
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert list(places) == sorted(places)
    shown = snippet(text, search)
    assert len(shown.text) <= SNIPPET_CHARACTERS + 2
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)
    assert folded(folded(text)) == folded(text)


@given(st.text(min_size=1))
def test_every_text_mentions_its_own_first_word(text: str) -> None:
    assert mentions(" ".join(words_of(text)[:1]), text, "", "")
    assert best_snippet([text, "other"], "zzz").marks == ()
