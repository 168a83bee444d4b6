"""Write what the installer unpacks, for NSIS: `file_list.py TREE OUT`.

In an order that does not depend on this computer's disk, with like beside like, which compresses better.
"""

from __future__ import annotations

import sys
from pathlib import Path

FIRST = "start.py"  # marks the folder as one of ours, even when nothing more arrives


def main(tree: Path, out: Path) -> None:
    files = sorted(file.relative_to(tree) for file in tree.rglob("*") if file.is_file())
    files.sort(key=lambda file: (str(file) != FIRST, file.suffix))
    folders = sorted({file.parent for file in files} - {Path()})
    lines = [f'CreateDirectory "{_installed(folder)}"' for folder in folders]
    lines += [f'File "/oname={_installed(file)}" "{tree / file}"' for file in files]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _installed(path: Path) -> str:
    name = path.as_posix().replace("/", "\\").replace("$", "$$")
    return f"$INSTDIR\\app\\$Folder\\{name}"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
