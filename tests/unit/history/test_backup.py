"""A backup brings everything back; what goes wrong leaves neither half a file nor a changed history."""

from __future__ import annotations

import errno
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from greenroom.errors import UserError
from greenroom.history.attempt import Rating, Source
from greenroom.history.backup import Cancelled, back_up, restore
from greenroom.history.errors import DatabaseTooNew
from greenroom.history.search import Wanted
from greenroom.history.store import Store
from greenroom.paths import Paths
from greenroom.questions.pack import Pack
from greenroom.review.typed import transcript_of_typed

SOUND = b"fLaC" + bytes(range(256)) * 40


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data")


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    store = Store.open(paths.database)
    yield store
    store.close()


def answer(store: Store, paths: Paths, pack: Pack, text: str) -> str:
    attempt = store.start_attempt(pack=pack, question=pack.questions[0], session_id="s", source=Source.MICROPHONE)
    take = paths.take(attempt.id).with_suffix(".flac")
    take.parent.mkdir(parents=True)
    take.write_bytes(SOUND)
    store.finish_recording(attempt.id, 60.0)
    store.save_transcript(attempt.id, transcript_of_typed(text))
    store.rate(attempt.id, Rating.GOOD)
    store.note(attempt.id, f"Note of: {text}")
    return attempt.id


@pytest.fixture
def ids(store: Store, paths: Paths, pack: Pack) -> list[str]:
    """A kept answer and one in the trash, beside a pack and settings."""
    ids = [answer(store, paths, pack, "It assumes the null."), answer(store, paths, pack, "A mistake.")]
    store.trash(ids[1:])
    paths.packs.mkdir()
    (paths.packs / "mine.yaml").write_text("title: Mine", encoding="utf-8")
    paths.settings.write_text('{"appearance": "dark"}', encoding="utf-8")
    return ids


@pytest.fixture
def backup(paths: Paths, ids: list[str], tmp_path: Path) -> Path:
    made = tmp_path / "backup.zip"
    assert back_up(paths, made) == len(ids)
    return made


def test_everything_comes_back_in_an_empty_folder(
    store: Store, backup: Path, ids: list[str], tmp_path: Path
) -> None:
    elsewhere = Paths(tmp_path / "elsewhere")
    assert restore(backup, elsewhere) is None
    with closing(Store.open(elsewhere.database)) as brought:
        assert [brought.attempt(each) for each in ids] == [store.attempt(each) for each in ids]
        assert list(brought.find(Wanted(in_trash=True), limit=9).ids) == ids[1:]
    for each in ids:
        recording = elsewhere.recording(each)
        assert recording is not None
        assert recording.read_bytes() == SOUND
    assert (elsewhere.packs / "mine.yaml").read_text(encoding="utf-8") == "title: Mine"
    assert elsewhere.settings.read_text(encoding="utf-8") == '{"appearance": "dark"}'
    assert sorted(path.name for path in elsewhere.data_dir.iterdir()) == [
        *("attempts", "greenroom.db", "packs", "settings.json")
    ]


def test_a_backup_opens_without_greenroom(backup: Path, ids: list[str]) -> None:
    with zipfile.ZipFile(backup) as packed:
        assert packed.testzip() is None
        answers = json.loads(packed.read("answers.json"))["answers"]
    assert [each["attempt"]["id"] for each in answers] == ids
    assert [each["in_trash"] for each in answers] == [False, True]
    assert answers[0]["attempt"]["note"] == "Note of: It assumes the null."
    assert answers[0]["attempt"]["rating"] == "good"


def test_restoring_keeps_what_was_there(
    store: Store, paths: Paths, pack: Pack, backup: Path, ids: list[str]
) -> None:
    later = answer(store, paths, pack, "A later answer.")
    store.close()
    aside = restore(backup, paths)
    assert aside is not None
    assert aside.parent == paths.data_dir
    with closing(Store.open(paths.database)) as restored:
        assert [line.id for line in restored.attempts()] == ids[:1]
    assert paths.recording(later) is None
    with closing(Store.open(Paths(aside).database)) as before:
        assert [line.id for line in before.attempts()] == [later, ids[0]]
    assert Paths(aside).recording(later) is not None


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def changed(backup: Path, name: str, content: bytes) -> Path:
    """The same backup with another content of one file."""
    made = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(made, "w") as target:
        for item in source.namelist():
            target.writestr(item, content if item == name else source.read(item))
    return made


def test_a_backup_of_a_newer_greenroom_is_refused(store: Store, paths: Paths, backup: Path, tmp_path: Path) -> None:
    store.close()
    newer = tmp_path / "newer.db"
    with zipfile.ZipFile(backup) as packed:
        newer.write_bytes(packed.read("greenroom.db"))
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    before = everything(paths.data_dir)
    with pytest.raises(DatabaseTooNew, match="written by a newer Greenroom"):
        restore(changed(backup, "greenroom.db", newer.read_bytes()), paths)
    assert everything(paths.data_dir) == before


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all" * 99])
def test_what_is_no_backup_is_refused(store: Store, paths: Paths, ids: list[str], content: bytes) -> None:
    store.close()
    before = everything(paths.data_dir)
    wrong = paths.data_dir.parent / "wrong.zip"
    wrong.write_bytes(content)
    with pytest.raises(UserError, match=r"wrong\.zip cannot be restored"):
        restore(wrong, paths)
    assert everything(paths.data_dir) == before


def test_a_damaged_backup_is_refused(store: Store, paths: Paths, backup: Path) -> None:
    store.close()
    before = everything(paths.data_dir)
    content = bytearray(backup.read_bytes())
    content[content.index(SOUND) + 100] ^= 1
    backup.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        restore(backup, paths)
    assert everything(paths.data_dir) == before


def test_names_that_lead_elsewhere_are_left_alone(paths: Paths, backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup, "a") as packed:
        for name in ("../evil.txt", "packs/../../evil.yaml", "/evil.txt", "attempts/x/take.wav", "notes.txt"):
            packed.writestr(name, "evil")
    elsewhere = Paths(tmp_path / "elsewhere")
    restore(backup, elsewhere)
    assert b"evil" not in everything(tmp_path / "elsewhere").values()
    assert not list(tmp_path.glob("evil*"))


def test_a_full_disk_while_backing_up_is_told_and_leaves_nothing_half(
    paths: Paths, ids: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("greenroom.history.backup._pack_recording", full)
    with pytest.raises(UserError, match=r"backup\.zip was not written.*No space left.*Nothing half"):
        back_up(paths, folder / "backup.zip")
    assert list(folder.iterdir()) == []


def test_cancelling_leaves_nothing_and_an_older_backup_as_it_was(paths: Paths, backup: Path) -> None:
    before = backup.read_bytes()
    shares: list[float] = []
    with pytest.raises(Cancelled):
        back_up(paths, backup, told=shares.append, is_cancelled=lambda: bool(shares))
    assert shares == [0.5]
    assert backup.read_bytes() == before
    assert [path.name for path in backup.parent.iterdir() if path.name.startswith(".")] == []


def test_a_disk_that_fills_while_restoring_leaves_all_as_it_was(
    store: Store, paths: Paths, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    before = everything(paths.data_dir)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(UserError, match=r"Nothing was restored.*No space left"):
        restore(backup, paths)
    assert everything(paths.data_dir) == before


def test_a_move_that_fails_half_way_is_taken_back(
    store: Store, paths: Paths, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    before = everything(paths.data_dir)
    rename = Path.rename

    def held(self: Path, target: Path) -> Path:
        if self.name == "packs" and ".restoring" in str(self):
            raise PermissionError(errno.EACCES, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(UserError, match=r"Nothing was restored.*Permission denied"):
        restore(backup, paths)
    assert everything(paths.data_dir) == before
