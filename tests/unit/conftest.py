"""With GREENROOM_FORBID_QT set, Qt cannot be imported: the unit tests then prove that these parts do without it."""

from __future__ import annotations

import os
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec


class NoQt(MetaPathFinder):
    """Refuses to find any Qt binding."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"{fullname} is forbidden here: this part must work without Qt")
        return None


if os.environ.get("GREENROOM_FORBID_QT"):
    sys.meta_path.insert(0, NoQt())
