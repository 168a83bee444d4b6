"""Leave the video out of PyAV: `without_video.py SITE`, changes the wheels installed there.

FFmpeg's libraries are bound to encoders and decoders of video that sound never asks for, 30 MB with their runtime.
In their place come libraries of the same names whose functions do nothing and return 0. FFmpeg then lists those
codecs as before and cannot open them. What nothing is bound to any more goes as well.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

VIDEO = ("libSvtAv1Enc-", "libdav1d-", "libvpl-", "libvpx-", "libwebp-", "libwebpmux-", "libx264-", "libx265-")
COMPILE = ("x86_64-w64-mingw32-gcc", "-shared", "-s", "-nostdlib", "-Wl,--no-insert-timestamp", "-Wl,-e,0")


def main(site: Path) -> None:
    """Do it, once: a second run finds nothing to do."""
    sys.path.insert(0, str(site))
    libraries = site / "av.libs"
    bound = {file: imports(file) for file in (*libraries.glob("*.dll"), *site.glob("av/**/*.pyd"))}
    for library in libraries.glob("*.dll"):
        if library.name.startswith(VIDEO):
            replace(library, {name for wanted in bound.values() for name in wanted.get(library.name, ())})
            bound[library] = {}
    while unbound := [
        file
        for file in bound
        if file.suffix == ".dll" and not any(file.name in wanted for wanted in bound.values())
    ]:
        for file in unbound:
            del bound[file]
            file.unlink()


def imports(file: Path) -> dict[str, set[str]]:
    """The names that a library wants, by the library it wants them of."""
    import pefile

    binary = pefile.PE(str(file), fast_load=True)
    binary.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_IMPORT"]])
    return {
        entry.dll.decode(): {one.name.decode() for one in entry.imports if one.name}
        for entry in getattr(binary, "DIRECTORY_ENTRY_IMPORT", ())
    }


def replace(library: Path, names: set[str]) -> None:
    """Put a library in its place that has `names` and does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "nothing.c"
        functions = [f"__declspec(dllexport) void *{name}(void) {{ return 0; }}" for name in sorted(names)]
        source.write_text("\n".join(functions) + "\n", encoding="ascii")
        library.unlink()  # it may be linked into a cache of downloads
        subprocess.run([*COMPILE, str(source), "-o", str(library)], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
