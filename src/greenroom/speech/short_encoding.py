"""Encodes only the sound that is there, where faster-whisper fills up every segment to 30 s first.

That filling is most of the cost: a segment of 10 s is encoded in a seventh of the time. The engine was trained on
full windows, though, so some silence stays, and what comes out doubtful is heard again in the library's own way.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.transcribe import get_compression_ratio, get_suppressed_tokens
from numpy.typing import NDArray

from greenroom.speech.unwritten import Aligned, with_unwritten

# Versions of (faster-whisper, ctranslate2) that this was tried with: `encode` is called with one padded window, and
# the encoder takes shorter ones. Others hear in the library's own way.
KNOWN_VERSIONS = {("1.2.1", "4.8.5")}

FRAMES_PER_S = 100
# 3 s of silence brought 0.3 to 3 points more errors than 6 s, no silence makes the engine loop.
SILENCE_FRAMES = 6 * FRAMES_PER_S
# The engine keeps memory for each length it has seen: few lengths, 80 MB less and no slower.
STEP_FRAMES = 4 * FRAMES_PER_S
# The library's own limit for loops, and one for doubt that is stricter than its −1.
MOST_COMPRESSION = 2.4
LEAST_LOG_PROBABILITY = -0.8
FILLER = " um"
# The engine writes as what it is told to have written before does.
EVERY_UM_WRITTEN = (
    "Um, so, uh, I was, um, thinking that, uh, we could, um, you know, uh, do it, um, like this. Uh, yeah, um."
)
# Fast speakers say six syllables a second.
MOST_TOKENS_PER_S = 8


def load_model(folder: Path) -> WhisperModel:
    """The model in `folder`, encoding short where the installed versions are known to. Raises what they raise."""
    model = ShortEncodingModel if is_known() else WhisperModel
    return model(str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)


def is_known() -> bool:
    return (version("faster-whisper"), version("ctranslate2")) in KNOWN_VERSIONS


class ShortEncodingModel(WhisperModel):  # type: ignore[misc]  # faster-whisper has no types
    """A WhisperModel for segments of 30 s at most. Not thread-safe, as little as the library's own."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        super().__init__(*given, **settings)
        self._whole = False

    def transcribe(self, audio: NDArray[np.float32], **settings: Any) -> tuple[list[Any], Any]:
        """As the library's, but the segments are there when it returns."""
        segments, info = super().transcribe(audio, **settings | {"temperature": [0.0]})
        heard = list(segments)
        if trustworthy(heard):
            return heard, info
        self._whole = True
        try:
            segments, info = super().transcribe(audio, **settings)
            return list(segments), info
        finally:
            self._whole = False

    def encode(self, features: NDArray[np.float32]) -> Any:
        return super().encode(features if self._whole else without_padding(features))

    def _split_segments_by_timestamps(
        self,
        tokenizer: Any,
        tokens: list[int],
        time_offset: float,
        segment_size: int,
        segment_duration: float,
        seek: int,
    ) -> tuple[list[dict[str, Any]], int, bool]:
        """All of a window's text as one piece, and the window as done.

        The library would look again at the sound after the last word, and make words up there.
        """
        end_s = time_offset + segment_duration
        piece = {"seek": seek, "start": time_offset, "end": end_s, "tokens": tokens}
        return [piece], seek + segment_size, True

    def find_alignment(
        self, tokenizer: Any, text_tokens: list[list[int]], encoder_output: Any, num_frames: int, *more: Any
    ) -> list[list[Aligned]]:
        """As the library's, with hesitations that it did not write among the words."""

        def align(tokens: list[int]) -> list[Aligned]:
            (aligned,) = super(ShortEncodingModel, self).find_alignment(
                tokenizer, [tokens], encoder_output, num_frames, *more
            )
            return list(aligned)

        (tokens,) = text_tokens  # a window's text is one piece, see above
        words = align(tokens)
        verbatim = self._verbatim(tokenizer, encoder_output, num_frames) if words else []
        return [with_unwritten(words, tokenizer.encode(FILLER), align, verbatim)]

    def _verbatim(self, tokenizer: Any, encoder_output: Any, frames: int) -> list[str]:
        """The words of the window as the engine writes them when every "um" is written; none when it loops.

        Good for finding the "um"s alone: the other words come out worse.
        """
        prompt = [tokenizer.sot_prev, *tokenizer.encode(f" {EVERY_UM_WRITTEN}"), *tokenizer.sot_sequence]
        (heard,) = self.model.generate(
            encoder_output,
            [prompt],
            beam_size=1,
            max_length=len(prompt) + MOST_TOKENS_PER_S * ceil(frames / FRAMES_PER_S),
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
        )
        text = tokenizer.decode([token for token in heard.sequences_ids[0] if token < tokenizer.eot])
        return text.split() if get_compression_ratio(text) <= MOST_COMPRESSION else []


def without_padding(features: NDArray[np.float32]) -> NDArray[np.float32]:
    """`features` (bands × frames) up to the last frame with sound in it, and the silence that stays."""
    sounding = np.flatnonzero(features.any(axis=0))
    frames = (int(sounding[-1]) + 1 if len(sounding) else 0) + SILENCE_FRAMES
    return features[:, : ceil(frames / STEP_FRAMES) * STEP_FRAMES]


def trustworthy(segments: Iterable[Any]) -> bool:
    """Whether something was heard, without loops and with some certainty."""
    heard = list(segments)
    return bool(heard) and all(
        one.compression_ratio <= MOST_COMPRESSION and one.avg_logprob >= LEAST_LOG_PROBABILITY for one in heard
    )
