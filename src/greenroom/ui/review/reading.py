"""How a transcript reads: its words with the pauses and hesitations between them, in paragraphs. Knows no Qt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from greenroom.review.fillers import written_fillers
from greenroom.speech.transcript import Segment, Transcript

if TYPE_CHECKING:
    from greenroom.review.points import Evidence

SHOWN_PAUSE_S = 2.0
"""Shorter pauses are how people breathe; they are counted, not shown."""
UNSURE_BELOW = 0.4
"""A word whose probability is lower is shown as one that the engine was unsure of."""
SENTENCES_A_PARAGRAPH = 5
LONG_PARAGRAPH_WORDS = 40
"""From here on a shown pause ends a paragraph even in mid-sentence: engines often leave the full stop out."""
LINGER_S = 0.4
"""How long a word still counts as the one being said after its end, when no other has begun."""


class PieceKind(Enum):
    WORD = auto()
    PAUSE = auto()
    HESITATION = auto()


class MarkKind(Enum):
    """What is marked in place, each in a way of its own."""

    FILLER = auto()
    HESITATION = auto()
    PAUSE = auto()


ALL_MARKS = frozenset(MarkKind)


@dataclass(frozen=True)
class Piece:
    """A word or a mark, with its time in seconds. Marks have no text of their own.

    unsure: the engine may have misheard it. filler: it belongs to a written filler, such as “um” or “you know”.
    place: of a word among the transcript's; None for a mark, and for a text that has no words of its own.
    """

    kind: PieceKind
    start: float
    end: float
    text: str = ""
    unsure: bool = False
    filler: bool = False
    place: int | None = None

    @property
    def middle_s(self) -> float:
        return (self.start + self.end) / 2

    @property
    def ends_sentence(self) -> bool:
        return self.text.rstrip("\"'”’)").endswith((".", "?", "!"))


def paragraphs(transcript: Transcript) -> list[list[Piece]]:
    """The transcript for the eye: words, shown pauses and hesitations in the order in which they were heard.

    A spoken one has a new paragraph after five sentences, and after a shown pause between sentences. A typed one,
    which has no times, keeps the paragraphs it was typed in.
    """
    by_segment = _words(transcript)
    if transcript.duration <= 0:
        return [paragraph for paragraph in by_segment if paragraph]
    return _broken(_with_marks([word for words in by_segment for word in words], transcript))


def count_marks(transcript: Transcript) -> dict[MarkKind, int]:
    """How many of each mark the transcript has; of a typed one only fillers can be known."""
    counted = {MarkKind.FILLER: len(written_fillers(transcript.words))}
    if transcript.duration > 0:
        counted[MarkKind.HESITATION] = len(transcript.hesitations)
        counted[MarkKind.PAUSE] = sum(pause.length_s >= SHOWN_PAUSE_S for pause in transcript.pauses)
    return counted


def said_at(words: Sequence[Piece], position_s: float) -> int | None:
    """The index of the word being said at `position_s`; None before the first and in a pause."""
    index = bisect_right(words, position_s, key=lambda word: word.start) - 1
    return index if index >= 0 and position_s <= words[index].end + LINGER_S else None


def earned_by(words: Sequence[Piece], evidence: Iterable[Evidence]) -> set[int]:
    """The indices of the words that `evidence` points to: by its seconds, or by its text where there are none."""
    earned: set[int] = set()
    for each in evidence:
        if each.end > 0:
            earned |= {at for at, word in enumerate(words) if each.start <= word.middle_s <= each.end}
        else:
            earned |= _run_of(words, each.text.split())
    return earned


def _run_of(words: Sequence[Piece], said: Sequence[str]) -> set[int]:
    """The first run of words that reads `said`."""
    texts = [word.text for word in words]
    for first in range(len(texts) - len(said) + 1):
        if texts[first : first + len(said)] == list(said):
            return set(range(first, first + len(said)))
    return set()


def _words(transcript: Transcript) -> list[list[Piece]]:
    """The words of each segment. One whose words the engine did not time is a single piece: no text is lost."""
    fillers = {
        filler.first_word + offset
        for filler in written_fillers(transcript.words)
        for offset in range(len(filler.text.split()))
    }
    made = []
    first = 0
    for segment in transcript.segments:
        made.append([_word(segment, at, first + at, fillers) for at in range(len(segment.words))])
        if not segment.words and segment.text.strip():
            made[-1].append(Piece(PieceKind.WORD, segment.start, segment.end, segment.text.strip()))
        first += len(segment.words)
    return made


def _word(segment: Segment, at: int, place: int, fillers: set[int]) -> Piece:
    word = segment.words[at]
    is_unsure = word.probability < UNSURE_BELOW
    return Piece(PieceKind.WORD, word.start, word.end, word.text.strip(), is_unsure, place in fillers, place)


def _with_marks(words: Iterable[Piece], transcript: Transcript) -> list[Piece]:
    timed: list[tuple[float, Piece]] = []
    reached = 0.0
    for word in words:
        reached = max(reached, word.middle_s)  # words stay in the order of the text, whatever their times say
        timed.append((reached, word))
    marks = [
        *(Piece(PieceKind.PAUSE, p.start, p.end) for p in transcript.pauses if p.length_s >= SHOWN_PAUSE_S),
        *(Piece(PieceKind.HESITATION, h.start, h.end) for h in transcript.hesitations),
    ]
    timed += [(mark.middle_s, mark) for mark in marks]
    return [piece for _, piece in sorted(timed, key=lambda each: each[0])]


def _broken(ordered: Iterable[Piece]) -> list[list[Piece]]:
    made: list[list[Piece]] = [[]]
    sentences = words = 0
    between_sentences = False
    for piece in ordered:
        made[-1].append(piece)
        if piece.kind is PieceKind.WORD:
            words += 1
            between_sentences = piece.ends_sentence
            sentences += between_sentences
            ends = sentences >= SENTENCES_A_PARAGRAPH
        else:
            ends = piece.kind is PieceKind.PAUSE and words > 0
            ends = ends and (between_sentences or words >= LONG_PARAGRAPH_WORDS)
        if ends:
            made.append([])
            sentences = words = 0
    return [paragraph for paragraph in made if paragraph]
