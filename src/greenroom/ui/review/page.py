"""The review of one attempt: what was said beside a strong answer, to hear, to judge and to note."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent

from greenroom.audio.player import Player
from greenroom.history.attempt import Attempt, AttemptState, Source
from greenroom.paths import Paths
from greenroom.review.rating import Rating
from greenroom.review.status import Status
from greenroom.review.yardstick import Yardstick
from greenroom.ui.background import Background
from greenroom.ui.review.context import Context, usual
from greenroom.ui.review.focus_order import follow
from greenroom.ui.review.judgement import Judgement, judge
from greenroom.ui.review.keys import bind, press
from greenroom.ui.review.layout import ReviewLayout
from greenroom.ui.review.point_mark import Mark
from greenroom.ui.review.share import Share, Shared
from greenroom.ui.review.sound_card import wave_marks
from greenroom.ui.theme import Theme
from greenroom.ui.words import day, time_of_day


class ReviewPage(ReviewLayout):
    """Shows one attempt and says what the person does with it; it keeps nothing itself.

    predicted(attempt id, Rating), rated(attempt id, Rating), noted(attempt id, text),
    ticked(attempt id, index of the point, Status or None for what was heard),
    corrected(attempt id, index of the engine's word, what was said instead): to be saved.
    undo_wanted(attempt id): take the newest correction back.
    retry_wanted(attempt id): transcribe it (again). compare_wanted(attempt id): beside another take.
    follow_up_wanted(the points that the answer left out, by index, a missed one before a partly covered one),
    retake_wanted, next_wanted, back_wanted, again_wanted(pack id, question id): leave the page.
    """

    predicted = Signal(str, object)
    rated = Signal(str, object)
    noted = Signal(str, str)
    ticked = Signal(str, int, object)
    corrected = Signal(str, int, str)
    undo_wanted = Signal(str)
    compare_wanted = Signal(str)
    follow_up_wanted = Signal(object)
    retake_wanted = Signal()
    again_wanted = Signal(str, str)
    next_wanted = Signal()
    retry_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self, theme: Theme, player: Player, background: Background, paths: Paths) -> None:
        super().__init__(theme, player, background)
        self._background = background
        self._paths = paths
        self._attempt: Attempt | None = None
        self._in_session = True
        self._revealed = False
        self._can_compare = False
        self._prediction: Rating | None = None
        self._judgement: Judgement | None = None
        self.share = Share(self.header.share, background, self.shared)
        self._connect()

    # What is shown.

    def show_attempt(self, attempt: Attempt, *, in_session: bool, predict_first: bool) -> None:
        """Show `attempt`, or show it anew when it has come further: what the person did meanwhile stays.

        In a session, one without a transcript is shown as being transcribed, and with `predict_first` the model
        answer waits for a prediction, or for a skip.
        """
        is_new = self._attempt is None or (self._attempt.id, self._in_session) != (attempt.id, in_session)
        if is_new:
            self._leave()
        self._attempt = attempt
        self._in_session = in_session
        if is_new:
            self._begin(attempt)
        self._show_transcript(attempt)
        is_silent = attempt.transcript is not None and not attempt.transcript.segments
        is_judged = self._prediction is not None or attempt.rating is not None
        waits = in_session and not is_judged and (predict_first or is_silent)
        if is_silent:
            self.prediction.keep_hidden()
        else:
            self.prediction.ask()
        self._reveal(self._revealed or not waits)
        if is_new:
            self.setFocus()

    def set_progress(self, share: float) -> None:
        """How much of the take is transcribed, 0 to 1."""
        self.said.set_progress(share)

    def show_context(self, context: Context) -> None:
        """When the question comes back, and what is usual for the person; dropped when they have gone on."""
        attempt = self._attempt
        if attempt is not None and attempt.id == context.attempt_id:
            self.ratings.show_due(context.due)
            self._can_compare = len(context.takes) > 1 and any(take.id == attempt.id for take in context.takes)
            self._offer()
            self._background.run(lambda: usual(context.recent), lambda made: self._show_usual(attempt.id, made))

    def _show_usual(self, attempt_id: str, made: Yardstick) -> None:
        if self._attempt is not None and self._attempt.id == attempt_id:
            self.sound.show_usual(made)

    def _begin(self, attempt: Attempt) -> None:
        """Another attempt: nothing of the one before is left."""
        when = "" if self._in_session else f"{day(attempt.started_at)} {time_of_day(attempt.started_at)}"
        self._revealed = self._can_compare = False
        self._prediction = attempt.prediction
        self.header.show_question(attempt.question, attempt.round_title, attempt.take_number, when)
        self.header.show_prediction(attempt.prediction)
        self.answer.show_question(attempt.question, attempt.ticks)
        follow(self.answer_area, *self.answer.rows)
        self.ratings.show_due({})
        self.sound.show_usual(None)
        self.sound.show_facts(None)
        take = self._take(attempt)
        is_gone = take is None and attempt.source is not Source.TYPED
        self.sound.show_take(take, attempt.duration_s or 0.0, is_gone=is_gone)
        self.note.show_note(attempt.note)
        self.ratings.show_rating(attempt.rating)

    def _take(self, attempt: Attempt) -> Path | None:
        """The recording, if it is on disk."""
        return self._paths.recording(attempt.id)

    def follow_recording(self, attempt_id: str) -> None:
        """The recording of this attempt is at another path now; when it shows, it is played from there."""
        if self._attempt is not None and self._attempt.id == attempt_id:
            recording = self._take(self._attempt)
            if recording is not None:
                self.sound.player_bar.follow(recording)

    def _show_transcript(self, attempt: Attempt) -> None:
        """The transcript or why there is none; facts and points follow when they are worked out."""
        self._judgement = None
        if self._in_session and attempt.state is AttemptState.RECORDED:
            self.said.show_waiting()
            return
        has_recording = self._take(attempt) is not None
        self.said.show_attempt(attempt, has_recording=has_recording, can_retake=True)
        if attempt.transcript is not None and attempt.transcript.segments:
            QTimer.singleShot(0, self, lambda: self._judge(attempt))  # when the words have been painted

    def _judge(self, attempt: Attempt) -> None:
        if attempt is self._attempt:
            self._background.run(lambda: judge(attempt), self._on_judged)

    def _on_judged(self, judgement: Judgement) -> None:
        if self._attempt is None or judgement.attempt is not self._attempt:
            return  # the person went on in the meantime
        self._judgement = judgement
        self.sound.show_facts(judgement.reviewed.facts)
        self._show_judgement()
        self._offer()

    def _show_judgement(self) -> None:
        """Points show with the answer, not before it."""
        if self._judgement is None or not self._revealed:
            return
        reviewed = self._judgement.reviewed
        if reviewed.points:
            self.answer.show_judged(reviewed.points, has_times=reviewed.facts.length_s is not None)
        self._show_earned()

    def _show_earned(self) -> None:
        """What speaks for a point, in the text and on the wave; hesitations beside it."""
        covered, partly = self.answer.earned(Mark.COVERED), self.answer.earned(Mark.PARTLY)
        self.said.transcript.set_earned(covered, partly)
        heard = self._attempt.heard if self._attempt is not None else None
        self.player_bar.waveform.set_marks(wave_marks(heard, [*covered, *partly]))

    @property
    def is_revealed(self) -> bool:
        return self._revealed

    @property
    def is_in_session(self) -> bool:
        return self._in_session

    def _reveal(self, is_revealed: bool) -> None:
        """Show the model answer, or what stands in its place, and what can be done now."""
        self._revealed = is_revealed
        self._columns.reveal(is_revealed)
        has_follow_up = self._attempt is not None and bool(self._attempt.question.follow_ups)
        self.actions_row.offer(
            in_session=self._in_session,
            can_rate=is_revealed,
            can_follow_up=self._in_session and is_revealed and has_follow_up,
        )
        self._offer()
        self._show_judgement()

    def _offer(self) -> None:
        """The model answer is in all of this, so it waits for the reveal."""
        can_share = self._revealed and self._judgement is not None
        self.header.offer(can_compare=self._revealed and self._can_compare, can_share=can_share)

    # What the person does. Nothing can be done before an attempt is shown.

    @property
    def _id(self) -> str:
        return self._attempt.id if self._attempt is not None else ""

    def _predict(self, rating: Rating) -> None:
        self._prediction = rating
        self.header.show_prediction(rating)
        self.predicted.emit(self._id, rating)
        self.skip()

    def skip(self) -> None:
        """Show the model answer without a prediction."""
        self._reveal(True)
        self.setFocus()  # what had it may be gone

    def undo(self) -> None:
        """Take the newest correction back."""
        if self._attempt is not None and self._attempt.corrections:
            self.undo_wanted.emit(self._attempt.id)

    def _retry(self) -> None:
        self.said.show_waiting()
        self.retry_wanted.emit(self._id)

    def _select_point(self, index: int) -> None:
        self.said.transcript.select(self.answer.evidence_of(index))

    def _tick(self, index: int, status: Status | None) -> None:
        self._show_earned()
        self.ticked.emit(self._id, index, status)

    def go_on(self) -> None:
        """The next question, or back to history."""
        self._leave()
        (self.next_wanted if self._in_session else self.back_wanted).emit()

    def follow_up(self) -> None:
        """Be asked what an interviewer would ask next."""
        self._leave()
        self.follow_up_wanted.emit(self.answer.missing)

    def retake(self) -> None:
        """Answer the question again; this take stays."""
        self._leave()
        if self._in_session:
            self.retake_wanted.emit()
        elif self._attempt is not None:
            self.again_wanted.emit(self._attempt.pack_id, self._attempt.question_id)

    def shared(self) -> Shared | None:
        """What is on the page, to copy or print; None where there is nothing to share yet."""
        if self._attempt is None or self._judgement is None or not self._revealed:
            return None
        return Shared(
            self._attempt,
            self._judgement.with_ticks(self.answer.ticks),
            self._prediction,
            self.ratings.rating,
            self.note.toPlainText(),
        )

    def _leave(self) -> None:
        """What is written is saved, and nothing plays on."""
        self.note.flush()
        self.player_bar.release()
        self.notice.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        self._leave()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the widget with the focus had no use for; a focused note keeps what is typed."""
        is_plain = not event.isAutoRepeat() and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not is_plain or not press(self, Qt.Key(event.key())):
            super().keyPressEvent(event)

    # How it is put together.

    def _connect(self) -> None:
        self.said.retry_wanted.connect(self._retry)
        self.said.retake_wanted.connect(self.retake)
        self.said.transcript.wanted_from.connect(self.player_bar.play_from)
        self.said.transcript.corrected.connect(lambda at, text: self.corrected.emit(self._id, at, text))
        self.said.transcript.correcting.connect(self.player_bar.pause)
        self.said.legend.undo_wanted.connect(self.undo)
        self.answer.point_selected.connect(self._select_point)
        self.answer.ticked.connect(self._tick)
        self.prediction.predicted.connect(self._predict)
        self.prediction.skipped.connect(self.skip)
        self.player_bar.heard.connect(self.said.transcript.set_position)
        self.player_bar.failed.connect(self.notice.say)
        self.header.compare.clicked.connect(lambda: self.compare_wanted.emit(self._id))
        self.share.told.connect(self.notice.say)
        self.note.settled.connect(lambda text: self.noted.emit(self._id, text))
        self.ratings.chosen.connect(lambda rating: self.rated.emit(self._id, rating))
        self.actions_row.follow_up.clicked.connect(self.follow_up)
        self.actions_row.retake.clicked.connect(self.retake)
        self.actions_row.onward.clicked.connect(self.go_on)
        bind(self)
