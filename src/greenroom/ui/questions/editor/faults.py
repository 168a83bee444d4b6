"""What is wrong in a draft, in an editor's words: what to write, not which rule was broken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from greenroom.questions.draft import QuestionDraft
from greenroom.questions.faults import Fault
from greenroom.questions.pack import FEWEST_CHOICES, FEWEST_POINTS, MOST_POINTS, Place

Faults = dict[Place, str]
"""What to say beside which field; places from the part that a form shows."""


def below(faults: Sequence[Fault], above: Place) -> Faults:
    """Those of one part of the pack, the first of each field."""
    found: Faults = {}
    for fault in faults:
        if fault.place[: len(above)] == above:
            place = fault.place[len(above) :]
            found.setdefault(place, in_words(place, fault.message))
    return found


def of_question(faults: Sequence[Fault], index: int, question: QuestionDraft) -> Faults:
    """Those of one question, with how many points there are where that is what is wrong."""
    found = below(faults, ("questions", index))
    if ("points",) in found:
        found[("points",)] = _tr("Three to seven points are needed; there are {number}.").format(
            number=len(question.as_data().get("points", ()))
        )
    return found


def in_words(place: Place, message: str) -> str:
    """What to say of the field at `place`, from the part that a form shows."""
    match place:
        case ("prompt",):
            return _tr("Write the question as it is read aloud.")
        case ("topic",):
            return _tr("Name the topic, as in “Statistics”.")
        case ("title",) | (int(), "title"):
            return _tr("Give it a title.")
        case (int(), "about"):
            return _tr("Say in a sentence what this round is for.")
        case ("language",):
            return _tr("Write the language's code, as in “en”.")
        case ("model_answer",):
            return _tr("Write what a good answer says.")
        case ("explanation",):
            return _tr("Say why that choice is right.")
        case ("choices",):
            return _tr("Give {number} choices or more.").format(number=FEWEST_CHOICES)
        case ("answer",):
            return _tr("Mark the choice that is right.")
        case ("round",):
            return _tr("Choose a round.")
        case ("choices", int()):
            return _tr("Write this choice, or remove it.")
        case ("points", int(), "say"):
            return _tr("Write this point, or remove it.")
        case ("points", int(), "listen_for", *_):
            return _tr("Leave no line empty.")
        case ("follow_ups", int(), "ask"):
            return _tr("Write what is asked next, or remove it.")
        case _:
            return message


def _tr(text: str) -> str:
    return QCoreApplication.translate("editor", text)


assert (FEWEST_POINTS, MOST_POINTS) == (3, 7)  # noqa: S101 - said in words above
