"""The command line: the same services without a window. Documents go to standard output, errors to standard error.

Exit codes: 0 done, 1 something the person can fix, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greenroom import __version__, history_cli
from greenroom.errors import UserError
from greenroom.eventlog import open_event_log
from greenroom.output import print_json
from greenroom.paths import user_paths
from greenroom.services import Services

if TYPE_CHECKING:
    from greenroom.questions.pack import Pack

log = logging.getLogger(__name__)

Command = Callable[[Services, argparse.Namespace], int]


def main(arguments: Sequence[str]) -> int:
    """Run Greenroom with these arguments; the exit code."""
    if len(arguments) == 1 and Path(arguments[0]).is_file():
        arguments = ["open", *arguments]  # a file by itself, as a double-click gives it
    options = _parser().parse_args(arguments)
    if options.log_json is not None:
        try:
            open_event_log(options.log_json)
        except OSError as error:
            print(f"The event log {options.log_json} cannot be written: {error.strerror}.", file=sys.stderr)
            return 1
    from greenroom import app

    paths = user_paths(options.data_dir)
    app.log_to_file(paths)
    services = app.build_services(paths)
    command: Command = options.run
    try:
        return command(services, options)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception:
        log.exception("unexpected")
        print(f"Something in Greenroom failed. The details are in {paths.log}.", file=sys.stderr)
        return 1
    finally:
        services.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="greenroom", description="Spoken mock interviews, rehearsed and transcribed on your own laptop."
    )
    parser.add_argument("--version", action="version", version=f"Greenroom {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep everything below DIR")
    parser.add_argument("--log-json", type=Path, metavar="FILE", help="append one event a line to FILE")
    parser.set_defaults(run=_window, file=None)
    commands = parser.add_subparsers(metavar="COMMAND")

    def command(name: str, run: Command, text: str, parent: Any = commands) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = parent.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        return made

    def with_json(made: argparse.ArgumentParser) -> None:
        made.add_argument("--json", action="store_true", help="print one JSON document")

    opening = command("open", _window, "the window, with what a file holds to add to your packs; or just FILE")
    opening.add_argument("file", type=Path, metavar="FILE")

    with_json(command("healthcheck", _healthcheck, "check devices, voice, model, database and packs"))

    practice = command("practice", _practice, "one question without a window: ask, transcribe, review, save")
    practice.add_argument("pack", metavar="PACK")
    practice.add_argument("question", metavar="QUESTION")
    practice.add_argument("--answer", type=Path, metavar="FILE", required=True, help="a recording, or a .txt")
    with_json(practice)

    transcribe = command("transcribe", _transcribe, "the words of a recording, with their times")
    transcribe.add_argument("file", type=Path, metavar="FILE")
    with_json(transcribe)

    packs = command("packs", _wrong_usage, "the packs of questions")
    packs.set_defaults(parser=packs)
    of_packs = packs.add_subparsers(metavar="COMMAND")
    with_json(command("list", _packs_list, "the packs there are, and those that cannot be read", of_packs))
    check = command("check", _packs_check, "look for mistakes in packs (all, or the files given)", of_packs)
    check.add_argument("files", type=Path, nargs="*", metavar="FILE")
    with_json(check)
    show = command("show", _packs_show, "one pack, as YAML or JSON", of_packs)
    show.add_argument("pack", metavar="PACK")
    with_json(show)
    guide = command("import-guide", _packs_import_guide, "make a pack of an interview guide", of_packs)
    guide.add_argument("guide", type=Path, metavar="GUIDE", help="text, Markdown or a saved page")
    bring = command("import", _packs_import, "make a pack of a YAML, CSV, Markdown or Anki file", of_packs)
    bring.add_argument("file", type=Path, metavar="FILE")
    for made in (guide, bring):
        made.add_argument("-o", "--output", type=Path, metavar="PACK.yaml", help="write the pack there")
        with_json(made)
    export = command("export", _packs_export, "a pack as YAML, CSV, Markdown or Anki text", of_packs)
    export.add_argument("pack", metavar="PACK", help="a pack's id, or its file")
    export.add_argument("--format", choices=("yaml", "csv", "markdown", "anki"), required=True)
    export.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there, not to standard output")

    history = command("history", _wrong_usage, "the answers that are kept")
    history.set_defaults(parser=history)
    history_cli.add_commands(command, history.add_subparsers(metavar="COMMAND"))
    return parser


def _wrong_usage(_: Services, options: argparse.Namespace) -> int:
    options.parser.print_help(sys.stderr)
    return 2


def _window(services: Services, options: argparse.Namespace) -> int:
    from greenroom import app

    if app.has_screen():
        return app.run_window(services, options.file)
    from greenroom import terminal

    print("There is no screen here, so Greenroom runs one question in the terminal, with a sample answer.\n")
    return terminal.show_sample(services)


def _healthcheck(services: Services, options: argparse.Namespace) -> int:
    from greenroom import app, healthcheck

    checks = healthcheck.run_checks(services, app.device_names)
    failed = [check for check in checks if check.status == "failed"]
    if options.json:
        print_json(
            {
                "ok": not failed,
                "checks": [{"name": c.name, "status": c.status, "detail": c.detail} for c in checks],
            }
        )
    else:
        for check in checks:
            print(f"{check.status:<8} {check.name:<9} {check.detail}")
    for check in failed:
        print(f"{check.name} failed: {check.detail}", file=sys.stderr)
    return 1 if failed else 0


def _practice(services: Services, options: argparse.Namespace) -> int:
    from greenroom import oneshot, terminal

    say = (lambda _: None) if options.json else print
    practised = oneshot.practise(services, options.pack, options.question, options.answer, say)
    if practised.voice_problem:
        print(practised.voice_problem, file=sys.stderr)
    if options.json:
        print_json(oneshot.document(practised))
    else:
        terminal.show_practised(practised)
    return 0


def _transcribe(services: Services, options: argparse.Namespace) -> int:
    transcript = services.ear.transcribe(options.file)
    if options.json:
        print_json(transcript.model_dump(mode="json"))
    else:
        print(transcript.text or "No speech heard.")
    return 0


def _packs_list(services: Services, options: argparse.Namespace) -> int:
    contents = services.library.load()
    if options.json:
        print_json(contents.as_data())
        return 0
    for loaded in contents.packs:
        print(f"{loaded.pack.id}\t{loaded.pack.title}\t{len(loaded.pack.questions)} questions")
    for failed in contents.failed:
        print(f"{failed.file} cannot be read:\n{failed.error}", file=sys.stderr)
    return 0


def _packs_check(services: Services, options: argparse.Namespace) -> int:
    from greenroom import terminal
    from greenroom.questions import spelling

    report = terminal.check_packs(services, options.files)
    if options.json:
        print_json({"packs": report, "spelling_checked": spelling.can_be_checked()})
    else:
        for pack in report:
            print(f"{pack['file']}: {'fine' if not pack['findings'] else ''}".rstrip())
            for finding in pack["findings"]:
                print(f"  {finding}")
        if not spelling.can_be_checked():
            print("Spelling was not checked: that needs codespell, which is not installed.")
    return 1 if any(pack["findings"] for pack in report) else 0


def _packs_show(services: Services, options: argparse.Namespace) -> int:
    from greenroom.questions.dump import pack_as_yaml

    pack = services.library.find(options.pack)
    if options.json:
        print_json(pack.model_dump(mode="json"))
    else:
        print(pack_as_yaml(pack), end="")
    return 0


def _packs_import_guide(_: Services, options: argparse.Namespace) -> int:
    from greenroom.questions.exchange import text_of_file
    from greenroom.questions.guide import read_guide, read_page, told

    text = text_of_file(options.guide)
    report = read_page(text) if options.guide.suffix.lower() in (".html", ".htm") else read_guide(text)
    if options.json:
        print_json(report.as_data())
    else:
        print(told(report))
    if not report.questions:
        raise UserError(
            f"No question was understood in {options.guide.name}, so no pack was made.",
            "Questions are told by a number in front of them or by headings such as “How to Answer” and “Example”.",
            "Check that the file holds the guide's text.",
        )
    return _write_imported(report.as_pack(), options)


def _packs_import(_: Services, options: argparse.Namespace) -> int:
    from greenroom.questions.exchange import import_pack

    imported = import_pack(options.file)
    if options.json:
        print_json(imported.as_data())
    else:
        count = len(imported.pack.questions)
        print(f"{imported.pack.title}: {count} question{'' if count == 1 else 's'}")
        for one in imported.ignored:
            print(f"{f'Line {one.line}' if one.line else 'Left out'}: “{one.text}”. {one.why}")
    return _write_imported(imported.pack, options)


def _write_imported(pack: Pack, options: argparse.Namespace) -> int:
    from greenroom.files import write_whole
    from greenroom.questions.dump import pack_as_yaml

    if options.output is not None:
        write_whole(options.output, pack_as_yaml(pack))
    if not options.json:
        where = f"The pack is in {options.output}." if options.output else "Nothing was written; -o FILE writes it."
        print(f"\n{where}")
    return 0


def _packs_export(services: Services, options: argparse.Namespace) -> int:
    from greenroom.files import write_whole
    from greenroom.questions.exchange import EXPORTS
    from greenroom.questions.load import load_pack

    is_file = options.pack.lower().endswith((".yaml", ".yml"))
    pack = load_pack(Path(options.pack)) if is_file else services.library.find(options.pack)
    text = EXPORTS[options.format](pack)
    if options.output is not None:
        write_whole(options.output, text)
    else:
        sys.stdout.buffer.write(text.encode())  # as in a file, whatever the terminal's line ends
    return 0
