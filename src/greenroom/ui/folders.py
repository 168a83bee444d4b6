"""Show a folder in the system's file manager."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from greenroom.errors import UserError


def open_folder(folder: Path) -> None:
    """Open `folder`, made first if it is not there. Raises UserError, which names the folder."""
    what = QCoreApplication.translate("folders", "The folder {folder} could not be opened.").format(folder=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = QCoreApplication.translate("folders", "The system says: {reason}.").format(reason=error.strerror)
        raise UserError(what, why) from error
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        why = QCoreApplication.translate("folders", "No file manager answered.")
        remedy = QCoreApplication.translate("folders", "Open it by hand.")
        raise UserError(what, why, remedy)
