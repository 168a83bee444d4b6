"""`greenroom history …`: what is kept, listed, shown and searched without a window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from greenroom.output import print_json
from greenroom.services import Services

Command = Callable[[Services, argparse.Namespace], int]


class AddCommand(Protocol):
    """Adds a command to the parser, which runs it with `run`."""

    def __call__(self, name: str, run: Command, text: str, parent: Any = ...) -> argparse.ArgumentParser: ...


def add_commands(command: AddCommand, parent: Any) -> None:
    """Add what follows `greenroom history`."""
    listed = command("list", _list, "all answers, newest first", parent)
    shown = command("show", _show, "one answer beside the model answer", parent)
    shown.add_argument("attempt", metavar="ID", help="an answer's id, or its beginning")
    search = command("search", _search, "the answers whose question, transcript or note has these words", parent)
    search.add_argument("text", metavar="TEXT", nargs="+")
    export = command("export", _export, "answers as Markdown, CSV, JSON or PDF", parent)
    export.add_argument(
        "attempts", metavar="ID", nargs="*", help="which answers; all of them unless some are named"
    )
    export.add_argument("--format", choices=("markdown", "csv", "json", "pdf"), required=True)
    export.add_argument("-o", "--output", type=Path, metavar="FILE", required=True)
    backup = command("backup", _backup, "everything that is kept, recordings too, in one file", parent)
    backup.add_argument("file", type=Path, metavar="FILE.zip")
    restore = command("restore", _restore, "what a backup holds, in place of what is kept now", parent)
    restore.add_argument("file", type=Path, metavar="FILE.zip")
    for made in (listed, shown, search):
        made.add_argument("--json", action="store_true", help="print one JSON document")


def _list(services: Services, options: argparse.Namespace) -> int:
    from greenroom import terminal
    from greenroom.history import documents

    attempts = services.store().attempts()
    if options.json:
        print_json({"attempts": [documents.line(attempt) for attempt in attempts]})
    else:
        terminal.show_history(attempts)
    return 0


def _show(services: Services, options: argparse.Namespace) -> int:
    from greenroom import oneshot, terminal

    attempt = services.store().attempt(options.attempt)
    if options.json:
        print_json(oneshot.document(oneshot.reviewed(attempt)))
    else:
        terminal.show_practised(oneshot.reviewed(attempt))
    return 0


def _search(services: Services, options: argparse.Namespace) -> int:
    from greenroom import terminal
    from greenroom.history import documents
    from greenroom.history.search import Wanted

    text = " ".join(options.text)
    store = services.store()
    found = store.summaries(store.find(Wanted(text), limit=0).ids, text)
    if options.json:
        print_json({"attempts": [documents.line(line) | {"snippet": line.excerpt} for line in found]})
    elif not found:
        print(f"No answer has “{text}”, neither in its question nor in what was said or noted.")
    else:
        terminal.show_found(found)
    return 0


def _export(services: Services, options: argparse.Namespace) -> int:
    from greenroom.files import write_whole
    from greenroom.history.export import as_bytes

    store = services.store()
    ids = options.attempts or [line.id for line in store.attempts()]
    attempts = [store.attempt(attempt_id) for attempt_id in ids]
    if options.format == "pdf":
        from greenroom import app

        content = app.as_pdf(attempts)
    else:
        content = as_bytes(options.format, attempts)
    write_whole(options.output, content)
    print(f"{_answers(len(attempts))} in {options.output}.")
    return 0


def _backup(services: Services, options: argparse.Namespace) -> int:
    from greenroom.history.backup import back_up

    services.store()  # so that there is one, and of this version
    number = back_up(services.paths, options.file)
    print(f"{_answers(number)}, recordings, your packs and your settings are in {options.file}.")
    return 0


def _restore(services: Services, options: argparse.Namespace) -> int:
    from greenroom import app
    from greenroom.history.backup import restore

    with app.no_window(services.paths):
        earlier = restore(options.file, services.paths)
    print(f"Restored from {options.file}: {_answers(len(services.store().attempts()))}.")
    if earlier is not None:
        print(f"What was kept before is in {earlier}.")
    return 0


def _answers(number: int) -> str:
    return f"{number} answer{'' if number == 1 else 's'}"
