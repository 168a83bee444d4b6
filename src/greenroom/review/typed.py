"""An answer that was typed, as a transcript: the same review without a sound."""

from __future__ import annotations

from greenroom.speech.transcript import Segment, Transcript, Word

TYPED = "typed"


def transcript_of_typed(text: str) -> Transcript:
    """A transcript of `text`, one segment a paragraph. Every time in it is 0, and so is `duration`.

    No time is made up from the order of the words: what needs times (`delivery`, a player) can tell by
    `duration` that there are none.
    """
    segments = tuple(
        Segment(
            start=0.0,
            end=0.0,
            text=" ".join(paragraph.split()),
            words=tuple(Word(start=0.0, end=0.0, text=word, probability=1.0) for word in paragraph.split()),
        )
        for paragraph in text.splitlines()
        if paragraph.strip()
    )
    return Transcript(segments=segments, duration=0.0, engine=TYPED, model="")
