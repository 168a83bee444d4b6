"""The sentences of the model answer that make each point."""

from __future__ import annotations

from functools import lru_cache

from greenroom.questions.pack import Question
from greenroom.review.matching.heard import Heard
from greenroom.review.matching.phrasings import phrasings_of
from greenroom.review.matching.search import hits
from greenroom.review.matching.tokens import Token
from greenroom.review.typed import transcript_of_typed

Sentence = tuple[Token, ...]


@lru_cache(maxsize=64)
def sentences_of(question: Question) -> tuple[tuple[Sentence, ...], ...]:
    """For each point of `question` the sentences of the model answer in which it is covered, in their order."""
    heard = Heard(transcript_of_typed(question.model_answer))
    tokens_of: dict[int, list[Token]] = {}
    for token, sentence in zip(heard.tokens, heard.sentence_of, strict=False):
        tokens_of.setdefault(sentence, []).append(token)
    covering = [
        {
            sentence
            for phrasing in phrasings
            for hit in hits(phrasing, heard)
            if hit.covers
            for sentence in range(heard.sentence_of[hit.first], heard.sentence_of[hit.last] + 1)
        }
        for phrasings in phrasings_of(question)
    ]
    return tuple(tuple(tuple(tokens_of[sentence]) for sentence in sorted(each)) for each in covering)
