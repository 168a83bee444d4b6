"""How the program ends."""

from __future__ import annotations

import subprocess
import sys

LAST_WORDS = """
import atexit
from greenroom.__main__ import end_at_once
atexit.register(lambda: print("taken apart"))
print("last words", end="")
end_at_once(3)
"""


def test_ending_at_once_loses_no_output_and_keeps_the_exit_code() -> None:
    ended = subprocess.run([sys.executable, "-c", LAST_WORDS], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (3, "last words", "")
