"""`greenroom history …`: what is kept, listed, shown and searched without a window."""

from __future__ import annotations

import argparse
from collections.abc import Callable
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
    for made in (listed, shown, search):
        made.add_argument("--json", action="store_true", help="print one JSON document")


def _list(services: Services, options: argparse.Namespace) -> int:
    from greenroom import oneshot, terminal

    attempts = services.store().attempts()
    if options.json:
        print_json({"attempts": [oneshot.attempt_document(attempt) for attempt in attempts]})
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
    from greenroom import oneshot, terminal
    from greenroom.history.search import Wanted

    text = " ".join(options.text)
    store = services.store()
    found = store.summaries(store.find(Wanted(text), limit=0).ids, text)
    if options.json:
        print_json({"attempts": [oneshot.attempt_document(line) | {"snippet": line.excerpt} for line in found]})
    elif not found:
        print(f"No answer has “{text}”, neither in its question nor in what was said or noted.")
    else:
        terminal.show_found(found)
    return 0
