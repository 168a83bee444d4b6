"""What is handed to somebody who helps, and what never is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from greenroom.app import build_services
from greenroom.diagnostics import LOG_LINES, diagnostics
from greenroom.paths import Paths
from greenroom.services import Services

LOG = """2026-03-02 10:00:00,123 INFO greenroom.ui.background: told: /home/anna/My answer.mp3 is no recording.
2026-03-02 10:00:01,000 INFO greenroom.ui.background: told the person: There is no answer “0a1b”. It may have gone.
2026-03-02 10:00:02,000 ERROR greenroom.ui.background: background work failed
Traceback (most recent call last):
  File "/home/anna/.venv/lib/python3.11/site-packages/greenroom/history/store.py", line 12, in note
    row.note = text
OSError: [Errno 2] No such file or directory: '/home/anna/.local/share/Greenroom/attempts/0a/take.wav'
2026-03-02 10:00:03,000 WARNING greenroom.speech.archive: C:\\Users\\anna\\take.wav stays a WAV: too long
2026-03-02 10:00:04,000 WARNING greenroom.history: attempt 0a1b2c3d4e5f60718293a4b5c6d7e8f9 of anna is gone
"""


@pytest.fixture
def services(tmp_path: Path) -> Services:
    paths = Paths(tmp_path / "data of anna")
    paths.data_dir.mkdir()
    paths.log.write_text(LOG, encoding="utf-8")
    return build_services(paths)


def test_it_tells_version_system_devices_and_model(services: Services) -> None:
    told = diagnostics(services, ["Built-in Microphone"], [], "Qt 6.11 (xcb)")
    assert told.startswith("Greenroom 0.1.0\nSystem: ")
    assert "Qt 6.11 (xcb)" in told
    assert "Microphones: Built-in Microphone; chosen: the system’s" in told
    assert "Speakers: none" in told
    assert "Speech model: tiny.en" in told
    assert f"Python {sys.version.split()[0]}" in told


def test_it_tells_what_failed_where_and_no_name_of_the_person(services: Services) -> None:
    services.settings.change(model=str(services.paths.data_dir / "my-model"))
    told = diagnostics(services, [], [], "Qt")
    assert 'File "greenroom/history/store.py", line 12, in note' in told
    assert "row.note = text" in told
    assert "OSError: [Errno 2] No such file or directory: …" in told
    for private in ("anna", "My answer", "0a1b", "take.wav", "my-model"):
        assert private not in told


def test_a_long_log_is_cut_to_its_end_and_a_missing_one_is_said(services: Services) -> None:
    services.paths.log.write_text("".join(f"line {number}\n" for number in range(500)), encoding="utf-8")
    lines = diagnostics(services, [], [], "Qt").splitlines()
    assert (lines[-LOG_LINES], lines[-1]) == (f"line {500 - LOG_LINES}", "line 499")
    services.paths.log.unlink()
    assert diagnostics(services, [], [], "Qt").endswith("There is none: No such file or directory.")
