"""`python -m tests.benchmarks.tape`: whether the tape loses anything, and what two hours of it cost.

Prints a table of aims and figures and writes them to bench-results/tape.json. The takes are recorded by the real
recorder from a sound server of the benchmark's own: each holds a tone that begins at the cue and ends at Stop. The
two hours go through everything between the device and the disk, as fast as that works, and are archived then.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from greenroom.audio.pcm import Converter, rms_dbfs
from greenroom.audio.tape import Tape
from greenroom.audio.watch import Watch
from greenroom.speech.archive import archive
from tests.e2e.sound import Sound, loud_stretch_s, read_wav, tone, write_wav
from tests.e2e.studio import open_studio

DEVICE_RATE_HZ = 48_000
BLOCK_S = 0.04
TONE_S = 0.4
# The shortest sounds of speech last about 20 ms; a quarter of one is no word.
LOST_FROM_S = 0.005
MEGABYTE = 1 << 20


def takes(count: int) -> dict[str, Any]:
    """What is missing of the tone in each of `count` takes, and how far it was from the ends of the take."""
    lost_s, before_s, after_s = [], [], []
    with tempfile.TemporaryDirectory() as folder, Sound() as sound, open_studio(sound) as studio:
        wav = write_wav(Path(folder) / "tone.wav", tone(TONE_S), DEVICE_RATE_HZ)
        for number in range(count):
            take = Path(folder) / f"{number}.wav"
            studio.do("recorder.open", "")
            studio.do("recorder.begin", str(take))
            studio.wait_for("recorder.cued")
            sound.speak(wav).wait()
            studio.do("recorder.stop")
            studio.wait_for("recorder.stopped")
            studio.do("recorder.close")  # as after every question
            studio.wait_for("answer:recorder.close")
            samples = read_wav(take)
            start_s, end_s = loud_stretch_s(samples)
            lost_s.append(TONE_S - (end_s - start_s))
            before_s.append(start_s)
            after_s.append(len(samples) / 16_000 - end_s)
            take.unlink()
    return {
        "takes": count,
        "takes_with_loss": sum(each > LOST_FROM_S for each in lost_s),
        "most_lost_ms": round(1000 * max(lost_s), 1),
        "median_before_s": round(statistics.median(before_s), 3),
        "least_before_s": round(min(before_s), 3),
        "least_after_s": round(min(after_s), 3),
    }


def hours(length_h: float) -> dict[str, Any]:
    """Memory and processor time while so many hours pass from a stereo device at 48 kHz to the disk and to FLAC."""
    process = psutil.Process()
    rng = np.random.default_rng(0)
    pause = rng.normal(0, 3, (int(DEVICE_RATE_HZ * BLOCK_S), 2)).astype("<i2").tobytes()
    voice = rng.normal(0, 3000, (int(DEVICE_RATE_HZ * BLOCK_S), 2)).astype("<i2").tobytes()
    converter, watch, tape = Converter("int16", 2, DEVICE_RATE_HZ), Watch(DEVICE_RATE_HZ), Tape()
    memory_mb, slowest_s = [], 0.0
    with tempfile.TemporaryDirectory() as folder:
        take = Path(folder) / "take.wav"
        tape.begin(take)
        cpu_s = sum(process.cpu_times()[:2])
        for number in range(round(length_h * 3600 / BLOCK_S)):
            began = time.monotonic()
            mono = converter.mono(voice if number // 12 % 3 else pause)
            watch.hear(mono, answering=True)
            rms_dbfs(mono)
            tape.roll(converter.resampled(mono))
            slowest_s = max(slowest_s, time.monotonic() - began)
            if number % round(600 / BLOCK_S) == round(60 / BLOCK_S):
                memory_mb.append(process.memory_info().rss / MEGABYTE)
        cpu_s = sum(process.cpu_times()[:2]) - cpu_s
        recorded = tape.cut()
        assert recorded is not None
        memory_mb.append(process.memory_info().rss / MEGABYTE)
        began = time.monotonic()
        assert archive(take)
        archived_s = time.monotonic() - began
        after_archive_mb = process.memory_info().rss / MEGABYTE
    return {
        "recorded_s": recorded.duration_s,
        "memory_after_1_min_mb": round(memory_mb[0], 1),
        "memory_growth_mb": round(max(memory_mb) - memory_mb[0], 1),
        "growth_in_archiving_mb": round(after_archive_mb - memory_mb[-1], 1),
        "cpu_share": round(cpu_s / recorded.duration_s, 4),
        "slowest_block_ms": round(1000 * slowest_s, 1),
        "archived_in_s": round(archived_s, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--takes", type=int, default=100)
    parser.add_argument("--hours", type=float, default=2.0)
    parser.add_argument("--json", type=Path, default=Path("bench-results/tape.json"), help="where the figures go")
    options = parser.parse_args()
    long, many = hours(options.hours), takes(options.takes)
    lines = [
        ("", "aim", "got"),
        (f"takes of {many['takes']} that miss some of the tone", "0", f"{many['takes_with_loss']}"),
        ("most that a take misses of it", "5 ms", f"{many['most_lost_ms']} ms"),
        ("least before the tone; after it", "", f"{many['least_before_s']} s; {many['least_after_s']} s"),
        (f"memory, from minute 1 to hour {options.hours:g}", "+ 0 MB", f"+ {long['memory_growth_mb']} MB"),
        ("memory, while archiving", "+ 0 MB", f"+ {long['growth_in_archiving_mb']} MB"),
        ("processor while recording, of one core", "", f"{long['cpu_share']:.1%}"),
        ("slowest block of 40 ms", "40 ms", f"{long['slowest_block_ms']} ms"),
        ("FLAC written, read back and compared", "", f"{long['archived_in_s']} s"),
    ]
    sys.stdout.writelines(f"{what:50} {aim:10} {got}\n" for what, aim, got in lines)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps({"takes": many, "hours": long}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
