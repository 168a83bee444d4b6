"""What the person really said, put in place of what the engine misheard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from greenroom.speech.transcript import Segment, Transcript, Word


@dataclass(frozen=True)
class Correction:
    """Words in place of one that was misheard.

    word_index: its place among the words of the transcript as the engine made it, whatever was corrected since.
    original: the engine's word. corrected: what was said instead: one word, several, or "" for nothing.
    """

    word_index: int
    original: str
    corrected: str


@dataclass(frozen=True)
class Corrected:
    """A transcript with its corrections. origins: for each of its words the index of the engine's word."""

    transcript: Transcript
    origins: tuple[int, ...]


def apply(transcript: Transcript, corrections: Iterable[Correction]) -> Corrected:
    """`transcript` with `corrections`, in the order they were made: the last one for a word counts.

    Each word of a correction keeps the times of the word that it replaces, since nobody knows how they divide it,
    and is as sure as can be.
    """
    said = {correction.word_index: correction.corrected for correction in corrections}
    segments: list[Segment] = []
    origins: list[int] = []
    first = 0
    for segment in transcript.segments:
        indices = range(first, first + len(segment.words))
        first += len(segment.words)
        if said.keys().isdisjoint(indices):
            segments.append(segment)
            origins += indices
            continue
        words: list[Word] = []
        for index, word in zip(indices, segment.words, strict=True):
            now = _replaced(word, said[index]) if index in said else [word]
            words += now
            origins += [index] * len(now)
        if words:
            text = " ".join(word.text for word in words)
            segments.append(segment.model_copy(update={"text": text, "words": tuple(words)}))
    return Corrected(transcript.model_copy(update={"segments": tuple(segments)}), tuple(origins))


def _replaced(word: Word, said: str) -> list[Word]:
    return [Word(start=word.start, end=word.end, text=text, probability=1.0) for text in said.split()]
