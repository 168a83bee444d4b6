"""What spoils a recording is said once, when it is certain."""

from __future__ import annotations

import numpy as np

from greenroom.audio.pcm import Mono
from greenroom.audio.watch import CLIPPING, SILENT, Notice, Watch

RATE_HZ = 16_000
SILENCE = np.zeros(RATE_HZ // 4, np.float32)
NOISE = np.full(RATE_HZ // 4, 0.001, np.float32)
CUT_OFF = np.ones(RATE_HZ // 4, np.float32)


def heard(*blocks: Mono) -> list[list[Notice]]:
    watch = Watch(RATE_HZ)
    return [watch.hear(block) for block in blocks]


def test_a_second_of_digital_silence_is_said_once() -> None:
    assert heard(*[SILENCE] * 8) == [[], [], [], [SILENT], [], [], [], []]


def test_a_quiet_room_is_not_silence() -> None:
    assert heard(*[NOISE] * 8) == [[]] * 8


def test_silence_that_comes_back_is_said_again() -> None:
    assert heard(*[SILENCE] * 4, NOISE, *[SILENCE] * 4) == [[], [], [], [SILENT], [], [], [], [], [SILENT]]


def test_clipping_is_said_at_once_and_not_at_every_word() -> None:
    assert heard(NOISE, *[CUT_OFF] * 39) == [[], [CLIPPING], *[[]] * 38]
    assert heard(*[CUT_OFF] * 41)[40] == [CLIPPING]
