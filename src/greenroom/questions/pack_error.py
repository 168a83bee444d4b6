"""What is wrong with a pack's file, in words for the person who wrote it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from greenroom.errors import UserError

SHOWN = 3
"""How many problems the sentence about a pack tells; `PackError.problems` has them all."""


@dataclass(frozen=True)
class Problem:
    """One thing to correct. line: from 1, None for the file as a whole. field: in words, may be empty."""

    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line is not None else []
        where += [self.field] if self.field else []
        place = ", ".join(where)
        return f"{place[0].upper()}{place[1:]}: {self.message}" if place else self.message


class PackError(UserError):
    """A pack that cannot be used: its file, and everything in it that needs correcting, from the top down."""

    def __init__(self, file: Path, problems: Sequence[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        told = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            told.append(f"And {len(self.problems) - SHOWN} more.")
        super().__init__(
            f"The pack {file.name} cannot be used.",
            " ".join(told),
            "When that is put right, load it again; your other packs are not affected.",
        )

    def __reduce__(self) -> tuple[type[PackError], tuple[Path, tuple[Problem, ...]]]:  # type: ignore[override]
        return type(self), (self.file, self.problems)
