"""The pipeline from samples to a transcript, the same for a file and for a take that is still growing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import numpy as np

from greenroom.speech import timeline
from greenroom.speech.activity import FRAME_S, FRAME_SAMPLES, SILENT_DBFS, VoiceActivity, level_dbfs
from greenroom.speech.cutter import Cut, Cutter
from greenroom.speech.sound import Samples
from greenroom.speech.take import RATE_HZ
from greenroom.speech.terms import hotwords
from greenroom.speech.transcript import Heard, Interval, Segment, Transcript

# Quiet recordings are brought to about this level: engines return nothing for clips near −44 dBFS. The limit keeps
# the noise of an almost silent room from being blown up to speech.
TARGET_DBFS = -20.0
MOST_GAIN_DB = 36.0
FULL_SCALE = 32767
# The engine notices a word's beginning late: by 0.12 s in synthetic speech, about 0.05 s after people's pauses.
LATE_S = 0.08


class Engine(Protocol):
    """What turns a segment's sound into words."""

    engine: str
    model: str
    settings: Mapping[str, str | float]

    def recognise(self, samples: Samples, terms: Sequence[str]) -> Heard: ...


class Scribe:
    """Feed samples as they come; each segment is transcribed when it closes. Memory holds one open segment."""

    def __init__(
        self,
        engine: Engine,
        on_segment: Callable[[Segment], None] = lambda segment: None,
        terms: Sequence[str] = (),
    ) -> None:
        self._engine = engine
        self._terms = terms
        self._on_segment = on_segment
        self._activity = VoiceActivity()
        self._cutter = Cutter()
        self._samples: Samples = np.zeros(0, np.int16)
        self._first_sample = 0
        self._heard_samples = 0
        self._segments: list[Segment] = []
        self._voiced: list[Interval] = []
        self._hesitations: list[Interval] = []

    def feed(self, samples: Samples) -> None:
        """Take the next samples, 16 kHz mono. Takes as long as it takes to transcribe what they close."""
        self._samples = np.concatenate([self._samples, samples])
        last = self._first_sample + len(self._samples)
        whole = (last - self._heard_samples) // FRAME_SAMPLES
        self._hear(self._samples[self._heard_samples - self._first_sample :][: whole * FRAME_SAMPLES])
        keep_from = self._cutter.needed_from * FRAME_SAMPLES
        self._samples = self._samples[keep_from - self._first_sample :]
        self._first_sample = keep_from

    def finish(self) -> Transcript:
        """The recording ends here: transcribe what is open and give the whole."""
        last = self._first_sample + len(self._samples)
        rest = self._samples[self._heard_samples - self._first_sample :]
        if len(rest):
            self._hear(np.pad(rest, (0, FRAME_SAMPLES - len(rest))))
        self._write(self._cutter.finish())
        words = [word for segment in self._segments for word in segment.words]
        offered = hotwords(self._terms)
        return Transcript(
            segments=tuple(self._segments),
            voiced=tuple(self._voiced),
            pauses=timeline.pauses(words, self._voiced),
            hesitations=timeline.hesitations(words, self._voiced, self._hesitations),
            duration=last / RATE_HZ,
            engine=self._engine.engine,
            model=self._engine.model,
            settings={**self._engine.settings, **({"terms": offered} if offered else {})},
        )

    def _hear(self, samples: Samples) -> None:
        frames = samples.reshape(-1, FRAME_SAMPLES).astype(np.float32) / np.float32(FULL_SCALE + 1)
        for frame, probability in zip(frames, self._activity.probabilities(frames), strict=True):
            self._heard_samples += FRAME_SAMPLES
            audible = level_dbfs(frame) > SILENT_DBFS
            self._write(self._cutter.feed(float(probability) if audible else 0.0))

    def _write(self, cut: Cut | None) -> None:
        if cut is None:
            return
        voiced = [Interval(start=start * FRAME_S, end=end * FRAME_S) for start, end in cut.voiced]
        self._voiced[-1:] = timeline.merged([*self._voiced[-1:], *voiced])
        first, last = (frame * FRAME_SAMPLES - self._first_sample for frame in (cut.start, cut.end))
        heard = self._engine.recognise(normalised(self._samples[first:last], cut), self._terms)
        hesitations = _placed_intervals(heard.hesitations, cut)
        self._hesitations += hesitations
        for segment in _placed(heard.segments, cut, voiced, hesitations):
            self._segments.append(segment)
            self._on_segment(segment)


def normalised(samples: Samples, cut: Cut) -> Samples:
    """The segment's sound, raised so that its voice has about −20 dBFS; never lowered, never clipped."""
    starts_ends = ((s - cut.start, e - cut.start) for s, e in cut.voiced)
    voice = np.concatenate([samples[s * FRAME_SAMPLES : e * FRAME_SAMPLES] for s, e in starts_ends])
    gain_db = min(MOST_GAIN_DB, max(0.0, TARGET_DBFS - level_dbfs(voice)))
    peak = max(1, int(np.max(np.abs(samples.astype(np.int32)), initial=1)))
    gain = min(10 ** (gain_db / 20), FULL_SCALE / peak)
    return samples if gain <= 1 else np.round(samples * gain).astype(np.int16)


def _placed_intervals(intervals: list[Interval], cut: Cut) -> list[Interval]:
    """The intervals with times from the start of the recording."""
    start_s = cut.start * FRAME_S - LATE_S
    return [Interval(start=start_s + i.start, end=start_s + i.end) for i in intervals]


def _placed(
    segments: list[Segment], cut: Cut, voiced: list[Interval], hesitations: list[Interval]
) -> list[Segment]:
    """The segments with times from the start of the recording, words where the voice is."""
    start_s, end_s = cut.start * FRAME_S, cut.end * FRAME_S

    def at(seconds: float) -> float:
        return round(min(end_s, max(start_s, start_s + seconds - LATE_S)), 3)

    placed: list[Segment] = []
    taken = [*hesitations]
    for segment in segments:
        words = timeline.fitted(
            [w.model_copy(update={"start": at(w.start), "end": at(w.end)}) for w in segment.words], voiced
        )
        words = timeline.reaching_back(words, voiced, taken)
        taken += words
        placed.append(Segment(text=segment.text, start=words[0].start, end=words[-1].end, words=words))
    return placed
