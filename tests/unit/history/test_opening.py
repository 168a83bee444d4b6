"""What opening a database does to the file, and what it says when it cannot."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from greenroom.history.attempt import Source
from greenroom.history.errors import DatabaseDamaged, DatabaseNotWritable, DatabaseTooNew
from greenroom.history.models import Base
from greenroom.history.opening import MIGRATIONS, prepare
from greenroom.history.store import Store
from greenroom.questions.pack import Pack, Question

NEXT_MIGRATION = '''
"""A table that the next version has."""
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table("stars", sa.Column("attempt_id", sa.Text(), sa.ForeignKey("attempts.id"), primary_key=True))
    with op.batch_alter_table("attempts") as attempts:
        attempts.add_column(sa.Column("mood", sa.Text(), nullable=True))
'''


@pytest.fixture
def next_migrations(tmp_path: Path) -> Path:
    """The migrations of a version to come, which has one more."""
    folder = tmp_path / "100 % next" / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0004_stars.py").write_text(NEXT_MIGRATION, encoding="utf-8")
    return folder


@pytest.fixture
def kept(database: Path, pack: Pack, question: Question) -> str:
    """The id of an attempt in a closed database."""
    with closing(Store.open(database)) as store:
        return store.start_attempt(pack=pack, question=question, session_id="s", source=Source.MICROPHONE).id


def version(database: Path) -> str:
    with closing(sqlite3.connect(database)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def test_a_fresh_database_has_exactly_the_tables_of_the_models(database: Path) -> None:
    prepare(database)
    engine = create_engine(f"sqlite:///{database}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_missing_folders_are_made_whatever_they_are_called(tmp_path: Path) -> None:
    database = tmp_path / "Büro #1 100%? 日本" / "data" / "greenroom.db"
    Store.open(database).close()
    Store.open(database).close()
    assert database.is_file()


def test_an_empty_file_is_a_fresh_database(database: Path) -> None:
    database.touch()
    with closing(Store.open(database)) as store:
        assert store.attempts() == []


def test_history_can_be_read_while_another_program_writes(database: Path, kept: str) -> None:
    with (
        closing(Store.open(database, busy_timeout_s=0.05)) as store,
        closing(sqlite3.connect(database, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE attempts SET note = 'not committed yet'")
        assert store.attempt(kept).note == ""


@pytest.mark.parametrize("module", ["greenroom.history.attempt", "greenroom.history.errors"])
def test_types_are_known_without_importing_the_database_library(module: str) -> None:
    look = f"import sys, {module}; sys.exit('sqlalchemy' in sys.modules or 'alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], check=False, timeout=60).returncode == 0


@pytest.mark.usefixtures("kept")
def test_a_database_of_this_version_opens_without_importing_the_migration_tool(database: Path) -> None:
    look = (
        "import sys, pathlib; from greenroom.history.store import Store; "
        "Store.open(pathlib.Path(sys.argv[1])).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", look, str(database)], check=False, timeout=60).returncode == 0


def test_several_starts_at_once_make_one_database(database: Path) -> None:
    start_on_signal = (
        "import pathlib, sys, alembic.command; from greenroom.history.store import Store; "
        "print(flush=True); sys.stdin.read(); Store.open(pathlib.Path(sys.argv[1])).close()"
    )
    command = [sys.executable, "-c", start_on_signal, str(database)]
    with ExitStack() as running:
        starts = [
            running.enter_context(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
            for _ in range(3)
        ]
        for start in starts:
            assert start.stdout is not None
            start.stdout.readline()
        for start in starts:
            assert start.stdin is not None
            start.stdin.close()
        assert [start.wait(timeout=60) for start in starts] == [0, 0, 0]
    assert version(database) == "0003"


def test_an_older_database_is_copied_and_then_migrated(database: Path, kept: str, next_migrations: Path) -> None:
    with closing(Store.open(database, migrations=next_migrations)) as store:
        assert store.attempt(kept).id == kept
    assert version(database) == "0004"
    copy = database.with_name("greenroom.db.before-0004")
    assert version(copy) == "0003"
    with closing(Store.open(copy)) as store:
        assert store.attempt(kept).id == kept


def test_the_copy_holds_what_a_crash_left_in_the_write_ahead_log(
    tmp_path: Path, database: Path, kept: str, next_migrations: Path
) -> None:
    crashed = tmp_path / "crashed" / "greenroom.db"
    crashed.parent.mkdir()
    with closing(Store.open(database)) as store:
        store.note(kept, "only in the log so far")
        for suffix in ("", "-wal"):
            shutil.copy(f"{database}{suffix}", f"{crashed}{suffix}")

    Store.open(crashed, migrations=next_migrations).close()
    with closing(Store.open(crashed.with_name("greenroom.db.before-0004"))) as store:
        assert store.attempt(kept).note == "only in the log so far"


def test_a_migration_that_fails_changes_nothing(database: Path, kept: str, next_migrations: Path) -> None:
    broken = NEXT_MIGRATION + "    raise RuntimeError('half way')\n"
    (next_migrations / "versions" / "0004_stars.py").write_text(broken, encoding="utf-8")
    with pytest.raises(RuntimeError, match="half way"):
        Store.open(database, migrations=next_migrations)
    with closing(Store.open(database)) as store:
        assert store.attempt(kept).id == kept
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'stars'").fetchone() is None


def test_a_first_start_that_fails_half_way_can_be_repeated(database: Path, next_migrations: Path) -> None:
    broken = NEXT_MIGRATION + "    raise RuntimeError('half way')\n"
    (next_migrations / "versions" / "0004_stars.py").write_text(broken, encoding="utf-8")
    with pytest.raises(RuntimeError, match="half way"):
        Store.open(database, migrations=next_migrations)
    with closing(Store.open(database)) as store:
        assert store.attempts() == []


@pytest.mark.usefixtures("kept")
def test_a_newer_database_is_refused_and_not_touched(database: Path, next_migrations: Path) -> None:
    Store.open(database, migrations=next_migrations).close()
    before = database.read_bytes()
    with pytest.raises(DatabaseTooNew) as refused:
        Store.open(database)
    assert database.read_bytes() == before
    assert "Install the newest Greenroom" in str(refused.value)
    assert str(database) in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [b"Dear diary,\n" * 500, b"SQLite format 3\0" + b"\xff" * 5000, b"x"],
    ids=["text", "rubbish after the header", "one letter"],
)
def test_a_file_that_is_no_database_is_refused_and_not_touched(database: Path, content: bytes) -> None:
    database.write_bytes(content)
    with pytest.raises(DatabaseDamaged) as refused:
        Store.open(database)
    assert database.read_bytes() == content
    assert str(database) in refused.value.why
    assert "move the file to a safe place" in refused.value.remedy


def test_another_programs_database_is_refused_and_not_touched(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    before = database.read_bytes()
    with pytest.raises(DatabaseDamaged, match="not a Greenroom database"):
        Store.open(database)
    assert database.read_bytes() == before


def test_damage_inside_the_file_is_told_where_it_is_met(database: Path, kept: str) -> None:
    with closing(sqlite3.connect(database)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attempts'").fetchone()
        (page_bytes,) = connection.execute("PRAGMA page_size").fetchone()
    with database.open("r+b") as file:
        file.seek((root - 1) * page_bytes)
        file.write(b"\xff" * page_bytes)
    with closing(Store.open(database)) as store, pytest.raises(DatabaseDamaged, match="cannot be read"):
        store.attempt(kept)


def test_a_folder_in_the_databases_place_is_told(database: Path) -> None:
    database.mkdir()
    with pytest.raises(DatabaseNotWritable, match="cannot save to"):
        Store.open(database)


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(DatabaseNotWritable, match="cannot be written to"):
        Store.open(tmp_path / "data" / "greenroom.db")


@pytest.mark.usefixtures("kept")
def test_a_database_that_another_program_holds_is_told(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseNotWritable, match="Another program is using it"):
            Store.open(database, busy_timeout_s=0.05)


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder whose permissions bind this process: for the superuser, by acting as somebody else for the test."""
    if sys.platform == "win32":
        pytest.skip("permissions of another kind")
    folder = Path(tempfile.mkdtemp())
    if os.geteuid() == 0:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    yield folder
    if os.getuid() == 0:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)


def test_a_read_only_file_is_told_at_opening(own_folder: Path) -> None:
    database = own_folder / "greenroom.db"
    Store.open(database).close()
    database.chmod(0o444)
    before = database.read_bytes()
    with pytest.raises(DatabaseNotWritable, match="cannot be written to"):
        Store.open(database)
    assert database.read_bytes() == before


def test_a_read_only_folder_is_told_at_opening(own_folder: Path) -> None:
    database = own_folder / "greenroom.db"
    Store.open(database).close()
    own_folder.chmod(0o555)
    with pytest.raises(DatabaseNotWritable, match="cannot be written to"):
        Store.open(database)


def test_a_folder_where_nothing_can_be_made_is_told(own_folder: Path) -> None:
    own_folder.chmod(0o555)
    with pytest.raises(DatabaseNotWritable, match="cannot be written to"):
        Store.open(own_folder / "data" / "greenroom.db")
