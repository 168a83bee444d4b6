"""What every command prints the same way; cheap to import."""

from __future__ import annotations

import json
from typing import Any


def print_json(document: dict[str, Any]) -> None:
    """One document on standard output."""
    print(json.dumps(document, ensure_ascii=False, indent=2))
