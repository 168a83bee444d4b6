"""Spelling in a pack, by codespell where it is installed.

codespell knows misspellings and nothing else, so that names and terms are never taken for mistakes. Its licence
is GPL-2.0-only, which is why it runs as a program of its own and is no part of Greenroom; CI has it.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from greenroom.questions.check import Finding
from greenroom.questions.pack import Pack

SECONDS = 60
_FOUND = re.compile(r"^(\d+): .*\n\t(.+?) ==> (.+)$", re.MULTILINE)


def can_be_checked() -> bool:
    """Whether codespell is installed."""
    return importlib.util.find_spec("codespell_lib") is not None


def misspelt(pack: Pack) -> list[Finding]:
    """The misspelt words of a pack, each with what it should be; none where they cannot be checked."""
    if not can_be_checked():
        return []
    data = pack.model_dump(mode="json")
    texts = [("", field, text) for field, text in _texts({**data, "questions": []})]
    for question in data["questions"]:
        texts += [(question["id"], field, text) for field, text in _texts(question)]
    lines = "\n".join(" ".join(text.split()) for _, _, text in texts)
    command = [sys.executable, "-m", "codespell_lib", "-"]
    done = subprocess.run(command, input=lines, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    findings = []
    for line, word, meant in _FOUND.findall(done.stdout):
        question, field, _ = texts[int(line) - 1]
        findings.append(Finding(question, field, f"“{word}” is misspelt; it should be “{meant}”."))
    return findings


def _texts(part: Mapping[str, Any] | Sequence[Any], field: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a part of a pack with the field it belongs to; ids are none."""
    items = part.items() if isinstance(part, Mapping) else [(field, one) for one in part]
    for key, value in items:
        name = field or key
        if isinstance(value, str):
            if key not in ("id", "round", "language", "kind", "difficulty", "ask_chance"):
                yield name, value
        elif isinstance(value, (dict, list)):
            yield from _texts(value, name)
