"""Asking once before something that nothing brings back."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def confirmed(parent: QWidget, title: str, question: str, *, consequence: str, do: str, keep: str) -> bool:
    """Whether the person chooses `do`; Enter, Esc and closing the question mean `keep`."""
    asking = QMessageBox(parent)
    asking.setIcon(QMessageBox.Icon.NoIcon)
    asking.setWindowTitle(title)
    asking.setText(question)
    asking.setInformativeText(consequence)
    doing = asking.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    keeping = asking.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    asking.setDefaultButton(keeping)
    asking.setEscapeButton(keeping)
    asking.exec()
    asking.deleteLater()
    return asking.clickedButton() is doing
