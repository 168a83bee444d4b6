"""Bringing questions in: paste a guide or choose a file, look at what was understood, keep what is wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from greenroom.errors import UserError
from greenroom.eventlog import event as log_event
from greenroom.questions.bring import FILES, Brought, LeftOut, bring_file, bring_text
from greenroom.questions.pack import Pack
from greenroom.ui.background import Background
from greenroom.ui.questions.editor.fields import typed
from greenroom.ui.widgets.offer import Offer
from greenroom.ui.widgets.plain import button, label
from greenroom.ui.words import count

PAUSE_MS = 300
_ID_ROLE = Qt.ItemDataRole.UserRole


class ImportPage(QWidget):
    """left: the person goes back without adding. accepted(Pack): what they want to add."""

    left = Signal()
    accepted = Signal(object)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self.setObjectName("page")
        self._background = background
        self._brought: Brought | None = None
        self._file_name = ""
        self._readings = 0  # what was read of an earlier text is dropped by this count
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._read_text)
        self.back = button(self.tr("← Questions · Esc"), "link")
        self.notice = Offer()
        self.text = QPlainTextEdit()
        self.choose = button(self.tr("Choose a file…"), key=self.tr("Ctrl+O"))
        self.found = label(kind="heading")
        self.about = label(kind="small", wrap=True)
        self.questions = QListWidget()
        self.not_understood = label(kind="heading")
        self.left_out = QListWidget()
        self.title = QLineEdit()
        self.add = button(self.tr("Add to my packs"), "primary", self.tr("Ctrl+Enter"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.text)
        self.start()

    def start(self) -> None:
        """Empty, for another guide."""
        self._pause.stop()
        self._readings += 1
        self.notice.hide()
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self._show(None)

    def read_file(self, file: Path) -> None:
        """Show what a file holds."""
        self._run(lambda: bring_file(file), file.name)

    def accept(self) -> None:
        """Add what is checked, as if the button were pressed."""
        if self._brought is not None and self.add.isEnabled():
            title = typed(self.title.text()).strip() or self._brought.pack.title
            self.accepted.emit(self._brought.without(self._dropped()).model_copy(update={"title": title}))

    # Reading.

    def _read_text(self) -> None:
        text = typed(self.text.toPlainText())
        if text.strip():
            self._run(lambda: bring_text(text), "")
        else:
            self._readings += 1
            self._show(None)

    def _run(self, work: Callable[[], Brought], file_name: str) -> None:
        self._readings += 1
        reading = self._readings
        self.found.setText(self.tr("Reading…"))

        def show(brought: Brought) -> None:
            if reading == self._readings:
                self.notice.hide()
                self._file_name = file_name
                self._show(brought)
                log_event("import.shown", file=file_name, questions=len(brought.pack.questions))

        def failed(error: Exception) -> None:
            if reading == self._readings:
                self._show(self._brought)
                if isinstance(error, UserError):
                    self.notice.say(error)
                else:
                    self._background.failed.emit(error)

        self._background.run(work, show, failed)

    def _show(self, brought: Brought | None) -> None:
        self._brought = brought
        pack = brought.pack if brought is not None else None
        self.questions.blockSignals(True)
        self.questions.clear()
        for question in pack.questions if pack is not None else ():
            item = QListWidgetItem(self._line(pack, question.id))
            item.setData(_ID_ROLE, question.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setToolTip(question.model_answer or self.tr("No model answer was found."))
            self.questions.addItem(item)
        self.questions.blockSignals(False)
        left_out = brought.left_out if brought is not None else ()
        self.left_out.clear()
        self.left_out.addItems([self._said(one) for one in left_out])
        lines = count(len(left_out), self.tr("line"), self.tr("lines"))
        self.not_understood.setText(self.tr("Not understood: {lines}").format(lines=lines))
        self.title.setText(pack.title if pack is not None else "")
        self.title.setCursorPosition(0)
        self.about.setText(self._about(pack) if pack is not None else "")
        for widget in (self.about, self.questions, self.not_understood, self.left_out, self.title):
            widget.setVisible(pack is not None)
        self._show_found()

    def _show_found(self) -> None:
        if self._brought is None:
            self.found.setText(
                self.tr("Paste a guide on the left, or choose a file. Here you see what was understood of it.")
            )
            self.add.setEnabled(False)
            return
        total, dropped = len(self._brought.pack.questions), len(self._dropped())
        found = count(total, self.tr("question"), self.tr("questions"))
        said = self.tr("Found: {questions}").format(questions=found)
        if self._file_name:
            said = self.tr("Found in {file}: {questions}").format(file=self._file_name, questions=found)
        if dropped:
            said += self.tr("; {number} to leave out").format(number=dropped)
        if not total:
            said = self.tr("No question was recognised. A question ends with “?” or stands under a number.")
        self.found.setText(said)
        self.add.setEnabled(total > dropped)

    def _dropped(self) -> set[str]:
        items = [self.questions.item(row) for row in range(self.questions.count())]
        return {str(item.data(_ID_ROLE)) for item in items if item.checkState() != Qt.CheckState.Checked}

    def _about(self, pack: Pack) -> str:
        """As in “Acme · Data Analyst · Rounds: Phone screen, Panel”."""
        rounds = self.tr("Rounds: {titles}").format(titles=", ".join(one.title for one in pack.rounds))
        return " · ".join(part for part in (pack.company, pack.role, rounds) if part)

    def _line(self, pack: Pack | None, question_id: str) -> str:
        question = next(one for one in pack.questions if one.id == question_id) if pack is not None else None
        if question is None:
            return ""
        parts = [" ".join(question.prompt.split()), question.topic]
        if not question.model_answer and question.kind != "choice":
            parts.append(self.tr("no model answer"))
        return " · ".join(parts)

    def _said(self, one: LeftOut) -> str:
        where = self.tr("{line}: {text}").format(line=one.line, text=one.text) if one.line is not None else one.text
        return f"{where}  {one.why}" if one.why else where

    # Building.

    def _choose_file(self) -> None:
        pattern = self.tr("Guides and packs ({patterns})").format(patterns=" ".join(FILES))
        file, _ = QFileDialog.getOpenFileName(self, self.tr("Import questions"), "", pattern)
        if file:
            self.read_file(Path(file))

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.text.textChanged.connect(self._pause.start)
        self.choose.clicked.connect(self._choose_file)
        self.questions.itemChanged.connect(lambda _: self._show_found())
        self.add.clicked.connect(self.accept)
        for keys, do in (
            ("Esc", self.left.emit),
            ("Ctrl+O", self._choose_file),
            ("Ctrl+Return", self.accept),
            ("Ctrl+Enter", self.accept),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _lay_out(self) -> None:
        self.text.setPlaceholderText(self.tr("Paste an interview guide here"))
        self.text.setAccessibleName(self.tr("The guide"))
        self.text.setTabChangesFocus(True)
        self.questions.setAccessibleName(self.tr("Questions found; Space leaves one out"))
        self.left_out.setAccessibleName(self.tr("Lines that were not understood"))
        self.title.setAccessibleName(self.tr("Title of the pack"))
        self.title.setPlaceholderText(self.tr("Title of the pack"))
        for listed in (self.questions, self.left_out):
            listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            listed.setStyleSheet("QListView::item { padding: 6px 8px; }")
            listed.setWordWrap(True)
        self.found.setWordWrap(True)
        given = QVBoxLayout()
        given.setSpacing(8)
        given.addWidget(self.text, 1)
        given.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        understood = QVBoxLayout()
        understood.setSpacing(8)
        understood.addWidget(self.found)
        understood.addWidget(self.about)
        understood.addWidget(self.questions, 3)
        understood.addWidget(self.not_understood)
        understood.addWidget(self.left_out, 1)
        understood.addStretch(0)
        adding = QHBoxLayout()
        adding.setSpacing(8)
        adding.addWidget(self.title, 1)
        adding.addWidget(self.add)
        understood.addLayout(adding)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addLayout(given, 2)
        across.addLayout(understood, 3)
        page = QVBoxLayout(self)
        page.setContentsMargins(40, 20, 40, 24)
        page.setSpacing(12)
        page.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        page.addWidget(label(self.tr("Import questions"), "title"))
        page.addWidget(self.notice)
        page.addLayout(across, 1)
