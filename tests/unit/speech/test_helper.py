"""The helper program by itself: its first line, its clean output, and that it never outlives the app."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from greenroom.paths import helper_command
from tests.unit.speech.conftest import CLT

GONE_WITHIN_S = 5.0

APP = """
import sys
from pathlib import Path
from greenroom.paths import shipped
from greenroom.speech.ear import Ear
ear = Ear(shipped().model)
told = []
def tell(fraction):
    if not told:
        told.append(print(ear.pid, flush=True))
ear.transcribe(Path(sys.argv[1]), on_progress=tell)
"""


@pytest.mark.parametrize("role", ["ear", "voice"])
def test_it_says_hello_and_ends_when_its_input_ends(role: str) -> None:
    with subprocess.Popen(helper_command(role), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        hello = json.loads(helper.stdout.readline())
        assert hello == {"hello": "greenroom-helper", "protocol": 1, "role": role, "pid": helper.pid}
        helper.stdin.close()
        assert helper.wait(GONE_WITHIN_S) == 0
        assert helper.stdout.read() == b""


def test_standard_output_carries_the_protocol_alone(tmp_path: Path) -> None:
    # pyttsx3 prints "Audio saved to …" when it saves; the last line in must still be the answer.
    params = {"text": "Hello.", "voice": "", "rate_wpm": 165, "wav": str(tmp_path / "a.wav")}
    request = json.dumps({"id": 1, "method": "render", "params": params}) + "\n"
    with subprocess.Popen(
        helper_command("voice"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        assert helper.stderr is not None
        helper.stdin.write(request)
        helper.stdin.flush()
        lines = [json.loads(helper.stdout.readline()) for _ in range(2)]
        helper.stdin.close()
        assert "hello" in lines[0]
        assert lines[1]["result"]["seconds"] > 0.2
        assert "Audio saved" in helper.stderr.read()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at the open files of a process: Linux only")
def test_libraries_find_nothing_on_its_standard_input() -> None:
    # On Windows a library that asks what standard input is would wait for as long as the helper reads from it.
    with subprocess.Popen(helper_command("ear"), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        helper.stdout.readline()
        assert Path(f"/proc/{helper.pid}/fd/0").readlink() == Path(os.devnull)
        helper.stdin.close()


def test_an_unknown_role_is_wrong_usage() -> None:
    done = subprocess.run(helper_command("nose"), capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "usage" in done.stderr


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits on a process that is not ours: Linux only")
def test_a_killed_app_leaves_no_helper_behind() -> None:
    with subprocess.Popen([sys.executable, "-c", APP, str(CLT)], stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        helper = os.pidfd_open(int(app.stdout.readline()))
        app.send_signal(signal.SIGKILL)
        ended, _, _ = select.select([helper], [], [], GONE_WITHIN_S)
        os.close(helper)
        assert ended
