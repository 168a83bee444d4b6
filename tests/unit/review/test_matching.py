"""Words, numbers and denials, as the matcher sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.review.matching.likeness import likeness
from greenroom.review.matching.stems import stem
from greenroom.review.matching.tokens import tokens_of


@pytest.mark.parametrize(
    "family",
    [
        "overfit overfitting overfitted overfits",
        "regularise regularize regularisation regularization regularized",
        "label labels labelled labeled labelling labeling",
        "assume assumption assuming assumes",
        "reduce reduction reducing",
        "classify classifier classification classified",
        "impute imputation imputed imputer",
        "independent independence independently",
        "model models modelling modeling modelled",
        "analyse analyze analysing analyzing",
        "analysis analyses",
        "hypothesis hypotheses",
        "behaviour behavior behaviours",
        "centre center centred centered",
        "significant significance",
        "predict prediction predicted predictive",
        "compare comparison comparing",
        "class classes",
        "box boxes",
        "loss losses",
        "accurate accuracy",
        "noise noisy",
        "heavy heavily",
        "grow grew grown growth",
    ],
)
def test_the_forms_of_a_word_have_one_key(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["mean median", "precision recall", "bias variance", "row column", "supervised unsupervised", "missing miss"],
)
def test_different_words_have_different_keys(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)
    assert likeness(stem(one), stem(other)) == 0


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("ninety-five", "95"),
        ("ninety five percent", "95 percent"),
        ("95%", "95 percent"),
        ("zero point zero five", "0.05"),
        ("point oh five", "point oh 5"),
        (".05", "0.05"),
        ("five thousand two hundred and six", "5206"),
        ("two million", "2000000"),
        ("1,940 pages", "1940 pages"),
        ("twenty twenty", "20 20"),
        ("one two three", "1 2 3"),
        ("thousands of rows", "thousands of rows"),
        ("a hundred thousand pages", "100000 pages"),
        ("two to three hundred", "2 to 300"),
        ("a number of hundreds", "a number of hundreds"),
        ("9" * 5000, "9" * 5000),
    ],
)
def test_numbers_in_words_are_digits(said: str, digits: str) -> None:
    assert " ".join(token.raw for token in tokens_of(said.split())) == digits


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("It is not true.", "it is not true"),
        ("Thirty isn't a magic number.", "30 is not a magic number"),
        ("What counts is the mean, not the data.", "not the data"),
        ("Fix the cause rather than the symptom.", "than the symptom"),
        ("Without labels, it is hard.", "without labels"),
        ("It cannot leak because it is split.", "it can not leak"),
        ("It is not, um, the probability.", "it is not the probability"),
        ("Not only precision but recall.", ""),
        ("A false positive costs less.", ""),
        ("We had no leakage and it worked.", "we had no leakage"),
        ("I use ten. Thirty is enough, but that's wrong.", "30 is enough wrong"),
        ("A large rate diverges. That is not true.", "a large rate diverges that is not true"),
        ("It shrinks the weights, and it is not slow.", "it is not slow"),
    ],
)
def test_a_denial_reaches_its_clause(said: str, denied: str) -> None:
    assert " ".join(token.raw for token in tokens_of(said.split()) if token.denied) == denied


@given(st.lists(st.text(max_size=12), max_size=20))
def test_every_token_leads_back_to_the_words_it_came_from(words: list[str]) -> None:
    tokens = tokens_of(words)
    assert all(0 <= token.first <= token.last < len(words) for token in tokens)
    assert [token.first for token in tokens] == sorted(token.first for token in tokens)
    assert all(token.key for token in tokens)
