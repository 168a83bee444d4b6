"""The pipeline from samples to a transcript, the same for a file and for a take that is still growing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean
from typing import Protocol

import numpy as np

from greenroom.speech import seams, timeline
from greenroom.speech.activity import FRAME_S, FRAME_SAMPLES, SILENT_DBFS, VoiceActivity, level_dbfs
from greenroom.speech.cutter import Cut, Cutter
from greenroom.speech.sound import Samples
from greenroom.speech.take import RATE_HZ
from greenroom.speech.terms import hotwords
from greenroom.speech.transcript import Heard, Interval, Segment, Transcript, Word

# Quiet recordings are brought to about this level: engines return nothing for clips near −44 dBFS. The limit keeps
# the noise of an almost silent room from being blown up to speech.
TARGET_DBFS = -20.0
MOST_GAIN_DB = 36.0
FULL_SCALE = 32767
# The engine notices a word's beginning late: by 0.12 s in synthetic speech, about 0.05 s after people's pauses.
LATE_S = 0.1
# A word's times are that far off at most, nearly always.
BESIDE_S = 0.1
# How sure the engine is, on average, of words that are there: it makes words up with less.
SURE = 0.5


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
        *,
        activity: VoiceActivity | None = None,
    ) -> None:
        self._engine = engine
        self._terms = terms
        self._on_segment = on_segment
        self._activity = activity or VoiceActivity()
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
        words = _words(self._segments)
        hesitations = timeline.hesitations(words, self._voiced, self._hesitations)
        offered = hotwords(self._terms)
        return Transcript(
            segments=tuple(self._segments),
            voiced=tuple(self._voiced),
            pauses=timeline.pauses(words, [*self._voiced, *hesitations]),
            hesitations=hesitations,
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
        """Transcribe the cut as far as it is heard well; the rest of it is left to the next one."""
        if cut is None:
            return
        segments, hesitations = self._recognised(cut)
        voiced = _voiced(cut)
        words = _words(segments)
        trusted = seams.handover(words, cut.end * FRAME_S) if cut.is_mid_speech else len(words)
        end = cut.end
        if trusted < len(words):
            end = _softest(cut, self._sound(cut), words[trusted - 1].end, words[trusted].start)
            self._cutter.reopen(cut, end)
        self._keep(seams.first_words(segments, trusted, end * FRAME_S), hesitations, voiced, end * FRAME_S)

    def _recognised(self, cut: Cut) -> tuple[list[Segment], list[Interval]]:
        """What is said in the cut, and the hesitations heard in it.

        Where the voice or its loudness changes, the engine may end early or begin late. A voice that it passed over
        is heard again by itself. Of noise it is not sure, and noise is not heard twice.
        """
        heard = self._engine.recognise(normalised(self._sound(cut), cut), self._terms)
        voiced = _voiced(cut)
        hesitations = _placed_intervals(heard.hesitations, cut)
        segments = _placed(heard.segments, cut, voiced, hesitations)
        if not _is_sure(segments):
            return segments, hesitations
        for gap in timeline.passed_over(_words(segments), voiced):
            first = _softest(cut, self._sound(cut), gap.start, gap.start + LATE_S)
            last = _softest(cut, self._sound(cut), gap.end, gap.end)
            part = cut.part(first, last)
            if part is None or part.end - part.start >= cut.end - cut.start:
                continue
            more, more_hesitations = self._recognised(part)
            if _is_sure(more):
                segments = seams.inserted(segments, more)
                hesitations += more_hesitations
        return segments, hesitations

    def _sound(self, cut: Cut) -> Samples:
        first, last = (frame * FRAME_SAMPLES - self._first_sample for frame in (cut.start, cut.end))
        return self._samples[first:last]

    def _keep(
        self, segments: list[Segment], hesitations: list[Interval], voiced: list[Interval], end_s: float
    ) -> None:
        """Take `segments`, and what else lies before `end_s`, into the transcript."""
        before = [Interval(start=v.start, end=min(v.end, end_s)) for v in voiced if v.start < end_s]
        self._voiced[-1:] = timeline.merged([*self._voiced[-1:], *before])
        self._hesitations += [h for h in hesitations if h.start < end_s]
        for segment in segments:
            if self._segments:
                self._segments[-1], segment = seams.joined(self._segments[-1], segment)
            self._segments.append(segment)
            self._on_segment(segment)


def _words(segments: Sequence[Segment]) -> list[Word]:
    return [word for segment in segments for word in segment.words]


def _is_sure(segments: Sequence[Segment]) -> bool:
    words = _words(segments)
    return bool(words) and fmean(word.probability for word in words) >= SURE


def _voiced(cut: Cut) -> list[Interval]:
    return [Interval(start=start * FRAME_S, end=end * FRAME_S) for start, end in cut.voiced]


def _softest(cut: Cut, samples: Samples, start_s: float, end_s: float) -> int:
    """The frame of the cut that begins in the softest moment about the gap between two words."""
    first = min(cut.end - 1, max(cut.start + 1, round((start_s - BESIDE_S) / FRAME_S)))
    last = min(cut.end - 1, max(first, round((end_s + BESIDE_S) / FRAME_S)))

    def loudness(frame: int) -> float:
        at = (frame - cut.start) * FRAME_SAMPLES
        return level_dbfs(samples[at - FRAME_SAMPLES // 2 : at + FRAME_SAMPLES // 2])

    return min(range(first, last + 1), key=loudness)


def normalised(samples: Samples, cut: Cut) -> Samples:
    """The segment's sound, raised so that its voice has about −20 dBFS; never lowered, never clipped."""
    starts_ends = ((s - cut.start, e - cut.start) for s, e in cut.voiced)
    voice = np.concatenate([samples[s * FRAME_SAMPLES : e * FRAME_SAMPLES] for s, e in starts_ends])
    gain_db = min(MOST_GAIN_DB, max(0.0, TARGET_DBFS - level_dbfs(voice)))
    peak = max(1, int(np.max(np.abs(samples.astype(np.int32)), initial=1)))
    gain = min(10 ** (gain_db / 20), FULL_SCALE / peak)
    return samples if gain <= 1 else np.round(samples * gain).astype(np.int16)


def _from_the_start(seconds: float, cut: Cut) -> float:
    """A time in the segment as one in the recording, not outside the segment."""
    start_s, end_s = cut.start * FRAME_S, cut.end * FRAME_S
    return round(min(end_s, max(start_s, start_s + seconds - LATE_S)), 3)


def _placed_intervals(intervals: list[Interval], cut: Cut) -> list[Interval]:
    """The intervals with times from the start of the recording."""
    return [Interval(start=_from_the_start(i.start, cut), end=_from_the_start(i.end, cut)) for i in intervals]


def _placed(
    segments: list[Segment], cut: Cut, voiced: list[Interval], hesitations: list[Interval]
) -> list[Segment]:
    """The segments with times from the start of the recording, words where the voice is."""

    def placed_word(word: Word) -> Word:
        return word.model_copy(
            update={"start": _from_the_start(word.start, cut), "end": _from_the_start(word.end, cut)}
        )

    placed: list[Segment] = []
    taken = [*hesitations]
    for segment in segments:
        words = timeline.fitted([placed_word(word) for word in segment.words], voiced)
        words = timeline.reaching_back(words, voiced, taken)
        taken += words
        placed.append(Segment(text=segment.text, start=words[0].start, end=words[-1].end, words=words))
    return placed
