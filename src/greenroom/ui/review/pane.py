"""The inside of a column: one of several pages, each as high as there is room for and scrolled beyond that."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from greenroom.ui.widgets.plain import scrolled

LEAST = QSize(260, 190)


class Pane(QStackedWidget):
    """Its own content never makes it larger: the two columns share the page's width and height equally."""

    def add(self, page: QWidget) -> QScrollArea:
        """Add a page, in a frame that scrolls; what is given back is for `setCurrentWidget`."""
        area = scrolled(page)
        area.setAccessibleName(page.accessibleName())
        self.addWidget(area)
        return area

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return LEAST

    def minimumSizeHint(self) -> QSize:
        return LEAST
