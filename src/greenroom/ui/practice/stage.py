"""The stage: the question, the sound, the time, and the few actions that the moment allows. Nothing else."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from greenroom.interview.session import Move, State
from greenroom.ui.practice.rehearsal import Rehearsal
from greenroom.ui.practice.round_clock import RoundClock
from greenroom.ui.practice.stage_actions import StageActions
from greenroom.ui.practice.typed_answer import TypedAnswer
from greenroom.ui.theme import Theme, balanced_width, sans
from greenroom.ui.widgets.plain import button, label, question_label
from greenroom.ui.widgets.stage import SoundBars, TargetLine, WayLine
from greenroom.ui.words import clock

RECORDING_SUFFIXES = ("wav", "flac", "ogg", "mp3", "m4a")
TICK_MS = 200


class Stage(QWidget):
    """Shows one rehearsal and turns keys and buttons into its commands.

    end_wanted(): the person leaves from the pause.
    """

    end_wanted = Signal()

    def __init__(self, theme: Theme, rehearsal: Rehearsal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rehearsal = rehearsal
        self._thinking_since = 0.0
        self._wants_to_type = False
        self._progress_text = label(kind="soft")
        self._round_clock = RoundClock(rehearsal.session.plan.minutes)
        self._way = WayLine(theme)
        self._pause = button(self.tr("Pause"), "link", "Esc")
        self._pause.clicked.connect(rehearsal.pause)
        self._question = question_label(36)
        self._question.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._bars = SoundBars(theme)
        self._state_text = label(kind="soft")
        self._clock = label()
        self._clock.setFont(sans(30, QFont.Weight.DemiBold, tabular=True))
        self._clock.setStyleSheet("font-size: 30px; font-weight: 600;")
        self._targets = TargetLine(theme)
        self._typed = TypedAnswer()
        self._typed.changed.connect(self._show_done)
        self._import_progress = QProgressBar()
        self._import_progress.setTextVisible(False)
        self._import_progress.setMaximumWidth(560)
        self._actions = self._make_actions()
        self._state_text.setMinimumHeight(44)
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show_time)
        for keys, act in {
            "Space": self._primary_key,
            "R": self._actions.replay.click,
            "S": self._actions.hush.click,
            "U": self._actions.use_recording.click,
            "G": self._actions.go_on.click,
            "T": self._actions.type.click,
            "Ctrl+Return": self._finish_typing,
            "Right": self._actions.skip.click,
            "Esc": self._pause.click,
        }.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(act)

        rehearsal.moved.connect(self._on_move)
        rehearsal.cued.connect(self._on_cue)
        rehearsal.interrupted.connect(self._on_interrupted)
        rehearsal.level.connect(self._bars.add_level)
        rehearsal.progress.connect(lambda share: self._import_progress.setValue(int(share * 100)))
        self._show_state()

    # What it looks like.

    def _make_actions(self) -> StageActions:
        made = StageActions()
        made.primary.clicked.connect(self._on_primary)
        made.go_on.clicked.connect(self._rehearsal.go_on)
        made.start_over.clicked.connect(self._rehearsal.start_over)
        made.hush.clicked.connect(self._rehearsal.hush)
        made.replay.clicked.connect(self._rehearsal.replay)
        made.skip.clicked.connect(self._rehearsal.skip)
        made.use_recording.clicked.connect(self._choose_recording)
        made.type.clicked.connect(self._start_typing)
        made.speak.clicked.connect(self._stop_typing)
        made.end.clicked.connect(self.end_wanted)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 36)
        column.setSpacing(16)
        top = QHBoxLayout()
        top.addWidget(self._progress_text)
        top.addStretch(1)
        top.addWidget(self._round_clock)
        top.addWidget(self._pause)
        column.addLayout(top)
        column.addWidget(self._way)
        column.addStretch(3)
        column.addLayout(_centred(self._question))
        column.addSpacing(8)
        column.addWidget(self._bars)
        column.addLayout(_centred(self._typed))
        now = QHBoxLayout()
        now.setSpacing(12)
        now.addStretch(1)
        now.addWidget(self._state_text)
        now.addWidget(self._clock)
        now.addStretch(1)
        column.addSpacing(8)
        column.addLayout(now)
        column.addLayout(_centred(self._targets))
        column.addLayout(_centred(self._import_progress))
        column.addStretch(4)
        column.addWidget(self._actions)

    def _show_state(self) -> None:
        rehearsal = self._rehearsal
        session = rehearsal.session
        state = session.state
        planned = session.question
        where = self.tr("{0} · question {1} of {2}").format(planned.round.title, session.number, session.count)
        self._progress_text.setText(self.tr("{0}, a follow-up").format(where) if planned.is_follow_up else where)
        is_half_done = planned.is_follow_up or state is State.ANSWERING
        self._way.set_share((session.number - 1 + is_half_done * 0.5) / session.count)
        answering = state is State.ANSWERING
        importing = rehearsal.is_importing
        typing = self._is_typing
        self._typed.setVisible(typing)
        for part in (self._bars, self._targets):  # so that the question stays where it is
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(not typing)
            part.setSizePolicy(policy)
        self._question.setText(planned.question.prompt)
        self._question.setMaximumWidth(balanced_width(self._question.font(), planned.question.prompt))
        has_sound = state in (State.ASKING, State.THINKING) or (answering and not importing)
        self._bars.setVisible(has_sound and not typing)
        self._bars.clear(live=False)
        self._clock.setVisible(False)
        self._targets.setVisible(False)
        self._import_progress.setVisible(importing)
        self._state_text.setProperty("kind", "soft")
        self._say_state(state, importing)
        self._actions.show_for(session, importing=importing, typing=typing)
        self._show_done()
        self._pause.setVisible(session.can("pause"))
        has_clock = state in (State.THINKING, State.ANSWERING) and not typing
        self._tick.start() if has_clock else self._tick.stop()
        self._round_clock.run(state in (State.ASKING, State.THINKING, State.ANSWERING))

    def _say_state(self, state: State, importing: bool) -> None:
        self._say(
            {
                State.ASKING: self.tr("The question is being asked"),
                State.THINKING: self.tr("The microphone is off.")
                if self._is_typing
                else self.tr("Take your time. Start when you are ready."),
                State.ANSWERING: self.tr("Reading your recording…") if importing else self.tr("Wait for the cue…"),
                State.TRANSCRIBING: self.tr("Saved. Transcribing…"),
                State.PAUSED: self.tr("Paused. Nothing is being recorded."),
            }.get(state, "")
        )

    def _say(self, text: str, kind: str = "soft") -> None:
        self._state_text.setText(text)
        self._state_text.setProperty("kind", kind)
        self._state_text.style().polish(self._state_text)

    def _show_time(self) -> None:
        rehearsal = self._rehearsal
        if rehearsal.session.state is State.ANSWERING:
            self._clock.setText(clock(rehearsal.elapsed_s))
            self._targets.set_elapsed(rehearsal.elapsed_s)
            return
        allowed_s = rehearsal.session.question.round.think_seconds
        if not allowed_s:
            return
        left_s = allowed_s - (time.monotonic() - self._thinking_since)
        self._clock.setVisible(left_s > 0)
        self._clock.setText(clock(left_s + 0.999))
        self._say(self.tr("Time to think") if left_s > 0 else self.tr("Start when you are ready."))

    # What happens.

    def _on_move(self, move: Move) -> None:
        if move.command in ("next", "skip", "follow_up") or move.after in (State.TRANSCRIBING, State.FINISHED):
            self._wants_to_type = False
            self._typed.clear()
        if move.after is State.THINKING:
            self._thinking_since = time.monotonic()
        self._show_state()
        if self._is_typing:  # after a pause, or when the question was heard again
            self._start_typing()

    def _on_cue(self) -> None:
        self._bars.clear(live=True)
        self._say(self.tr("● Recording"), "live")
        self._actions.go_on.hide()
        self._show_time()
        self._clock.show()
        self._targets.show()

    def _on_interrupted(self, microphone: str) -> None:
        self._bars.clear(live=False)
        self._say(self.tr("Not recording: the microphone is gone. What you said is kept."))
        self._actions.offer_going_on(microphone)

    def _primary_key(self) -> None:
        """Space presses the button that has the focus, if one has; else the primary one."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        elif self._actions.primary.isVisible():
            self._actions.primary.click()

    def _on_primary(self) -> None:
        rehearsal = self._rehearsal
        if rehearsal.is_importing:
            rehearsal.cancel_import()
        elif self._is_typing:
            self._finish_typing()
        elif rehearsal.session.state is State.ANSWERING:
            rehearsal.stop_answer()
        elif rehearsal.session.state is State.PAUSED:
            rehearsal.resume()
        else:
            rehearsal.begin_answer()

    # Typing in place of speaking.

    @property
    def _is_typing(self) -> bool:
        return self._wants_to_type and self._rehearsal.session.state is State.THINKING

    def _start_typing(self) -> None:
        self._wants_to_type = True
        self._rehearsal.put_microphone_away()
        self._show_state()
        self._typed.open()

    def _stop_typing(self) -> None:
        """What was typed comes back with the field."""
        self._wants_to_type = False
        self._rehearsal.take_microphone()
        self._show_state()
        self.setFocus()

    def _finish_typing(self) -> None:
        if self._is_typing:
            self._rehearsal.answer_typed(self._typed.text)

    def _show_done(self) -> None:
        self._actions.primary.setEnabled(not self._is_typing or self._typed.has_words)

    def _choose_recording(self) -> None:
        patterns = " ".join(f"*.{suffix}" for suffix in RECORDING_SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.tr("Use a recording"), str(Path.home()), self.tr("Recordings ({0})").format(patterns)
        )
        if chosen:
            self._rehearsal.begin_answer(Path(chosen))


def _centred(widget: QWidget | QLabel | QPushButton) -> QHBoxLayout:
    """`widget` in the middle, as wide as it may be."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    return row
