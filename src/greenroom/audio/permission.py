"""Whether the system lets this program listen. macOS asks the person, once; elsewhere nothing is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QMicrophonePermission, QObject, Qt


class Permissions(Protocol):
    """The part of QCoreApplication that knows."""

    def checkPermission(self, permission: QMicrophonePermission, /) -> Qt.PermissionStatus: ...

    def requestPermission(
        self, permission: QMicrophonePermission, context: QObject, functor: Callable[[object], None], /
    ) -> None: ...


def system_permissions() -> Permissions | None:
    """Whom to ask; None where every program may listen, or where the answer shows only when the device opens."""
    return QCoreApplication.instance() if sys.platform == "darwin" else None


def when_allowed(
    permissions: Permissions | None,
    context: QObject,
    allowed: Callable[[], None],
    refused: Callable[[], None],
) -> None:
    """Call one of the two: at once when it is known, else when the person has answered the system's question.

    Nothing is called any more once `context` is gone.
    """
    wanted = QMicrophonePermission()
    status = Qt.PermissionStatus.Granted if permissions is None else permissions.checkPermission(wanted)
    if permissions is not None and status is Qt.PermissionStatus.Undetermined:
        asked = permissions

        def answered(_: object) -> None:
            is_granted = asked.checkPermission(wanted) is Qt.PermissionStatus.Granted
            (allowed if is_granted else refused)()

        asked.requestPermission(wanted, context, answered)
    elif status is Qt.PermissionStatus.Denied:
        refused()
    else:
        allowed()
