"""`python -m tests.benchmarks.points`: how well the matcher ticks the points of labelled answers, typed and spoken.

Prints precision, recall and F1 for covered or partly against missed: for each kind of answer and for all, on the
answers that the matcher was tuned on and on those held out, as text and as heard by the ear that ships; then the
share of points ticked in answers to other questions, and milliseconds an answer. The answers are read by
the system's voices, in turn and at several rates; recordings and transcripts are kept in bench-results/points.
All figures go to bench-results/points.json.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

from greenroom.paths import shipped
from greenroom.review.points import judge_points
from greenroom.review.status import Status
from greenroom.review.terms import terms_of
from greenroom.review.typed import transcript_of_typed
from greenroom.speech.ear import SHIPPED_MODEL_SHA256, Ear
from greenroom.speech.transcript import Transcript
from greenroom.speech.voice import Voice
from tests.labelled import Answer, labelled, shipped_packs

RESULTS = Path("bench-results")
VOICES = ("gmw/en-us", "gmw/en-gb-x-rp", "gmw/en", "gmw/en-us-nyc", "gmw/en-gb-scotland")
RATES_WPM = (140, 155, 170)
NOT_RECORDED = ("empty", "mangled")
LONG_WORDS = 250


@dataclass(frozen=True)
class Tally:
    """Counts of points, summed over answers. right: ticked and made; same: judged covered, partly, missed alike."""

    answers: int = 0
    points: int = 0
    right: int = 0
    ticked: int = 0
    made: int = 0
    same: int = 0

    def __add__(self, other: Tally) -> Tally:
        mine, theirs = asdict(self), asdict(other)
        return Tally(**{name: mine[name] + theirs[name] for name in mine})

    def figures(self) -> dict[str, float | int | None]:
        precision = self.right / self.ticked if self.ticked else None
        recall = self.right / self.made if self.made else None
        f1 = 2 * self.right / (self.ticked + self.made) if self.ticked + self.made else None
        return {
            **asdict(self),
            "precision": precision and round(precision, 3),
            "recall": recall and round(recall, 3),
            "f1": f1 and round(f1, 3),
            "same_status": round(self.same / self.points, 3) if self.points else None,
        }


@dataclass(frozen=True)
class Judged:
    answer: Answer
    transcript: Transcript
    statuses: tuple[Status, ...]

    @property
    def tally(self) -> Tally:
        ticked = {index for index, status in enumerate(self.statuses) if status is not Status.MISSED}
        return Tally(
            answers=1,
            points=len(self.statuses),
            right=len(ticked & self.answer.made),
            ticked=len(ticked),
            made=len(self.answer.made),
            same=sum(status is self.answer.label(index) for index, status in enumerate(self.statuses)),
        )


def judged(answer: Answer, transcript: Transcript) -> Judged:
    return Judged(answer, transcript, tuple(one.status for one in judge_points(answer.question, transcript)))


def by_kind(answers: Sequence[Judged]) -> dict[str, dict[str, float | int | None]]:
    """The figures of each kind of answer and, last, of all."""
    kinds = dict.fromkeys(one.answer.kind for one in answers)
    tallies = {kind: sum((one.tally for one in answers if one.answer.kind == kind), Tally()) for kind in kinds}
    return {kind: tally.figures() for kind, tally in (tallies | {"all": sum(tallies.values(), Tally())}).items()}


def apart(answers: Sequence[Judged]) -> dict[str, dict[str, dict[str, float | int | None]]]:
    return {
        "tuned": by_kind([one for one in answers if not one.answer.held_out]),
        "held_out": by_kind([one for one in answers if one.answer.held_out]),
    }


def ticked_elsewhere(answers: Sequence[Answer]) -> float:
    """The share of points that answers tick of the pack's other questions; some of them they do make."""
    ticked = points = 0
    for answer in answers:
        transcript = transcript_of_typed(answer.text)
        pack = next(pack for pack in shipped_packs() if answer.question in pack.questions)
        for question in pack.questions:
            if question != answer.question and question.kind == "concept":
                statuses = [one.status for one in judge_points(question, transcript)]
                points += len(statuses)
                ticked += sum(status is not Status.MISSED for status in statuses)
    return round(ticked / points, 4)


def milliseconds(answers: Sequence[Answer]) -> dict[str, float]:
    """Of judging one answer, and one of 250 words: the answers to a question of seven points, on and on."""
    took = [_ms(lambda answer=answer: judged(answer, transcript_of_typed(answer.text))) for answer in answers]  # type: ignore[misc]
    longest = max(answers, key=lambda answer: len(answer.question.points) * 1000 + len(answer.text))
    same = [answer.text for answer in answers if answer.question == longest.question]
    words = " ".join(same * LONG_WORDS).split()[:LONG_WORDS]
    long = [_ms(lambda: judged(longest, transcript_of_typed(" ".join(words)))) for _ in range(5)]
    return {
        "median": round(statistics.median(took), 1),
        "worst": round(max(took), 1),
        "of_250_words": round(statistics.median(long), 1),
    }


def _ms(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


class Recordings:
    """Answers read aloud by the system's voices and heard by the ear that ships; kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._voice = Voice(folder / "voice")
        self._ear = Ear(shipped().model)

    def transcript(self, answer: Answer, voice: str, rate_wpm: int) -> Transcript:
        terms = terms_of(answer.question)
        made_from = json.dumps([answer.text, voice, rate_wpm, terms, SHIPPED_MODEL_SHA256])
        kept = self._folder / "heard" / f"{hashlib.sha256(made_from.encode()).hexdigest()[:32]}.json"
        if not kept.exists():
            recording = self._voice.render(answer.text, voice, rate_wpm)
            transcript = self._ear.transcribe(recording, terms=terms)
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(transcript.model_dump_json(exclude={"text"}), encoding="utf-8")
        return Transcript.model_validate_json(kept.read_text(encoding="utf-8"))

    def close(self) -> None:
        self._voice.close()
        self._ear.close()


def heard(answers: Sequence[Answer], folder: Path) -> list[Judged]:
    """Every answer that was not written as misheard, read aloud and heard."""
    spoken = [answer for answer in answers if answer.kind not in NOT_RECORDED]
    recordings = Recordings(folder)
    try:
        return [
            judged(answer, recordings.transcript(answer, voice, rate_wpm))
            for answer, voice, rate_wpm in zip(spoken, cycle(VOICES), cycle(RATES_WPM), strict=False)
        ]
    finally:
        recordings.close()


def table(title: str, kinds: dict[str, dict[str, float | int | None]]) -> str:
    lines = [f"{title:<28}{'answers':>8}{'made':>6}{'ticked':>8}{'precision':>11}{'recall':>8}{'F1':>7}{'same':>7}"]
    for kind, figures in kinds.items():
        precision, recall, f1, same = (
            "-" if figures[name] is None else f"{figures[name]:.2f}"
            for name in ("precision", "recall", "f1", "same_status")
        )
        counts = f"{figures['answers']:>8}{figures['made']:>6}{figures['ticked']:>8}"
        lines.append(f"  {kind:<26}{counts}{precision:>11}{recall:>8}{f1:>7}{same:>7}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--results", type=Path, default=RESULTS, help="folder for figures and recordings")
    parser.add_argument("--text-only", action="store_true", help="leave out the recordings")
    parser.add_argument("--misses", action="store_true", help="show what was missed or wrong among the tuned")
    options = parser.parse_args()
    answers = labelled()
    typed = [judged(answer, transcript_of_typed(answer.text)) for answer in answers]
    spoken = [] if options.text_only else heard(answers, options.results / "points")
    figures = {"text": apart(typed), "spoken": apart(spoken)}
    others = {"ticked_elsewhere": ticked_elsewhere(answers), "milliseconds": milliseconds(answers)}
    for source, sets in figures.items():
        for name, kinds in sets.items():
            sys.stdout.write(table(f"{source}, {name.replace('_', ' ')}", kinds) + "\n\n")
    sys.stdout.write(json.dumps(others, indent=2) + "\n")
    if options.misses:
        sys.stdout.write("\n".join(misses([*typed, *spoken])) + "\n")
    options.results.mkdir(parents=True, exist_ok=True)
    text = json.dumps(figures | others, indent=2) + "\n"
    (options.results / "points.json").write_text(text, encoding="utf-8")
    return 0


def misses(answers: Sequence[Judged]) -> list[str]:
    """What was judged otherwise than it was labelled, of the answers that the matcher is tuned on."""
    lines = []
    for one in answers:
        for index, result in enumerate(judge_points(one.answer.question, one.transcript)):
            label = one.answer.label(index)
            if not one.answer.held_out and (label is Status.MISSED) != (result.status is Status.MISSED):
                evidence = " | ".join(each.text for each in result.evidence)
                how = "spoken" if one.transcript.duration else "text"
                name = f"{one.answer.question.id} {one.answer.kind} {how}"
                lines.append(f"{name}: {label} -> {result.status}: {result.say} [{evidence}]")
    return lines


if __name__ == "__main__":
    sys.exit(main())
