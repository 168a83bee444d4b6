"""`greenroom history …` as a person types it: each runs as a program of its own."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from greenroom.history.attempt import Source
from greenroom.history.store import Store
from greenroom.paths import Paths
from greenroom.questions.pack import Pack
from greenroom.review.typed import transcript_of_typed

SECONDS = 60

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data")


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    store = Store.open(paths.database)
    yield store
    store.close()


@pytest.fixture
def history(paths: Paths) -> Run:
    """`greenroom history` with these words."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "greenroom", "--data-dir", paths.data_dir, "history", *words]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)

    return run


def answer(store: Store, pack: Pack, text: str, question: int = 0) -> str:
    attempt = store.start_attempt(pack=pack, question=pack.questions[question], session_id="s", source=Source.TYPED)
    store.save_transcript(attempt.id, transcript_of_typed(text))
    return attempt.id


def test_a_search_prints_what_was_found_and_why(history: Run, store: Store, pack: Pack) -> None:
    answer(store, pack, "It assumes the null.")
    found = answer(store, pack, "I would impute it.", question=1)
    (line,) = json.loads(history("search", "impute", "--json").stdout)["attempts"]
    assert (line["id"], line["snippet"]) == (found, "I would impute it.")
    assert "I would impute it." in history("search", "would", "imp").stdout
    nothing = history("search", "walrus")
    assert (nothing.returncode, nothing.stdout.startswith("No answer has “walrus”")) == (0, True)


def test_answers_are_exported_as_people_and_programs_read_them(
    history: Run, store: Store, pack: Pack, tmp_path: Path
) -> None:
    first = answer(store, pack, "It assumes the null; “=1+1” is said.")
    second = answer(store, pack, "I would impute it.", question=1)
    store.note(second, "Slower, and\nwith an example.")
    for ending in ("markdown", "csv", "json"):
        done = history("export", "--format", ending, "-o", tmp_path / ending)
        assert (done.returncode, done.stdout) == (0, f"2 answers in {tmp_path / ending}.\n")
    written = (tmp_path / "markdown").read_text(encoding="utf-8")
    assert written.index("# How do you treat missing data?") < written.index("# What is a p-value?")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv").read_bytes().decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == [second, first]
    assert (rows[0]["note"], rows[0]["said"]) == ("Slower, and\nwith an example.", "I would impute it.")
    assert rows[1]["points"] == "3"
    documents = json.loads((tmp_path / "json").read_text(encoding="utf-8"))["answers"]
    assert documents[0]["attempt"]["note"] == "Slower, and\nwith an example."
    assert documents[1]["points"][0]["say"] == "assumes the null"


def test_an_answer_without_a_transcript_is_exported_with_the_reason(
    history: Run, store: Store, pack: Pack, tmp_path: Path
) -> None:
    attempt = store.start_attempt(pack=pack, question=pack.questions[0], session_id="s", source=Source.MICROPHONE)
    store.fail_transcription(attempt.id, "The helper ended.")
    answer(store, pack, "Not this one.")
    history("export", attempt.id[:12], "--format", "markdown", "-o", tmp_path / "one.md")
    written = (tmp_path / "one.md").read_text(encoding="utf-8")
    assert "Not transcribed. The helper ended." in written
    assert "Not this one" not in written


def test_what_is_backed_up_can_be_restored_elsewhere(
    history: Run, store: Store, pack: Pack, paths: Paths, tmp_path: Path
) -> None:
    kept = answer(store, pack, "It assumes the null.")
    done = history("backup", tmp_path / "all.zip")
    assert done.stdout.startswith("1 answer, recordings, your packs")
    store.close()
    done = history("restore", tmp_path / "all.zip")
    assert done.returncode == 0, done.stderr
    assert "Restored" in done.stdout
    assert "What was kept before is in" in done.stdout
    assert json.loads(history("list", "--json").stdout)["attempts"][0]["id"] == kept
    refused = history("restore", tmp_path / "none.zip")
    assert (refused.returncode, "Nothing was restored." in refused.stderr) == (1, True)
