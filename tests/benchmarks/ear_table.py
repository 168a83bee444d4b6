"""What `make bench-ear` prints: every figure of the ear and the tape beside its aim, and what other apps get."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = tuple[str, str, str]

# The group of recordings that is full of technical terms.
JARGON = "answers"


def lines(figures: dict[str, Any], results: Path) -> Iterator[Row]:
    """Rows of what, aim and got; of the parts that were measured. results: where the other benchmarks write."""
    others = figures.get("rivals", {})
    yield from _stops(figures, others)
    for group, got in figures.get("groups", {}).items():
        yield from _group(group, got, others)
    if (terms := figures.get("terms", {})).get("word_error_rate") is not None:
        yield "wrong words, technical answers with their terms", "3.5 %", f"{terms['word_error_rate']:.1%}"
    yield "helper: from its start to ready", "2.0 s", f"{figures['start_to_ready_s']} s"
    if "helper_peak_mb" in figures:
        yield "helper: peak memory", "450 MB", f"{figures['helper_peak_mb']} MB"
    if silence := figures.get("silence"):
        yield f"invented words in {silence['minutes']} min without any", "0", str(silence["words"])
    if um := figures.get("hesitations"):
        yield f"hesitations found, of {um['fillers']}", "0.80", str(um["recall"])
        yield "false hesitations a minute", "0.5", str(um["false_alarms_a_minute"])
    if times := figures.get("word_times"):
        share = f"{times['share_within_0.15_s']:.1%}"
        yield f"word beginnings within 0.15 s, of {times['words']}", "95 %", share
    yield from _elsewhere(results)


def _stops(figures: dict[str, Any], others: dict[str, Any]) -> Iterator[Row]:
    two, ten = figures.get("stops 2 min"), figures.get("stops 10 min")
    if two is not None:
        name = f"stop → text, 2 min answer, {two['stops']} stops: median, worst"
        yield name, "0.5 s, 0.8 s", f"{two['median_s']} s, {two['worst_s']} s"
    if ten is not None:
        name = f"stop → text, 10 min answer, {ten['stops']} stops: median, worst"
        yield name, "no longer than for 2 min", f"{ten['median_s']} s, {ten['worst_s']} s"
    for name, of_rival in others.items():
        sooner = f"; {of_rival['stop_to_text_s'] / two['median_s']:.0f} × as long" if two is not None else ""
        yield f"stop → text, 2 min answer, {name}", "10 × as long", f"{of_rival['stop_to_text_s']} s{sooner}"
    if two is not None:
        yield "processor while recording, of one core", "8 %", f"{two['cpu_share_while_recording']:.1%}"


def _group(group: str, got: dict[str, Any], others: dict[str, Any]) -> Iterator[Row]:
    rates = {name: of_rival["groups"][group]["word_error_rate"] for name, of_rival in others.items()}
    aim = ", ".join(f"{name} {rate:.1%}" for name, rate in rates.items())
    if rates:
        aim = f"{min(rates.values()) + 0.003:.1%} ({aim})"
    yield f"wrong words, {group}", aim, f"{got['word_error_rate']:.1%}"
    speed = f"{got['times_real_time']} ×, {got['cpu_s_per_audio_s']} processor s a second"
    yield f"a file's speed, {group}", "20 × real time", speed


def _elsewhere(results: Path) -> Iterator[Row]:
    """What the other benchmarks measured last."""
    many = _read(results / "tape.json").get("takes")
    if many is not None:
        yield f"takes of {many['takes']} that miss a word (bench-tape)", "0", str(many["takes_with_loss"])
    else:
        yield "takes of 100 that miss a word", "0", "run make bench-tape"
    gap = "longest gap while recording and transcribing"
    found = [figure for figure in _read(results / "app.json").get("figures", ()) if figure["name"] == gap]
    yield f"{gap} (bench)", "50 ms", f"{max(found[0]['values']):.0f} ms" if found else "run make bench"


def _read(file: Path) -> dict[str, Any]:
    if not file.is_file():
        return {}
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document
