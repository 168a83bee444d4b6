"""Opening the database: what the file is, a copy before it changes, migrations up to the newest version."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from greenroom.history import errors
from greenroom.history.search import mentions
from greenroom.paths import shipped

log = logging.getLogger(__name__)

MIGRATIONS = shipped().migrations

_BUSY_TIMEOUT_S = 5.0
_HEADER = b"SQLite format 3\0"


def connect(
    database: Path, *, busy_timeout_s: float = _BUSY_TIMEOUT_S, foreign_keys: bool = True
) -> sqlite3.Connection:
    """A connection in WAL mode that begins no transaction of its own, usable from any one thread at a time."""
    connection = sqlite3.connect(database, timeout=busy_timeout_s, isolation_level=None, check_same_thread=False)
    try:
        connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted for good leaves no words in the file
        connection.create_function("mentions", 4, mentions, deterministic=True)
        _write_ahead(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL, which lasts. Another start may be doing so right now, and SQLite does not wait."""
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise


def prepare(database: Path, *, busy_timeout_s: float = _BUSY_TIMEOUT_S, migrations: Path = MIGRATIONS) -> None:
    """Make sure that `database` exists, has the newest version and can be written.

    An older one is first copied to `<name>.before-<version>` beside it. Raises DatabaseTooNew, DatabaseDamaged
    (both leave the file as it is) or DatabaseNotWritable.
    """
    newest = _versions(migrations)[-1]
    with errors.in_plain_words(database):
        found = _stored_version(database)
        if found is not None and found not in _versions(migrations):
            raise errors.too_new(database, found, newest)
        if found != newest:
            database.parent.mkdir(parents=True, exist_ok=True)
            if found is not None:
                copy_database(database, database.with_name(f"{database.name}.before-{newest}"))
            _migrate(database, busy_timeout_s, migrations)
            log.info("database %s brought from version %s to %s", database, found, newest)
        with closing(connect(database, busy_timeout_s=busy_timeout_s)) as connection:
            # Fails now where nothing could be saved later; SQLite refuses the update, not the BEGIN.
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE alembic_version SET version_num = version_num")
            connection.execute("ROLLBACK")


def _versions(migrations: Path) -> list[str]:
    """The numbers that the scripts' names begin with: known without importing Alembic, which takes 0.2 s."""
    return sorted(script.name[:4] for script in (migrations / "versions").glob("[0-9][0-9][0-9][0-9]_*.py"))


def _stored_version(database: Path) -> str | None:
    """The version that `database` was left at; None if it is absent or empty. Opens it for reading alone."""
    if not database.exists() or database.stat().st_size == 0:
        return None
    with database.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:  # SQLite itself takes a file of a few bytes for an empty one
            raise errors.damaged(database)
    with closing(sqlite3.connect(_read_only_uri(database), uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return None
        row = None
        if "alembic_version" in tables:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if row is None:
            raise errors.damaged(database)
        return str(row[0])


def _read_only_uri(database: Path) -> str:
    path = database.absolute().as_posix()
    # Path.as_uri() would put a network share into the authority, which SQLite refuses.
    return f"file://{'' if path.startswith('/') else '/'}{quote(path, safe='/:')}?mode=ro"


def copy_database(database: Path, copy: Path) -> None:
    """Copy through SQLite, so that what is still in the write-ahead log comes along; whole, or not at all."""
    partial = copy.with_name(copy.name + ".part")
    partial.unlink(missing_ok=True)
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
    partial.replace(copy)


def _migrate(database: Path, busy_timeout_s: float, migrations: Path) -> None:
    """Run every missing migration in one transaction: all of them happen, or none."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import NullPool, create_engine

    def connection_for_migrating() -> sqlite3.Connection:
        # Rebuilding a table drops the old one, which must not cascade; checked again before the commit.
        return connect(database, busy_timeout_s=busy_timeout_s, foreign_keys=False)

    engine = create_engine("sqlite://", creator=connection_for_migrating, poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(migrations).replace("%", "%%"))
        command.upgrade(config, "head")
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise errors.damaged(database)
        connection.commit()
