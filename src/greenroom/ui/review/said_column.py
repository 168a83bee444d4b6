"""The left column: the transcript, or why there is none (yet) and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from greenroom.history.attempt import Attempt, AttemptState, Source
from greenroom.speech.transcript import Transcript
from greenroom.ui.review.correcting import CorrectableTranscript, CorrectedWords
from greenroom.ui.review.legend import Legend
from greenroom.ui.review.pane import Pane
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, label


class SaidColumn(Pane):
    """One of: a transcript, the way to one, or a message with what to do."""

    retry_wanted = Signal()
    """Transcribe the recording (again)."""
    retake_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempt_id = ""
        self.transcript = CorrectableTranscript(theme)
        self.legend = Legend(theme)
        self.legend.changed.connect(self.transcript.set_marks)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Transcribing"))
        self._waiting = self.add(_column(label(self.tr("Saved. Transcribing…")), self.progress))
        self._what = label(wrap=True, selectable=True)
        self._advice = label(kind="soft", wrap=True, selectable=True)
        self.retry = button("")
        self.retry.clicked.connect(self.retry_wanted)
        self.retake = button(self.tr("Take it again"), key="T")
        self.retake.clicked.connect(self.retake_wanted)
        self._message = self.add(_column(self._what, self._advice, self.retry, self.retake))
        self._reading = QWidget()
        reading = QVBoxLayout(self._reading)
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(6)
        reading.addWidget(self.transcript, 1)
        reading.addWidget(self.legend)
        self.addWidget(self._reading)

    @property
    def message(self) -> str:
        """What stands in the transcript's place; empty where it is shown or on its way."""
        return self._what.text() if self.currentWidget() is self._message else ""

    def show_waiting(self) -> None:
        self.transcript.show_transcript(None)
        self.set_progress(0.0)
        self.setCurrentWidget(self._waiting)

    def set_progress(self, share: float) -> None:
        """How much of the recording is transcribed, 0 to 1."""
        self.progress.setValue(round(min(max(share, 0.0), 1.0) * 100))

    def show_attempt(self, attempt: Attempt, *, has_recording: bool, can_retake: bool) -> None:
        """The transcript, or what is in its way. Without a recording on disk there is nothing to transcribe."""
        transcript = attempt.transcript
        if transcript is not None and attempt.state is AttemptState.TRANSCRIBED:
            if transcript.segments:
                self._read(attempt, is_audible=has_recording)
            else:
                self._say(*self._nothing_heard(attempt.source, transcript), can_retake=can_retake)
            return
        retry = ""
        if attempt.state is AttemptState.FAILED:
            what = attempt.problem or self.tr("The transcript could not be made.")
            advice = self.tr("Your recording is safe.") if has_recording else ""
            retry = self.tr("Try again")
        elif attempt.state is AttemptState.RECORDED:
            what = self.tr("Your answer is saved. It has no transcript yet.")
            advice = ""
            retry = self.tr("Transcribe")
        else:
            what = self.tr("This recording was not finished.")
            advice = self.tr("Greenroom offers to recover it when it starts.")
        self._say(what, advice, retry if has_recording else "")

    def _read(self, attempt: Attempt, *, is_audible: bool) -> None:
        """The transcript with its corrections; another one from its top."""
        is_same = attempt.id == self._attempt_id and self.currentWidget() is self._reading
        self._attempt_id = attempt.id
        self.transcript.set_corrected(CorrectedWords.of(attempt))
        self.transcript.show_transcript(attempt.heard, is_audible=is_audible, keep_place=is_same)
        self.legend.show_counts(attempt.heard, len(attempt.corrections))
        self.setCurrentWidget(self._reading)

    def _nothing_heard(self, source: Source, transcript: Transcript) -> tuple[str, str]:
        """What is said of an answer without words, and what to try."""
        if source is Source.TYPED:
            return self.tr("Nothing was typed."), ""
        seconds = round(transcript.duration)
        if transcript.voiced:
            voice_s = max(1, round(sum(stretch.length_s for stretch in transcript.voiced)))
            return (
                self.tr("No words made out. There was a voice for {seconds} s.").format(seconds=voice_s),
                self.tr("Speak a little louder or nearer to the microphone, in whole sentences."),
            )
        if source is Source.FILE:
            return (
                self.tr("No speech heard. The recording is silent for {seconds} s.").format(seconds=seconds),
                self.tr("Choose another recording, or speak your answer."),
            )
        return (
            self.tr("No speech heard. The microphone gave silence for {seconds} s: is it muted?").format(
                seconds=seconds
            ),
            self.tr(
                "Unmute it, or choose another microphone in Settings. When it works, its level moves as you speak."
            ),
        )

    def _say(self, what: str, advice: str, retry: str = "", *, can_retake: bool = False) -> None:
        self.transcript.show_transcript(None)
        self._what.setText(what)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.retry.setText(retry)
        self.retry.setAccessibleName(retry)
        self.retry.setVisible(bool(retry))
        self.retake.setVisible(can_retake)
        self.setCurrentWidget(self._message)


def _column(*parts: QWidget) -> QWidget:
    """The parts beneath each other, a little above the middle."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(4, 0, 4, 0)
    column.setSpacing(12)
    column.addStretch(1)
    for part in parts:
        is_button = isinstance(part, QPushButton)
        column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if is_button else Qt.AlignmentFlag(0))
    column.addStretch(2)
    return page
