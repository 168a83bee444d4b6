"""`greenroom history …` as a person types it: each runs as a program of its own."""

from __future__ import annotations

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
