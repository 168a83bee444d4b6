"""Points proposed from a model answer: its sentences, cut short only where a clause ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.questions.pack import FEWEST_POINTS, MOST_POINTS

LONGEST_POINT = 24
"""Words from which a sentence is cut at the end of a clause."""
SHORTEST_POINT = 4
_ABBREVIATIONS = r"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\bSt\.)"
_SENTENCE_END = re.compile(
    rf"(?:(?<=[.!?])|(?<=[.!?][\"”’')\]])){_ABBREVIATIONS}\s+(?=[\"“‘'(\[]?[^\W_a-z])|\n\s*\n"
)
_CLAUSE_END = re.compile(
    r";\s+|:\s+|\s[–—-]\s|,\s+(?=(?:and|but|so|which|while|whereas|because|since|then|or|where|although|though|"
    r"using|"
    r"resulting|leading|ensuring|allowing|making|with|who)\b)|\s+(?=(?:because|whereas|so that|which means)\b)"
)


def proposed_points(model_answer: str) -> tuple[str, ...]:
    """Up to seven ideas in the answer's own words, in its order: its sentences, or clauses where those are few."""
    sentences = [
        one for one in sentences_of(model_answer) if _words(one) >= SHORTEST_POINT and not one.endswith("?")
    ]
    if len(sentences) < FEWEST_POINTS:
        sentences = [clause for one in sentences for clause in _clauses(one)]
    told = list(dict.fromkeys(_shortened(one) for one in sentences))
    kept = sorted(range(len(told)), key=lambda at: (-_weight(told[at]), at))[:MOST_POINTS]
    return tuple(told[at] for at in sorted(kept))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each a part of it; a paragraph's end ends a sentence too."""
    sentences = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        sentences.append(text[start : end.start()])
        start = end.end()
    sentences.append(text[start:])
    return [" ".join(one.split()) for one in sentences if one.strip()]


def _clauses(sentence: str) -> Sequence[str]:
    """The parts of a sentence that can stand as ideas, or the sentence if a part would be too short."""
    clauses = [one.strip() for one in _CLAUSE_END.split(sentence)]
    return clauses if all(_words(one) >= SHORTEST_POINT for one in clauses) else [sentence]


def _shortened(sentence: str) -> str:
    """The sentence up to the last end of a clause within LONGEST_POINT words, without its full stop."""
    if _words(sentence) > LONGEST_POINT:
        ends = [end.start() for end in _CLAUSE_END.finditer(sentence)]
        within = [at for at in ends if SHORTEST_POINT <= _words(sentence[:at]) <= LONGEST_POINT]
        sentence = sentence[: within[-1]] if within else sentence
    return sentence.strip().rstrip(".;:, ") or sentence.strip()


def _words(text: str) -> int:
    return len(text.split())


def _weight(text: str) -> int:
    """How much a sentence tells: its words of six letters and more."""
    return sum(len(word) > 5 for word in re.findall(r"\w+", text))
