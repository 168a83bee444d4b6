"""`python -m tests.benchmarks.library`: how long 200 packs of 100 questions take to load, first and again.

Prints the figures as JSON. The questions are those of the packs that ship, so that their length is real.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from greenroom.paths import shipped
from greenroom.questions.dump import pack_as_yaml
from greenroom.questions.library import Library
from greenroom.questions.pack import Pack, Question

PACKS, QUESTIONS = 200, 100
RUNS = 5
AN_HOUR_S = 3600


def write_packs(folder: Path, number: int) -> int:
    """Write packs of spoken questions with a round each; the bytes written."""
    loaded_packs = Library(shipped().packs, folder).load().packs
    spoken = [one for loaded in loaded_packs for one in loaded.pack.questions if one.kind != "choice"]
    size = 0
    for at in range(number):
        taken: list[Question] = [
            one.model_copy(update={"id": f"question-{index}", "round": "interview"})
            for index, one in enumerate(islice(cycle(spoken), at, at + QUESTIONS))
        ]
        interview = {"id": "interview", "title": "Interview", "about": "All of it."}
        questions = [one.model_dump() for one in taken]
        pack = Pack.model_validate(
            {"format": 1, "id": f"pack-{at}", "title": f"Pack {at}", "rounds": [interview], "questions": questions}
        )
        file = folder / f"pack-{at:03}.yaml"
        file.write_text(pack_as_yaml(pack), encoding="utf-8")
        long_ago = time.time() - AN_HOUR_S
        os.utime(file, (long_ago, long_ago))
        size += file.stat().st_size
    return size


def seconds_to_load(library: Library) -> float:
    begun = time.perf_counter()
    contents = library.load()
    taken_s = time.perf_counter() - begun
    if contents.failed:
        raise SystemExit(str(contents.failed[0].error))
    return taken_s


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packs", type=int, default=PACKS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        size = write_packs(Path(folder), options.packs)

        def new_library() -> Library:
            """As a new process has it."""
            return Library(Path(folder) / "none", Path(folder))

        first_s = seconds_to_load(new_library())
        again_s = [seconds_to_load(new_library()) for _ in range(RUNS)]
        library = new_library()
        library.load()
        unchanged_s = [seconds_to_load(library) for _ in range(RUNS)]
    figures = {
        "packs": options.packs,
        "questions": options.packs * QUESTIONS,
        "megabytes": round(size / 1e6, 1),
        "first_load_s": round(first_s, 2),
        "load_again_s": {"median": round(statistics.median(again_s), 3), "worst": round(max(again_s), 3)},
        "look_for_changes_s": {"median": round(statistics.median(unchanged_s), 3)},
    }
    print(json.dumps(figures, indent=2))  # noqa: T201 - the figures are the output


if __name__ == "__main__":
    main()
