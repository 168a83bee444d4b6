"""One question, answers to it, and a player without sound."""

from __future__ import annotations

import wave
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from greenroom.history.attempt import Attempt, AttemptState, Rating, Source
from greenroom.paths import Paths
from greenroom.questions.pack import Pack, Point, Question, Round
from greenroom.services import Services
from greenroom.speech.transcript import Interval, Segment, Transcript, Word
from greenroom.ui.background import Background
from greenroom.ui.review.page import ReviewPage
from greenroom.ui.reviewing import Reviewing
from greenroom.ui.scribe import Scribe
from greenroom.ui.theme import Theme
from tests.fakes import FakePlayer

WORD_S, GAP_S = 0.3, 0.1

QUESTION = Question(
    id="central-limit-theorem",
    round="technical",
    topic="Statistics",
    difficulty="medium",
    ask_chance="high",
    kind="concept",
    prompt="What is the Central Limit Theorem?",
    why="They look for intuition.",
    how_to_answer="Say what is averaged.",
    model_answer="Averages of many samples pile up in a bell shape around the true mean.",
    points=(
        Point(say="Averages tend to a normal distribution", listen_for=("bell curve",)),
        Point(say="It needs a finite variance", listen_for=("finite variance",)),
        Point(say="The spread shrinks with the square root of n", listen_for=("square root",)),
    ),
)


def spoken(text: str) -> Transcript:
    """A transcript of `text`, a word every 0.4 s; |2.5 is a pause of 2.5 s, ~ a hesitation, ?so a guessed word."""
    now = 0.5
    words: list[Word] = []
    pauses: list[Interval] = []
    hesitations: list[Interval] = []
    for mark in text.split():
        if mark.startswith("|"):
            pauses.append(Interval(start=now, end=now + float(mark[1:])))
            now = pauses[-1].end
        elif mark == "~":
            hesitations.append(Interval(start=now + 0.1, end=now + 0.7))
            now += 0.8
        else:
            probability = 0.2 if mark.startswith("?") else 0.95
            word = mark.removeprefix("?")
            words.append(Word(start=now, end=now + WORD_S, text=word, probability=probability))
            now += WORD_S + GAP_S
    said = " ".join(word.text for word in words)
    return Transcript(
        segments=(Segment(start=0.0, end=now, text=said, words=tuple(words)),) if words else (),
        voiced=(Interval(start=0.5, end=now),) if words else (),
        pauses=tuple(pauses),
        hesitations=tuple(hesitations),
        duration=now,
        engine="test",
        model="test",
    )


ANSWER = spoken(
    "So the averages end up |2.4 looking like a bell curve ~ whatever the data ?largely looked like. "
    "It shrinks with the square root of the size and that is all I know of it."
)


def attempt_at(question: Question, transcript: Transcript | None, **changes: object) -> Attempt:
    """A first take in a session, transcribed when there is a transcript."""
    made = Attempt(
        id="attempt-1",
        session_id="session-1",
        pack_id="pack",
        pack_title="Pack",
        round_title="Technical interview",
        question=question,
        take_number=1,
        started_at=datetime(2026, 3, 2, 9, 12, tzinfo=UTC),
        source=Source.MICROPHONE,
        state=AttemptState.TRANSCRIBED if transcript is not None else AttemptState.RECORDED,
        duration_s=transcript.duration if transcript is not None else 20.0,
        transcript=transcript,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def write_take(path: Path, seconds: float = 20.0, level: int = 8000) -> None:
    """A recording as the recorder leaves it: 16 kHz, mono, 16 bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(level.to_bytes(2, "little", signed=True) * int(16000 * seconds))


class TakePlayer(FakePlayer):
    """Also pauses, seeks and changes its rate, and says `position` when the test tells it where it is."""

    def __init__(self) -> None:
        super().__init__()
        self.from_s: list[float] = []
        """Where each `play` began."""
        self.sought: list[float] = []
        self.is_paused = False
        self.rate = 1.0

    def play(self, path: Path, *, from_s: float = 0.0, volume: float = 1.0) -> None:
        self.is_paused = False
        self.from_s.append(from_s)
        super().play(path, from_s=from_s, volume=volume)

    def pause(self) -> None:
        self.is_paused = True

    def resume(self) -> None:
        self.is_paused = False

    def seek(self, to_s: float) -> None:
        self.sought.append(to_s)

    def set_rate(self, rate: float) -> None:
        self.rate = rate

    def reach(self, position_s: float) -> None:
        """The playing has come to this second."""
        self.position.emit(position_s)


@pytest.fixture
def player() -> TakePlayer:
    return TakePlayer()


@pytest.fixture
def take(paths: Paths) -> Path:
    """The recording of the attempt that `attempt_at` makes."""
    path = paths.take("attempt-1")
    write_take(path)
    return path


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, player: TakePlayer, background: Background, paths: Paths, take: Path
) -> ReviewPage:
    made = ReviewPage(theme, player, background, paths)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    made.show()
    return made


Show = Callable[..., None]


@pytest.fixture
def show(qtbot: QtBot, page: ReviewPage) -> Show:
    """Shows an attempt and waits until its facts are there, if it has any to show."""

    def show_attempt(attempt: Attempt, *, in_session: bool = True, predict_first: bool = True) -> None:
        page.show_attempt(attempt, in_session=in_session, predict_first=predict_first)
        if attempt.transcript is not None and attempt.transcript.segments:
            qtbot.waitUntil(lambda: bool(page.sound.facts.facts))

    return show_attempt


PACK = Pack.model_construct(
    format=1,
    id="pack",
    title="Pack",
    company="",
    role="",
    language="en",
    about="",
    rounds=(Round(id="technical", title="Technical interview", about="Talk."),),
    questions=(QUESTION,),
)
Answer = Callable[..., str]


@pytest.fixture
def answer(services: Services) -> Answer:
    """Puts an answer to the question into history, given so many days ago, and says its id."""

    def keep(text: str = "", *, days_ago: float = 0, rating: Rating | None = None) -> str:
        store = services.store()
        made = store.start_attempt(
            pack=PACK,
            question=QUESTION,
            session_id=f"session-{days_ago}",
            source=Source.MICROPHONE,
            started_at=datetime.now(UTC) - timedelta(days=days_ago),
        )
        transcript = spoken(text) if text else ANSWER
        write_take(services.paths.take(made.id), seconds=transcript.duration)
        store.finish_recording(made.id, transcript.duration)
        store.save_transcript(made.id, transcript)
        if rating is not None:
            store.rate(made.id, rating)
        return made.id

    return keep


@pytest.fixture
def reviewing(qtbot: QtBot, theme: Theme, services: Services, background: Background) -> Reviewing:
    scribe = Scribe(services, background, background)
    made = Reviewing(theme, services, TakePlayer(), scribe, background, background)
    qtbot.addWidget(made.page)
    made.page.resize(1072, 800)
    made.page.show()
    return made
