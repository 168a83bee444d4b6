"""The order and the paragraphs in which a transcript reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenroom.review.points import Evidence
from greenroom.review.typed import transcript_of_typed
from greenroom.speech.transcript import Interval, Segment, Transcript
from greenroom.ui.review.reading import Piece, PieceKind, earned_by, paragraphs, said_at
from tests.ui.review.conftest import spoken


def read(transcript: Transcript) -> list[str]:
    """The paragraphs, with marks as they were written in `spoken`."""
    return [" ".join(said(piece) for piece in paragraph) for paragraph in paragraphs(transcript)]


def said(piece: Piece) -> str:
    if piece.kind is PieceKind.PAUSE:
        return f"|{piece.end - piece.start:.1f}"
    return "~" if piece.kind is PieceKind.HESITATION else piece.text


def words_of(transcript: Transcript) -> list[Piece]:
    return [piece for part in paragraphs(transcript) for piece in part if piece.kind is PieceKind.WORD]


def test_pauses_of_two_seconds_and_hesitations_stand_where_they_were_heard() -> None:
    assert read(spoken("one |2.0 two ~ three |1.9 four")) == ["one |2.0 two ~ three four"]


def test_a_long_pause_between_sentences_begins_a_paragraph_and_one_within_a_sentence_does_not() -> None:
    assert read(spoken("It is so. |2.5 That |2.5 is all.")) == ["It is so. |2.5", "That |2.5 is all."]


def test_without_full_stops_a_long_pause_still_ends_a_long_paragraph() -> None:
    many = " ".join(["word"] * 40)
    assert read(spoken(f"{many} |3.0 and more")) == [f"{many} |3.0", "and more"]


def test_five_sentences_make_a_paragraph() -> None:
    assert read(spoken("A. B! C? “D.” E. F.")) == ["A. B! C? “D.” E.", "F."]


def test_a_mark_before_the_first_word_stands_first() -> None:
    assert read(spoken("~ |2.2 well")) == ["~ |2.2 well"]


def test_a_typed_answer_keeps_its_paragraphs() -> None:
    assert read(transcript_of_typed("First. Second.\n\nThird")) == ["First. Second.", "Third"]


def test_a_segment_whose_words_have_no_times_is_not_lost() -> None:
    segment = Segment(start=0.0, end=2.0, text=" all of it ")
    assert read(Transcript(segments=(segment,), duration=2.0, engine="", model="")) == ["all of it"]


def test_fillers_and_guesses_are_told_apart_from_other_words() -> None:
    words = {word.text: (word.filler, word.unsure) for word in words_of(spoken("um the ?mean you know it"))}
    assert words == {
        "um": (True, False),
        "the": (False, False),
        "mean": (False, True),
        "you": (True, False),
        "know": (True, False),
        "it": (False, False),
    }


def test_the_word_being_said_lingers_a_little_and_ends_in_a_pause() -> None:
    words = words_of(spoken("one two |5 three"))  # 0.5–0.8, 0.9–1.2, 6.3–6.6
    assert [said_at(words, at) for at in (0.0, 0.5, 0.85, 0.9, 1.5, 3.0, 6.4, 9.0)] == [
        None, 0, 0, 1, 1, None, 2, None,
    ]  # fmt: skip


def test_evidence_is_found_by_its_seconds_and_in_a_typed_answer_by_its_words() -> None:
    words = words_of(spoken("a bell curve a bell jar"))
    assert earned_by(words, [Evidence(start=words[4].start, end=words[5].end, text="bell jar")]) == {4, 5}
    typed = words_of(transcript_of_typed("a bell curve a bell jar"))
    assert earned_by(typed, [Evidence(start=0.0, end=0.0, text="bell jar")]) == {4, 5}
    assert earned_by(typed, [Evidence(start=0.0, end=0.0, text="not there")]) == set()


times = st.floats(0.0, 600.0, allow_nan=False)
intervals = st.tuples(times, times).map(lambda pair: Interval(start=min(pair), end=max(pair)))


@given(
    st.lists(st.sampled_from(["so", "um", "that.", "is", "it?"]), max_size=40),
    st.lists(intervals, max_size=10),
    st.lists(intervals, max_size=10),
)
def test_every_word_is_read_once_in_its_order_whatever_the_marks(
    texts: list[str], pauses: list[Interval], hesitations: list[Interval]
) -> None:
    transcript = spoken(" ".join(texts)).model_copy(
        update={"pauses": tuple(pauses), "hesitations": tuple(hesitations), "duration": 600.0}
    )
    assert [word.text for word in words_of(transcript)] == texts
    marks = [piece for part in paragraphs(transcript) for piece in part if piece.kind is not PieceKind.WORD]
    assert len(marks) == len(hesitations) + sum(pause.length_s >= 2.0 for pause in pauses)
