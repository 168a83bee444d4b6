"""Hearing a take again, through a player that others use too."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from greenroom.errors import UserError
from greenroom.ui.background import Background
from greenroom.ui.review.player_bar import PlayerBar, Playing
from greenroom.ui.theme import Theme
from tests.ui.review.conftest import TakePlayer


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, player: TakePlayer, background: Background, take: Path) -> PlayerBar:
    made = PlayerBar(theme, player, background)
    qtbot.addWidget(made)
    made.show()
    made.load(take, 20.0)
    return made


def test_the_clock_shows_the_place_and_the_length(bar: PlayerBar, player: TakePlayer) -> None:
    assert bar.clock.text() == "0:00 / 0:20"
    bar.toggle()
    player.reach(4.2)
    assert bar.clock.text() == "0:04 / 0:20"


def test_the_length_is_the_recordings_own_once_it_is_read(bar: PlayerBar, take: Path, qtbot: QtBot) -> None:
    bar.load(take, 0.0)
    qtbot.waitUntil(lambda: bar.clock.text() == "0:00 / 0:20")


def test_play_pause_and_go_on(bar: PlayerBar, player: TakePlayer, take: Path) -> None:
    assert bar.play_button.accessibleName() == "Play"
    bar.play_button.click()
    assert player.playing == take
    assert bar.play_button.accessibleName() == "Pause"
    bar.play_button.click()
    assert player.is_paused
    assert bar.play_button.accessibleName() == "Play"
    bar.play_button.click()
    assert not player.is_paused
    assert len(player.from_s) == 1


def test_seeking_in_silence_stays_silent_and_play_begins_there(bar: PlayerBar, player: TakePlayer) -> None:
    bar.seek(7.0)
    assert player.from_s == []
    bar.toggle()
    assert player.from_s == [7.0]


def test_seeking_stays_within_the_recording(bar: PlayerBar) -> None:
    bar.seek_by(-5.0)
    assert bar.waveform.position_s == 0.0
    bar.seek(99.0)
    assert bar.waveform.position_s == 20.0


def test_at_its_end_it_is_ready_to_begin_again(bar: PlayerBar, player: TakePlayer, qtbot: QtBot) -> None:
    bar.toggle()
    player.reach(20.0)
    with qtbot.waitSignal(bar.heard) as heard:
        player.end()
    assert heard.args == [None]
    assert bar.state is Playing.STOPPED
    assert bar.clock.text() == "0:00 / 0:20"


def test_the_rate_goes_round(bar: PlayerBar, player: TakePlayer) -> None:
    bar.toggle()
    rates = []
    for _ in range(5):
        bar.rate_button.click()
        rates.append((bar.rate_button.text(), player.rate))
    assert rates == [("1.25×", 1.25), ("1.5×", 1.5), ("2×", 2.0), ("0.75×", 0.75), ("1×", 1.0)]


def test_the_player_is_left_at_its_own_rate(bar: PlayerBar, player: TakePlayer) -> None:
    bar.next_rate()
    assert player.rate == 1.0  # nothing plays here yet
    bar.toggle()
    assert player.rate == 1.25
    bar.release()
    assert player.rate == 1.0
    bar.toggle()
    player.end()
    assert player.rate == 1.0


def test_what_others_play_moves_nothing_here(
    bar: PlayerBar, player: TakePlayer, tmp_path: Path, qtbot: QtBot
) -> None:
    question = tmp_path / "question.wav"
    with qtbot.assertNotEmitted(bar.heard), qtbot.assertNotEmitted(bar.failed):
        player.play(question)
        player.reach(3.0)
        player.failed.emit(UserError("No speaker."))
    assert bar.clock.text() == "0:00 / 0:20"
    bar.release()
    assert player.playing == question


def test_a_failure_ends_the_playing_and_is_told(bar: PlayerBar, player: TakePlayer, qtbot: QtBot) -> None:
    player.error = UserError("No speaker.")
    with qtbot.waitSignal(bar.failed) as failed:
        bar.toggle()
    assert failed.args == [player.error]
    assert bar.state is Playing.STOPPED


def test_another_recording_takes_over(bar: PlayerBar, player: TakePlayer, take: Path) -> None:
    bar.toggle()
    player.reach(5.0)
    bar.load(None, 0.0)
    assert not player.is_playing
    bar.toggle()
    assert not player.is_playing
    assert bar.clock.text() == "0:00 / 0:00"


def test_a_recording_that_cannot_be_read_shows_a_flat_wave(
    bar: PlayerBar, background: Background, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"broken")
    with qtbot.assertNotEmitted(background.failed):
        bar.load(broken, 12.0)
        done: list[None] = []
        background.run(lambda: None, done.append)
        qtbot.waitUntil(lambda: bool(done))
    assert bar.clock.text() == "0:00 / 0:12"


def test_a_sound_that_has_not_begun_can_be_called_off(bar: PlayerBar, player: TakePlayer) -> None:
    player.started.disconnect(bar._on_started)  # the speaker takes its time
    bar.toggle()
    assert bar.state.name == "STARTING"
    bar.seek(3.0)
    assert player.from_s == [0.0, 3.0]
    bar.toggle()
    assert bar.state.name == "STOPPED"
    assert not player.is_playing


def test_the_selection_is_heard_over_and_over(bar: PlayerBar, player: TakePlayer) -> None:
    bar.waveform.select((4.0, 7.0))
    bar.loop_button.click()
    assert player.from_s == [4.0]
    player.reach(6.9)
    assert player.sought == []
    player.reach(7.05)
    assert player.sought == [4.0]
    assert bar.waveform.position_s == 4.0
    bar.loop_button.click()
    player.reach(7.5)
    assert player.sought == [4.0]


def test_without_a_selection_the_last_seconds_are_heard_over_and_over(bar: PlayerBar, player: TakePlayer) -> None:
    bar.seek(12.0)
    bar.loop_button.click()
    assert bar.waveform.selection_s == (7.0, 12.0)
    assert player.from_s == [7.0]


def test_a_selection_up_to_the_end_begins_again_there(bar: PlayerBar, player: TakePlayer) -> None:
    bar.waveform.select((15.0, 20.0))
    bar.loop_button.click()
    player.reach(19.9)
    player.end()
    assert player.from_s == [15.0, 15.0]
    assert bar.state is Playing.PLAYING


def test_letting_go_of_the_selection_ends_the_loop(bar: PlayerBar, player: TakePlayer) -> None:
    bar.waveform.select((4.0, 7.0))
    bar.loop_button.click()
    bar.waveform.select(None)
    bar.waveform.selected.emit()
    assert not bar.loop_button.isChecked()
    player.reach(8.0)
    assert player.sought == []


def test_zoom_shows_the_selection_and_fits_all_again(bar: PlayerBar) -> None:
    bar.waveform.select((4.0, 7.0))
    bar.zoom_button.click()
    assert bar.waveform.view_s == (4.0, 7.0)
    bar.zoom_button.click()
    assert bar.waveform.view_s == (0.0, bar.waveform.duration_s)


def test_another_recording_is_shown_whole_and_plays_once(bar: PlayerBar, take: Path) -> None:
    bar.waveform.select((4.0, 7.0))
    bar.loop_button.click()
    bar.zoom_button.click()
    bar.load(take, 20.0)
    assert not bar.loop_button.isChecked()
    assert not bar.zoom_button.isChecked()
    assert not bar.waveform.is_zoomed


def test_what_is_looked_at_closely_stays_when_the_sound_ends(bar: PlayerBar, player: TakePlayer) -> None:
    bar.waveform.select((4.0, 7.0))
    bar.zoom_button.click()
    bar.play_from(5.0)
    player.end()
    assert bar.waveform.view_s == (4.0, 7.0)
