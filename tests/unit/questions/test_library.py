"""The library lists what can be used, what cannot and why, and finds packs and questions by id."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from greenroom.errors import UserError
from greenroom.questions.library import Library
from greenroom.questions.pack_error import PackError
from tests.unit.questions.packs import GOOD


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "small.yaml").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def _with_id(pack_id: str) -> str:
    return GOOD.replace("id: small", f"id: {pack_id}")


def test_shipped_packs_come_first_then_the_persons_own(shipped: Path, own: Path) -> None:
    (own / "a.yml").write_text(_with_id("mine"), encoding="utf-8")
    contents = Library(shipped, own).load()
    assert [(one.pack.id, one.shipped, one.file.name) for one in contents.packs] == [
        ("small", True, "small.yaml"),
        ("mine", False, "a.yml"),
    ]
    assert contents.failed == ()


def test_a_missing_own_folder_holds_no_packs(shipped: Path, tmp_path: Path) -> None:
    contents = Library(shipped, tmp_path / "not-made-yet").load()
    assert [one.pack.id for one in contents.packs] == ["small"]
    assert contents.failed == ()


def test_a_broken_pack_never_hides_the_others(shipped: Path, own: Path) -> None:
    (own / "a.yaml").write_text("format: 1\nid: broken", encoding="utf-8")
    (own / "b.yaml").write_text(_with_id("mine"), encoding="utf-8")
    contents = Library(shipped, own).load()
    assert [one.pack.id for one in contents.packs] == ["small", "mine"]
    (failed,) = contents.failed
    assert failed.file == own / "a.yaml"
    assert {problem.field for problem in failed.error.problems} == {"title", "rounds", "questions"}


def test_of_two_packs_with_one_id_the_later_fails_and_both_files_are_named(shipped: Path, own: Path) -> None:
    (own / "copy.yaml").write_text(GOOD, encoding="utf-8")
    contents = Library(shipped, own).load()
    assert [one.file for one in contents.packs] == [shipped / "small.yaml"]
    told = str(contents.failed[0].error)
    assert str(shipped / "small.yaml") in told
    assert str(own / "copy.yaml") in told


def test_only_yaml_files_are_taken_for_packs(shipped: Path, own: Path) -> None:
    (own / "notes.txt").write_text("not a pack", encoding="utf-8")
    (own / "._small.yaml").write_bytes(b"\x00\x05\x16\x07")
    (own / "folder.yaml").mkdir()
    contents = Library(shipped, own).load()
    assert len(contents.packs) == 1
    assert contents.failed == ()


def test_a_folder_that_cannot_be_opened_is_told(shipped: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    contents = Library(shipped, blocked).load()
    assert len(contents.packs) == 1
    assert "This folder of packs cannot be opened" in str(contents.failed[0].error)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_pack_that_may_not_be_read_is_told(shipped: Path, own: Path) -> None:
    locked = own / "locked.yaml"
    locked.write_text(GOOD, encoding="utf-8")
    locked.chmod(0)
    (failed,) = Library(shipped, own).load().failed
    assert "check who may open it" in str(failed.error)


def test_a_question_is_found_by_its_ids(shipped: Path, own: Path) -> None:
    library = Library(shipped, own)
    assert library.question("small", "a-project").prompt == "Tell me about a project."


def test_loading_again_sees_what_changed(shipped: Path, own: Path) -> None:
    library = Library(shipped, own)
    library.load()
    (own / "new.yaml").write_text(_with_id("new"), encoding="utf-8")
    library.load()
    assert library.find("new").id == "new"


def test_an_unknown_pack_suggests_the_nearest(shipped: Path, own: Path) -> None:
    with pytest.raises(UserError, match=r"There is no pack “smal”\. Did you mean “small”\?"):
        Library(shipped, own).find("smal")


def test_an_unknown_question_suggests_the_nearest_and_lists_all(shipped: Path, own: Path) -> None:
    with pytest.raises(UserError) as caught:
        Library(shipped, own).question("small", "p-value")
    assert "Did you mean “p-values”?" in caught.value.what
    assert "p-values, a-project, odd-one-out" in caught.value.why


def test_asking_for_a_broken_pack_says_what_is_wrong_with_it(shipped: Path, own: Path) -> None:
    (own / "mine.yaml").write_text(_with_id("mine").replace("answer: 1", "answer: x"), encoding="utf-8")
    with pytest.raises(PackError, match="Line 41"):
        Library(shipped, own).find("mine")


def test_without_any_pack_the_remedy_is_to_check(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="greenroom packs check"):
        Library(tmp_path, tmp_path).find("small")


def test_the_list_is_plain_data(shipped: Path, own: Path) -> None:
    (own / "broken.yaml").write_text("format: 9", encoding="utf-8")
    listed = json.loads(json.dumps(Library(shipped, own).load().as_data()))
    assert listed["packs"][0]["id"] == "small"
    assert listed["packs"][0]["questions"] == 3
    assert listed["failed"][0]["problems"][0]["line"] == 1
