"""A pack from what an import found. Where the source is silent the format's own words stand in, and no others.

A missing title, round or topic is called as below; difficulty and chance are `medium`. A question without a
model answer stays in the pack as a draft. A `concept` whose answer holds no idea to be judged by, such as “Yes.”,
becomes `experience`, which lays the whole answer beside what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from greenroom.questions.guide.parts import FoundQuestion, FoundRound
from greenroom.questions.pack import FORMAT, Pack
from greenroom.questions.slug import slug, unique_slug

UNTITLED = "Imported guide"
ANY_ROUND = "Interview"
ANY_TOPIC = "General"

_PERSONAL = r"behaviou?r|managerial|manager|hr\b|human|culture|cultural|fit\b|values|leadership|final"
_TECHNICAL = r"technical|coding|programming|engineer|case\b|design|on-?site|panel|skills"
_BEFORE_ANY_QUESTION = (
    r"assessment|application|screen|call\b|recruiter|resume|résumé|submission|take-home|test\b|exercise|task\b|"
    r"assignment|homework|presentation|quiz|exam\b|portfolio|observation"
)
_OF_ANY_STAGE = {
    "interview",
    "interviews",
    "round",
    "stage",
    "step",
    "questions",
    "and",
    "the",
    "with",
    "of",
    "for",
}


def pack_of(
    *,
    title: str,
    company: str,
    role: str,
    about: Sequence[str],
    rounds: Sequence[FoundRound],
    questions: Sequence[FoundQuestion],
) -> Pack:
    """A valid pack of these parts, whatever is missing."""
    named = " · ".join(part for part in (company, role) if part)
    name = named if company and role else title or named or UNTITLED
    stages = rounds or [FoundRound(ANY_ROUND, ANY_ROUND)]
    round_ids: list[str] = []
    for stage in stages:
        round_ids.append(unique_slug(stage.title, "round", round_ids))
    ids: list[str] = []
    for question in questions:
        ids.append(unique_slug(question.prompt, "question", ids))
    return Pack.model_validate(
        {
            "format": FORMAT,
            "id": slug(f"{company} {role}" if company and role else name, "guide"),
            "title": name,
            "company": company,
            "role": role,
            "about": "\n\n".join(part for part in about if part),
            "rounds": [
                {"id": round_id, "title": stage.title, "about": stage.about or stage.title}
                for round_id, stage in zip(round_ids, stages, strict=True)
            ],
            "questions": [
                _question(question, question_id, round_ids[_round_for(question, stages)])
                for question_id, question in zip(ids, questions, strict=True)
            ],
        }
    )


def _question(question: FoundQuestion, question_id: str, round_id: str) -> dict[str, Any]:
    is_judged_whole = bool(question.model_answer) and not question.points
    return {
        "id": question_id,
        "round": round_id,
        "topic": question.topic or ANY_TOPIC,
        "difficulty": question.difficulty or "medium",
        "ask_chance": question.ask_chance or "medium",
        "kind": "experience" if is_judged_whole else question.kind,
        "prompt": question.prompt,
        "why": question.why,
        "how_to_answer": question.how_to_answer,
        "model_answer": question.model_answer,
        "points": [{"say": point, "proposed": True} for point in question.points],
        "follow_ups": question.follow_ups,
    }


def _round_for(question: FoundQuestion, stages: Sequence[FoundRound]) -> int:
    """The round that is named as the question's topic, or that asks such questions; else the first conversation."""
    topic = _telling_words(question.topic)
    for index, stage in enumerate(stages):
        if topic & _telling_words(stage.title):
            return index
    wanted = _PERSONAL if question.kind == "experience" else _TECHNICAL
    for index, stage in enumerate(stages):
        if re.search(wanted, stage.title, re.IGNORECASE) and not re.search(
            "assessment", stage.title, re.IGNORECASE
        ):
            return index
    for index, stage in enumerate(stages):
        if not re.search(_BEFORE_ANY_QUESTION, stage.title, re.IGNORECASE):
            return index
    return 0


def _telling_words(name: str) -> set[str]:
    words = re.findall(r"\w+", name.casefold().replace("behavioural", "behavioral"))
    return set(words) - _OF_ANY_STAGE
