"""What pydantic found wrong in a pack, said in words for the person who wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from greenroom.questions.pack import FollowUp, Pack, PackModel, Place, Point, Question, Round
from greenroom.questions.suggest import did_you_mean

_HELD_BY: Mapping[str, type[PackModel]] = {
    "rounds": Round,
    "questions": Question,
    "points": Point,
    "follow_ups": FollowUp,
}
_ONE_OF = {"points": "point", "follow_ups": "follow-up", "choices": "choice", "listen_for": "phrase"}


def keys_allowed_at(place: Place) -> tuple[str, ...]:
    """The keys of the mapping at `place`."""
    holders = [part for part in place if isinstance(part, str)]
    model = _HELD_BY[holders[-1]] if holders else Pack
    return tuple(model.model_fields)


def field_in_words(place: Place, data: object) -> str:
    """A place as a person would say it: `question p-values, point 2, say`. Indexes are counted from 1."""
    words: list[str] = []
    holder = ""
    for part in place:
        data = _below(data, part)
        if isinstance(part, str):
            holder = part
            words.append(part)
        elif holder in ("questions", "rounds"):
            words[-1] = f"{holder[:-1]} {_id_of(data) or part + 1}"
        else:
            words[-1] = f"{_ONE_OF.get(holder, holder)} {part + 1}"
    return ", ".join(words)


def message_in_words(error: ErrorDetails) -> str:
    """What is wrong with one value, and what to write instead. The field's name is told elsewhere."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        key = str(error["loc"][-1])
        return f"There is no key “{key}” here.{did_you_mean(key, keys_allowed_at(error['loc'][:-1]))}"
    if kind == "literal_error":
        return _one_of(re.findall(r"'([^']*)'", context["expected"]), given)
    if kind == "string_pattern_mismatch":
        return f"“{given}” cannot be an id: use small letters, digits and single hyphens, as in “p-values”."
    if kind == "greater_than_equal":
        return f"{given} is too small; the least is {context['ge']}."
    if kind.startswith("int"):
        return f"This has to be a whole number, not {_short(given)}."
    return _PLAIN.get(kind, error["msg"] + ".")


_PLAIN: Mapping[str, str] = {
    "missing": "This is missing; write it.",
    "string_type": "This has to be text, not a list or “key: value” lines.",
    "string_too_short": "This is empty; write it, or take it out.",
    "string_unicode": "This holds a character that is half of a pair; delete it.",
    "tuple_type": "This has to be a list, each of its lines starting with “- ”.",
    "too_short": "This list is empty; it needs at least one.",
    "model_type": "This has to be “key: value” lines.",
}


def _one_of(allowed: Sequence[str], given: object) -> str:
    known = ", ".join(f"“{word}”" for word in allowed)
    suggestion = did_you_mean(given, allowed) if isinstance(given, str) else ""
    return f"{_short(given)} is none of {known}.{suggestion}"


def _short(given: object) -> str:
    if not isinstance(given, str):
        return "a list or “key: value” lines"
    return f"“{given if len(given) <= 40 else given[:39] + '…'}”"


def _below(data: Any, part: str | int) -> object:
    try:
        return data[part]
    except (LookupError, TypeError):
        return None


def _id_of(data: object) -> str | None:
    name = _below(data, "id")
    return name if isinstance(name, str) else None
