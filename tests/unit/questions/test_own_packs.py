"""One's own packs: a good file is never written over by a bad one, and nothing typed is lost when writing fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.questions.draft import PackDraft
from greenroom.questions.load import load_pack
from greenroom.questions.own_packs import CannotSave, ChangedOnDisk, OwnPacks
from greenroom.questions.pack import Pack
from greenroom.questions.pack_error import PackError
from tests.unit.questions.packs import GOOD, read

ANY_TEXT = st.text(st.characters(blacklist_categories=["Cs"]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "packs"


@pytest.fixture
def own(folder: Path) -> OwnPacks:
    return OwnPacks(folder)


@pytest.fixture
def file(own: OwnPacks) -> Path:
    return own.create(PackDraft.of(read(GOOD)))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def disk_fails(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """From now on nothing gets through to the disk."""

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)


def test_a_pack_is_saved_and_read_back(own: OwnPacks, file: Path) -> None:
    opened = own.open(file)
    opened.draft.questions[0].prompt = "What does a p-value say?"
    saved = own.save(file, opened.draft, opened.stamp)
    assert not saved.is_draft
    assert load_pack(file).questions[0].prompt == "What does a p-value say?"
    assert load_pack(file).questions[0].id == "p-values"
    assert names(file.parent) == ["small.yaml"]


def test_a_second_pack_of_the_same_name_gets_its_own_file(own: OwnPacks, file: Path) -> None:
    second = own.create(PackDraft.of(read(GOOD)))
    assert names(file.parent) == ["small-2.yaml", "small.yaml"]
    assert second.name == "small-2.yaml"


def test_a_pack_that_cannot_be_used_is_kept_as_a_draft_and_the_good_one_stays(own: OwnPacks, file: Path) -> None:
    before = file.read_bytes()
    opened = own.open(file)
    opened.draft.questions[0].prompt = ""
    opened.draft.questions[0].why = "Typed and not to be lost."
    saved = own.save(file, opened.draft, opened.stamp)
    assert saved.is_draft
    assert file.read_bytes() == before
    again = own.open(file)
    assert again.is_draft
    assert not again.is_behind
    assert again.draft == opened.draft


def test_a_finished_draft_becomes_the_pack(own: OwnPacks, file: Path) -> None:
    opened = own.open(file)
    opened.draft.questions[0].prompt = ""
    own.save(file, opened.draft, opened.stamp)
    again = own.open(file)
    again.draft.questions[0].prompt = "And now?"
    own.save(file, again.draft, again.stamp)
    assert names(file.parent) == ["small.yaml"]
    assert load_pack(file).questions[0].prompt == "And now?"


def test_a_discarded_draft_leaves_the_pack_as_it_was(own: OwnPacks, file: Path) -> None:
    opened = own.open(file)
    opened.draft.title = ""
    own.save(file, opened.draft, opened.stamp)
    own.discard_draft(file)
    assert own.open(file).draft.title == "A small pack"


def test_a_file_that_was_changed_elsewhere_is_not_written_over(own: OwnPacks, file: Path) -> None:
    opened = own.open(file)
    theirs = file.read_text(encoding="utf-8").replace("A small pack", "Theirs")
    file.write_text(theirs, encoding="utf-8")
    opened.draft.title = "Mine"
    with pytest.raises(ChangedOnDisk, match="changed outside"):
        own.save(file, opened.draft, opened.stamp)
    assert file.read_text(encoding="utf-8") == theirs
    again = own.open(file)
    assert again.draft.title == "Mine"
    assert again.is_behind
    own.save(file, again.draft, again.stamp)
    assert load_pack(file).title == "Mine"


def test_a_draft_without_its_pack_is_still_there(own: OwnPacks, file: Path) -> None:
    opened = own.open(file)
    opened.draft.title = ""
    own.save(file, opened.draft, opened.stamp)
    file.unlink()
    assert own.open(file).draft == opened.draft


def test_a_damaged_draft_is_put_aside_and_the_pack_opens(own: OwnPacks, file: Path) -> None:
    (file.parent / "small.draft.json").write_text("{", encoding="utf-8")
    assert own.open(file).draft == PackDraft.of(read(GOOD))
    assert names(file.parent) == ["small.draft.damaged", "small.yaml"]


def test_a_file_with_comments_is_kept_before_it_is_written_anew(own: OwnPacks, folder: Path) -> None:
    folder.mkdir()
    file = folder / "small.yaml"
    by_hand = "# my notes\n" + GOOD
    file.write_text(by_hand, encoding="utf-8")
    opened = own.open(file)
    opened.draft.title = "New"
    own.save(file, opened.draft, opened.stamp)
    assert (folder / "small.yaml.by-hand").read_text(encoding="utf-8") == by_hand


def test_a_deleted_pack_comes_back_with_its_draft(own: OwnPacks, file: Path) -> None:
    opened = own.open(file)
    opened.draft.title = ""
    own.save(file, opened.draft, opened.stamp)
    before = file.read_bytes()
    moved = own.delete(file)
    assert names(file.parent) == ["deleted"]
    own.restore(moved, file)
    assert file.read_bytes() == before
    assert own.open(file).draft.title == ""


def test_two_deleted_packs_of_one_name_are_both_kept(own: OwnPacks, file: Path) -> None:
    first = own.delete(file)
    second = own.delete(own.create(PackDraft.of(read(GOOD))))
    assert first != second
    assert first.exists()
    assert second.exists()


def test_restoring_does_not_write_over_a_new_pack_of_that_name(own: OwnPacks, file: Path) -> None:
    moved = own.delete(file)
    newer = own.create(PackDraft.of(read(GOOD.replace("A small pack", "Newer"))))
    assert newer == file
    back = own.restore(moved, file)
    assert load_pack(newer).title == "Newer"
    assert load_pack(back).title == "A small pack"


def test_a_file_that_is_no_pack_says_what_is_wrong(own: OwnPacks, folder: Path) -> None:
    folder.mkdir()
    (folder / "a.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(PackError, match="title"):
        own.open(folder / "a.yaml")


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "The disk is full."), (errno.EROFS, "may not be written to"), (errno.EIO, "The system says")],
)
@pytest.mark.parametrize("title", ["Changed", ""])
def test_a_save_that_fails_leaves_everything_as_it_was(
    own: OwnPacks, file: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, title: str
) -> None:
    before = file.read_bytes()
    opened = own.open(file)
    opened.draft.title = title
    disk_fails(monkeypatch, number)
    with pytest.raises(CannotSave, match=words):
        own.save(file, opened.draft, opened.stamp)
    assert file.read_bytes() == before
    assert names(file.parent) == ["small.yaml"]


@pytest.mark.parametrize(
    "do",
    [
        lambda own, file: own.create(PackDraft.of(read(GOOD))),
        lambda own, file: own.delete(file),
        lambda own, file: own.restore(file, file.with_name("other.yaml")),
        lambda own, file: own.discard_draft(file),
    ],
    ids=["create", "delete", "restore", "discard"],
)
def test_every_other_write_that_fails_says_so_too(
    own: OwnPacks, file: Path, monkeypatch: pytest.MonkeyPatch, do: Callable[[OwnPacks, Path], object]
) -> None:
    before = file.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    for name in ("replace", "unlink", "mkdir"):
        monkeypatch.setattr(Path, name, fail)
    with pytest.raises(CannotSave, match="may not be written to"):
        do(own, file)
    assert file.read_bytes() == before


@given(title=ANY_TEXT, why=ANY_TEXT, phrases=st.lists(ANY_TEXT))
def test_whatever_is_typed_is_there_when_the_pack_is_opened_again(
    tmp_path_factory: pytest.TempPathFactory, title: str, why: str, phrases: list[str]
) -> None:
    own = OwnPacks(tmp_path_factory.mktemp("packs"))
    file = own.create(PackDraft.of(read(GOOD)))
    opened = own.open(file)
    opened.draft.title, opened.draft.questions[0].why = title, why
    opened.draft.questions[0].points[0].listen_for = phrases
    saved = own.save(file, opened.draft, opened.stamp)
    assert saved.is_draft == isinstance(opened.draft.checked(), list)
    again = own.open(file).draft
    assert again.title.strip() == title.strip()
    assert again.questions[0].why.strip() == why.strip()
    assert [one.strip() for one in again.questions[0].points[0].listen_for] == [one.strip() for one in phrases]
    assert isinstance(load_pack(file), Pack)
