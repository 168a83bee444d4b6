"""What lies between the words: pauses and probable hesitations, as pure functions of times in seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from greenroom.speech.transcript import Interval, Word

SHORTEST_PAUSE_S = 0.25
# Shorter ones are mostly ends of words that were heard too early.
SHORTEST_HESITATION_S = 0.4
LATEST_BEGINNING_S = 0.3
SHORTEST_HEARD_S = 0.1
# Where the engine says that one stands it may be off by so much.
BESIDE_VOICE_S = 0.3
LONGEST_HESITATION_S = 2.0
# Word ends are heard a little early: voice this long after a word still belongs to it.
WORD_TAIL_S = 0.12
TELLING_SHARE = 0.5
# Transcripts of even speech leave no voice of 0.9 s without a word.
PASSED_OVER_S = 1.0


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


def shared(intervals: Iterable[Interval], others: Iterable[Interval]) -> list[Interval]:
    """What lies both in one of `intervals` and in one of `others`, in order."""
    ours = merged(intervals)
    return without(ours, without(ours, others))


def fitted(words: Iterable[Word], voiced: Iterable[Interval]) -> tuple[Word, ...]:
    """The words without the silence that engines stretch them over: each shrinks to one voice that it covers.

    That is the last one of which it has half as much as of any: engines stretch words backwards, over an "um" and a
    pause before them. A word that touches no voice stays as it is; silence shorter than a pause belongs to it.
    """
    voices = merged(voiced, SHORTEST_PAUSE_S)

    def fit(word: Word) -> Word:
        covered = [(min(word.end, v.end) - max(word.start, v.start), v) for v in voices]
        most = max((length for length, _ in covered), default=0.0)
        if most <= 0:
            return word
        voice = [v for length, v in covered if length >= most * TELLING_SHARE][-1]
        return word.model_copy(update={"start": max(word.start, voice.start), "end": min(word.end, voice.end)})

    return tuple(fit(word) for word in words)


def reaching_back(
    words: Iterable[Word], voiced: Iterable[Interval], others: Iterable[Interval]
) -> tuple[Word, ...]:
    """The words, each that is the first of a voice beginning with it: engines hear beginnings up to 0.3 s late.

    others: what else lies on this voice and keeps its place: hesitations that the engine heard, earlier words.
    """
    voices = merged(voiced)
    taken = [*others]
    reached = []
    for word in words:
        voice = next((v for v in voices if v.start < word.start <= v.start + LATEST_BEGINNING_S), None)
        if voice is not None and not any(t.start < word.start and voice.start < t.end for t in taken):
            word = word.model_copy(update={"start": voice.start})
        taken.append(word)
        reached.append(word)
    return tuple(reached)


def passed_over(words: Sequence[Word], voiced: Iterable[Interval]) -> list[Interval]:
    """The stretches before, between and after the words that hold more voice than any hesitation, from 1 s."""
    voices = merged(voiced)
    if not words or not voices:
        return []
    ends = [min(voices[0].start, words[0].start), *(word.end for word in words)]
    starts = [*(word.start for word in words), max(voices[-1].end, words[-1].end)]
    between = [Interval(start=end, end=start) for end, start in zip(ends, starts, strict=True) if end < start]
    return [gap for gap in between if sum(v.length_s for v in shared([gap], voices)) >= PASSED_OVER_S]


def pauses(words: Sequence[Word], voiced: Iterable[Interval]) -> tuple[Interval, ...]:
    """Silence of 0.25 s or more between the first word and the last: no word there, and no voice either."""
    if not words:
        return ()
    answer = Interval(start=words[0].start, end=words[-1].end)
    silent = without(without([answer], words), voiced)
    return tuple(stretch for stretch in silent if stretch.length_s >= SHORTEST_PAUSE_S)


def hesitations(
    words: Sequence[Word], voiced: Iterable[Interval], heard: Iterable[Interval] = ()
) -> tuple[Interval, ...]:
    """What is probably "um" or "uh", which engines leave out: voice from 0.4 s that no word covers, and voice where
    the engine heard one. Longer than 2 s is no hesitation.
    """
    voices = merged(voiced)
    covers = [Interval(start=word.start, end=word.end + WORD_TAIL_S) for word in words]
    wordless = [s for s in without(voices, covers) if s.length_s >= SHORTEST_HESITATION_S]
    about = [Interval(start=v.start - BESIDE_VOICE_S, end=v.end + BESIDE_VOICE_S) for v in voices]
    sounding = (s for s in shared(heard, about) if s.length_s >= SHORTEST_HEARD_S)
    return tuple(s for s in merged([*wordless, *sounding]) if s.length_s <= LONGEST_HESITATION_S)
