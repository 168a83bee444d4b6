"""One question without a window: asked, answered with a recording or a text, transcribed, reviewed, kept."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from greenroom.errors import UserError
from greenroom.eventlog import event
from greenroom.history import documents
from greenroom.history.attempt import Attempt, Source
from greenroom.review.delivery import Facts, facts
from greenroom.review.points import PointResult, judge_points, with_ticks
from greenroom.review.terms import terms_of
from greenroom.review.typed import transcript_of_typed
from greenroom.services import Services
from greenroom.speech.archive import archive

TYPED_SUFFIX = ".txt"


class CannotReadAnswer(UserError):
    """The file given as an answer cannot be read."""


@dataclass(frozen=True)
class Practised:
    """An attempt with what the review shows of it. spoken: the question as sound, None without a voice."""

    attempt: Attempt
    points: tuple[PointResult, ...]
    facts: Facts | None
    spoken: Path | None
    voice_problem: str | None


def practise(
    services: Services, pack_id: str, question_id: str, answer: Path, say: Callable[[str], None] = lambda _: None
) -> Practised:
    """Run one question through everything but microphone and speaker; `say` hears what is being done.

    answer: a recording, or a .txt with a typed answer. Raises UserError; a take that was read in stays in history.
    """
    question = services.library.question(pack_id, question_id)
    pack = services.library.find(pack_id)
    if not answer.is_file():
        raise CannotReadAnswer(f"There is no file {answer}.", "", "Give a recording or a .txt with a typed answer.")
    store = services.store()
    spoken, voice_problem = _ask(services, question.prompt, say)
    typed = answer.suffix.lower() == TYPED_SUFFIX
    attempt = store.start_attempt(
        pack=pack,
        question=question,
        session_id=uuid.uuid4().hex,
        source=Source.TYPED if typed else Source.FILE,
    )
    try:
        if typed:
            store.save_transcript(attempt.id, transcript_of_typed(_read_text(answer)))
        else:
            _transcribe(services, attempt, answer, say)
    except UserError:
        _forget_if_empty(services, attempt)
        raise
    event("attempt.saved", attempt=attempt.id)
    return reviewed(store.attempt(attempt.id), spoken, voice_problem)


def reviewed(attempt: Attempt, spoken: Path | None = None, voice_problem: str | None = None) -> Practised:
    """An attempt from history with its points and facts, as corrected and ticked; without a transcript none."""
    if attempt.heard is None:
        return Practised(attempt, (), None, spoken, voice_problem)
    points = judge_points(attempt.question, attempt.heard)
    if attempt.question.kind == "concept":  # ticks of an experience are of Situation, Task, Action and Result
        points = with_ticks(points, attempt.ticks)
    return Practised(attempt, points, facts(attempt.heard, attempt.question), spoken, voice_problem)


def document(practised: Practised) -> dict[str, Any]:
    """What `greenroom practice --json` prints; the transcript is the engine's, with what the person corrected."""
    return documents.answer(practised.attempt) | {
        "points": [asdict(point) for point in practised.points],
        "facts": asdict(practised.facts) if practised.facts else None,
    }


def _ask(services: Services, prompt: str, say: Callable[[str], None]) -> tuple[Path | None, str | None]:
    settings = services.settings.current
    say("Rendering the question to speech…")
    try:
        spoken = services.voice.render(prompt, settings.voice, settings.voice_rate_wpm)
    except UserError as error:
        return None, str(error)
    event("question.spoken", file=spoken)
    return spoken, None


def _transcribe(services: Services, attempt: Attempt, answer: Path, say: Callable[[str], None]) -> None:
    """Audio first: the take is safe and said to be so before the engine touches it."""
    store, take = services.store(), services.paths.take(attempt.id)
    take.parent.mkdir(parents=True, exist_ok=True)
    say("Reading the recording…")
    duration_s = services.ear.import_recording(answer, take)
    store.finish_recording(attempt.id, duration_s)
    event("answer.stopped", attempt=attempt.id, duration=duration_s)
    say("Transcribing…")
    try:
        transcript = services.ear.transcribe(take, terms=terms_of(attempt.question))
    except UserError as error:
        store.fail_transcription(attempt.id, str(error))
        raise
    store.save_transcript(attempt.id, transcript)
    archive(take)
    event("transcript.ready", attempt=attempt.id, words=len(transcript.words), duration=transcript.duration)


def _read_text(answer: Path) -> str:
    try:
        return answer.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotReadAnswer(
            f"{answer} could not be read.", "It is not a text in UTF-8.", "Save it as plain text."
        ) from error


def _forget_if_empty(services: Services, attempt: Attempt) -> None:
    """An attempt without a take holds nothing and is removed."""
    if services.paths.recording(attempt.id) is None:
        services.store().discard(attempt.id)
        if services.paths.attempt_dir(attempt.id).is_dir():
            services.paths.attempt_dir(attempt.id).rmdir()
