"""What stands where on the editor's page; what it does is in `page`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from greenroom.ui.questions.editor.outline import Outline
from greenroom.ui.questions.editor.pack_form import PackForm, RoundsForm
from greenroom.ui.questions.editor.question_form import QuestionForm
from greenroom.ui.questions.editor.speaking import Reader
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.flow import FlowLayout
from greenroom.ui.widgets.offer import Offer
from greenroom.ui.widgets.plain import button, label, scrolled


class EditorFrame(QWidget):
    """The pack's parts on the left with their buttons, on the right the form of one of them."""

    def __init__(self, theme: Theme, reader: Reader | None) -> None:
        super().__init__()
        self.setObjectName("page")
        self.back = button(self.tr("Questions"), "link")
        self.title = label(kind="title")
        self.status = label(kind="small", wrap=True)
        self.notice = Offer()
        self.outline = Outline()
        self.new = button(self.tr("New"), "pill", key=self.tr("Ctrl+N"))
        self.duplicate = button(self.tr("Duplicate"), "pill", key=self.tr("Ctrl+D"))
        self.delete = button(self.tr("Delete"), "pill", key=self.tr("Del"))
        self.up = button(self.tr("Up"), "pill", key=self.tr("Alt+↑"))
        self.down = button(self.tr("Down"), "pill", key=self.tr("Alt+↓"))
        self.up.setAccessibleName(self.tr("Move the question up"))
        self.down.setAccessibleName(self.tr("Move the question down"))
        self.pack_form = PackForm(theme)
        self.rounds_form = RoundsForm(theme)
        self.question_form = QuestionForm(theme, reader)
        self._forms = QStackedWidget()
        self._areas = [scrolled(form) for form in (self.pack_form, self.rounds_form, self.question_form)]
        self._lay_out()
        self.setFocusProxy(self.outline)

    @property
    def form_area(self) -> QScrollArea:
        """What scrolls the form that is shown."""
        return next(area for area in self._areas if area is self._forms.currentWidget())

    def _lay_out(self) -> None:
        self.back.setText(self.tr("← Questions · Esc"))
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        titles.addWidget(self.title)
        titles.addWidget(self.status)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.outline, 1)
        buttons = FlowLayout(8)
        for each in (self.new, self.duplicate, self.delete, self.up, self.down):
            buttons.addWidget(each)
        left.addLayout(buttons)
        self._left = QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        self._left.setLayout(left)
        for area in self._areas:
            self._forms.addWidget(area)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self._left)
        across.addWidget(self._forms, 1)
        self._page = QVBoxLayout(self)
        self._page.setSpacing(12)
        self._page.addLayout(titles)
        self._page.addWidget(self.notice)
        self._page.addLayout(across, 1)

    def set_narrow(self, narrow: bool) -> None:
        """Make do with little width. The page says so, since what is hidden is told of no resize."""
        self._page.setContentsMargins(*((24, 12, 24, 16) if narrow else (40, 20, 40, 24)))
        self._left.setFixedWidth(200 if narrow else 288)
