"""An answer as data: the keys of `greenroom history … --json`, of exports and of backups."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from greenroom.history.attempt import Attempt, AttemptSummary


def line(attempt: Attempt | AttemptSummary) -> dict[str, Any]:
    """One line of `greenroom history list --json`."""
    return {
        "id": attempt.id,
        "pack": attempt.pack_id,
        "question": attempt.question_id,
        "prompt": attempt.prompt,
        "started_at": attempt.started_at.isoformat(),
        "duration": attempt.duration_s,
        "rating": attempt.rating.name.lower() if attempt.rating is not None else None,
        "state": attempt.state.value,
    }


def answer(attempt: Attempt) -> dict[str, Any]:
    """All that is kept of an answer but its sound; the transcript is the engine's, the corrections beside it."""
    return {
        "attempt": line(attempt)
        | {
            "pack_title": attempt.pack_title,
            "round": attempt.round_title,
            "take": attempt.take_number,
            "source": attempt.source.value,
            "prediction": attempt.prediction.name.lower() if attempt.prediction is not None else None,
            "note": attempt.note,
            "problem": attempt.problem,
        },
        "question": attempt.question.model_dump(mode="json"),
        "transcript": attempt.transcript.model_dump(mode="json") if attempt.transcript else None,
        "corrections": [asdict(correction) for correction in attempt.corrections],
        "ticks": {str(index): status.value for index, status in sorted(attempt.ticks.items())},
    }
