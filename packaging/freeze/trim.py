"""What PyInstaller finds and a build does not need, and what the system supplies better than we do."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath

EXCLUDED_MODULES = ["hf_xet", "tkinter"]
"""hf_xet: a transport of huggingface_hub that is never used: downloads go through httpx2 (speech/fetching.py)."""

# Of Qt's plugins only these: windows, icons, sound, input methods, the desktop's file dialog, printing.
_PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qjpeg", "qsvg"},
    "multimedia": {"ffmpegmediaplugin"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qcocoa", "qminimal", "qoffscreen", "qwayland", "qxcb"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cocoaprintersupport", "cupsprintersupport"},
    "styles": {"qmacstyle"},
    "wayland-decoration-client": {"bradient"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "wayland-shell-integration": {"xdg-shell"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}
_UNWANTED = re.compile(
    "|".join(
        (
            # Of SpeechRecognition only its recognizer for Whisper is used; this is PocketSphinx's model, and FLAC's
            # program for three systems.
            r"speech_recognition/(pocketsphinx-data/|flac-)",
            r"PySide6/Qt/translations/",
            # Came with plugins that are left out.
            r"(.*/)?libQt6(EglFS\w*|EglFs\w*|Pdf|VirtualKeyboard\w*|WlShellIntegration|Svg\w+)\.so.*",
        )
    )
)


def is_wanted(entry: tuple[str, str, str]) -> bool:
    """Whether a file that PyInstaller found (its place in the build, its source, its kind) belongs in the build."""
    place, source, kind = entry
    path = PurePosixPath(Path(place).as_posix())
    if kind in ("BINARY", "SYMLINK") and _comes_from_the_system(path, source):
        return False
    if "plugins" in path.parts and "PySide6" in path.parts:
        folder, name = path.parts[-2], path.name.partition(".")[0].removeprefix("lib")
        return name in _PLUGINS.get(folder, ())
    return _UNWANTED.match(path.as_posix()) is None


def _comes_from_the_system(path: PurePosixPath, source: str) -> bool:
    """True of the distribution's own libraries: its package manager supplies them, in versions that fit each other.

    Python's library is the exception: only one release of a distribution has this version of it.
    """
    if sys.platform != "linux" or path.name.startswith("libpython"):
        return False
    return len(path.parts) == 1 and source.startswith(("/lib/", "/usr/lib/", "/lib64/", "/usr/lib64/"))
