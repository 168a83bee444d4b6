"""`python -m tests.screenshots`: every screen of the real app, light and dark, into docs/screenshots.

Screens are taken at 1280×800, and those with the most on them again at 200 % on a screen of twice the size.
The week before them is made up; the answer is the sample that ships.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from greenroom.healthcheck import SAMPLE
from greenroom.history.attempt import Rating, Source
from greenroom.history.store import Store
from greenroom.paths import Paths, shipped
from greenroom.questions.library import Library
from greenroom.questions.pack import Question
from greenroom.settings import SettingsFile
from greenroom.speech.transcript import Segment, Transcript, Word
from tests.e2e.desk import App, Screen, history_of, open_app
from tests.e2e.sound import Sound, wait_until
from tests.e2e.speech import as_wav

Pixels = npt.NDArray[np.uint8]

FOLDER = Path("docs/screenshots")
GUIDE = Path("tests/data/guides/supply_planner.txt").absolute()
PACK, QUESTION = "iron-mountain-ml-engineer", "central-limit-theorem"
QUESTION_WORDS = "central limit theorem say"
WIDTH_PX, HEIGHT_PX = 1280, 800
STILL_S, LIVE_S, SETTLE_TIMEOUT_S = 1.0, 2.5, 8.0
AT_200 = {"home", "answering", "review", "settings", "questions", "editor", "history-search", "progress"}
RATINGS = (Rating.GOOD, Rating.HARD, Rating.EASY, Rating.AGAIN, Rating.GOOD, Rating.HARD, None, Rating.GOOD)
SPOKEN_WORDS_PER_S = 2.3


class Camera:
    """Takes pictures of one screen under names with one ending, as "home-dark-200"."""

    def __init__(self, screen: Screen, appearance: str, scale: int) -> None:
        self._screen = screen
        self._ending = ("-dark" if appearance == "dark" else "") + ("-200" if scale == 2 else "")
        self._wanted = AT_200 if scale == 2 else None
        self._taken: Pixels | None = None

    def take(self, name: str, *, live: bool = False) -> None:
        """A picture once the screen stands still; of a `live` one, which never does, after a moment."""
        if self._wanted is not None and name not in self._wanted:
            return
        if live:
            threading.Event().wait(LIVE_S)
        else:
            self._wait_until_still()
        self._taken = self._screen.pixels()
        most_compressed = 0
        image = in_few_colours(self._taken)
        if not image.save(str(FOLDER / f"{name}{self._ending}.png"), "PNG", most_compressed):  # type: ignore[call-overload]
            raise OSError(f"{name}{self._ending}.png could not be written")

    def _wait_until_still(self) -> None:
        """Until something else than on the last picture has not changed for a while."""
        deadline = time.monotonic() + SETTLE_TIMEOUT_S
        last, still_since = self._screen.pixels(), time.monotonic()
        while time.monotonic() < deadline:
            threading.Event().wait(0.05)
            now = self._screen.pixels()
            if not np.array_equal(now, last) or (self._taken is not None and np.array_equal(now, self._taken)):
                last, still_since = now, time.monotonic()
            elif time.monotonic() > still_since + STILL_S:
                return


def in_few_colours(pixels: Pixels) -> QImage:
    """The picture in its 256 most frequent colours, which are all but the edges of letters: half the bytes."""
    height, width, _ = pixels.shape
    packed = pixels.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    colours, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(counts)[-256:]]
    distances = ((_channels(colours)[:, None] - _channels(kept)[None]) ** 2).sum(axis=2)
    indices = distances.argmin(axis=1).astype(np.uint8)[places].reshape(height, width)
    image = QImage(np.ascontiguousarray(indices).data, width, height, width, QImage.Format.Format_Indexed8).copy()
    image.setColorTable([0xFF000000 | int(colour) for colour in kept])
    return image


def _channels(packed: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    return np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=1).astype(np.int64)


def make_up_a_week(data_dir: Path) -> None:
    """Answers to the pack's questions on the last days."""
    library = Library(shipped().packs, data_dir / "packs")
    pack = library.find(PACK)
    questions = [question for question in pack.questions if question.kind == "concept"]
    now = datetime.now(UTC)
    with history_of(data_dir) as history:
        for number, (question, rating) in enumerate(zip(questions, RATINGS, strict=False)):
            days, minutes = divmod(number, 2)
            started_at = now - timedelta(days=5 - days, minutes=40 - 9 * minutes)
            attempt = history.start_attempt(
                pack=pack,
                question=question,
                session_id=f"day {days}",
                source=Source.MICROPHONE,
                started_at=started_at,
            )
            keep(history, attempt.id, question, rating)


def keep(history: Store, attempt_id: str, question: Question, rating: Rating | None) -> None:
    words = question.model_answer.split()[:150]
    length_s = len(words) / SPOKEN_WORDS_PER_S
    said = tuple(
        Word(start=n / SPOKEN_WORDS_PER_S, end=(n + 0.9) / SPOKEN_WORDS_PER_S, text=word, probability=0.9)
        for n, word in enumerate(words)
    )
    segment = Segment(start=0.0, end=length_s, text=" ".join(words), words=said)
    history.finish_recording(attempt_id, length_s)
    history.save_transcript(attempt_id, Transcript(segments=(segment,), duration=length_s, engine="", model=""))
    if rating is not None:
        history.predict(attempt_id, rating)
        history.rate(attempt_id, rating)


def photograph_pages(app: App, camera: Camera) -> None:
    """What is there without practising."""
    camera.take("home")
    app.keys("ctrl+2")
    camera.take("history")
    app.keys("ctrl+f")
    app.type("training")
    camera.take("history-search")
    app.keys("Escape", "Tab", "ctrl+3")
    app.wait_for("progress.shown")
    camera.take("progress")
    app.keys("ctrl+4")
    app.wait_for("questions.shown")
    camera.take("questions")
    app.keys("ctrl+i")
    windows = len(app.windows)
    app.keys("ctrl+o")
    wait_until(lambda: len(app.windows) > windows, 10, "the dialog that asks for a guide")
    threading.Event().wait(STILL_S)  # until the dialog takes keys
    app.type(str(GUIDE))
    app.keys("Return")
    app.wait_for("import.shown")
    app.take_focus()
    camera.take("import")
    app.keys("ctrl+Return")
    app.wait_for("questions.shown", 2)
    camera.take("imported")
    app.keys("ctrl+e")
    camera.take("editor")
    app.keys("Escape")
    app.keys("ctrl+5")
    camera.take("settings", live=True)  # its meter moves


def photograph_stage(app: App, camera: Camera, sound: Sound, folder: Path) -> None:
    """One question from its asking to its review."""
    shown = len(app.all("questions.shown"))
    app.keys("ctrl+4")
    app.wait_for("questions.shown", shown + 1)
    app.keys("ctrl+f")
    app.type(QUESTION_WORDS)
    app.keys("Return", "Return")
    app.wait_for("question.spoken", question=QUESTION)
    camera.take("asking", live=True)
    app.wait_for("question.ended")
    camera.take("thinking")
    app.keys("space")
    app.wait_for("answer.cue")
    speaking = sound.speak(as_wav(SAMPLE, folder))
    app.wait_for("segment.done")
    camera.take("answering", live=True)
    app.keys("Escape")
    speaking.stop()
    app.wait_for("attempt.saved")
    camera.take("paused")
    app.keys("space")
    app.wait_for("question.ended", 2)


def photograph_reviews(app: App, camera: Camera) -> None:
    """The sample as the answer, before and after the reveal; then an answer of nothing."""
    saved = len(app.all("attempt.saved"))
    windows = len(app.windows)
    app.keys("u")
    wait_until(lambda: len(app.windows) > windows, 10, "the dialog that asks for a recording")
    app.type(str(SAMPLE))
    app.keys("Return")
    app.wait_for("attempt.saved", saved + 1, timeout_s=60)
    camera.take("review-before")
    app.keys("3")
    camera.take("review")
    app.take_focus()
    app.keys("t")
    app.wait_for("session.moved", command="retake")
    app.keys("space")
    app.wait_for("answer.cue", 2)
    app.wait_for_notice("silence")
    app.keys("space")
    app.wait_for("attempt.saved", saved + 2)
    camera.take("no-speech")


@contextmanager
def open_with(screen: Screen, sound: Sound, data_dir: Path, appearance: str, scale: int) -> Iterator[App]:
    SettingsFile(Paths(data_dir).settings).change(appearance=appearance)
    with open_app(screen, data_dir, {**sound.env, "QT_SCALE_FACTOR": str(scale)}) as app:
        app.wait_for("ear.ready", timeout_s=60)
        yield app


def photograph(appearance: str, scale: int) -> None:
    """Every screen in one look."""
    with (
        tempfile.TemporaryDirectory() as name,
        Screen(WIDTH_PX * scale, HEIGHT_PX * scale) as screen,
        Sound() as sound,
    ):
        folder = Path(name)
        screen.xdotool("mousemove", str(WIDTH_PX * scale - 1), str(HEIGHT_PX * scale - 1))
        camera = Camera(screen, appearance, scale)
        with open_with(screen, sound, folder / "new", appearance, scale) as app:
            camera.take("home-first-start")
            app.keys("ctrl+2")
            camera.take("history-empty")
        make_up_a_week(folder / "new")
        with open_with(screen, sound, folder / "new", appearance, scale) as app:
            photograph_pages(app, camera)
            photograph_stage(app, camera, sound, folder)
            photograph_reviews(app, camera)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("light", "dark"), help="one appearance alone")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for appearance in [options.only] if options.only else ["light", "dark"]:
        for scale in (1, 2):
            photograph(appearance, scale)
            sys.stdout.write(f"{appearance}, {100 * scale} %\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
