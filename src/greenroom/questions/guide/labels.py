"""The headings of a question's parts, in the many ways that guides spell them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from greenroom.questions.guide.phrases import any_of, compiled, words

Field = Literal["why", "how_to_answer", "model_answer", "follow_ups"]

MISSPELT = 88
"""rapidfuzz's ratio, 0 to 100, from which a short line is one of the usual headings with a slip in it."""
LONGEST_LABEL = 60


class Label(NamedTuple):
    """A heading of a question's part, and what stands after it on the same line."""

    field: Field
    rest: str


_ANSWER = any_of("answers?", "ans", "responses?", "repl(?:y|ies)", "solutions?")
_GOOD = words(
    "sample example model suggested strong good great ideal possible exemplary winning illustrative expert "
    "recommended best perfect effective high-scoring star"
)
_ASKED = f"(?: {words('it this that them the these your an? such')})?(?: interview)?(?: {words('questions? one')})?"
_THEY = any_of(
    "they",
    "interviewers?",
    "companies",
    "employers?",
    "recruiters?",
    "hiring managers?",
    "we",
    "you(?:'re| are| might be)?",
    "it",
    "this(?: question)?",
    "that",
    r"the \w+(?: \w+)?",
)
_ADDRESSED = any_of("to", "you (?:can|could|should|might|may)", "should you", "do you", "i would", "best to")
_DEALT_WITH = words("answer approach respond tackle handle reply structure frame address")
_IS = words("will may might gets? is are being likely")
_AFTER = any_of(
    "tests?",
    "testing",
    "assess(?:es|ing)?",
    "(?:look|listen)(?:s|ing)? for",
    "wants?(?: to (?:know|hear|see|learn))?",
    "evaluat(?:es|ing)",
    "after",
    "asking",
)
_LABELS: tuple[tuple[Field, re.Pattern[str], tuple[str, ...]], ...] = (
    (
        "how_to_answer",
        compiled(
            f"how {_ADDRESSED} (?:best )?{_DEALT_WITH}(?: to)?{_ASKED}(?: {_ANSWER})?(?: well| effectively)?",
            "(?:answer(?:ing)?|response) (?:this question|tips?|strateg(?:y|ies)|approach)",
            f"(?:answer|response) {words('guide guidance framework structure advice outline')}",
            "(?:suggested |recommended |your |best )?(?:approach|strategy)",
            "guidance",
            "advice",
            f"tips?(?: (?:for|on|to) answer(?:ing)?{_ASKED})?",
            "what to (?:say|include|cover|mention)(?: in your answer)?",
            "key points(?: to (?:cover|mention|include|hit))?",
            "points to (?:cover|mention|make|include)",
            "what (?:not to (?:say|do)|to avoid|you should(?:n't| not) say)(?: in your answer)?",
            "(?:common |typical )?(?:mistakes|pitfalls)(?: to avoid)?",
            "(?:avoid|don'?ts?|do's and don'ts|dos and don'ts)",
        ),
        ("how to answer", "how to answer this question", "how to approach this question"),
    ),
    (
        "model_answer",
        compiled(
            f"(?:an? |the |your )?(?:{_GOOD} )+{_ANSWER}",
            "(?:an? )?(?:example|sample|illustration)s?",
            f"{_ANSWER}(?: (?:example|sample)s?)?",
            f"here is (?:an? |one )?(?:example|sample)(?: (?:of )?(?:an? )?(?:good |strong )?{_ANSWER})?",
            "(?:here is )?how (?:you (?:could|might|can|would)|to) (?:say|put) (?:it|this)",
            f"what (?:an?|the) (?:good|strong|great|ideal) {_ANSWER} (?:sounds|looks) like",
            f"(?:an? |the |your )?(?:{_GOOD} )+{_ANSWER} (?:might|could|would|may|can) "
            "(?:be|sound|look|read|go)(?: something)?(?: like)?(?: this)?",
            f"here is how (?:i|you|we)(?: would| could| might|'d) (?:{_DEALT_WITH})(?: to)?{_ASKED}",
            "you (?:could|might) say",
            "sample script",
        ),
        ("example", "example answer", "sample answer", "model answer", "example response", "sample response"),
    ),
    (
        "why",
        compiled(
            f"why (?:(?:do|does|would|is|are) )?{_THEY}(?: {_IS})* (?:ask(?:s|ed|ing)?|matters?){_ASKED}",
            "why (?:this|the) question",
            f"(?:the )?{words('purpose intent intention rationale goal reason')}(?: (?:of|behind|for){_ASKED})?",
            f"reasons? (?:for|behind|why they|why we|they|we) ask(?:ing)?{_ASKED}",
            f"what {_THEY}(?:'s| is| are|'re)? (?:really |actually )?{_AFTER}",
        ),
        ("why they ask", "why this is asked", "why interviewers ask this", "why is this question asked"),
    ),
    (
        "follow_ups",
        compiled(
            f"(?:{words('possible likely common potential typical')} )?follow[- ]?ups?(?: questions?)?"
            "(?: to expect)?",
        ),
        ("follow-up questions",),
    ),
)
_INLINE = re.compile(r"(?P<label>[^:–—\n]{1,60}?)\s*(?::|\s[–—-]\s)\s*(?P<rest>\S.*)", re.DOTALL)
_INLINE_QUESTION = re.compile(r"(?P<label>[^?\n]{1,60}\?)\s+(?P<rest>\S.*)", re.DOTALL)
"""As in “Why do they ask this? Because …”."""
_SHORT_ANSWER = re.compile(r"A\s*[:.)](?:\s+(?P<rest>\S.*))?", re.DOTALL)
_WARNING = compiled(f"(?:an? |the )?{words('bad weak poor wrong mediocre average')} (?:{_ANSWER}|examples?)")


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """The part of a question that `text` is the heading of, or begins with the heading of, as in “Example: …”."""
    if field := _labelled(text):
        return Label(field, "")
    if short := _SHORT_ANSWER.fullmatch(text):
        return Label("model_answer", short["rest"] or "")
    for pattern in (_INLINE, _INLINE_QUESTION):
        if (inline := pattern.fullmatch(text)) and (field := _labelled(inline["label"])):
            return Label(field, inline["rest"])
    return None


def heads_a_bad_answer(text: str) -> bool:
    """Whether `text` is the heading of an answer that shows what not to say."""
    return _WARNING.fullmatch(text.strip(" :")) is not None


def _labelled(text: str) -> Field | None:
    found = " ".join(re.findall(r"[\w'-]+", text.replace("’", "'")))
    found = re.sub(r"\b(it|that|this|there|here|what)'s\b", r"\1 is", re.sub(r" #?\d{1,2}$", "", found), flags=re.I)
    if not 2 < len(found) <= LONGEST_LABEL or text.rstrip()[-1:] in ".,;!":
        return None
    for field, pattern, _ in _LABELS:
        if pattern.fullmatch(found):
            return field
    for field, _, usual in _LABELS:
        for spelling in usual:
            if abs(len(spelling) - len(found)) <= 2 and fuzz.ratio(found.lower(), spelling) >= MISSPELT:
                return field
    return None
