"""What spoils a recording is said once, when it is certain."""

from __future__ import annotations

import numpy as np
import pytest

from greenroom.audio.pcm import Mono
from greenroom.audio.watch import CLIPPING, QUIET, SILENT, Notice, Watch

RATE_HZ = 16_000
SILENCE = np.zeros(RATE_HZ // 4, np.float32)
NOISE = np.full(RATE_HZ // 4, 0.001, np.float32)
CUT_OFF = np.ones(RATE_HZ // 4, np.float32)


def heard(*blocks: Mono) -> list[list[Notice]]:
    watch = Watch(RATE_HZ)
    return [watch.hear(block, answering=True) for block in blocks]


def test_a_second_of_digital_silence_is_said_once() -> None:
    assert heard(*[SILENCE] * 8) == [[], [], [], [SILENT], [], [], [], []]


def test_a_quiet_room_is_not_silence() -> None:
    assert heard(*[NOISE] * 8) == [[]] * 8


def voice(dbfs: float, seconds: float) -> list[Mono]:
    """Syllables: a fifth of a second of voice at this level, then as long a near-silence, over and over."""
    rng = np.random.default_rng(0)
    blocks = []
    for number in range(round(seconds / 0.04)):
        level_dbfs = dbfs if number // 5 % 2 == 0 else -72.0
        blocks.append(rng.normal(0, 10 ** (level_dbfs / 20), RATE_HZ // 25).astype(np.float32))
    return blocks


def test_a_voice_that_is_too_soft_is_said_once_after_a_sentence() -> None:
    notices = heard(*voice(-46, 30))
    said_at_s = [index * 0.04 for index, found in enumerate(notices) if found]
    assert [notice for found in notices for notice in found] == [QUIET]
    assert 5 < said_at_s[0] < 7


def test_a_voice_that_is_loud_enough_is_not_too_soft_whatever_its_pauses() -> None:
    assert heard(*voice(-36, 20)) == [[]] * 500
    soft_and_loud = [block for _ in range(5) for block in (*voice(-46, 2.0), *voice(-33, 1.2))]
    assert heard(*soft_and_loud) == [[]] * 400


@pytest.mark.parametrize("dbfs", [-65, -50, -42])
def test_a_steady_noise_is_no_voice(dbfs: float) -> None:
    rng = np.random.default_rng(0)
    hiss = [rng.normal(0, 10 ** (dbfs / 20), RATE_HZ // 25).astype(np.float32) for _ in range(750)]
    assert heard(*hiss) == [[]] * 750


def test_nobody_has_to_be_loud_before_the_answer_and_each_answer_counts_anew() -> None:
    watch = Watch(RATE_HZ)
    assert [watch.hear(block, answering=False) for block in voice(-46, 20)] == [[]] * 500
    for _ in range(2):
        assert [QUIET] in [watch.hear(block, answering=True) for block in voice(-46, 10)]
        watch.hear(NOISE, answering=False)


def test_silence_that_comes_back_is_said_again() -> None:
    assert heard(*[SILENCE] * 4, NOISE, *[SILENCE] * 4) == [[], [], [], [SILENT], [], [], [], [], [SILENT]]


def test_clipping_is_said_at_once_and_not_at_every_word() -> None:
    assert heard(NOISE, *[CUT_OFF] * 39) == [[], [CLIPPING], *[[]] * 38]
    assert heard(*[CUT_OFF] * 41)[40] == [CLIPPING]
