"""`python -m tests.benchmarks.ear`: how well and how soon the ear hears, on every recording of a folder.

Prints the figures as JSON, and writes them to a file with --json. A recording is a FLAC file with its reference
text beside it; recordings are grouped by their folder. Processor seconds are the cost to trust, wall times depend
on who else is at work on the machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
import psutil
import soundfile
from numpy.typing import NDArray
from whisper_normalizer.english import EnglishTextNormalizer

from greenroom.paths import shipped_model_dir
from greenroom.speech.ear import Ear
from greenroom.speech.take import RATE_HZ, TakeWriter

FILLERS = {"um", "uh", "uhm", "erm", "hmm"}
CHUNK_S = 0.25
# Long enough for everything spoken before it to be done when the person stops.
LIVE_S = 20.0
STOP_POINTS = 11

_normalise = EnglishTextNormalizer()


def words_of(text: str) -> str:
    return " ".join(word for word in _normalise(text).split() if word not in FILLERS)


def accuracy(ear: Ear, folder: Path) -> dict[str, Any]:
    """Word error rate and cost of every group, each recording transcribed whole through the pipeline."""
    groups: dict[str, Any] = {}
    for group in sorted({text.parent for text in folder.rglob("*.txt")}):
        said, heard, audio_s = [], [], 0.0
        cpu_s, wall_s = processor_s(ear), time.monotonic()
        for text in sorted(group.glob("*.txt")):
            recording = text.with_suffix(".flac")
            transcript = ear.transcribe(recording)
            said.append(words_of(text.read_text(encoding="utf-8")))
            heard.append(words_of(transcript.text))
            audio_s += transcript.duration
        if said:
            groups[group.name] = {
                "word_error_rate": round(float(jiwer.wer(said, heard)), 4),
                "audio_s": round(audio_s, 1),
                "cpu_s_per_audio_s": round((processor_s(ear) - cpu_s) / audio_s, 4),
                "times_real_time": round(audio_s / (time.monotonic() - wall_s), 1),
            }
    return groups


def stop_to_text(ear: Ear, answer: NDArray[np.int16], length_s: float) -> dict[str, Any]:
    """Seconds from Stop to the whole transcript, for stop points spread over the last 20 s of a growing take."""
    waits, cpu_shares = [], []
    for point in np.linspace(length_s - LIVE_S / 2, length_s, STOP_POINTS):
        wait_s, cpu_share = one_stop(ear, answer[: int(point * RATE_HZ)])
        waits.append(wait_s)
        cpu_shares.append(cpu_share)
    return {
        "answer_s": length_s,
        "stops": len(waits),
        "median_s": round(statistics.median(waits), 3),
        "worst_s": round(max(waits), 3),
        "cpu_share_while_recording": round(statistics.mean(cpu_shares), 4),
    }


def one_stop(ear: Ear, answer: NDArray[np.int16]) -> tuple[float, float]:
    """Write most of the answer at once, the last 20 s as fast as they are spoken, then stop."""
    never = threading.Event()
    with tempfile.TemporaryDirectory() as folder:
        take = Path(folder) / "take.wav"
        writer = TakeWriter(take)
        live = max(0, len(answer) - int(LIVE_S * RATE_HZ))
        writer.append(answer[:live].astype("<i2").tobytes())
        listening = ear.listen(take)
        while listening.heard_s < writer.seconds:
            never.wait(0.05)
        chunk = int(CHUNK_S * RATE_HZ)
        began, cpu_s = time.monotonic(), processor_s(ear)
        for index, start in enumerate(range(live, len(answer), chunk), 1):
            never.wait(max(0.0, began + index * CHUNK_S - time.monotonic()))
            writer.append(answer[start : start + chunk].astype("<i2").tobytes())
        cpu_share = (processor_s(ear) - cpu_s) / LIVE_S
        writer.close()
        stopped = time.monotonic()
        listening.finish()
        return time.monotonic() - stopped, cpu_share


def processor_s(ear: Ear) -> float:
    times = psutil.Process(ear.pid).cpu_times()
    return float(times.user + times.system)


def peak_mb(ear: Ear) -> float:
    """The helper's peak resident memory; its present one where the system does not keep the peak."""
    status = Path(f"/proc/{ear.pid}/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024, 1)
    return round(psutil.Process(ear.pid).memory_info().rss / 2**20, 1)


def answer_of(folder: Path, length_s: float) -> NDArray[np.int16]:
    """An answer of at least that length, from the recordings of the folder one after the other."""
    sounds = [soundfile.read(file, dtype="int16")[0] for file in sorted(folder.rglob("*.flac"))]
    joined = np.concatenate(sounds)
    return np.tile(joined, int(length_s * RATE_HZ / len(joined)) + 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speech", type=Path, default=Path("tests/data/speech"), help="folder of recordings")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    parser.add_argument("--minutes", type=float, nargs="*", default=[2.0], help="lengths of answers to stop in")
    options = parser.parse_args()
    ear = Ear(shipped_model_dir())
    try:
        began = time.monotonic()
        ear.warm_up()
        figures: dict[str, Any] = {"start_to_ready_s": round(time.monotonic() - began, 2)}
        figures["groups"] = accuracy(ear, options.speech)
        for minutes in options.minutes:
            answer = answer_of(options.speech, minutes * 60)
            figures[f"stop_after_{minutes:g}_min"] = stop_to_text(ear, answer, minutes * 60)
        figures["helper_peak_mb"] = peak_mb(ear)
    finally:
        ear.close()
    text = json.dumps(figures, indent=2)
    sys.stdout.write(text + "\n")
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
