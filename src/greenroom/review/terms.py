"""Which technical terms of a question the engine is to listen for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from greenroom.questions.pack import Question
from greenroom.review.matching.numerals import number_at
from greenroom.review.matching.stems import stem
from greenroom.review.matching.weights import RARE, weight
from greenroom.speech.terms import MOST_TERMS

LONGEST_TERM = 3
"""In words; longer runs of rare words are sentences."""
SHORTEST_WORD = 7
"""In letters, for a term of a single word: shorter ones are everyday words as a rule, and heard well."""

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:'\w+)?")

Term = tuple[str, ...]


def terms_of(question: Question) -> tuple[str, ...]:
    """At most ten technical terms that an answer is likely to use; none where the person tells of themselves.

    They are runs of rare words in the points and their ways of saying them, which the question's texts use more
    than once. Names, which are spelt with capitals or digits, come first, then terms of several words.
    """
    if question.kind != "concept":
        return ()
    phrases = [question.prompt, *(phrase for point in question.points for phrase in point.listen_for)]
    texts = [question.model_answer, *(point.say for point in question.points), *phrases]
    used = Counter(_key(word) for text in texts for word in _words(text))
    terms: dict[Term, Term] = {}
    for phrase in phrases:
        for term in _runs_of_rare_words(phrase):
            if _is_telling(term) and all(used[_key(word)] > 1 for word in term):
                terms.setdefault(tuple(map(_key, term)), term)
    ranked = sorted(terms.values(), key=lambda term: (_names(term), len(term)), reverse=True)
    chosen: list[Term] = []
    for term in ranked:
        if not any(set(map(_key, term)) <= set(map(_key, other)) for other in chosen):
            chosen.append(term)
    return tuple(" ".join(term) for term in chosen[:MOST_TERMS])


def _runs_of_rare_words(phrase: str) -> Iterator[Term]:
    for is_rare, run in groupby(_words(phrase), key=_is_rare):
        if is_rare:
            yield tuple(word if _is_name(word) else word.lower() for word in run)


def _is_telling(term: Term) -> bool:
    return len(term) <= LONGEST_TERM and (len(term) > 1 or _is_name(term[0]) or len(term[0]) >= SHORTEST_WORD)


def _names(term: Term) -> int:
    return sum(map(_is_name, term))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _key(word: str) -> str:
    return stem(word.lower())


def _is_rare(word: str) -> bool:
    plain = word.lower()
    is_plain = "'" not in word and plain != "hundred" and not number_at(plain.split("-"))[1]
    return _is_name(word) or (is_plain and weight(plain, _key(word)) == RARE)


def _is_name(word: str) -> bool:
    """SMOTE, PyTorch, L2: a capital or a digit beside letters, after the first."""
    return word[:1].isalpha() and any(letter.isupper() or letter.isdigit() for letter in word[1:])
