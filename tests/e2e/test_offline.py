"""Nothing leaves the machine: the whole loop runs without a network, and nobody even asks for one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from greenroom.history.attempt import AttemptState
from tests.e2e.confined import without_network
from tests.e2e.desk import Screen, history_of, open_app
from tests.e2e.sound import Sound
from tests.e2e.speech import JFK, as_wav

# Python runs this before anything else, in the app and in its helpers. Local sockets, of screen and sound, have a
# path for an address, those of a network a tuple.
WATCHMAN = """\
import os, sys

NETWORK = {"socket.connect", "socket.sendto", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname"}


def watch(event, arguments):
    if event in NETWORK and not (event != "socket.getaddrinfo" and isinstance(arguments[-1], (str, bytes))):
        with open(os.environ["SOCKETS_TRIED"], "a") as tried:
            tried.write(f"{sys.argv}: {event} {arguments}\\n")
        raise ConnectionRefusedError("the tests allow no network")


sys.addaudithook(watch)
with open(os.environ["SOCKETS_TRIED"], "a") as tried:
    tried.write("watching\\n")
"""


def test_without_a_network_the_loop_works_and_none_was_asked_for(
    screen: Screen, sound: Sound, data_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCHMAN)
    tried = tmp_path / "tried"
    env = {**sound.env, "SOCKETS_TRIED": str(tried)}
    env["PYTHONPATH"] = ":".join(filter(None, (str(tmp_path), sound.env.get("PYTHONPATH"))))
    with open_app(screen, data_dir, env, inside=without_network()) as app:
        app.keys("space")
        app.wait_for("question.spoken")
        app.keys("space")
        app.wait_for("answer.cue")
        sound.speak(as_wav(JFK, tmp_path)).wait()
        app.keys("space")
        app.wait_for("attempt.saved", state="transcribed")
        sent = packets(app.process.pid)
    assert sent == dict.fromkeys(sent, 0)
    app_ear_and_voice = ["watching"] * 3
    assert tried.read_text().splitlines() == app_ear_and_voice
    with history_of(data_dir) as history:
        assert [attempt.state for attempt in history.attempts()] == [AttemptState.TRANSCRIBED]


def packets(pid: int) -> dict[str, int]:
    """What the processes in the network of `pid`, native code too, tried to send."""
    watched = {"Ip": ("OutRequests", "OutNoRoutes"), "Tcp": ("ActiveOpens",), "Udp": ("OutDatagrams",)}
    lines = [line.split() for line in Path(f"/proc/{pid}/net/snmp").read_text().splitlines()]
    counts: dict[str, int] = {}
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        layer = names[0].rstrip(":")
        for name, value in zip(names[1:], values[1:], strict=True):
            if name in watched.get(layer, ()):
                counts[f"{layer}.{name}"] = int(value)
    return counts


def test_the_watch_would_see_a_packet(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    tries = (
        "import socket\n"
        "try: socket.create_connection(('192.0.2.1', 80), 1)\n"
        "except OSError: print('refused', flush=True); input()\n"
    )
    process = subprocess.Popen(
        [*without_network(), sys.executable, "-c", tries], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"refused\n"
        assert packets(process.pid) != dict.fromkeys(packets(process.pid), 0)
    finally:
        process.communicate(b"\n", timeout=10)
