"""The row of actions on the stage: those that the moment allows, with their keys."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.interview.session import Session, State
from greenroom.ui.widgets.plain import button


class StageActions(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.primary = button("", "primary")
        self.go_on = button("")
        self.start_over = button(self.tr("Start over"))
        self.hush = button(self.tr("Stop the voice"), key="S")
        self.replay = button(self.tr("Hear it again"), key="R")
        self.use_recording = button(self.tr("Use a recording…"), "link", "U")
        self.type = button(self.tr("Type your answer"), "link", "T")
        self.speak = button(self.tr("Speak instead"))
        self.skip = button(self.tr("Skip"), key="→")
        self.end = button(self.tr("End the session"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addStretch(1)
        for action in (
            self.primary,
            self.go_on,
            self.start_over,
            self.hush,
            self.replay,
            self.use_recording,
            self.type,
            self.speak,
            self.skip,
            self.end,
        ):
            row.addWidget(action)
        row.addStretch(1)

    def show_for(self, session: Session, *, importing: bool, typing: bool) -> None:
        """What can be done now; importing: a recording is being read; typing: in place of speaking."""
        state = session.state
        is_answering, is_thinking = state is State.ANSWERING, state is State.THINKING
        primary, key = self._primary_words(state, importing=importing, typing=typing)
        self.primary.setText(f"{primary} · {key}" if key else primary)
        self.primary.setAccessibleName(primary)
        self.primary.setVisible(bool(primary))
        self.go_on.hide()
        self.start_over.setVisible(is_answering and not importing)
        self.hush.setVisible(state is State.ASKING)
        self.replay.setVisible(session.can("replay"))
        self.use_recording.setVisible(is_thinking and not typing)
        self.type.setVisible(is_thinking and not typing)
        self.speak.setVisible(typing)
        self.skip.setVisible(session.can("skip"))
        self.end.setVisible(state is State.PAUSED)

    def offer_going_on(self, microphone: str) -> None:
        """An answer was cut off: it can go on with this microphone, empty for none."""
        words = self.tr("Go on with {0}").format(microphone)
        self.go_on.setText(f"{words} · {self.tr('G')}")
        self.go_on.setAccessibleName(words)
        self.go_on.setVisible(bool(microphone))

    def _primary_words(self, state: State, *, importing: bool, typing: bool) -> tuple[str, str]:
        if importing:
            return self.tr("Cancel"), self.tr("Space")
        if typing:
            return self.tr("Done"), self.tr("Ctrl+Enter")
        return {
            State.ASKING: (self.tr("Answer now"), self.tr("Space")),
            State.THINKING: (self.tr("Start your answer"), self.tr("Space")),
            State.ANSWERING: (self.tr("Done"), self.tr("Space")),
            State.PAUSED: (self.tr("Go on"), self.tr("Space")),
        }.get(state, ("", ""))
