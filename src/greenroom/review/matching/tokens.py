"""Words made comparable: one case, no accents, stems for forms, digits for numbers, and denials marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from greenroom.review.fillers import ALWAYS
from greenroom.review.matching.numerals import number_at
from greenroom.review.matching.stems import stem

DENIAL_REACH = 10
"""How many words after "not" it denies at most; the end of its clause comes first as a rule."""
RETRACTION_REACH = 20
"""How many words before "and that is wrong" it denies at most."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LONGEST_NUMBER = 16
"""In words, as in "two million three hundred and forty-five thousand six hundred and seventy-eight"."""

_DENYING = _words(
    "not no never without none nobody nothing neither nor wrong wrongly incorrect incorrectly false untrue "
    "misconception misreading myth mistaken mistakenly"
)
_NOT_DENYING_BEFORE = {
    "not": _words("only just merely simply"),
    "no": _words("doubt has is matter was wonder"),
    "false": _words("positive positives negative negatives alarm alarms discovery"),
}
_DENYING_PAIRS = frozenset({("rather", "than"), ("instead", "of")})
_AUXILIARIES = _words(
    "am is are was were be been do does did can could will would shall should may might must has have had"
)
_LINKS = _words("and but though of course well actually")
_POINTING = _words("it that this which")
_RETRACTING = (
    _DENYING
    | _AUXILIARIES
    | _LINKS
    | _POINTING
    | _words("a all at be case course exactly just like mean means of quite right simply so the true what")
)
_NEW_CLAUSE = _words(
    "although because but except however if since so then though unless until when where whereas while with"
)
_SUBJECTS = _words("he i it she so that then there they this we you")
_CONTRACTIONS = (
    (re.compile(r"^can't$"), "can not"),
    (re.compile(r"^won't$"), "will not"),
    (re.compile(r"^cannot$"), "can not"),
    (re.compile(r"n't$"), " not"),
    (re.compile(r"'(s|re|ll|ve|d|m)$"), ""),
)
_MARKS_AFTER = re.compile(r"[,.;:?!…—–]+[\"”'’)]*$")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")
_PIECE = re.compile(r"\d*\.\d+|[^\W_]+(?:'[^\W_]+)*")
_SIGNS = {"’": "'", "²": " squared", "&": " and ", "%": " percent "}


@dataclass(frozen=True)
class Token:
    """One comparable word. `first` and `last` are the places of the words it was made from.

    mark: what was written after it, as "," or "."; empty within a clause.
    denied: said in the reach of a "not", so that it is the opposite of what it would be elsewhere.
    """

    raw: str
    key: str
    first: int
    last: int
    mark: str
    denied: bool = False

    @property
    def ends_sentence(self) -> bool:
        return any(end in self.mark for end in ".?!…")


class _Piece(NamedTuple):
    text: str
    place: int
    mark: str


def tokens_of(words: Sequence[str]) -> list[Token]:
    """The tokens of a run of words, each with the marks that belong to it; an ", um," leaves no trace."""
    pieces: list[_Piece] = []
    for place, word in enumerate(words):
        marks = _MARKS_AFTER.search(word)
        mark = marks.group() if marks else ""
        *inner, last = _parts(word) or [""]
        if (last,) in ALWAYS and not inner:
            if pieces and pieces[-1].mark == ",":
                pieces[-1] = pieces[-1]._replace(mark="")
            continue
        pieces += [_Piece(part, place, "") for part in inner]
        if last:
            pieces.append(_Piece(last, place, mark))
        elif pieces and mark:
            pieces[-1] = pieces[-1]._replace(mark=mark)
    return _with_denials(_with_numbers(pieces))


def _parts(word: str) -> list[str]:
    """The pieces of a word in lower case: *p-value* is two, *doesn't* is *does not*."""
    parts: list[str] = []
    for piece in _PIECE.findall(_plain(word)):
        for pattern, spelled in _CONTRACTIONS:
            piece = pattern.sub(spelled, piece)
        parts += piece.replace("'", "").split()
    return ["0" + part if part.startswith(".") else part for part in parts]


def _plain(word: str) -> str:
    """Lower case without accents, signs as words, and 1,940 as 1940."""
    plain = word.lower()
    for sign, spelled in _SIGNS.items():
        plain = plain.replace(sign, spelled)
    decomposed = unicodedata.normalize("NFKD", plain)
    return _GROUPED.sub("", "".join(c for c in decomposed if not unicodedata.combining(c)))


def _with_numbers(pieces: Sequence[_Piece]) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    while at < len(pieces):
        ahead = pieces[at : at + LONGEST_NUMBER]
        clause_end = next((end for end, piece in enumerate(ahead, start=1) if piece.mark), LONGEST_NUMBER)
        digits, taken = number_at([piece.text for piece in ahead[:clause_end]])
        last = pieces[at + max(taken, 1) - 1]
        raw = digits or pieces[at].text
        tokens.append(Token(raw, stem(raw), pieces[at].place, last.place, last.mark))
        at += max(taken, 1)
    return tokens


def _with_denials(tokens: list[Token]) -> list[Token]:
    """Mark what each denying word reaches: the rest of its clause and, after "is" or "does", its subject too."""
    denied: set[int] = set()
    for at, token in enumerate(tokens):
        before = tokens[at - 1].raw if at else ""
        after = tokens[at + 1].raw if at + 1 < len(tokens) else ""
        denies = token.raw in _DENYING and after not in _NOT_DENYING_BEFORE.get(token.raw, ())
        if not denies and (before, token.raw) not in _DENYING_PAIRS:
            continue
        denied.update(_ahead(tokens, at))
        if before in _AUXILIARIES:
            denied.update(_back(tokens, at))
    denied |= _retracted(tokens)
    return [replace(token, denied=at in denied) for at, token in enumerate(tokens)]


def _retracted(tokens: Sequence[Token]) -> set[int]:
    """What a clause of its own takes back, as in "people say it is the chance that the null is true, and it isn't".

    Such a clause has nothing but a word for what was said, a denial and the grammar around them. It takes back the
    clause before, or the sentence before if it is itself a sentence.
    """
    reached: set[int] = set()
    ends = [at for at, token in enumerate(tokens) if token.mark] + [len(tokens) - 1]
    starts = [0, *(end + 1 for end in ends)]
    for at, (start, end) in enumerate(zip(starts, ends, strict=False)):
        clause = [token.raw for token in tokens[start : end + 1]]
        pointing = [word for word in clause if word not in _LINKS][:1]
        if at and pointing and pointing[0] in _POINTING and set(clause) & _DENYING and set(clause) <= _RETRACTING:
            before = at - 1
            while before and tokens[start - 1].ends_sentence and not tokens[ends[before - 1]].ends_sentence:
                before -= 1
            reached.update(range(max(starts[before], start - RETRACTION_REACH), start))
    return reached


def _ahead(tokens: Sequence[Token], at: int) -> list[int]:
    reached: list[int] = []
    for place in range(at, min(len(tokens), at + 1 + DENIAL_REACH)):
        if place > at and _begins_clause(tokens, place):
            break
        reached.append(place)
        if tokens[place].mark:
            break
    return reached


def _back(tokens: Sequence[Token], at: int) -> list[int]:
    reached: list[int] = []
    for place in range(at - 1, max(-1, at - 1 - DENIAL_REACH), -1):
        if tokens[place].mark:
            break
        reached.append(place)
        if _begins_clause(tokens, place) or tokens[place].raw in _SUBJECTS:
            break
    return reached


def _begins_clause(tokens: Sequence[Token], place: int) -> bool:
    """At a word like "because", and at "and it": a new subject."""
    raw = tokens[place].raw
    after = tokens[place + 1].raw if place + 1 < len(tokens) else ""
    return raw in _NEW_CLAUSE or (raw in ("and", "or") and after in _SUBJECTS)
