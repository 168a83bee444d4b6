"""What words mean: alike where people mean alike, nought where nothing is known."""

from __future__ import annotations

import numpy as np
import pytest

from greenroom.review.matching.heard import Heard
from greenroom.review.matching.meanings import Meanings, directions_of, meanings
from greenroom.review.matching.nearness import nearness_hits
from greenroom.review.typed import transcript_of_typed
from tests.labelled import concepts


def likeness(one: str, other: str) -> float:
    sums = np.array([sum(meanings().of(word) for word in text.split()) for text in (one, other)])
    left, right = directions_of(sums)
    return float(left @ right)


@pytest.mark.parametrize(
    ("meant", "alike", "unlike"),
    [
        ("customer", "buyer", "lawn"),
        ("randomly switch neurons off", "dropout of activations", "salary negotiation"),
        ("people drift back to old habits", "users return to what they did before", "a query plan"),
    ],
)
def test_what_means_alike_is_nearer_than_what_does_not(meant: str, alike: str, unlike: str) -> None:
    assert likeness(meant, alike) > likeness(meant, unlike) + 0.15


def test_an_unknown_word_is_put_together_from_its_pieces_and_noise_is_nought() -> None:
    rows, scales = np.array([[1, 0], [0, 1], [5, 5]], np.int8), np.array([[1], [2], [1]], np.float32)
    table = Meanings(["over", "##fit", "##f"], rows, scales)
    assert table.of("overfit").tolist() == [1, 2]
    assert table.of("overxfit").tolist() == [1, 2]
    assert not table.of("2024").any()


def test_frequent_words_count_less_than_rare_ones() -> None:
    of, heteroscedastic = (np.linalg.norm(meanings().of(word)) for word in ("of", "variance"))
    assert of < heteroscedastic / 3


def test_nought_has_no_direction() -> None:
    assert not directions_of(np.zeros((1, 4), np.float32)).any()


@pytest.mark.parametrize(
    ("question_id", "point", "answer"),
    [
        ("honest-interviews", "Don't pitch", "And then I shut up, I let the silence do its work."),
        (
            "prompt-injection",
            "Tools have the least rights",
            "The tools get only the permissions of that one customer.",
        ),
        ("sampling", "Draw at random", "I pick them by a random number generator."),
    ],
)
def test_a_point_is_told_in_words_that_mean_it(question_id: str, point: str, answer: str) -> None:
    question = next(question for question in concepts() if question.id == question_id)
    told = nearness_hits(question, Heard(transcript_of_typed(answer)))
    assert next(each.say for each, hit in zip(question.points, told, strict=True) if hit).startswith(point)


def test_nothing_said_is_near_to_nothing() -> None:
    question = concepts()[0]
    assert set(nearness_hits(question, Heard(transcript_of_typed("")))) == {None}
    assert set(nearness_hits(question, Heard(transcript_of_typed("2024 17 ...")))) == {None}
