"""`python -m tests.benchmarks.history`: searching a long history as one types, beside its aim.

5,000 answers of 200 words to the questions that ship; each keystroke is one call, as the window makes it.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from greenroom.history.attempt import AttemptState, Source
from greenroom.history.models import AttemptRow
from greenroom.history.search import Wanted
from greenroom.history.store import Store
from greenroom.paths import shipped
from greenroom.questions.library import Library
from greenroom.speech.transcript import Segment, Transcript, Word
from greenroom.ui.history.list import PAGE

ANSWERS, WORDS = 5_000, 200
SEARCHES = ("confidence interval", "the model", "ai", "zzzz", "don't know")
AIM_MS = 50.0


def make_up(store: Store, packs: Path, answers: int) -> None:
    """So many answers of words of the model answers."""
    chooser = random.Random(1)
    asked = [
        (loaded.pack, question)
        for loaded in Library(packs, packs / "none").load().packs
        for question in loaded.pack.questions
        if question.kind != "choice"
    ]
    vocabulary = [word for _, question in asked for word in question.model_answer.split()]
    with Session(store._writing_engine) as session, session.begin():
        for number in range(answers):
            pack, question = chooser.choice(asked)
            said = tuple(
                Word(start=n * 0.4, end=n * 0.4 + 0.3, text=chooser.choice(vocabulary), probability=0.9)
                for n in range(WORDS)
            )
            text = " ".join(word.text for word in said)
            transcript = Transcript(
                segments=(Segment(start=0.0, end=90.0, text=text, words=said),), duration=90.0, engine="", model=""
            )
            session.add(
                AttemptRow(
                    id=uuid.uuid4().hex,
                    session_id=str(number),
                    pack_id=pack.id,
                    pack_title=pack.title,
                    round_title="",
                    question_id=question.id,
                    prompt=question.prompt,
                    topic=question.topic,
                    take_number=1,
                    started_at=datetime.now(UTC) - timedelta(minutes=number),
                    source=Source.MICROPHONE,
                    state=AttemptState.TRANSCRIBED,
                    note="Slower, and with an example." if number % 3 == 0 else "",
                    text=text,
                    question=question,
                    transcript=transcript,
                    duration_s=90.0,
                )
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, closing(Store.open(Path(folder) / "greenroom.db")) as store:
        make_up(store, shipped().packs, options.answers)
        sys.stdout.write(f"{options.answers} answers, {WORDS} words each; load {os.getloadavg()[0]:.1f}\n")
        every = []
        for search in SEARCHES:
            taken = []
            for end in range(1, len(search) + 1):
                began = time.perf_counter()
                found = store.find(Wanted(search[:end]), PAGE)
                taken.append((time.perf_counter() - began) * 1000)
            every += taken
            sys.stdout.write(
                f"{search:<22} {len(found.ids):>5} found   a keystroke {statistics.median(taken):5.0f} ms median, "
                f"{max(taken):5.0f} worst\n"
            )
        sys.stdout.write(
            f"all: {statistics.median(every):.0f} ms median, {max(every):.0f} worst; aim {AIM_MS:.0f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
