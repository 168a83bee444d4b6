"""Erasing everything leaves nothing of the person, and touches nothing of others."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from greenroom.app import log_to_file
from greenroom.errors import UserError
from greenroom.history.erasing import erase_everything
from greenroom.history.store import Store
from greenroom.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths(tmp_path / "data")
    Store.open(paths.database).close()
    files = [
        paths.take("a" * 32),
        *(paths.packs / "mine.yaml", paths.voice_cache / "one.wav", paths.pack_cache / "one", paths.models / "m"),
        *(paths.settings, paths.log, paths.database.with_name("greenroom.db.before-0003")),
        *(paths.data_dir / "before-restoring-2026-01-01-120000" / "greenroom.db", paths.data_dir / "other.txt"),
        paths.data_dir / ".restoring-cut-off" / "greenroom.db",
    ]
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("something", encoding="utf-8")
    return paths


def test_nothing_of_the_person_is_left_and_what_others_put_there_is(paths: Paths) -> None:
    erase_everything(paths)
    assert [path.name for path in paths.data_dir.iterdir()] == ["other.txt"]


def test_what_cannot_be_erased_is_named_and_the_rest_is_gone(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.yaml", "z.yaml"):
        (paths.packs / name).write_text("something", encoding="utf-8")
    remove = os.unlink

    def held(file: str, *, dir_fd: int | None = None) -> None:
        if Path(file).name == "mine.yaml":
            raise PermissionError(13, "Permission denied")
        remove(file, dir_fd=dir_fd)

    monkeypatch.setattr(os, "unlink", held)
    with pytest.raises(UserError, match=f"Still there: {paths.packs}"):
        erase_everything(paths)
    assert sorted(path.name for path in paths.data_dir.iterdir()) == ["other.txt", "packs"]
    assert [path.name for path in paths.packs.iterdir()] == ["mine.yaml"]


def test_the_log_is_closed_before_it_goes(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    log_to_file(paths)
    erase_everything(paths)
    logging.getLogger("greenroom").error("after")
    assert not paths.log.exists()
