"""`python -m tests.benchmarks.ear`: how well and how soon the ear hears, on every recording of a folder.

Prints a table of aims and figures, beside what other apps do, and writes all of it to bench-results/ear.json. A
recording is a FLAC file with its reference text beside it; recordings are grouped by their folder. Processor
seconds are the cost to trust, wall times depend on who else is at work on the machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
import psutil
import soundfile
from numpy.typing import NDArray
from whisper_normalizer.english import EnglishTextNormalizer

from greenroom.paths import shipped
from greenroom.questions.library import Library
from greenroom.review.terms import terms_of
from greenroom.speech.ear import Ear
from greenroom.speech.take import RATE_HZ, TakeWriter
from greenroom.speech.transcript import Interval
from tests.benchmarks.app import machine
from tests.benchmarks.ear_table import lines
from tests.benchmarks.fillers import hesitant, spoken_fillers
from tests.benchmarks.rivals import RIVALS, measured
from tests.benchmarks.timed import TEXTS, spoken_with_times
from tests.unit.speech.noises import KINDS, wordless

FILLERS = {"um", "uh", "uhm", "erm", "hmm"}
CHUNK_S = 0.25
# Long enough for everything spoken before it to be done when the person stops.
LIVE_S = 20.0
STOP_POINTS = 11
STOP_POINTS_OF_LONG = 5
# The questions that recordings answer, by pack.
QUESTIONS = {
    "abtest": ("iron-mountain-ml-engineer", "experiment-and-power"),
    "clt": ("iron-mountain-ml-engineer", "central-limit-theorem"),
    "forest": ("machine-learning-engineer", "forest-or-boosting"),
    "overfit": ("iron-mountain-ml-engineer", "overfitting"),
}
WORDLESS_S = 70.0
WITHIN_S = 0.15

_normalise = EnglishTextNormalizer()


def words_of(text: str) -> str:
    return " ".join(word for word in _normalise(text).split() if word not in FILLERS)


def accuracy(ear: Ear, folder: Path) -> dict[str, Any]:
    """Word error rate and cost of every group, each recording transcribed whole through the pipeline."""
    groups: dict[str, Any] = {}
    for group, recordings in recordings_of(folder).items():
        said, heard, audio_s = [], [], 0.0
        cpu_s, wall_s = processor_s(ear), time.monotonic()
        for text in recordings:
            transcript = ear.transcribe(text.with_suffix(".flac"))
            said.append(words_of(text.read_text(encoding="utf-8")))
            heard.append(words_of(transcript.text))
            audio_s += transcript.duration
        groups[group] = {
            "word_error_rate": round(float(jiwer.wer(said, heard)), 4),
            "audio_s": round(audio_s, 1),
            "cpu_s_per_audio_s": round((processor_s(ear) - cpu_s) / audio_s, 4),
            "times_real_time": round(audio_s / (time.monotonic() - wall_s), 1),
        }
    return groups


def with_terms(ear: Ear, folder: Path) -> dict[str, Any]:
    """Word error rate of the answers in the folder whose question a pack asks, with that question's terms."""
    with tempfile.TemporaryDirectory() as no_packs:
        library = Library(shipped().packs, Path(no_packs))
        questions = {name: library.question(*which) for name, which in QUESTIONS.items()}
    said, heard, offered = [], [], {}
    for text in sorted(text for texts in recordings_of(folder).values() for text in texts):
        if text.stem in QUESTIONS:
            offered[text.stem] = terms_of(questions[text.stem])
            transcript = ear.transcribe(text.with_suffix(".flac"), terms=offered[text.stem])
            said.append(words_of(text.read_text(encoding="utf-8")))
            heard.append(words_of(transcript.text))
    return {"word_error_rate": round(float(jiwer.wer(said, heard)), 4) if said else None, "terms": offered}


def recordings_of(folder: Path) -> dict[str, list[Path]]:
    """The reference texts of each group that have a recording beside them."""
    groups: dict[str, list[Path]] = {}
    for text in sorted(folder.rglob("*.txt")):
        if text.with_suffix(".flac").is_file():
            groups.setdefault(text.parent.name, []).append(text)
    return groups


def stop_to_text(ear: Ear, answer: NDArray[np.int16], length_s: float, points: int) -> dict[str, Any]:
    """Seconds from Stop to the whole transcript, for stop points spread over the last 10 s of a growing take."""
    waits, cpu_shares = [], []
    for point in np.linspace(length_s - LIVE_S / 2, length_s, points):
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


def rivals(folder: Path, answer_s: float) -> dict[str, Any]:
    """What other apps get of the same recordings, and how long they take after Stop for an answer."""
    found: dict[str, Any] = {}
    for name, build in RIVALS.items():
        hear = build()
        groups: dict[str, Any] = {}
        for group, recordings in recordings_of(folder).items():
            texts = [(text, *measured(hear, text.with_suffix(".flac"))) for text in recordings]
            said = [words_of(text.read_text(encoding="utf-8")) for text, *_ in texts]
            audio_s = sum(soundfile.info(text.with_suffix(".flac")).duration for text in recordings)
            groups[group] = {
                "word_error_rate": round(float(jiwer.wer(said, [words_of(heard) for _, heard, _, _ in texts])), 4),
                "cpu_s_per_audio_s": round(sum(cpu_s for _, _, cpu_s, _ in texts) / audio_s, 4),
            }
        with tempfile.TemporaryDirectory() as temporary:
            whole = Path(temporary) / "answer.wav"
            soundfile.write(whole, answer_of(folder, answer_s)[: int(answer_s * RATE_HZ)], RATE_HZ)
            found[name] = {"groups": groups, "stop_to_text_s": round(measured(hear, whole)[2], 2)}
    return found


def invented_words(ear: Ear) -> dict[str, Any]:
    """Words and hesitations heard in over ten minutes without any."""
    words: dict[str, int] = {}
    marks = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            sound = Path(folder) / "sound.wav"
            soundfile.write(sound, wordless(kind, WORDLESS_S), RATE_HZ)
            heard = ear.transcribe(sound)
            words[kind] = len(heard.words)
            marks += len(heard.hesitations)
    minutes = round(len(KINDS) * WORDLESS_S / 60, 1)
    return {"minutes": minutes, "words": sum(words.values()), "hesitations": marks, "by_kind": words}


def hesitations(ear: Ear, folder: Path) -> dict[str, Any]:
    """Synthetic fillers in the pauses of the recordings: how many are found, and what else is taken for one."""
    sounds = spoken_fillers()
    found = fillers = false = 0
    minutes = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        for seed, recording in enumerate(sorted(folder.rglob("*.flac"))):
            if any(
                filler in recording.with_suffix(".txt").read_text(encoding="utf-8") for filler in (" um", "Uh,")
            ):
                continue
            plain = ear.transcribe(recording)
            samples, _ = soundfile.read(recording, dtype="int16")
            said = hesitant(samples, list(plain.voiced), sounds, seed)
            if not said.fillers:
                continue
            sound = Path(temporary) / "sound.wav"
            soundfile.write(sound, said.samples, RATE_HZ)
            heard = ear.transcribe(sound)
            written = [word for word in heard.words if words_of(word.text) == "" or word.text.lower() in FILLERS]
            marks = [*heard.hesitations, *written]
            found += sum(any(overlap_s(mark, f) >= f.length_s / 2 for mark in marks) for f in said.fillers)
            false += sum(not any(overlap_s(mark, f) > 0 for f in said.fillers) for mark in heard.hesitations)
            fillers += len(said.fillers)
            minutes += heard.duration / 60
    return {
        "fillers": fillers,
        "recall": round(found / max(1, fillers), 3),
        "false_alarms_a_minute": round(false / max(minutes, 0.01), 2),
    }


def overlap_s(one: Interval, other: Interval) -> float:
    return min(one.end, other.end) - max(one.start, other.start)


def word_times(ear: Ear) -> dict[str, Any]:
    """How far off the beginnings of words are, in synthetic speech whose times are known."""
    off: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for text in TEXTS:
            spoken = spoken_with_times(text, "en-us")
            sound = Path(folder) / "sound.wav"
            soundfile.write(sound, spoken.samples, RATE_HZ)
            heard = ear.transcribe(sound).words
            said, found = ([word.text.strip(".,").lower() for word in words] for words in (spoken.words, heard))
            for a, b, size in SequenceMatcher(a=said, b=found, autojunk=False).get_matching_blocks():
                off += [abs(heard[b + n].start - spoken.words[a + n].start) for n in range(size)]
    within = sum(one <= WITHIN_S for one in off) / len(off)
    return {
        "words": len(off),
        "share_within_0.15_s": round(within, 3),
        "median_s": round(statistics.median(off), 3),
    }


PARTS: dict[str, Callable[[Ear, Path], Any]] = {
    "groups": accuracy,
    "terms": with_terms,
    "stops 2 min": lambda ear, folder: stop_to_text(ear, answer_of(folder, 120), 120, STOP_POINTS),
    "stops 10 min": lambda ear, folder: stop_to_text(ear, answer_of(folder, 600), 600, STOP_POINTS_OF_LONG),
    "silence": lambda ear, _: invented_words(ear),
    "hesitations": hesitations,
    "word_times": lambda ear, _: word_times(ear),
    "rivals": lambda _, folder: rivals(folder, 120),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speech", type=Path, default=Path("tests/data/speech"), help="folder of recordings")
    parser.add_argument("--json", type=Path, default=Path("bench-results/ear.json"), help="where the figures go")
    parser.add_argument("--parts", nargs="*", choices=PARTS, help="measure these alone; the file keeps the others")
    options = parser.parse_args()
    figures: dict[str, Any] = {}
    if options.parts and options.json.is_file():
        figures = json.loads(options.json.read_text(encoding="utf-8"))
    figures["machine"] = machine()
    ear = Ear(shipped().model)
    try:
        began = time.monotonic()
        ear.warm_up()
        figures["start_to_ready_s"] = round(time.monotonic() - began, 2)
        for part in options.parts or PARTS:
            figures[part] = PARTS[part](ear, options.speech)
            figures["helper_peak_mb"] = max(peak_mb(ear), figures.get("helper_peak_mb", 0.0))
    finally:
        ear.close()
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    rows = [("", "aim", "got"), *lines(figures, options.json.parent)]
    sys.stdout.writelines(f"{what:58} {aim:34} {got}\n" for what, aim, got in rows)
    sys.stdout.write(f"Measured on: {figures['machine']}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
