"""Leave the video out of PyAV: `without_video.py FOLDER`, changes a frozen folder on Linux.

FFmpeg's libraries are bound to encoders and decoders of video that sound never asks for: 34 MB. In their place come
libraries of the same names whose functions do nothing and return 0. FFmpeg then lists those codecs as before and
cannot open them. What nothing is bound to any more goes as well. The Windows package does the same.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

VIDEO = ("libSvtAv1Enc-", "libdav1d-", "libvpl-", "libvpx-", "libwebp-", "libwebpmux-", "libx264-", "libx265-")


def main(folder: Path) -> None:
    """Do it, once: a second run finds nothing to do."""
    libraries = folder / "_internal" / "av.libs"
    bound = {file: needed(file) for file in (*libraries.iterdir(), *(folder / "_internal/av").rglob("*.so"))}
    for library in [file for file in bound if file.name.startswith(VIDEO)]:
        wanted = {
            name for file, names in bound.items() if library.name in names for name in symbols(file, "undefined")
        }
        own = {name.partition("@")[0] for name in symbols(library, "defined")}
        replace(library, [name for name in sorted(wanted) if name.partition("@")[0] in own])
        bound[library] = set()
    while unbound := [
        file
        for file in bound
        if file.parent == libraries and not any(file.name in names for names in bound.values())
    ]:
        for file in unbound:
            del bound[file]
            file.unlink()
    for link in (folder / "_internal").iterdir():
        if link.is_symlink() and not link.exists():
            link.unlink()


def needed(file: Path) -> set[str]:
    """The libraries that a library is bound to."""
    return set(re.findall(r"NEEDED.*\[(.+)\]", output("readelf", "--dynamic", file)))


def symbols(file: Path, kind: str) -> set[str]:
    """The names that a library defines for others, or leaves for others to define, as name or name@VERSION."""
    lines = output("nm", "--dynamic", f"--{kind}-only", "--format=posix", file).splitlines()
    return {line.split()[0].replace("@@", "@") for line in lines}


def replace(library: Path, names: list[str]) -> None:
    """Put a library in its place that has `names`, in their versions, and does nothing."""
    functions, versions = "", defaultdict(list)
    for name in names:
        plain, _, version = name.partition("@")
        functions += f"void *{plain}(void) {{ return 0; }}\n"
        versions[version].append(plain)
    script = "".join(f"{version} {{ {'; '.join(held)}; }};\n" for version, held in versions.items() if version)
    with tempfile.TemporaryDirectory() as folder:
        source, version_script = Path(folder) / "nothing.c", Path(folder) / "versions"
        source.write_text(functions, encoding="ascii")
        version_script.write_text(script, encoding="ascii")
        options = ["-w", "-shared", "-s", "-nostdlib", "-fno-builtin", "-Wl,--build-id=none"]
        if script:
            options.append(f"-Wl,--version-script={version_script}")
        library.unlink()
        subprocess.run(["gcc", *options, f"-Wl,-soname,{library.name}", source, "-o", library], check=True)


def output(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main(Path(sys.argv[1]))
