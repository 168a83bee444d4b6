"""What helps somebody else to see why Greenroom fails here, and nothing of what the person said or wrote.

Devices are told by their names, which may be of the person's making: whoever copies is asked to read them.
"""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence

from greenroom import __version__
from greenroom.services import Services

LOG_LINES = 60
_SOURCE = re.compile(r'^(\s*File )"(.*\.py)"(, line \d+, in \S+)$')
_BEGINS = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_PRIVATE = re.compile(r"[“\"'‘]|[A-Za-z]:\\|/|\b[0-9a-f]{32}\b")


def diagnostics(services: Services, microphones: Sequence[str], speakers: Sequence[str], toolkit: str) -> str:
    """A page of plain text. toolkit: the version of what draws the window, and its platform."""
    settings = services.settings.current
    model = settings.model if not re.search(r"[/\\]", settings.model) else "a folder of the person's own"
    chosen = settings.microphone_name or "the system’s"
    return "\n".join(
        [
            f"Greenroom {__version__}",
            f"System: {platform.platform()}, {platform.machine()}, {os.cpu_count()} processors",
            f"Python {platform.python_version()}, {toolkit}",
            f"Microphones: {', '.join(microphones) or 'none'}; chosen: {chosen}",
            f"Speakers: {', '.join(speakers) or 'none'}",
            f"Speech model: {model}; voice: {settings.voice or 'the system’s'}",
            "",
            f"The last lines of the log, without names and paths ({LOG_LINES} at most):",
            *_log(services),
        ]
    )


def _log(services: Services) -> list[str]:
    try:
        lines = services.paths.log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        return [f"There is none: {error.strerror}."]
    return list(without_names(lines[-LOG_LINES:])) or ["It is empty."]


def without_names(lines: Iterable[str]) -> Iterable[str]:
    """Each line up to the first quotation, path or id in it, which may name something; code is named as it is."""
    for line in lines:
        source = _SOURCE.match(line)
        if source is not None:
            yield f'{source[1]}"{_module(source[2])}"{source[3]}'
        elif line.startswith("    ") and not _BEGINS.match(line):
            yield line  # a line of our own source in a traceback
        else:
            private = _PRIVATE.search(line)
            yield line if private is None else f"{line[: private.start()].rstrip()} …"


def _module(path: str) -> str:
    """A file of ours from the package's folder on, any other by its name alone."""
    parts = re.split(r"[/\\]", path)
    at = len(parts) - 1 - parts[::-1].index("greenroom") if "greenroom" in parts else len(parts) - 1
    return "/".join(parts[at:])
