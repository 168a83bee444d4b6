"""What can go wrong between a recording and its words, in words for the person.

Every problem is a named `UserError`; the helper sends one over the pipe as a dict (`to_wire`) and the app raises
the same class again (`from_wire`).
"""

from __future__ import annotations

from typing import Any

from greenroom.errors import UserError

KEPT = "Your recording is kept. Choose Retry."


class Cancelled(Exception):
    """The call was given up on request. Nothing is wrong."""


class SpeechError(UserError):
    """A problem of the ear, the voice or a recording."""


class EarDied(SpeechError):
    """The process that transcribes ended by itself."""


class EarHung(SpeechError):
    """The process that transcribes stopped answering and was ended."""


class EarGarbled(SpeechError):
    """The process that transcribes gave back something that is no transcript."""


class ModelMissing(SpeechError):
    """The speech model's folder or one of its files is not there."""


class ModelDamaged(SpeechError):
    """The speech model's files are not what they should be."""


class HubUnreachable(SpeechError):
    """There is no way to the server that models come from: no network, no such name, no secure connection."""


class HubRefused(SpeechError):
    """The server that models come from answered that it will not, or cannot, send one."""


class DownloadCut(SpeechError):
    """The connection broke again and again. What arrived is kept."""


class DownloadStalled(SpeechError):
    """The server stopped sending. What arrived is kept."""


class DownloadWrong(SpeechError):
    """What was sent is not what was published."""


class NoRoomForModel(SpeechError):
    """The disk has no room for the model."""


class CannotSaveModel(SpeechError):
    """The model's files cannot be written."""


class DownloadFailed(SpeechError):
    """The process that downloads ended or got stuck. What arrived is kept."""


class CpuTooOld(SpeechError):
    """This processor lacks what the speech engine is built for."""


class RecordingMissing(SpeechError):
    """There is no such file, or it may not be read."""


class RecordingEmpty(SpeechError):
    """The file has no sound in it: no bytes, or not one sample that can be decoded."""


class RecordingTooShort(SpeechError):
    """Less sound than any word takes."""


class RecordingUnreadable(SpeechError):
    """Not a sound file, or too damaged to be read."""


class RecordingHasNoSound(SpeechError):
    """A readable file without a sound track."""


class CannotSaveRecording(SpeechError):
    """The imported recording could not be written."""


class NoVoice(SpeechError):
    """The question cannot be read aloud. Practice goes on without."""


_BY_NAME = {problem.__name__: problem for problem in SpeechError.__subclasses__()}


def to_wire(problem: UserError) -> dict[str, str]:
    """The problem as the `error` of an answer line."""
    code = type(problem).__name__
    return {"code": code, "what": problem.what, "why": problem.why, "remedy": problem.remedy}


def from_wire(error: dict[str, Any]) -> SpeechError:
    """The problem that `to_wire` described; an unknown code becomes a plain SpeechError."""
    problem = _BY_NAME.get(str(error.get("code")), SpeechError)
    return problem(str(error.get("what")), str(error.get("why", "")), str(error.get("remedy", "")))
