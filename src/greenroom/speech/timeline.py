"""What lies between the words: pauses and probable hesitations, as pure functions of times in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from greenroom.speech.transcript import Interval, Word

SHORTEST_PAUSE_S = 0.25
SHORTEST_HESITATION_S = 0.3
LONGEST_HESITATION_S = 2.0
# Word ends are heard a little early: voice this long after a word still belongs to it.
WORD_TAIL_S = 0.12


def merged(intervals: Iterable[Interval], gap_s: float = 0.0) -> list[Interval]:
    """The same stretches in order, those that overlap or lie no more than `gap_s` apart joined."""
    joined: list[Interval] = []
    for interval in sorted(intervals, key=lambda i: i.start):
        if joined and interval.start - joined[-1].end <= gap_s:
            joined[-1] = Interval(start=joined[-1].start, end=max(joined[-1].end, interval.end))
        else:
            joined.append(Interval(start=interval.start, end=interval.end))
    return joined


def without(intervals: Iterable[Interval], covers: Iterable[Interval]) -> list[Interval]:
    """What is left of `intervals` where no cover lies over them, in order."""
    left: list[Interval] = []
    covering = merged(covers)
    first = 0
    for interval in merged(intervals):
        start = interval.start
        while first < len(covering) and covering[first].end <= start:
            first += 1
        for index in range(first, len(covering)):
            cover = covering[index]
            if cover.start >= interval.end:
                break
            if cover.start > start:
                left.append(Interval(start=start, end=cover.start))
            start = max(start, cover.end)
        if start < interval.end:
            left.append(Interval(start=start, end=interval.end))
    return left


def fitted(words: Iterable[Word], voiced: Iterable[Interval]) -> tuple[Word, ...]:
    """The words without the silence that engines stretch them over: each shrinks to the voice it mostly covers.

    A word that touches no voice stays as it is. Silence shorter than a pause belongs to the word.
    """
    voices = merged(voiced, SHORTEST_PAUSE_S)

    def fit(word: Word) -> Word:
        shared = [(min(word.end, v.end) - max(word.start, v.start), v) for v in voices]
        most, voice = max(shared, key=lambda pair: pair[0], default=(0.0, word))
        if most <= 0:
            return word
        return word.model_copy(update={"start": max(word.start, voice.start), "end": min(word.end, voice.end)})

    return tuple(fit(word) for word in words)


def pauses(words: Sequence[Word], voiced: Iterable[Interval]) -> tuple[Interval, ...]:
    """Silence of 0.25 s or more between the first word and the last: no word there, and no voice either."""
    if not words:
        return ()
    answer = Interval(start=words[0].start, end=words[-1].end)
    silent = without(without([answer], words), voiced)
    return tuple(stretch for stretch in silent if stretch.length_s >= SHORTEST_PAUSE_S)


def hesitations(words: Sequence[Word], voiced: Iterable[Interval]) -> tuple[Interval, ...]:
    """Voice of 0.3 to 2 s that no word covers: probably "um" or "uh", which engines leave out."""
    covers = [Interval(start=word.start, end=word.end + WORD_TAIL_S) for word in words]
    wordless = without(voiced, covers)
    return tuple(s for s in wordless if SHORTEST_HESITATION_S <= s.length_s <= LONGEST_HESITATION_S)
