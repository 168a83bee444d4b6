"""Everything that is wrong with a pack's data, with its place: a file has a line there, an editor a field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from greenroom.questions.pack import FORMAT, RULES_BROKEN, BrokenRule, Pack, Place, rules_broken_by_names
from greenroom.questions.suggest import nearest
from greenroom.questions.wording import keys_allowed_at, message_in_words


@dataclass(frozen=True)
class Fault:
    """One thing to correct. see: the other place that it has to do with, if there is one."""

    place: Place
    message: str
    see: Place | None = None


def validated(data: Mapping[str, object]) -> Pack | list[Fault]:
    """The pack that `data` describes, or all that keeps it from being one."""
    try:
        return Pack.model_validate(data)
    except ValidationError as error:
        return list(_faults_found(error, data))


def _faults_found(error: ValidationError, data: Mapping[str, object]) -> Iterator[Fault]:
    details = error.errors(include_url=False)
    mistyped = _missing_because_mistyped(details)
    for detail in details:
        place = detail["loc"]
        if detail["type"] == RULES_BROKEN:
            of_question = detail["ctx"]["broken"] if place else []  # the whole pack's are told below
            for rule in of_question:
                yield _fault(rule, place)
        elif place not in mistyped:
            yield Fault(place, _format_message(data) if place == ("format",) else message_in_words(detail))
    for rule in _names_that_do_not_fit(data):
        yield _fault(rule, ())


def _fault(rule: BrokenRule, above: Place) -> Fault:
    return Fault((*above, *rule.place), rule.message, rule.see)


def _missing_because_mistyped(details: list[ErrorDetails]) -> set[Place]:
    """Places whose key is missing only because it was mistyped, which is told already."""
    return {
        (*detail["loc"][:-1], meant)
        for detail in details
        if detail["type"] == "extra_forbidden"
        and (meant := nearest(str(detail["loc"][-1]), keys_allowed_at(detail["loc"][:-1])))
    }


def _format_message(data: Mapping[str, object]) -> str:
    if "format" not in data:
        return f"The format is missing; write “format: {FORMAT}” on the first line."
    return f"The format has to be {FORMAT}."


def _names_that_do_not_fit(data: Mapping[str, object]) -> list[BrokenRule]:
    """The pack-wide rules on data that may be wrong elsewhere, so that one mistake does not hide another."""
    round_ids = _texts(data.get("rounds"), "id")
    questions = data.get("questions")
    return list(rules_broken_by_names(round_ids, _texts(questions, "id"), _texts(questions, "round")))


def _texts(items: object, key: str) -> list[str | None]:
    found = [item.get(key) if isinstance(item, dict) else None for item in items] if isinstance(items, list) else []
    return [value if isinstance(value, str) else None for value in found]
