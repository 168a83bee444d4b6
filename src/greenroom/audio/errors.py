"""What can go wrong with sound, in words for the person."""

from __future__ import annotations

from greenroom.errors import UserError
from greenroom.speech.take import Take


class RecordingFailed(UserError):
    """No answer can be recorded, or this one ended early; then `take` is what was kept, closed and whole."""

    def __init__(self, what: str, why: str = "", remedy: str = "", take: Take | None = None) -> None:
        super().__init__(what, why, remedy)
        self.take = take


class MicrophoneFailed(RecordingFailed):
    """The microphone is no longer open, whatever it was before."""


class NoMicrophone(MicrophoneFailed):
    def __init__(self) -> None:
        super().__init__(
            "No microphone was found.",
            "The system lists none.",
            "Plug one in, or use a recording instead.",
        )


class MicrophoneWillNotOpen(MicrophoneFailed):
    def __init__(self, name: str) -> None:
        super().__init__(
            f"“{name}” gives no sound.",
            "Another program may be using it, or the system does not let this one listen.",
            "Close the other program, allow the microphone in the system's privacy settings, or choose another.",
        )


class MicrophoneForbidden(MicrophoneFailed):
    def __init__(self) -> None:
        super().__init__(
            "Greenroom may not use the microphone.",
            "The system's privacy settings do not let it.",
            "Allow it in System Settings → Privacy & Security → Microphone, start Greenroom again, or use a "
            "recording instead.",
        )


class MicrophoneLost(MicrophoneFailed):
    def __init__(self, name: str, take: Take | None = None) -> None:
        super().__init__(
            f"“{name}” stopped giving sound.",
            "It was unplugged or switched off." + (" What you said until then is kept." if take else ""),
            "Plug it in again, or choose another microphone.",
            take,
        )


class CannotWriteTake(RecordingFailed):
    def __init__(self, reason: str, take: Take | None = None) -> None:
        super().__init__(
            "The recording could not be written to disk.",
            f"{reason}." + (" What you said until then is kept." if take else ""),
            "Make room on the disk, then record again.",
            take,
        )


class NoSpeaker(UserError):
    def __init__(self) -> None:
        super().__init__(
            "No speaker was found.",
            "The system lists none.",
            "Plug in a speaker or headphones; until then, read the question.",
        )


class CannotPlay(UserError):
    def __init__(self, name: str, reason: str, remedy: str = "") -> None:
        super().__init__(f"{name} could not be played.", reason, remedy)
