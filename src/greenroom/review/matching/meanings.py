"""What words mean, as directions in space: the sums of two texts that mean alike point nearly the same way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from greenroom.paths import shipped

Vector = npt.NDArray[np.float32]
Vectors = npt.NDArray[np.float32]
"""One a row."""
Bools = npt.NDArray[np.bool_]

_INSIDE_A_WORD = "##"


class Meanings:
    """The table that ships: for each piece of a word a vector, shorter the more frequent it is."""

    def __init__(self, pieces: Sequence[str], rows: npt.NDArray[np.int8], scales: Vectors) -> None:
        """rows: whole numbers, for a quarter of the memory; each times its scale is the vector."""
        self._row_of = {piece: number for number, piece in enumerate(pieces)}
        self._rows = rows
        self._scales = scales

    @property
    def directions(self) -> int:
        return int(self._rows.shape[1])

    @lru_cache(maxsize=4_000)  # noqa: B019 (one table a process)
    def of(self, word: str) -> Vector:
        """The vector of a word in lower case: the sum of its longest known pieces. What is not known is nought."""
        meant = np.zeros(self.directions, np.float32)
        at = 0
        while at < len(word):
            before = _INSIDE_A_WORD if at else ""
            ends = range(len(word), at, -1)
            end = next((end for end in ends if before + word[at:end] in self._row_of), 0)
            if end:
                row = self._row_of[before + word[at:end]]
                meant = meant + self._rows[row] * self._scales[row]
            at = end or at + 1
        return meant


@cache
def meanings() -> Meanings:
    """Read once a process: 5 MB."""
    with np.load(shipped().resources / "meanings" / "meanings.npz") as table:
        pieces = table["pieces"].tobytes().decode().split("\n")
        return Meanings(pieces, table["rows"], table["scales"])


def directions_of(sums: Vectors) -> Vectors:
    """Each row with the length 1; rows of nought stay so."""
    lengths = np.linalg.norm(sums, axis=-1, keepdims=True)
    return np.asarray(sums / np.maximum(lengths, 1e-9), np.float32)
