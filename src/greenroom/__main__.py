"""`greenroom` and `python -m greenroom`."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from typing import NoReturn


def main() -> int:
    """Run the command line; a frozen build also starts its helper processes through here."""
    if sys.argv[1:2] == ["--helper"]:
        from greenroom.speech import helper

        return helper.main(sys.argv[2:])
    from greenroom.cli import main as run

    code = run(sys.argv[1:])
    if "PySide6.QtMultimedia" in sys.modules:
        end_at_once(code)
    return code


def end_at_once(code: int) -> NoReturn:
    """End the process when everything is closed, without taking Python apart first.

    Qt Multimedia's own threads may still run then, and crash in what is already gone (once in 45 ends after a
    microphone was suspended).
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a windowed build has none
            with suppress(OSError):
                stream.flush()
    os._exit(code)


if __name__ == "__main__":
    raise SystemExit(main())
