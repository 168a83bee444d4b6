"""One speech model on the Settings page: what it is, where it stands, and what can be done about it now."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from greenroom.speech.download import Progress
from greenroom.speech.models import CatalogueModel
from greenroom.ui.settings.about import in_megabytes
from greenroom.ui.widgets.plain import button, label


class Stage(Enum):
    """How far a model is on its way to being used."""

    ABSENT = auto()
    ASKING = auto()
    FETCHING = auto()
    PARTLY = auto()
    INSTALLED = auto()
    TRYING = auto()
    TRIED = auto()
    IN_USE = auto()


class Action(Enum):
    """What a person can press."""

    CHOOSE = auto()
    DOWNLOAD = auto()
    START = auto()
    PAUSE = auto()
    RESUME = auto()
    CANCEL = auto()
    USE = auto()
    CONFIRM = auto()
    NOT_NOW = auto()
    REMOVE = auto()


ACTIONS = {
    Stage.ABSENT: {Action.DOWNLOAD},
    Stage.ASKING: {Action.START, Action.NOT_NOW},
    Stage.FETCHING: {Action.PAUSE, Action.CANCEL},
    Stage.PARTLY: {Action.RESUME, Action.CANCEL},
    Stage.INSTALLED: {Action.USE, Action.REMOVE},
    Stage.TRYING: {Action.CANCEL},
    Stage.TRIED: {Action.CONFIRM, Action.NOT_NOW},
    Stage.IN_USE: set[Action](),
}
TRIAL = {Action.USE, Action.CONFIRM, Action.NOT_NOW, Action.CANCEL}
CONNECTING = {Action.DOWNLOAD, Action.START, Action.RESUME}


class ModelRow(QWidget):
    """Shows what it is told; `pressed` gives the Action."""

    pressed = Signal(object)

    def __init__(self, name: str, about: str, offered: set[Action], parent: QWidget | None = None) -> None:
        """offered: what can ever be done with this model."""
        super().__init__(parent)
        self.stage = Stage.ABSENT
        self._offered = offered
        self.about = label(about, "small", wrap=True, selectable=True)
        self.state = label(kind="smallstrong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Download of {name}").format(name=name))
        self.said = label(wrap=True, selectable=True)
        self.buttons = {action: button(words) for action, words in self._words().items() if action in offered}
        for action, made in self.buttons.items():
            made.setAccessibleName(f"{made.text()} ({name})")
            made.clicked.connect(lambda _, action=action: self.pressed.emit(action))
        self._lay_out(name)
        self.show_stage(Stage.ABSENT, "")

    def show_stage(self, stage: Stage, state: str, said: str = "") -> None:
        """state: a word or two on where the model stands. said: what happened last, empty for nothing."""
        had_focus = any(made.hasFocus() for made in self.buttons.values())
        self.stage = stage
        self.state.setText(state)
        self.say(said)
        self.bar.setVisible(stage is Stage.FETCHING)
        actions = ACTIONS[stage] | {Action.CHOOSE}
        shown = [made for action, made in self.buttons.items() if action in actions]
        for made in shown:
            made.show()
        if had_focus and shown:
            shown[0].setFocus()
        for made in self.buttons.values():
            made.setVisible(made in shown)

    def say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def show_progress(self, progress: Progress) -> None:
        """How much has arrived."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * progress.received_bytes / max(1, progress.total_bytes)))

    def show_unknown_progress(self) -> None:
        """Something goes on, nobody knows how far it is."""
        self.bar.setRange(0, 0)

    def set_connecting_allowed(self, allowed: bool) -> None:
        """False while another model is being downloaded."""
        for action in CONNECTING & self.buttons.keys():
            self.buttons[action].setEnabled(allowed)

    def _words(self) -> dict[Action, str]:
        return {
            Action.DOWNLOAD: self.tr("Download…"),
            Action.START: self.tr("Start the download"),
            Action.PAUSE: self.tr("Pause"),
            Action.RESUME: self.tr("Resume"),
            Action.USE: self.tr("Use…"),
            Action.CONFIRM: self.tr("Use it"),
            Action.NOT_NOW: self.tr("Not now"),
            Action.REMOVE: self.tr("Remove"),
            Action.CANCEL: self.tr("Cancel"),
            Action.CHOOSE: self.tr("Choose a folder…"),
        }

    def _lay_out(self, name: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(name, "strong"))
        head.addStretch(1)
        head.addWidget(self.state)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for made in self.buttons.values():
            actions.addWidget(made)
        actions.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        for widget in (self.about, self.bar, self.said):
            column.addWidget(widget)
        column.addLayout(actions)


def catalogue_row(model: CatalogueModel) -> ModelRow:
    """The row of a model on offer: its size, how well it hears, where it comes from."""
    tr = partial(QCoreApplication.translate, "ModelRow")
    errors = (
        tr("no word error rate was published for it")
        if model.wrong_words_percent is None
        else tr("of 100 clearly read words it gets {wrong} wrong").format(wrong=model.wrong_words_percent)
    )
    origin = tr("comes with Greenroom") if model.is_shipped else model.repository
    offered = TRIAL if model.is_shipped else set(Action) - {Action.CHOOSE}
    return ModelRow(model.name, f"{in_megabytes(model.size_bytes)} · {errors} · {origin}", offered)


def own_row() -> ModelRow:
    """The row of a folder of one's own."""
    tr = partial(QCoreApplication.translate, "ModelRow")
    about = tr("A model in faster-whisper’s format that you have on this computer.")
    return ModelRow(tr("A folder of your own"), about, TRIAL | {Action.CHOOSE})
