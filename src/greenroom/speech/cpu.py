"""What the speech engine needs of the processor, checked before its native code loads and could end the process.

CTranslate2's binaries need SSE4.1 on x86-64 (its documentation on supported hardware) and choose AVX, AVX2 or
AVX-512 by themselves where there is one; on ARM they need nothing special.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from greenroom.speech.errors import CpuTooOld

CPUINFO = Path("/proc/cpuinfo")
# Windows' numbers for IsProcessorFeaturePresent. Versions that do not know them say no to both.
SSSE3_AVAILABLE = 36
SSE4_1_AVAILABLE = 37


def check_cpu() -> None:
    """Raises CpuTooOld where the processor is known to lack SSE4.1. In doubt it passes."""
    if _has_sse4_1() is False:
        raise CpuTooOld(
            "Greenroom cannot transcribe on this computer.",
            "Its processor is too old for the speech engine: it has no SSE4.1 instructions.",
            "Type your answers instead, or use a computer built after 2011. Your recordings are kept.",
        )


def _has_sse4_1() -> bool | None:
    """None where it cannot be told."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return None
    if sys.platform == "linux":
        return _in_cpuinfo()
    if sys.platform == "win32":
        import ctypes

        present = ctypes.windll.kernel32.IsProcessorFeaturePresent
        return bool(present(SSE4_1_AVAILABLE)) or (False if present(SSSE3_AVAILABLE) else None)
    return None  # every Mac that this runs on has it


def _in_cpuinfo() -> bool | None:
    try:
        lines = CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    flags = next((line for line in lines if line.startswith("flags")), None)
    return None if flags is None else "sse4_1" in flags.split()
