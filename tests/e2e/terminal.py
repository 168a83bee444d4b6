"""Greenroom's command line as a process, and what it printed."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.e2e.desk import greenroom_command

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class Printed:
    """What one run printed, and how it ended."""

    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr

    @property
    def document(self) -> Any:
        """The one JSON document of a run that went well and had nothing to say beside it."""
        assert (self.code, self.err) == (0, ""), self.err
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """What a run that could not do its work said to the person, and to nobody else."""
        assert (self.code, self.out) == (1, ""), self.out
        assert "Traceback" not in self.err
        return self.err.strip()


def greenroom(
    data_dir: Path,
    *arguments: str | Path,
    env: Mapping[str, str] | None = None,
    inside: Sequence[str] = (),
    timeout_s: float = 120,
) -> Printed:
    """Run `greenroom` with these arguments to its end, without a screen."""
    command = [*inside, *greenroom_command("--data-dir", data_dir, *arguments)]
    without_screen = {key: value for key, value in (env or os.environ).items() if key not in SCREENS}
    return Printed(subprocess.run(command, env=without_screen, capture_output=True, text=True, timeout=timeout_s))
