"""How fast a model is on this computer, told as the wait after Stop."""

from __future__ import annotations

import math
import threading
import time
from pathlib import Path

from greenroom.speech.ear import Ear
from greenroom.speech.errors import Cancelled, ModelDamaged, ModelMissing
from greenroom.speech.models import SpeechModel

ANSWER_S = 120.0
# The longest stretch that may still be waiting when the person stops: `cutter` closes a segment by then.
LAST_SEGMENT_S = 15.0
ENOUGH_S = 12.0


class SpeedCheck:
    """Transcribes a recording with a model in a helper of its own, so that the ear in use is not disturbed."""

    def __init__(self, model: SpeechModel, command: list[str] | None = None) -> None:
        """Starts nothing."""
        self._ear = Ear(model.folder, command)

    def run(self, recording: Path) -> float:
        """Seconds of work for a second of speech. A slow model is stopped after about twelve seconds.

        Raises what `Ear.transcribe` raises; Cancelled after `stop`.
        """
        import soundfile

        seconds = float(soundfile.info(recording).duration)
        enough = threading.Event()
        began = took_s = heard_s = 0.0

        def on_progress(fraction: float) -> None:
            nonlocal heard_s, took_s
            heard_s, took_s = fraction * seconds, time.monotonic() - began
            if heard_s and took_s >= ENOUGH_S:
                enough.set()

        try:
            self._ear.warm_up()
            began = time.monotonic()
            self._ear.transcribe(recording, on_progress=on_progress, cancelled=enough)
            heard_s, took_s = seconds, time.monotonic() - began
        except (ModelMissing, ModelDamaged) as error:
            remedy = "Remove it and download it again, or choose another model."
            raise type(error)(error.what, error.why, remedy) from error
        except Cancelled:
            if not enough.is_set():
                raise
        finally:
            self._ear.close()
        return took_s / heard_s

    def stop(self) -> None:
        """End it at once."""
        self._ear.close()


def wait_after_stop_s(work_per_s: float, answer_s: float = ANSWER_S) -> int:
    """Whole seconds, at least one, from Stop to the transcript of an answer that ends without a pause.

    Segments are transcribed while the person speaks. A model that keeps up has the last one left; one that does not
    also has what piled up before.
    """
    piled_up_s = max(0.0, (work_per_s - 1) * (answer_s - LAST_SEGMENT_S))
    return max(1, math.ceil(piled_up_s + work_per_s * LAST_SEGMENT_S))
