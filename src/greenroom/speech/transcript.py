"""What an ear hears: one data type for every engine. Times are seconds from the start of the recording."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field, computed_field


class Interval(BaseModel):
    """A stretch of the recording, `start` ≤ `end`, in seconds."""

    model_config = ConfigDict(frozen=True)

    start: float
    end: float

    @property
    def length_s(self) -> float:
        return self.end - self.start


class Word(Interval):
    """One spoken word: `text` with its punctuation, no spaces around it; `probability` is the engine's, 0 to 1.

    boosted: the word was among the terms offered to the engine, which is unsure of it: it may not have been said.
    """

    text: str
    probability: float
    boosted: bool = False


class Segment(Interval):
    """A run of words the engine gave back together, usually between two pauses."""

    text: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Heard:
    """What an engine gives back for one stretch of sound; hesitations as far as it can tell where there are any."""

    segments: list[Segment]
    hesitations: list[Interval] = field(default_factory=list)


class Transcript(BaseModel):
    """All that is known of one recording.

    voiced: where voice activity detection heard a voice. pauses: silence between words, from 0.25 s.
    hesitations: probably "um" and "uh", which engines leave out: voice of 0.4–2 s that no word covers, and voice
    where the engine heard one when asked.
    duration: of the recording, seconds. No segments means that no speech was heard. settings: what the engine was
    told, and whatever else it takes to make the same transcript again.
    """

    model_config = ConfigDict(frozen=True)

    segments: tuple[Segment, ...]
    voiced: tuple[Interval, ...] = ()
    pauses: tuple[Interval, ...] = ()
    hesitations: tuple[Interval, ...] = ()
    duration: float
    engine: str
    model: str
    settings: dict[str, str | float] = Field(default_factory=dict)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for segment in self.segments for word in segment.words)
