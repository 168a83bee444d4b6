"""Where a voice is heard: Silero's voice activity detection, fed as the sound comes in."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenroom.speech.sound import Samples
from greenroom.speech.take import RATE_HZ

FRAME_SAMPLES = 512
FRAME_S = FRAME_SAMPLES / RATE_HZ
# The model sees each frame with the last samples of the one before.
CONTEXT_SAMPLES = 64
STATE_SHAPE = (1, 1, 128)
# Below this no voice is taken for one, whatever the model says: a muted microphone, a recorder's dither.
SILENT_DBFS = -66.0
FLOOR_DBFS = -120.0


class VoiceActivity:
    """Gives each 32 ms frame its probability of voice; equal to faster-whisper's own call on the whole sound."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session: Any = get_vad_model().session
        self._h = np.zeros(STATE_SHAPE, np.float32)
        self._c = np.zeros(STATE_SHAPE, np.float32)
        self._context = np.zeros(CONTEXT_SAMPLES, np.float32)

    def probabilities(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """frames: any number of the next frames, shape (n, 512), −1 to 1. Returns n probabilities, 0 to 1."""
        if not len(frames):
            return np.zeros(0, np.float32)
        tails = frames[:, -CONTEXT_SAMPLES:]
        contexts = np.concatenate([self._context[None], tails[:-1]])
        self._context = tails[-1].copy()
        inputs = {"input": np.concatenate([contexts, frames], axis=1), "h": self._h, "c": self._c}
        probabilities, self._h, self._c = self._session.run(None, inputs)
        return np.asarray(probabilities, np.float32).reshape(-1)


def level_dbfs(samples: Samples | NDArray[np.float32]) -> float:
    """The RMS level of samples of one frame or more; full scale is 0, silence is −120."""
    full_scale = 32768.0 if samples.dtype == np.int16 else 1.0
    mean_square = float(np.mean(np.square(samples.astype(np.float32) / full_scale))) if len(samples) else 0.0
    return max(FLOOR_DBFS, 10 * float(np.log10(mean_square))) if mean_square > 0 else FLOOR_DBFS
