"""A processor that cannot run the engine is named before it could crash; in doubt nobody is turned away."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from greenroom.speech import cpu
from greenroom.speech.cpu import check_cpu
from greenroom.speech.errors import CpuTooOld

OLD = "processor\t: 0\nmodel name\t: AMD Phenom(tm) II X4\nflags\t\t: fpu sse sse2 ht lm pni monitor cx16 sse4a\n"
NEWER = OLD.replace("sse4a", "ssse3 sse4_1 sse4_2 avx")


@pytest.fixture
def linux_x86(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a Linux machine with an x86-64 processor describes it."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(cpu, "CPUINFO", tmp_path / "cpuinfo")
    return tmp_path / "cpuinfo"


def test_this_machine_passes() -> None:
    check_cpu()


def test_a_processor_without_sse41_is_named(linux_x86: Path) -> None:
    linux_x86.write_text(OLD, encoding="utf-8")
    with pytest.raises(CpuTooOld, match=r"too old for the speech engine.*SSE4\.1.*Type your answers"):
        check_cpu()


def test_a_processor_with_sse41_passes(linux_x86: Path) -> None:
    linux_x86.write_text(NEWER, encoding="utf-8")
    check_cpu()


@pytest.mark.parametrize("described", [None, "", "model name\t: something new\n"])
def test_where_it_cannot_be_told_it_passes(linux_x86: Path, described: str | None) -> None:
    if described is not None:
        linux_x86.write_text(described, encoding="utf-8")
    check_cpu()


def test_other_processors_pass(linux_x86: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    linux_x86.write_text(OLD, encoding="utf-8")
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    check_cpu()
