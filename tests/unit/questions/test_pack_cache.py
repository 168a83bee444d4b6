"""What the library keeps of packs makes reading fast and is never believed over the file."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from greenroom.questions import library as library_module
from greenroom.questions.library import Library
from greenroom.questions.load import load_pack
from greenroom.questions.pack import Pack
from tests.unit.questions.packs import GOOD

LONG_AGO_S = 3600


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files whose YAML was read."""
    read: list[Path] = []

    def noting(file: Path) -> Pack:
        read.append(file)
        return load_pack(file)

    monkeypatch.setattr(library_module, "load_pack", noting)
    return read


def write(file: Path, text: str, *, age_s: float = LONG_AGO_S) -> None:
    file.write_text(text, encoding="utf-8")
    changed = time.time() - age_s
    os.utime(file, (changed, changed))


def titles(own: Path) -> list[str]:
    return [loaded.pack.title for loaded in Library(own.with_name("none"), own).load().packs]


def test_a_pack_that_has_not_changed_is_not_read_again(own: Path, files_read: list[Path]) -> None:
    write(own / "a.yaml", GOOD)
    first = Library(own.with_name("none"), own).load()
    again = Library(own.with_name("none"), own).load()
    assert again == first
    assert files_read == [own / "a.yaml"]


def test_a_changed_pack_is_read_again(own: Path) -> None:
    write(own / "a.yaml", GOOD)
    titles(own)
    write(own / "a.yaml", GOOD.replace("A small pack", "A other pack"), age_s=LONG_AGO_S - 10)
    assert titles(own) == ["A other pack"]


def test_a_pack_changed_a_moment_ago_is_not_kept(own: Path) -> None:
    write(own / "a.yaml", GOOD, age_s=0)
    titles(own)
    stamp = (own / "a.yaml").stat()
    (own / "a.yaml").write_text(GOOD.replace("A small pack", "A other pack"), encoding="utf-8")
    os.utime(own / "a.yaml", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert titles(own) == ["A other pack"]


def test_a_pack_that_breaks_is_told_although_it_was_kept(own: Path) -> None:
    write(own / "a.yaml", GOOD)
    titles(own)
    write(own / "a.yaml", "format: 1\n", age_s=LONG_AGO_S - 10)
    contents = Library(own.with_name("none"), own).load()
    assert [failed.file.name for failed in contents.failed] == ["a.yaml"]


@pytest.mark.parametrize("rubbish", [b"", b"\xff\xfe", b"{}", b"1 2 3\n{}"])
def test_a_damaged_cache_is_passed_over(own: Path, rubbish: bytes) -> None:
    write(own / "a.yaml", GOOD)
    titles(own)
    [kept] = list((own / ".cache").iterdir())
    kept.write_bytes(rubbish)
    assert titles(own) == ["A small pack"]


def test_without_a_place_for_the_cache_packs_load_all_the_same(own: Path) -> None:
    write(own / "a.yaml", GOOD)
    (own / ".cache").write_text("a file where the folder should be", encoding="utf-8")
    assert titles(own) == ["A small pack"]
    assert titles(own) == ["A small pack"]
