"""How attempts and packs look in a terminal."""

from __future__ import annotations

import shutil
import textwrap
from itertools import zip_longest
from pathlib import Path
from typing import Any

from greenroom.healthcheck import SAMPLE
from greenroom.history.attempt import AttemptSummary
from greenroom.oneshot import Practised, practise
from greenroom.questions.check import check_pack
from greenroom.questions.load import load_pack
from greenroom.questions.pack_error import PackError
from greenroom.questions.spelling import misspelt
from greenroom.services import Services

SAMPLE_PACK, SAMPLE_QUESTION = "iron-mountain-ml-engineer", "central-limit-theorem"
GUTTER = "   "
MARKS = {"covered": "✓", "partly": "◐", "missed": "○"}


def show_sample(services: Services) -> int:
    """Run one shipped question with the shipped sample answer and print all of it; the exit code."""
    practised = practise(services, SAMPLE_PACK, SAMPLE_QUESTION, SAMPLE, print)
    if practised.spoken is not None:
        print(f"The question as sound: {practised.spoken}")
    elif practised.voice_problem:
        print(practised.voice_problem)
    print()
    show_practised(practised)
    print(f"\nSaved. Every answer so far, in {services.paths.data_dir}:")
    show_history(services.store().attempts())
    return 0


def show_practised(practised: Practised) -> None:
    """The question, the transcript beside the model answer, the points and the facts."""
    attempt, facts = practised.attempt, practised.facts
    width = min(120, shutil.get_terminal_size().columns)
    said = (attempt.heard.text or "No speech heard.") if attempt.heard else attempt.problem or ""
    print(f"{attempt.pack_title} · {attempt.question.topic}\n")
    print(textwrap.fill(attempt.question.prompt, width), end="\n\n")
    _print_columns("YOU SAID", said, "A STRONG ANSWER", attempt.question.model_answer, width)
    if practised.points:
        print("\nPOINTS")
    for point in practised.points:
        is_timed = facts is not None and facts.length_s is not None
        heard = "; ".join(
            f"{evidence.start:.0f} s “{evidence.text}”" if is_timed else f"“{evidence.text}”"
            for evidence in point.evidence
        )
        print(
            textwrap.fill(
                f"{MARKS[point.status]} {point.say} [{heard or 'not heard'}]", width, subsequent_indent="  "
            )
        )
    if facts is not None:
        spoken_for = f"{facts.length_s:.0f} s, " if facts.length_s is not None else ""
        print(f"\n{spoken_for}{facts.words} words")


def show_history(attempts: list[AttemptSummary]) -> None:
    """A line an attempt."""
    if not attempts:
        print("No answers yet. `greenroom` opens the window; `greenroom practice --help` shows how to do without.")
    for attempt in attempts:
        when = attempt.started_at.astimezone()
        rating = attempt.rating.name.lower() if attempt.rating else "not rated"
        length = f"{attempt.duration_s:.0f} s" if attempt.duration_s is not None else ""
        columns = f"{attempt.id[:8]}  {when:%Y-%m-%d %H:%M}  {length:>6}  {rating:<9}  {attempt.state:<11}"
        print(f"{columns}  {attempt.prompt}")


def show_found(found: list[AttemptSummary]) -> None:
    """As the history, and below each line what shows the words that were looked for."""
    for attempt in found:
        show_history([attempt])
        print(f"          {attempt.excerpt}")


def check_packs(services: Services, files: list[Path]) -> list[dict[str, Any]]:
    """What could be better in these files, or in all packs: `[{file, findings}]`."""
    if not files:
        contents = services.library.load()
        files = [loaded.file for loaded in contents.packs] + [failed.file for failed in contents.failed]
    return [{"file": str(file), "findings": _findings(file)} for file in files]


def _findings(file: Path) -> list[str]:
    try:
        pack = load_pack(file)
        return [str(finding) for finding in [*check_pack(pack), *misspelt(pack)]]
    except PackError as error:
        return [str(problem) for problem in error.problems]


def _print_columns(left_title: str, left: str, right_title: str, right: str, width: int) -> None:
    column = (width - len(GUTTER)) // 2
    rows = zip_longest(
        [left_title, *textwrap.wrap(left, column)], [right_title, *textwrap.wrap(right, column)], fillvalue=""
    )
    for left_line, right_line in rows:
        print(f"{left_line:<{column}}{GUTTER}{right_line}".rstrip())
