"""The headings of a guide's sections: the company, the role, the process, the questions, and all the rest."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from greenroom.questions.guide.labels import label_of
from greenroom.questions.guide.phrases import any_of, compiled, words

Section = Literal["overview", "role", "process", "questions", "other"]

LONGEST_HEADING_WORDS = 14

_COMMON = words(
    "the most top common commonly asked frequently popular sample example practice potential possible likely "
    "typical actual real key essential"
)
_SECTIONS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    (
        "process",
        compiled(
            r"(?!(?:understand|prepare|know|learn|research|ace|master|navigate)\b)"  # these begin a tip
            r".*\b(?:interview|hiring|recruiting|recruitment|selection|application) "
            + words("process stages? rounds? loop steps? timeline structure format procedure journey sequence")
            + r"\b.*",
            r"how (?:the |our |an? )?(?:interviews?|hiring|recruitment|recruiting|selection)(?: process)? "
            rf"{words('works? runs? goes looks? is')}\b.*",
            "how (?:we|they|you)(?: will be|'ll be| are|'re)? (?:hire|recruit|interview|select)(?:s|d|ed)?",
            r"(?:what|how) (?:the|our|an?) (?:.* )?(?:process|interviews?|rounds?) "
            rf"{words('is are looks? feels? works?')}\b.*",
            "(?:the |our )?process(?: overview)?",
            "rounds?",
            "stages",
            "what to expect.*",
        ),
    ),
    (
        "role",
        compiled(
            r"(?:.*\b)?(?:role|job|position) (?:overview|description|summary|details|responsibilities)",
            "(?:key |main |core )?responsibilities",
            "(?:about )?(?:the|this) (?:role|job|position)",
            r"what (?:does|do|will|would)(?: .*)? do ?\??",
            "what .*looks? for(?: in(?: .*)?)?",
            "(?:required |key )?(?:skills|qualifications|requirements)"
            "(?: (?:and|&) (?:skills|qualifications|requirements))?",
            "what you(?:'ll| will| would)(?: be)? (?:do|doing|work on|working on).*",
            "your (?:role|tasks|day|responsibilities)",
        ),
    ),
    (
        "other",
        compiled(
            r"(?:.*\b)?(?:tips|salar(?:y|ies)|jobs?|job openings|faqs?)",
            r"(?:.*\b)?(?:frequently asked questions about|people also|related|similar|learn more) .*",
            "(?:related|similar)",
            "(?:more|other) (?:interview )?(?:guides|questions|articles|companies)",
            "(?:key )?"
            + any_of(
                words("conclusion takeaways resources references summary testimonials reviews comments contents"),
                words("careers compensation benefits openings"),
                "final thoughts",
                "next steps",
                "further reading",
            ),
            "table of contents",
            "on this page",
            "in this (?:guide|article)",
            "about the author.*",
            "(?:how to )?prepar(?:e|ation|ing)(?: (?:for|tips|guide|strategy).*)?",
        ),
    ),
    (
        "overview",
        compiled(
            "(?:company |the company |guide )?(?:overview|introduction|background|intro)",
            "(?:the|our) (?:company|employer|organi[sz]ation|firm|school|hospital|team|business)",
            r"about(?: (?!the author|us\b)[\w&.', -]{1,40})?",
            r"(?:who|what) (?:is|are) ?\??",
            r"(?:what|who) (?:we|they) (?:do|are)",
            r"what (?:the|our) \w+ does",
            "our (?:story|mission)",
        ),
    ),
    (
        "questions",
        compiled(
            rf"(?:(?:{_COMMON}|\d+\+?)[, ]+)*(?:interview )?questions?"
            r"(?: (?:and|&|with) (?:(?:sample |model |example )?(?:answers?|responses?)|how to answer.*))?"
            r"(?: (?:to expect|to practi[cs]e|to prepare(?: for)?|asked|list|you (?:may|might|will|should) .*|"
            r"(?:they|we|interviewers|employers) ask.*|that .* ask.*))?"
            r"(?: in \d{4})?"
        ),
    ),
)

_PLACE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.|[A-H]\.)\s+(?=\w)")
"""A section's number, as in “3 The process” or “II. The process”."""


@lru_cache(maxsize=4096)
def section_of(text: str, named: tuple[str, ...] = ()) -> Section | None:
    """The section that the line `text` is the heading of. named: company and role, which say nothing here."""
    heading = _PLACE.sub("", text.strip(" :").replace("’", "'"))
    if not 0 < len(heading.split()) <= LONGEST_HEADING_WORDS or heading[-1] in ".!,;" or label_of(text):
        return None
    for name in named:
        heading = re.sub(
            rf"(?:\b(?:an?|the|for|at) )*(?<!\w){re.escape(name)}(?:'s)?(?!\w)", " ", heading, flags=re.IGNORECASE
        )
    heading = " ".join(heading.split()).strip(" :-–—|·")
    if heading.endswith("?") and not heading.lower().startswith(("what", "who")):
        return None
    return next((section for section, pattern in _SECTIONS if pattern.fullmatch(heading)), None)
