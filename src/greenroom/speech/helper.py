"""The helper program, `python -m greenroom.speech.helper ear|voice|fetch`: what must not hang the app.

Native code may crash, hang or eat memory; here it takes nothing with it. One program, three roles, a process each.

The protocol, version 1: JSON objects, one a line (UTF-8, no line breaks inside), requests on standard input, all
else on standard output. Sound never travels through the pipe, only the paths of files.

    helper → app   {"hello": "greenroom-helper", "protocol": 1, "role": "ear", "pid": 4711}      once, first
    app → helper   {"id": 1, "method": "transcribe", "params": {…}}                              a request
    helper → app   {"id": 1, "event": "progress", …}                                             any number
    helper → app   {"id": 1, "result": {…}}                                                      the answer, or
                   {"id": 1, "error": {"code": …, "what": …, "why": …, "remedy": …}}
    app → helper   {"method": "cancel", "params": {"id": 1}}       answered by request 1 with the code "Cancelled"
    app → helper   {"method": "finish", "params": {"id": 1}}       to `listen`: the take on disk is complete

An error's code is the name of a class in `speech.errors`, "Cancelled", or "Bug" (its traceback is on standard
error). While a request is open its job writes at least a line every few seconds: silence means that it hangs. The
ear works on several requests at once, a segment of each in turn; the voice takes one after the other.

    ear     warm_up    {model}                      → {load_s}
            transcribe {model, recording, terms}    → a Transcript         events: progress {fraction}, segment {…}
            listen     {model, take, terms}         → a Transcript         events: progress {heard_s}, segment {…}
            import     {recording, take}            → {seconds}            events: progress {fraction}
                       model: {"folder": path, "name": str, "sha256": str | null}; terms: [str], may be left out
    voice   voices     {}                           → {voices: [{id, name, languages}]}
            render     {text, voice, rate_wpm, wav} → {seconds}
    fetch   download   {endpoint, repository, revision, pinned, folder, stall_s}  → {bytes}
                       events: progress {received, total, is_checking}; pinned: [[name, bytes, sha256]]

Both pipes belong to the protocol alone: they are moved away first. File descriptor 1 then points at standard error,
since pyttsx3 prints, and 0 at nothing: on Windows whoever so much as asks what standard input is waits for as long
as a read of it does, and libraries ask as they load. When the input ends, the app is gone or wants the helper gone,
and the process ends at once, whatever it is doing.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import os
import queue
import sys
import threading
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from greenroom.errors import UserError
from greenroom.speech.errors import Cancelled, to_wire
from greenroom.speech.wire import PROTOCOL, Job, Methods, Wire

# Added to a helper's niceness: on two cores the window and the microphone go first, the transcript after them.
# Windows has no niceness: there `process` starts helpers with a lower priority.
POLITENESS = 5

# One thread is as fast as two for these models (measured) and leaves the window its core. No library asks the
# network by itself: ONNX Runtime 1.32 reports to its makers unless it is told not to before it is loaded.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


class Helper:
    """Takes requests off standard input and answers them with the methods of one role."""

    def __init__(self, wire: Wire, role: str) -> None:
        self._wire = wire
        self._role = role
        self._open: dict[int, Job] = {}
        self._requests: queue.SimpleQueue[Job] = queue.SimpleQueue()

    def read(self, lines: BinaryIO) -> None:
        """Read requests to the end of the input, then end the process. Runs in a thread of its own."""
        try:
            for line in lines:
                self._accept(json.loads(line))
        except Exception:  # a broken line: there is no one to talk to
            traceback.print_exc()
        finally:
            os._exit(0)

    def work(self) -> None:
        """Answer requests for ever. Runs in the main thread, which the voice needs on macOS."""
        methods = methods_of(self._role)
        while True:
            job = self._requests.get()
            if self._role == "ear":
                threading.Thread(target=self._answer, args=(job, methods), daemon=True).start()
            else:
                self._answer(job, methods)

    def _accept(self, message: dict[str, Any]) -> None:
        method, params = message["method"], message.get("params", {})
        if method in ("cancel", "finish"):
            job = self._open.get(params["id"])
            if job is not None:  # else it has been answered meanwhile
                job.cancel() if method == "cancel" else job.finish()
            return
        job = self._open[message["id"]] = Job(self._wire, message["id"], method, params)
        self._requests.put(job)

    def _answer(self, job: Job, methods: Methods) -> None:
        try:
            self._wire.send(id=job.id, result=methods[job.method](job))
        except Cancelled:
            self._wire.send(id=job.id, error={"code": "Cancelled"})
        except UserError as problem:
            self._wire.send(id=job.id, error=to_wire(problem))
        except Exception as bug:
            traceback.print_exc()
            self._wire.send(id=job.id, error={"code": "Bug", "why": f"{type(bug).__name__}: {bug}"})
        finally:
            self._open.pop(job.id, None)


def methods_of(role: str) -> Methods:
    """The methods of a role. They import their engine when it is first needed."""
    if role == "ear":
        from greenroom.speech.hearing import Hearing

        return Hearing().methods()
    if role == "fetch":
        from greenroom.speech.fetching import Fetching

        return Fetching().methods()
    from greenroom.speech.speaking import Speaking

    return Speaking().methods()


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Requests and answers, moved to where no library looks for them."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)
    if sys.platform == "win32":  # where the descriptors are one thing and what the system calls standard another
        import ctypes
        import msvcrt

        for number, descriptor in ((-10, 0), (-11, 1)):  # STD_INPUT_HANDLE, STD_OUTPUT_HANDLE
            ctypes.windll.kernel32.SetStdHandle(number, ctypes.c_void_p(msvcrt.get_osfhandle(descriptor)))
    return requests, answers


def main(arguments: Sequence[str]) -> int:
    """Run the helper in the role that `arguments` name. Returns 2 for wrong usage, else never."""
    if list(arguments) not in (["ear"], ["voice"], ["fetch"]):
        print("usage: python -m greenroom.speech.helper ear|voice|fetch", file=sys.stderr)  # noqa: T201
        return 2
    role = arguments[0]
    requests, answers = _own_pipes()
    # The interpreter's own streams are missing in a windowed build and may refuse letters: they are made anew.
    sys.stdout = sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    os.environ.update(ENVIRONMENT)
    faulthandler.enable(2)
    if hasattr(os, "nice"):
        os.nice(POLITENESS)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    wire = Wire(answers)
    helper = Helper(wire, role)
    wire.send(hello="greenroom-helper", protocol=PROTOCOL, role=role, pid=os.getpid())
    threading.Thread(target=helper.read, args=(requests,), daemon=True).start()
    helper.work()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
