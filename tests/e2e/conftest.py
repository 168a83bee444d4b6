"""Fixtures that every end-to-end test may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.desk import Screen
from tests.e2e.sound import sound as sound


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A screen for one test."""
    with Screen() as screen:
        yield screen


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Where the app under test keeps everything; not there yet."""
    return tmp_path / "data"
