"""A rehearsal on real history and settings, with a voice, a microphone and an ear that the test plays."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from greenroom.errors import UserError
from greenroom.history.attempt import AttemptSummary
from greenroom.interview.plan import Plan, PlannedQuestion
from greenroom.interview.session import Session, State
from greenroom.questions.pack import Pack
from greenroom.services import Services
from greenroom.speech.ear import Ear, Listening
from greenroom.speech.take import TakeWriter
from greenroom.speech.transcript import Segment, Transcript, Word
from greenroom.ui.background import Background
from greenroom.ui.practice.answering import Answering
from greenroom.ui.practice.interviewer import Interviewer
from greenroom.ui.practice.rehearsal import Rehearsal
from greenroom.ui.scribe import Scribe
from tests.fakes import FakeChime, FakePlayer, FakeRecorder

PACK = Pack.model_validate(
    {
        "format": 1,
        "id": "pack",
        "title": "A pack",
        "rounds": [{"id": "technical", "title": "Technical interview", "about": "Talk."}],
        "questions": [
            {
                "id": f"q{number}",
                "round": "technical",
                "topic": "Topic",
                "difficulty": "easy",
                "ask_chance": "high",
                "kind": "experience",
                "prompt": f"Question number {number}?",
                "model_answer": "A strong answer.",
                "follow_ups": ["What would you do otherwise?"],
            }
            for number in (1, 2)
        ],
    }
)
HEARD = Transcript(
    segments=(
        Segment(start=0.0, end=1.0, text="Hello.", words=(Word(start=0, end=1, text="Hello.", probability=1),)),
    ),
    duration=1.0,
    engine="fake",
    model="fake",
)


class FakeEar(Ear):
    """Hears "Hello." in everything, or fails with `error`."""

    def __init__(self) -> None:
        super().__init__(Path("no-model"), ["no helper is started"])
        self.error: UserError | None = None
        self.may_answer = threading.Event()
        self.may_answer.set()

    def listen(self, take: Path, terms: Sequence[str] = ()) -> Listening:
        return FakeListening(self)

    def transcribe(
        self,
        recording: Path,
        *,
        terms: Sequence[str] = (),
        on_progress: Callable[[float], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Transcript:
        self.may_answer.wait(10)
        if self.error is not None:
            raise self.error
        return HEARD

    def import_recording(
        self,
        recording: Path,
        take: Path,
        *,
        on_progress: Callable[[float], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> float:
        self.may_answer.wait(10)
        if self.error is not None:
            raise self.error
        writer = TakeWriter(take)
        writer.append(bytes(32_000))
        writer.close()
        return writer.seconds


class FakeListening(Listening):
    """Follows nothing; its transcript is the ear's."""

    def __init__(self, ear: FakeEar) -> None:
        self._fake_ear = ear

    def finish(self, on_progress: Callable[[float], None] | None = None) -> Transcript:
        return self._fake_ear.transcribe(Path("take"))

    def cancel(self) -> None:
        pass


@dataclass
class Practice:
    """One rehearsal and everything around it that a test plays or looks at."""

    rehearsal: Rehearsal
    recorder: FakeRecorder
    player: FakePlayer
    ear: FakeEar
    services: Services
    scribe: Scribe
    db: Background
    told: list[str]
    qtbot: QtBot

    @property
    def state(self) -> State:
        return self.rehearsal.session.state

    def until(self, state: State) -> None:
        """Wait until the session is there."""
        self.qtbot.waitUntil(lambda: self.state is state, timeout=5000)

    def history(self) -> list[AttemptSummary]:
        return self.services.store().attempts()

    def archived(self, attempt_id: str) -> None:
        """Wait until the recording of a transcribed answer is a FLAC and nothing else."""
        folder = self.services.paths.attempt_dir(attempt_id)
        self.qtbot.waitUntil(lambda: [path.name for path in folder.iterdir()] == ["take.flac"], timeout=5000)

    def asked(self) -> None:
        """The first question has been read to its end."""
        self.rehearsal.start()
        self.qtbot.waitUntil(lambda: self.player.is_playing, timeout=5000)
        self.player.end()

    def answering(self) -> None:
        """The first question is being answered."""
        self.asked()
        self.rehearsal.begin_answer()
        self.qtbot.waitUntil(lambda: self.recorder.is_recording, timeout=5000)


@pytest.fixture
def practice(services: Services, qtbot: QtBot) -> Iterator[Practice]:
    ear = FakeEar()
    services.ear = ear
    recorder, player = FakeRecorder(), FakePlayer()
    recorder.sound = bytes(32_000)
    db, speech = Background("db"), Background("speech", threads=3)
    scribe = Scribe(services, db, speech)
    questions = tuple(PlannedQuestion(PACK, question) for question in PACK.questions)
    session = Session(Plan("Technical", questions, minutes=45))
    answering = Answering(services, recorder, FakeChime(), db, speech)
    rehearsal = Rehearsal(services, session, Interviewer(services, player, speech), answering, scribe, db)
    told: list[str] = []
    rehearsal.noticed.connect(lambda message: told.append(str(message)))
    db.failed.connect(lambda error: told.append(repr(error)))
    yield Practice(rehearsal, recorder, player, ear, services, scribe, db, told, qtbot)
    ear.may_answer.set()
    speech.close()
    db.close(finish_queued=True)
    for owner in (rehearsal, scribe, db, speech):
        if shiboken6.isValid(owner):
            owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
