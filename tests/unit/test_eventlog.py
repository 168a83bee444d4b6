"""The event log: one JSON object a line, in order, from any thread."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from greenroom import eventlog
from greenroom.eventlog import event, open_event_log


def close_log() -> None:
    assert eventlog._stream is not None
    eventlog._stream.close()


@pytest.fixture
def log_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(eventlog, "_stream", None)
    path = tmp_path / "events.jsonl"
    open_event_log(path)
    yield path
    close_log()


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_without_a_log_an_event_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eventlog, "_stream", None)
    event("answer.cue")
    assert eventlog._stream is None


def test_an_event_can_be_read_as_soon_as_it_happened(log_file: Path) -> None:
    event("answer.cue", take="t1", level_dbfs=-20.5)
    [line] = lines(log_file)
    assert line["event"] == "answer.cue"
    assert line["take"] == "t1"
    assert line["level_dbfs"] == -20.5


def test_times_never_go_back(log_file: Path) -> None:
    for number in range(5):
        event("tick", number=number)
    times = [float(str(line["t"])) for line in lines(log_file)]
    assert times == sorted(times)


def test_what_json_does_not_know_is_written_as_text(log_file: Path) -> None:
    event("attempt.saved", path=Path("take.wav"))
    assert lines(log_file)[0]["path"] == "take.wav"


def test_a_line_break_in_a_field_does_not_break_the_line(log_file: Path) -> None:
    event("device.lost", device="two\nlines")
    assert lines(log_file)[0]["device"] == "two\nlines"


def test_a_second_run_appends(log_file: Path) -> None:
    event("first")
    close_log()
    open_event_log(log_file)
    event("second")
    assert [line["event"] for line in lines(log_file)] == ["first", "second"]


def test_threads_do_not_write_into_each_others_lines(log_file: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: event("tick", number=number, padding="x" * 500), range(200)))
    assert sorted(int(str(line["number"])) for line in lines(log_file)) == list(range(200))


def test_a_log_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        open_event_log(tmp_path / "missing" / "events.jsonl")
