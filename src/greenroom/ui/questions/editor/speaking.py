"""How a question sounds, and how long its model answer takes to say."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from greenroom.questions.check import LONGEST_ANSWER_S, LONGEST_PROMPT_S, SHORTEST_ANSWER_S, spoken_seconds
from greenroom.ui.practice.interviewer import Interviewer
from greenroom.ui.words import clock


def prompt_length(prompt: str) -> str:
    """How long the question takes to read aloud, in words; empty without one."""
    seconds = spoken_seconds(prompt)
    if not seconds:
        return ""
    said = _tr("Read aloud in {time}.").format(time=clock(max(1, round(seconds))))
    if seconds > LONGEST_PROMPT_S:
        said += _tr(" Under {most} is easier to keep in mind.").format(most=clock(LONGEST_PROMPT_S))
    return said


def answer_length(answer: str) -> str:
    """How long the model answer takes to say, beside what an interview has time for."""
    seconds = round(spoken_seconds(answer))
    aim = _tr("an interview has time for {least} to {most}").format(
        least=clock(SHORTEST_ANSWER_S), most=clock(LONGEST_ANSWER_S)
    )
    if not seconds:
        return _tr("Nothing to say yet; {aim}.").format(aim=aim)
    return _tr("Takes {time} to say; {aim}.").format(time=clock(seconds), aim=aim)


class Reader(QObject):
    """Reads a text aloud when asked, and is silent when asked again. Without a voice it says why (`failed`)."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, interviewer: Interviewer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interviewer = interviewer
        self.is_reading = False
        interviewer.setParent(self)
        interviewer.ended.connect(lambda: self._set(False))
        interviewer.failed.connect(self._fail)

    def read_or_stop(self, text: str) -> None:
        if self.is_reading:
            self.stop()
        else:
            self._set(True)
            self._interviewer.ask(text)

    def stop(self) -> None:
        """Silence at once."""
        self._interviewer.hush()
        self._set(False)

    def _fail(self, error: Exception) -> None:
        self._set(False)
        self.failed.emit(error)

    def _set(self, is_reading: bool) -> None:
        self.is_reading = is_reading
        self.changed.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("editor", text)
