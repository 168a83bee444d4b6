"""What keeps a file from being imported, in words for the person who brought it."""

from __future__ import annotations

from pathlib import Path

from greenroom.errors import UserError
from greenroom.questions.pack_error import SHOWN, Problem


class CannotImport(UserError):
    """A file that no pack can be made of; `problems` has all that needs correcting."""

    def __init__(self, file: Path, *problems: Problem) -> None:
        self.file = file
        self.problems = problems
        told = [str(problem) for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            told.append(f"And {len(problems) - SHOWN} more.")
        super().__init__(
            f"{file.name} cannot be imported.", " ".join(told), "Put that right, then import it again."
        )

    def __reduce__(self) -> tuple[type[CannotImport], tuple[Path | Problem, ...]]:  # type: ignore[override]
        return type(self), (self.file, *self.problems)
