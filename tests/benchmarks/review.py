"""`python -m tests.benchmarks.review`: how fluent the review of a ten-minute answer of 1,500 words is.

Prints, as JSON in milliseconds: a frame while it plays and highlights, drawing its wave, reading its peaks, opening
it from history until it is on the screen, and working out its points. Without a screen the platform is Qt's own.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from greenroom.history.attempt import Attempt, Source
from greenroom.history.store import Store
from greenroom.paths import Paths
from greenroom.questions.pack import Pack, Point, Question, Round
from greenroom.review.points import Evidence
from greenroom.speech.transcript import Interval, Segment, Transcript, Word
from greenroom.ui.background import Background
from greenroom.ui.review.judgement import judge
from greenroom.ui.review.page import ReviewPage
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.peaks import read_peaks
from greenroom.ui.widgets.waveform import Waveform
from tests.ui.review.conftest import TakePlayer, write_take

MINUTES, WORDS = 10, 1500
FRAMES, RUNS = 300, 7
TEXT = (
    "so the central limit theorem says that averages of many independent samples end up looking like a bell curve "
    "whatever the original data looked like and the spread shrinks with the square root of the sample size "
    "you know which is why we can put a confidence interval around a mean without knowing the distribution."
)
QUESTION = Question(
    id="question",
    round="technical",
    topic="Statistics",
    difficulty="medium",
    ask_chance="high",
    kind="concept",
    prompt="What is the Central Limit Theorem, and why does it matter in practice?",
    model_answer="Averages of many samples pile up in a bell shape around the true mean. " * 12,
    points=tuple(
        Point(say=say, listen_for=(listen_for,))
        for say, listen_for in (
            ("Averages tend to a normal distribution", "bell curve"),
            ("It holds whatever the shape of the population", "whatever the original data looked like"),
            ("It needs a finite variance", "finite variance"),
            ("The spread shrinks with the square root of n", "square root"),
            ("It is why intervals on means work", "confidence interval around a mean"),
        )
    ),
)
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


class Painted(QObject):
    """Notices when a widget has been painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def long_answer() -> Transcript:
    """Ten minutes of evenly spoken words, with a hesitation and a long pause now and then."""
    said = TEXT.split()
    step_s = MINUTES * 60 / WORDS
    words = tuple(
        Word(
            start=at * step_s,
            end=at * step_s + 0.28,
            text=said[at % len(said)] + ("." if at % 14 == 13 else ""),
            probability=0.3 if at % 40 == 0 else 0.95,
        )
        for at in range(WORDS)
    )
    segments = tuple(
        Segment(
            start=words[first].start,
            end=words[min(first + 30, WORDS) - 1].end,
            text=" ".join(word.text for word in words[first : first + 30]),
            words=words[first : first + 30],
        )
        for first in range(0, WORDS, 30)
    )
    seconds = [float(second) for second in range(5, MINUTES * 60, 10)]
    return Transcript(
        segments=segments,
        voiced=tuple(Interval(start=segment.start, end=segment.end) for segment in segments),
        pauses=tuple(Interval(start=second, end=second + 2.2) for second in seconds[::3]),
        hesitations=tuple(Interval(start=second, end=second + 0.5) for second in seconds),
        duration=MINUTES * 60.0,
        engine="benchmark",
        model="benchmark",
    )


def ms(taken_s: Sequence[float]) -> dict[str, float]:
    return {"median": round(statistics.median(taken_s) * 1000, 1), "worst": round(max(taken_s) * 1000, 1)}


def timed(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return taken


def drawn(wave: Waveform) -> None:
    """Draw all of the wave, as after a resize."""
    wave.show_part(None)
    wave.repaint()


def until(condition: Callable[[], bool], within_s: float = 20.0) -> None:
    """Turn the event loop until `condition` holds."""
    ends = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > ends:
            sys.exit("What was waited for did not come.")
        loop = QEventLoop()
        QTimer.singleShot(1, loop.quit)
        loop.exec()


def frames(page: ReviewPage, transcript: Transcript) -> list[float]:
    """How long each frame takes while the answer plays: the word, the wave and the clock move, and are painted."""
    bar, taken = page.player_bar, []
    bar.play_from(0.0)
    for number in range(FRAMES):
        second = number * transcript.duration / FRAMES
        begun = time.perf_counter()
        page.player_bar._on_position(second)
        page.said.transcript.viewport().repaint()
        bar.waveform.repaint()
        QApplication.processEvents()
        taken.append(time.perf_counter() - begun)
    bar.release()
    return taken


def opening(page: ReviewPage, store: Store, ids: Sequence[str]) -> tuple[list[float], list[float]]:
    """From asking history for an attempt until its transcript and model answer have been painted.

    Two lists: by the clock, which other programs hold up, and of the GUI thread's own work.
    """
    taken, worked = [], []
    for attempt_id in ids:
        painted = Painted(page.said.transcript.viewport())
        begun, begun_work = time.perf_counter(), time.thread_time()
        attempt = store.attempt(attempt_id)
        page.show_attempt(attempt, in_session=False, predict_first=False)
        until(lambda painted=painted: painted.count > 0)  # type: ignore[misc]
        taken.append(time.perf_counter() - begun)
        worked.append(time.thread_time() - begun_work)
        until(lambda: bool(page.sound.facts.facts))
        painted.deleteLater()
    return taken, worked


def keep(store: Store, paths: Paths, transcript: Transcript) -> Attempt:
    attempt = store.start_attempt(
        pack=PACK, question=QUESTION, session_id=uuid.uuid4().hex, source=Source.MICROPHONE
    )
    store.finish_recording(attempt.id, transcript.duration)
    store.save_transcript(attempt.id, transcript)
    write_take(paths.take(attempt.id), seconds=transcript.duration)
    return store.attempt(attempt.id)


def main() -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    transcript = long_answer()
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder))
        store = Store.open(Path(folder) / "history.db")
        background = Background("benchmark", threads=2)
        page = ReviewPage(Theme(app), TakePlayer(), background, paths)
        page.resize(1280, 800)
        page.show()
        kept = [keep(store, paths, transcript) for _ in range(RUNS + 1)]
        take = paths.take(kept[0].id)
        opened_s, worked_s = opening(page, store, [each.id for each in kept])
        until(lambda: page.player_bar.waveform.duration_s > 0)
        page.said.transcript.set_earned(
            [Evidence(word.start, word.end, word.text) for word in transcript.words[::25]]
        )
        wave = page.player_bar.waveform
        figures = {
            "minutes": MINUTES,
            "words": WORDS,
            "open_from_history_ms": ms(opened_s),
            "open_gui_thread_ms": ms(worked_s),
            "frame_while_playing_ms": ms(frames(page, transcript)),
            "read_peaks_ms": ms(timed(lambda: read_peaks(take))),
            "draw_wave_ms": ms(timed(lambda: drawn(wave))),
            "judge_in_background_ms": ms(timed(lambda: judge(kept[0]), 3)),
        }
        page.hide()
        background.close()
        store.close()
    print(json.dumps(figures, indent=2))  # noqa: T201 - the figures are the output


if __name__ == "__main__":
    main()
