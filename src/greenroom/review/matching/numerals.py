"""Numbers said in words, as digits: "ninety-five" and 95, "zero point zero five" and 0.05 become one."""

from __future__ import annotations

from itertools import zip_longest

_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_UNDER_TWENTY.split())} | {
    word: value * 10 for value, word in enumerate(_TENS.split(), start=2)
}
_MOST_DIGITS = 15
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def number_at(words: list[str]) -> tuple[str, int]:
    """The number that `words` begin with, in digits, and how many of them it takes; ("", 0) if none does.

    `words` are in lower case without marks, hyphens split. "A hundred" is 100; a lone scale ("thousands of") is no
    number.
    """
    scaled = words[0] == "a" and len(words) > 1 and (words[1] == "hundred" or words[1] in _SCALES)
    current = 1 if scaled else _value(words[0])
    if current is None:
        return "", 0
    total, taken = 0, 1
    for word, after in zip_longest(words[1:], words[2:], fillvalue=""):
        if word == "hundred" and 0 < current < 100:
            current *= 100
        elif word in _SCALES and current:
            total, current = total + current * _SCALES[word], 0
        elif word in _SMALL and _fits(current, _SMALL[word], alone=taken == 1):
            current += _SMALL[word]
        elif not (word == "and" and after in _SMALL and (total or current >= 100)):
            break
        taken += 1
    decimals = _decimals(words[taken:])
    digits = str(total + current) + (f".{decimals}" if decimals else "")
    return digits, taken + (len(decimals) + 1 if decimals else 0)


def _value(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= _MOST_DIGITS else _SMALL.get(word)


def _fits(current: int, small: int, alone: bool) -> bool:
    """Whether `small` goes on with the number: five after twenty, twenty after two hundred or two thousand."""
    if current == 0:
        return not alone
    return (current % 100 == 0 and small > 0) or (current % 100 >= 20 and current % 10 == 0 and 0 < small < 10)


def _decimals(words: list[str]) -> str:
    """The digits said after "point"."""
    digits = ""
    for word in words[1:] if words[:1] == ["point"] else []:
        digit = _SMALL.get("zero" if word == "oh" else word, 10)
        if digit > 9:
            break
        digits += str(digit)
    return digits
