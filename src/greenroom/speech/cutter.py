"""Where to cut: turns voice probabilities, frame by frame, into voiced stretches and segments to transcribe.

Pure and incremental. Everything is counted in frames from the start of the recording, so that a growing take is cut
exactly as the same take read at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from greenroom.speech.activity import FRAME_S

# Silero's own hysteresis: a voice begins at 0.5 and ends below 0.35.
VOICE_BEGINS = 0.5
VOICE_ENDS = 0.35


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_S)


# Shorter breaks in a voice are part of it (stop consonants); shorter voices are clicks.
SHORTEST_BREAK = _frames(0.1)
SHORTEST_VOICE = _frames(0.1)
# Segments end at a pause of half a second once they are 10 s long: ending them at 6 s cost 1 to 3 points of word
# error rate, and ending short ones at pauses of 1.5 s up to 8 points in speech of short sentences. A long pause
# ends them at any length, so that silence is not heard. 15 s is as much as can be heard within about a second.
PAUSE = _frames(0.5)
LONG_PAUSE = _frames(3.0)
EARLIEST_CUT = _frames(10.0)
LONGEST_SEGMENT = _frames(15.0)
# Kept around the voice, as far as there is room: soft beginnings and ends lie outside of what the detector hears.
PAD = _frames(0.3)

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Cut:
    """Frames [start, end) to transcribe as one; `voiced` are the stretches inside that hold a voice.

    is_mid_speech: the voice goes on beyond `end`, perhaps in the middle of a word.
    """

    start: int
    end: int
    voiced: tuple[Stretch, ...]
    is_mid_speech: bool = False

    def part(self, start: int, end: int) -> Cut | None:
        """The voice in frames [start, end) of it, with the silence around that voice; None where there is none."""
        voiced = tuple((max(s, start), min(e, end)) for s, e in self.voiced if s < end and e > start)
        if not voiced:
            return None
        return Cut(max(start, voiced[0][0] - PAD), min(end, voiced[-1][1] + PAD), voiced)


class Cutter:
    """Feed probabilities, get segments that are closed. Frames before `needed_from` may be forgotten."""

    def __init__(self) -> None:
        self._now = 0
        self._voice_start: int | None = None
        self._break_start: int | None = None
        self._voiced: list[Stretch] = []
        self._since_cut: list[tuple[int, float]] = []
        self._cut_end = 0

    @property
    def needed_from(self) -> int:
        """The first frame that a later cut may still contain."""
        first = self._first_voiced()
        return max(self._cut_end, (self._now if first is None else first) - PAD)

    def feed(self, probability: float) -> Cut | None:
        """Take the next frame's probability; returns a segment when this frame closes one."""
        self._hear(probability)
        self._now += 1
        first = self._first_voiced()
        if first is None:
            return None
        silent = self._now - self._last_voiced()
        length = self._last_voiced() - first
        if silent >= LONG_PAUSE or (silent >= PAUSE and length >= EARLIEST_CUT):
            return self._close(self._now)
        if self._now - first + PAD >= LONGEST_SEGMENT:
            return self._close_at_weakest(first)
        return None

    def reopen(self, cut: Cut, at: int) -> None:
        """Have the next segment begin at frame `at` of `cut`, the last one given, instead of after its end."""
        again = [(max(start, at), end) for start, end in cut.voiced if end > at]
        going_on = [*self._voiced, *([(self._voice_start, self._now)] if self._voice_start is not None else [])]
        if again and going_on and again[-1][1] == going_on[0][0]:  # one voice, cut in two
            if self._voiced:
                self._voiced[0] = (again.pop()[0], self._voiced[0][1])
            else:
                self._voice_start = again.pop()[0]
        self._voiced = [*again, *self._voiced]
        self._cut_end = at

    def finish(self) -> Cut | None:
        """The recording ends here; returns what is still open."""
        self._end_voice(self._now if self._break_start is None else self._break_start)
        return self._close(self._now) if self._voiced else None

    def _hear(self, probability: float) -> None:
        if self._voice_start is None:
            if probability >= VOICE_BEGINS:
                self._voice_start = self._now
        elif probability >= (VOICE_ENDS if self._break_start is None else VOICE_BEGINS):
            self._break_start = None
        else:
            if self._break_start is None:
                self._break_start = self._now
            if self._now - self._break_start + 1 >= SHORTEST_BREAK:
                self._end_voice(self._break_start)
        if self._first_voiced() is not None:
            self._since_cut.append((self._now, probability))

    def _end_voice(self, end: int) -> None:
        if self._voice_start is not None and end - self._voice_start >= SHORTEST_VOICE:
            self._voiced.append((self._voice_start, end))
        self._voice_start = self._break_start = None

    def _first_voiced(self) -> int | None:
        return self._voiced[0][0] if self._voiced else self._voice_start

    def _last_voiced(self) -> int:
        """The end of the last voice heard; now, while one is being heard."""
        return self._voiced[-1][1] if self._voice_start is None else self._break_start or self._now

    def _close(self, at: int) -> Cut:
        """Close the segment with all that was voiced before `at`, which lies in a pause."""
        voiced = tuple(self._voiced)
        start = max(self._cut_end, voiced[0][0] - PAD)
        end = min(at, voiced[-1][1] + PAD)
        self._voiced = []
        self._since_cut = []
        self._cut_end = end
        return Cut(start, end, voiced)

    def _close_at_weakest(self, first: int) -> Cut:
        """The longest segment without a pause: cut at its widest break, else at its least voiced frame."""
        open_voice = [(self._voice_start, self._now)] if self._voice_start is not None else []
        stretches = [*self._voiced, *open_voice]
        breaks = [
            (after[0] - before[1], (before[1] + after[0]) // 2)
            for before, after in pairwise(stretches)
            if before[1] - first >= EARLIEST_CUT
        ]
        if breaks:
            at = max(breaks)[1]
        else:
            late = [(p, frame) for frame, p in self._since_cut if frame - first >= EARLIEST_CUT]
            at = min(late)[1]
        voiced = tuple((start, min(end, at)) for start, end in stretches if start < at)
        cut = Cut(max(self._cut_end, first - PAD), at, voiced, is_mid_speech=True)
        self._voiced = [(max(start, at), end) for start, end in self._voiced if end > at]
        if self._voice_start is not None:
            self._voice_start = max(self._voice_start, at)
        self._since_cut = [(frame, p) for frame, p in self._since_cut if frame >= at]
        self._cut_end = at
        return cut
