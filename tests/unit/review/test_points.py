"""Which points a listener would tick: in questions small enough to see why, and in labelled answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenroom.questions.pack import Point, Question
from greenroom.review.points import PointResult, Status, judge_points
from greenroom.review.typed import transcript_of_typed
from greenroom.speech.transcript import Segment, Transcript, Word
from tests.labelled import Answer, concepts, labelled


def asked(*points: Point, prompt: str = "What do you do, and why?") -> Question:
    return Question.model_construct(
        id="q",
        round="technical",
        topic="Machine Learning",
        difficulty="hard",
        ask_chance="high",
        kind="concept",
        prompt=prompt,
        points=points,
    )


def judged(say: str, listen_for: tuple[str, ...], answer: str) -> PointResult:
    (result,) = judge_points(asked(Point(say=say, listen_for=listen_for)), transcript_of_typed(answer))
    return result


def status(cue: str, answer: str) -> Status:
    """Of a point with one way of saying it, and a sentence of its own that nobody says."""
    return judged("Xylophones zigzag quixotically.", (cue,), answer).status


@pytest.mark.parametrize(
    ("cue", "heard"),
    [
        ("ROC AUC", "so I plot the rock auc for both"),
        ("ROC AUC", "the R O C A U C is a number"),
        ("L2 penalty", "we add an l two penalty to the loss"),
        ("L2 penalty", "we add an L-2 penalty"),
        ("p-value", "the p value was low"),
        ("overfitting", "it was over fitting badly"),
        ("imbalanced classes", "with in balanced classes it fails"),
        ("Bonferroni correction", "then a bon ferroni correction"),
        ("multiple imputation", "then multiple amputation helps"),
        ("in PyTorch or TensorFlow", "in pie torch or tensor flow"),
        ("R squared", "I report R² too"),
        ("95 percent interval", "a ninety-five percent interval around it"),
        ("0.05", "it stayed below zero point zero five"),
        ("5,000 documents", "on five thousand documents"),
        ("regularisation", "Regularization keeps it small"),
        ("vectorised code", "vectorizing your code"),
        ("labelled data", "it needs labeled data"),
        ("naïve Bayes", "a naive bayes model"),
        ("reproduce it", "can you reproduce it every time"),
        ("cross-validation", "CROSS VALIDATION, always"),
        ("significance level", "that is the level of significance"),
        ("doesn't generalise", "It does not generalize"),
        ("compare the error", "by comparing the errors"),
        ("growing rows", "the rows grew"),
    ],
)
def test_jargon_is_heard_through_what_recognition_and_spelling_do_to_it(cue: str, heard: str) -> None:
    assert status(cue, heard) is Status.COVERED


@pytest.mark.parametrize(
    ("cue", "heard"),
    [
        ("supervised learning", "unsupervised learning is another thing"),
        ("dependent errors", "independent errors are fine"),
        ("root mean squared error", "the square root of n"),
        ("precision", "that was a hard decision"),
        ("significant result", "an insignificant result"),
        ("if the null is true", "the null is true"),
        ("under the null", "I reject the null"),
        ("confidence interval", "I said it with confidence. The next interval began at noon."),
        ("data frames", "we took data from a server"),
        ("early stopping", "I get up early"),
        ("as extreme or more extreme", "an extremely long list"),
        ("type I error", "it was an error"),
        ("break even", "it is breaking"),
        ("rows between", "it has many rows"),
        ("how fresh", "a new one"),
    ],
)
def test_words_that_only_look_alike_earn_nothing(cue: str, heard: str) -> None:
    assert status(cue, heard) is not Status.COVERED


DENYING = ("not the probability that the null hypothesis is true",)
CLAIMING = ("the probability that the null hypothesis is true",)


@pytest.mark.parametrize(
    "answer",
    [
        "It is not the probability that the null hypothesis is true.",
        "And it isn't the probability that the null hypothesis is true, as many think.",
        "It's a misconception that it is the probability that the null hypothesis is true.",
        "It's wrong to call it the probability that the null hypothesis is true.",
        "People forget that it is never the probability that the null is true.",
    ],
)
def test_a_denial_ticks_the_point_that_denies_and_not_the_one_that_claims(answer: str) -> None:
    assert judged("It never zigzags.", DENYING, answer).status is not Status.MISSED
    assert judged("It zigzags.", CLAIMING, answer).status is Status.MISSED


@pytest.mark.parametrize(
    "answer",
    [
        "People think it is the probability that the null hypothesis is true, and it is not that.",
        "The probability that the null hypothesis is true, they say. That's wrong.",
        "Many call it the probability that the null hypothesis is true, which is a myth.",
    ],
)
def test_what_the_next_clause_takes_back_was_not_claimed(answer: str) -> None:
    assert judged("It zigzags.", CLAIMING, answer).status is Status.MISSED
    assert judged("It never zigzags.", DENYING, answer).status is not Status.MISSED


def test_a_claim_does_not_tick_the_point_that_denies_it() -> None:
    answer = "The p-value is the probability that the null hypothesis is true."
    assert judged("It never zigzags.", DENYING, answer).status is Status.MISSED
    assert judged("It zigzags.", CLAIMING, answer).status is Status.COVERED


@pytest.mark.parametrize(
    "answer",
    [
        "It is not a proof, it is the probability that the null hypothesis is true.",
        "Not only that, it is the probability that the null hypothesis is true.",
        "I have no doubt it is the probability that the null hypothesis is true.",
        "I did not know that because nobody told me, but it is the probability that the null hypothesis is true.",
    ],
)
def test_a_denial_reaches_no_further_than_its_clause(answer: str) -> None:
    assert judged("It zigzags.", CLAIMING, answer).status is Status.COVERED


def test_a_part_of_the_points_own_sentence_is_partly() -> None:
    say = "Regularisation shrinks the weights, and dropout silences neurons, against variance."
    assert judged(say, (), "You can use dropout, that is, silence a few neurons.").status is Status.PARTLY
    assert judged(say, (), "Regularisation shrinks weights, dropout silences neurons.").status is Status.COVERED
    assert judged(say, (), "Use dropout.").status is Status.MISSED


def test_a_term_that_was_misspelt_alone_is_at_least_partly_heard() -> None:
    assert status("SMOTE", "then I oversample with smoat") is not Status.MISSED


def test_several_words_of_a_point_close_together_make_it_in_other_words() -> None:
    question = next(question for question in concepts() if question.id == "central-limit-theorem")
    answer = (
        "The variance has to be finite. The rule of thumb is thirty, but for heavily skewed data you may need "
        "several thousand."
    )
    results = judge_points(question, transcript_of_typed(answer))
    ticked = [result for result in results if result.status is not Status.MISSED]
    assert [result.say.split()[0] for result in ticked] == ["The", "How"]
    assert ticked[-1].evidence[0].text.startswith("thirty, but for heavily skewed data")


def test_words_of_the_model_answers_sentence_help_to_know_a_point() -> None:
    bagging = Point(say="Bagging lowers variance.", listen_for=("a forest averages many trees",))
    boosting = Point(say="Boosting lowers bias.", listen_for=("corrects what is left",))
    question = asked(bagging, boosting)
    model = "A forest averages many trees, so the jitter of each cancels out. Boosting corrects what is left."
    answer = "The jitter of a tree cancels in a vote. " + "And so on. " * 8 + "Boosting corrects what is left."

    def found(model_answer: str) -> list[Status]:
        asking = question.model_copy(update={"model_answer": model_answer})
        return [result.status for result in judge_points(asking, transcript_of_typed(answer))]

    assert found(model) == [Status.COVERED, Status.COVERED]
    assert found("") == [Status.MISSED, Status.COVERED]


def test_what_is_denied_in_other_words_earns_nothing() -> None:
    question = next(question for question in concepts() if question.id == "fairness-audit")
    answer = "You don't need to compare error rates between groups, and I wouldn't doubt the labels."
    assert {result.status for result in judge_points(question, transcript_of_typed(answer))} == {Status.MISSED}


def test_words_that_another_point_has_more_of_are_that_points() -> None:
    question = asked(
        Point(say="Trees vote after sampling rows.", listen_for=("bootstrap rows",)),
        Point(say="Trees correct residuals one by one after sampling rows slowly.", listen_for=("residual trees",)),
    )
    answer = "After sampling, trees correct the residuals."
    results = judge_points(question, transcript_of_typed(answer))
    assert [result.status for result in results] == [Status.MISSED, Status.COVERED]


def test_an_answer_to_another_question_ticks_hardly_anything() -> None:
    """Such ticks are mostly points that questions share, as overfitting and the bias-variance trade-off."""
    statuses = [
        result.status
        for answer in labelled()[::12]
        for question in concepts()[::6]
        if question != answer.question
        for result in judge_points(question, transcript_of_typed(answer.text))
    ]
    assert statuses.count(Status.MISSED) / len(statuses) >= 0.97


def test_words_far_apart_are_no_phrase() -> None:
    answer = "I measured the interval " + "and then we went on to the next thing " * 5 + "with great confidence."
    assert status("confidence interval", answer) is Status.MISSED


def test_a_part_of_another_points_longer_phrase_is_no_evidence() -> None:
    question = asked(
        Point(say="Xylophones zigzag.", listen_for=("precision and recall",)),
        Point(say="Quixotic walruses.", listen_for=("precision-recall curve",)),
    )
    both = judge_points(question, transcript_of_typed("I plot the precision-recall curve."))
    assert [result.status for result in both] == [Status.MISSED, Status.COVERED]
    each = judge_points(
        question, transcript_of_typed("I plot the precision-recall curve. I know precision and recall.")
    )
    assert [result.status for result in each] == [Status.COVERED, Status.COVERED]


def test_evidence_is_the_words_and_seconds_that_earned_the_tick() -> None:
    texts = ["Then,", "um,", "a", "bon", "ferroni", "correction.", "Done."]
    words = tuple(Word(start=at * 1.0, end=at + 0.8, text=text, probability=0.9) for at, text in enumerate(texts))
    transcript = Transcript(
        segments=(Segment(start=0, end=7, text=" ".join(texts), words=words),), duration=7, engine="e", model="m"
    )
    (result,) = judge_points(asked(Point(say="Correct.", listen_for=("Bonferroni correction",))), transcript)
    (evidence,) = result.evidence
    assert (evidence.start, evidence.end, evidence.text) == (3.0, 5.8, "bon ferroni correction.")


def test_a_typed_answer_has_evidence_without_seconds() -> None:
    (evidence,) = judged("Correct.", ("Bonferroni correction",), "Use the Bonferroni correction.").evidence
    assert (evidence.start, evidence.end, evidence.text) == (0.0, 0.0, "Bonferroni correction.")


@pytest.mark.parametrize("term", ["SMOTE", "ROC curve"])
def test_a_term_that_the_engine_was_unsure_of_earns_nothing_alone(term: str) -> None:
    def heard_with(probability: float) -> Status:
        words = tuple(Word(start=0, end=1, text=text, probability=probability) for text in term.split())
        transcript = Transcript(
            segments=(Segment(start=0, end=1, text=term, words=words),), duration=1, engine="e", model="m"
        )
        (result,) = judge_points(asked(Point(say="Oversample.", listen_for=(term,))), transcript)
        return result.status

    assert heard_with(0.9) is Status.COVERED
    assert heard_with(0.2) is Status.MISSED


@pytest.mark.parametrize("term", ["SMOTE", "Bonferroni correction", "ROC-AUC"])
def test_a_term_that_was_offered_to_the_engine_and_hardly_heard_earns_no_tick(term: str) -> None:
    def heard_as(boosted: bool) -> Status:
        text = f"I would use {term} for that."
        words = tuple(
            Word(start=0, end=1, text=one, probability=0.45, boosted=boosted and one in term.split())
            for one in text.split()
        )
        transcript = Transcript(
            segments=(Segment(start=0, end=1, text=text, words=words),), duration=1, engine="e", model="m"
        )
        (result,) = judge_points(asked(Point(say="Oversample.", listen_for=(term,))), transcript)
        return result.status

    assert heard_as(boosted=False) is Status.COVERED
    assert heard_as(boosted=True) is Status.MISSED


def ticked(answer: Answer) -> set[int]:
    results = judge_points(answer.question, transcript_of_typed(answer.text))
    return {index for index, result in enumerate(results) if result.status is not Status.MISSED}


@pytest.mark.parametrize(("held_out", "precision_floor", "recall_floor"), [(False, 0.91, 0.87), (True, 0.92, 0.82)])
def test_labelled_answers_are_judged_as_a_fair_listener_would(
    held_out: bool, precision_floor: float, recall_floor: float
) -> None:
    answers = [answer for answer in labelled() if answer.held_out == held_out]
    right = sum(len(ticked(answer) & answer.made) for answer in answers)
    assert right / sum(len(ticked(answer)) for answer in answers) >= precision_floor
    assert right / sum(len(answer.made) for answer in answers) >= recall_floor


def test_off_topic_and_empty_answers_get_no_ticks() -> None:
    for answer in labelled():
        if answer.kind in ("off-topic", "empty"):
            assert ticked(answer) == set(), answer.text


def test_a_recited_model_answer_covers_its_points() -> None:
    statuses = []
    for question in concepts():
        results = judge_points(question, transcript_of_typed(question.model_answer))
        assert [result.say for result in results] == [point.say for point in question.points]
        assert Status.MISSED not in {result.status for result in results}, question.id
        statuses += [result.status for result in results]
    assert statuses.count(Status.COVERED) / len(statuses) >= 0.98


def test_the_same_answer_is_always_judged_the_same() -> None:
    question = next(question for question in concepts() if question.id == "overfitting")
    transcript = transcript_of_typed(question.model_answer)
    assert judge_points(question, transcript) == judge_points(question, transcript)


WORDS = st.lists(st.sampled_from(["not", "that", "is", "wrong", ",", "30", "and", "the", "null", "rows", "smoat"]))


@settings(max_examples=60, deadline=None)
@given(answer=WORDS.map(" ".join), say=WORDS.map(" ".join), model_answer=WORDS.map(" ".join))
def test_any_words_can_be_judged(answer: str, say: str, model_answer: str) -> None:
    points = (Point(say=f"A {say}", listen_for=(f"rows {say}",)), Point(say="A point.", listen_for=("zig",)))
    question = asked(*points).model_copy(update={"model_answer": model_answer})
    results = judge_points(question, transcript_of_typed(answer))
    assert [(result.status is Status.MISSED) for result in results] == [not result.evidence for result in results]


@settings(max_examples=60, deadline=None)
@given(answer=st.text(max_size=200), cue=st.text(min_size=1, max_size=30).filter(str.strip))
def test_any_text_can_be_judged(answer: str, cue: str) -> None:
    result = judged("A point.", (cue,), answer)
    assert (result.status is Status.MISSED) == (result.evidence == ())
    typed = " ".join(transcript_of_typed(answer).text.split())
    for evidence in result.evidence:
        assert evidence.text in typed
