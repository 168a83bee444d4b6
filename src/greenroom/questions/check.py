"""Advice on a pack that loads: what would make it work better in a spoken interview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from greenroom.questions.pack import FEWEST_POINTS, MOST_POINTS, Pack, Question

SPOKEN_WPM = 150
"""How fast people speak when they explain something, in words a minute: the middle of the pace band."""
SHORTEST_ANSWER_S, LONGEST_ANSWER_S = 60, 110
LONGEST_PROMPT_S = 20
FEWEST_PHRASES, MOST_PHRASES = 2, 6
SAME_PROMPT = 90
"""rapidfuzz's token_sort_ratio, 0 to 100, from which two prompts ask the same thing in the same words."""


@dataclass(frozen=True)
class Finding:
    """Something to improve. question: its id, empty for the pack as a whole. field: the key it is about."""

    question: str
    field: str
    message: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.question, self.field) if part)
        return f"{place}: {self.message}" if place else self.message


def check_pack(pack: Pack) -> list[Finding]:
    """Everything that could be better, question by question, then across questions."""
    findings = [finding for question in pack.questions for finding in _check_question(question)]
    if not pack.questions:
        findings.append(Finding("", "questions", "The pack has no questions yet."))
    return findings + list(_prompts_alike(pack))


def spoken_seconds(text: str) -> float:
    """How long it takes to say `text` at SPOKEN_WPM."""
    return len(_words(text)) * 60 / SPOKEN_WPM


def _check_question(question: Question) -> Iterator[Finding]:
    def finding(field: str, message: str) -> Finding:
        return Finding(question.id, field, message)

    prompt_s = spoken_seconds(question.prompt)
    if prompt_s > LONGEST_PROMPT_S:
        yield finding("prompt", f"It takes {prompt_s:.0f} s to read aloud; keep it under {LONGEST_PROMPT_S} s.")
    if question.kind == "choice":
        if len({choice.casefold() for choice in question.choices}) < len(question.choices):
            yield finding("choices", "Two choices are the same.")
        return
    for field in ("why", "how_to_answer"):
        if not getattr(question, field):
            yield finding(field, "It is missing; the review screen has a place for it.")
    if not question.follow_ups:
        yield finding("follow_ups", "There is none; an interviewer would ask at least one.")
    elif question.points and all(one.point is None for one in question.follow_ups):
        yield finding("follow_ups", "None is tied to a point; one is asked when its point was missed.")
    if not question.model_answer:
        yield finding("model_answer", "It is missing; there is nothing to lay beside what was said.")
        return
    answer_s = spoken_seconds(question.model_answer)
    if not SHORTEST_ANSWER_S <= answer_s <= LONGEST_ANSWER_S:
        wanted = f"{SHORTEST_ANSWER_S} to {LONGEST_ANSWER_S} s"
        yield finding(
            "model_answer", f"It takes {answer_s:.0f} s to say; {wanted} is what an interview has time for."
        )
    if not FEWEST_POINTS <= len(question.points) <= MOST_POINTS:
        yield finding("points", f"There are {len(question.points)}; {FEWEST_POINTS} to {MOST_POINTS} are useful.")
    yield from _check_phrases(question)


def _check_phrases(question: Question) -> Iterator[Finding]:
    answer = _normal(question.model_answer)
    used: dict[str, int] = {}
    for number, point in enumerate(question.points, start=1):
        field = f"point {number}, listen_for"
        if point.proposed:
            message = "It is only proposed; put it in your words, then take “proposed” out."
            yield Finding(question.id, f"point {number}", message)
        phrases = [_normal(phrase) for phrase in point.listen_for]
        if not FEWEST_PHRASES <= len(phrases) <= MOST_PHRASES:
            message = f"There are {len(phrases)} phrases; {FEWEST_PHRASES} to {MOST_PHRASES} are useful."
            yield Finding(question.id, field, message)
        if phrases and not any(f" {phrase} " in f" {answer} " for phrase in phrases):
            yield Finding(
                question.id, field, "None of the phrases is in the model answer, which should make the point."
            )
        for phrase in phrases:
            if used.setdefault(phrase, number) != number:
                message = f"“{phrase}” belongs to point {used[phrase]} too, so it cannot tell the two apart."
                yield Finding(question.id, field, message)


def _prompts_alike(pack: Pack) -> Iterator[Finding]:
    prompts = [(question.id, _normal(question.prompt)) for question in pack.questions]
    for (first, one), (second, other) in combinations(prompts, 2):
        if fuzz.token_sort_ratio(one, other, score_cutoff=SAME_PROMPT):
            yield Finding(second, "prompt", f"It asks nearly the same as “{first}”.")


def _words(text: str) -> list[str]:
    """Spoken words: `F1`, `p-value` and `0.05` count as one each, a dash on its own as none."""
    return [word for word in text.split() if re.search(r"\w", word)]


def _normal(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
