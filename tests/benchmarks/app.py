"""`python -m tests.benchmarks.app`: how soon the window is there, how soon it speaks, how soon a transcript comes.

The real app on a screen and a sound server of its own. Prints a table of aims and figures and writes them as JSON.
Whoever else is at work on the machine makes the times longer: the processor and its load are printed with them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import psutil

from tests.e2e.desk import App, Event, Screen, open_app
from tests.e2e.sound import Sound, write_wav
from tests.e2e.speech import CLT, samples_of

ANSWER_S = 90
HELPER_TIMEOUT_S = 60
# "answer.stopped" is logged when the half second after Stop is on disk.
TAIL_S = 0.5
DIGITS = {"s": 2, "ms": 0, "MB": 0}


@dataclass
class Figure:
    """One thing measured several times, in `unit`."""

    name: str
    unit: str
    aim: str
    values: list[float]

    @property
    def row(self) -> tuple[str, ...]:
        def shown(value: float) -> str:
            return f"{value:.{DIGITS[self.unit]}f} {self.unit}"

        runs = str(len(self.values))
        return (self.name, self.aim, shown(statistics.median(self.values)), shown(max(self.values)), runs)


class Bench:
    """One screen, one sound server, one data folder, and what has been measured there."""

    def __init__(self, screen: Screen, sound: Sound, folder: Path) -> None:
        self._screen = screen
        self._sound = sound
        self._folder = folder
        self._data_dir = folder / "data"
        self.figures: dict[str, Figure] = {}

    def start(self) -> None:
        """From the process's start to paint, question and ear; from the question to its sound, cold and cached."""
        which = "start" if self._data_dir.exists() else "first start"
        for rendered in (self._data_dir / "cache" / "voice").glob("*"):
            rendered.unlink()
        speakers = self._sound.hear()
        with open_app(self._screen, self._data_dir, self._sound.env) as app:
            app.keys("space")
            self._add_first_sound(app, 1, "just after the start")
            for event, aim in (("window.painted", 1.0), ("ready.to.ask", None), ("ear.ready", None)):
                at = app.wait_for(event, timeout_s=HELPER_TIMEOUT_S)["t"]
                self._add(f"{which} → {event}", at - app.started_at, "s", aim)
            app.wait_for("question.ended")
            self._add("longest gap while starting", longest_gap_ms(app.all("loop.gap")), "ms")

            app.keys("r")
            asked_at = self._add_first_sound(app, 2, "cached", 150)
            heard_at = speakers.wait_for_sound(since=asked_at)
            self._add("ask → heard at the speakers, cached", (heard_at - asked_at) * 1000, "ms")
            self._add("peak memory, voice", peak_mb(app.helper("voice").pid), "MB")
        speakers.stop()

    def answer(self) -> None:
        """From Stop to the transcript of a long answer; the memory it took; whether the window stood still."""
        speech, rate_hz = samples_of(CLT)
        wav = write_wav(self._folder / "answer.wav", np.tile(speech, 2)[: ANSWER_S * rate_hz], rate_hz)
        with open_app(self._screen, self._data_dir, self._sound.env) as app:
            app.wait_for("ear.ready", timeout_s=HELPER_TIMEOUT_S)
            app.begin_answer()
            self._sound.speak(wav).wait()
            app.keys("space")
            stopped = app.wait_for("answer.stopped")
            ready = app.wait_for("transcript.ready", timeout_s=HELPER_TIMEOUT_S)
            app.wait_for("attempt.saved")
            app.keys("3")  # the review with everything in it belongs to the window's memory
            app.wait_for("session.moved", state="reviewing")
            gaps = [gap for gap in app.all("loop.gap") if gap["t"] > app.all("answer.cue")[0]["t"]]
            self._add(f"Stop → transcript, {ANSWER_S} s answer", ready["t"] - stopped["t"] + TAIL_S, "s")
            self._add("longest gap while recording and transcribing", longest_gap_ms(gaps), "ms", 50)
            self._add("peak memory, window", peak_mb(app.process.pid), "MB", 200)
            self._add("peak memory, ear", peak_mb(app.helper("ear").pid), "MB", 500)

    def _add_first_sound(self, app: App, n: int, how: str, aim_ms: float | None = None) -> float:
        """Measure the n-th question of this run; when it was asked."""
        asked_at = float(app.wait_for("question.asked", n)["t"])
        spoken_at = app.wait_for("question.spoken", n)["t"]
        self._add(f"ask → first sound, {how}", (spoken_at - asked_at) * 1000, "ms", aim_ms)
        return asked_at

    def _add(self, name: str, value: float, unit: str, aim: float | None = None) -> None:
        wanted = "" if aim is None else f"under {aim:g} {unit}"
        self.figures.setdefault(name, Figure(name, unit, wanted, [])).values.append(round(value, 4))


def longest_gap_ms(gaps: Iterable[Event]) -> float:
    """0: none over 50 ms, which is all that is logged."""
    return max((float(gap["ms"]) for gap in gaps), default=0.0)


def peak_mb(pid: int) -> float:
    """The most memory that the process has held so far."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def machine() -> dict[str, object]:
    """What it was measured on."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line.partition(":")[2].strip() for line in info.splitlines() if "model name" in line), "unknown")
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
        "load_before": round(os.getloadavg()[0], 2),
    }


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as text in columns."""
    listed = [("", "aim", "median", "worst", "runs"), *rows]
    widths = [max(len(row[column]) for row in listed) for column in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in listed
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often to start the app")
    parser.add_argument("--answers", type=int, default=2, help=f"how many answers of {ANSWER_S} s to give")
    parser.add_argument("--json", type=Path, default=Path("bench-results/app.json"), help="where the figures go")
    options = parser.parse_args()
    measured_on = machine()
    with tempfile.TemporaryDirectory() as folder, Screen() as screen, Sound() as sound:
        bench = Bench(screen, sound, Path(folder))
        for _ in range(options.runs):
            bench.start()
        for _ in range(options.answers):
            bench.answer()
    figures = list(bench.figures.values())
    sys.stdout.write(table(figure.row for figure in figures) + "\n")
    sys.stdout.write(
        "\nA gap of 0 ms: none over 50 ms. At the speakers a sound is heard up to 60 ms late, and a voice begins "
        f"with some silence.\nMeasured on: {measured_on}\n"
    )
    options.json.parent.mkdir(parents=True, exist_ok=True)
    document = {"machine": measured_on, "figures": [asdict(figure) for figure in figures]}
    options.json.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
