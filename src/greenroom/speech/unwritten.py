"""Hesitations that the engine hears and does not write: asks it how well "um" would fit where words look too long.

Whisper leaves "um" and "uh" out and stretches a neighbouring word over them. Aligned with its sound once more, the
text with "um" at such places tells the likely ones from the others, and gives all words their own times back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

# A word as faster-whisper aligns it: "word", "tokens", "start", "end" in seconds, "probability".
Aligned = dict[str, Any]
Align = Callable[[list[int]], list[Aligned]]

# Stands for an unwritten hesitation among the words; of Unicode's private use, so that no text has it.
UNWRITTEN = "\ue000"
# Words longer than this and so much for each letter may cover more than themselves. Slow readers stay below.
LONG_WORD_S = 0.3
LETTER_S = 0.07
# The engine avoids "um", so little is much: in clean speech it stays below this nearly everywhere.
LEAST_PROBABILITY = 0.0005
SHORTEST_S = 0.2
# Words that are left with less were taken for the filler.
SHORTEST_WORD_S = 0.02


def with_unwritten(words: Sequence[Aligned], filler: list[int], align: Align) -> list[Aligned]:
    """The words of one window, with an UNWRITTEN one wherever a filler was probably spoken.

    filler: the tokens of " um". align: the words of a text, given as tokens, as they lie on this window's sound.
    """
    gaps = [gap for gap in range(len(words) + 1) if _may_hide(words, gap)]
    # All at once is one look instead of many, but each raises the odds of the next: those left are tried alone.
    gaps = _spoken(words, gaps, filler, align)
    gaps = [gap for gap in gaps if _spoken(words, [gap], filler, align)]
    if not gaps:
        return list(words)
    aligned = align(_tokens(words, gaps, filler))
    for index, gap in enumerate(gaps):
        aligned[gap + index] |= {"word": f" {UNWRITTEN}", "tokens": []}
    return aligned


def _spoken(words: Sequence[Aligned], gaps: list[int], filler: list[int], align: Align) -> list[int]:
    """Those of the gaps where a filler probably was spoken, if one stands in each of them."""
    aligned = align(_tokens(words, gaps, filler)) if gaps else []
    if len(aligned) != len(words) + len(gaps):
        return []  # what was put in ran together with its neighbours
    return [gap for index, gap in enumerate(gaps) if _is_spoken(aligned, gap + index)]


def _may_hide(words: Sequence[Aligned], gap: int) -> bool:
    """Whether a word beside the gap before word number `gap` is too long, and the gap one between whole words."""
    if gap < len(words) and not words[gap]["word"].startswith(" "):
        return False
    return any(
        _length_s(word) > LONG_WORD_S + LETTER_S * sum(map(str.isalnum, word["word"]))
        for word in words[max(0, gap - 1) : gap + 1]
    )


def _is_spoken(words: Sequence[Aligned], at: int) -> bool:
    """Whether word number `at`, a filler, is likely, has a length, and took its time from no word beside it."""
    beside = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
    return bool(
        words[at]["probability"] >= LEAST_PROBABILITY
        and _length_s(words[at]) >= SHORTEST_S
        and all(_length_s(word) >= SHORTEST_WORD_S for word in beside)
    )


def _length_s(word: Aligned) -> float:
    return float(word["end"] - word["start"])


def _tokens(words: Sequence[Aligned], gaps: Sequence[int], filler: list[int]) -> list[int]:
    """The text's tokens with `filler` before the words numbered in `gaps`."""
    tokens: list[int] = []
    for number, word in enumerate([*words, {"tokens": []}]):
        tokens += filler if number in gaps else []
        tokens += word["tokens"]
    return tokens
