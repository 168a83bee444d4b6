"""Peaks of recordings, and the wave that is drawn and clicked."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greenroom.speech.archive import archive
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.peaks import Peaks, read_peaks
from greenroom.ui.widgets.waveform import Waveform, WaveMark, WaveMarkKind
from tests.ui.review.conftest import write_take


@pytest.fixture
def waveform(qtbot: QtBot, theme: Theme) -> Waveform:
    made = Waveform(theme)
    qtbot.addWidget(made)
    made.resize(402, 44)
    made.show()
    made.set_peaks(Peaks((0.1, 0.9, 0.1, 0.5), 40.0))
    return made


def test_peaks_are_the_loudest_samples_of_equal_stretches(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    samples = [0] * 1000 + [-32768] + [0] * 999 + [16384] * 1000
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(1000)
        file.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples))
    assert read_peaks(path, slices=3) == Peaks((0.0, 1.0, 0.5), 3.0)


def test_an_archived_take_has_the_same_peaks(tmp_path: Path) -> None:
    take = tmp_path / "take.wav"
    write_take(take, seconds=7.7)
    before = read_peaks(take)
    assert archive(take)
    assert read_peaks(take.with_suffix(".flac")) == before


def test_a_missing_recording_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_peaks(tmp_path / "take.flac")


def test_a_long_recording_has_no_more_peaks_than_asked_for(tmp_path: Path) -> None:
    write_take(tmp_path / "take.wav", seconds=61.3)
    peaks = read_peaks(tmp_path / "take.wav", slices=2000)
    assert 1900 <= len(peaks.levels) <= 2000
    assert peaks.duration_s == pytest.approx(61.3, abs=0.01)


def test_a_recording_cut_off_in_the_middle_gives_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    write_take(path, seconds=2.0)
    path.write_bytes(path.read_bytes()[: 44 + 32001])
    assert read_peaks(path).duration_s == pytest.approx(1.0, abs=0.01)


def test_an_empty_recording_has_no_peaks(tmp_path: Path) -> None:
    write_take(tmp_path / "take.wav", seconds=0)
    assert read_peaks(tmp_path / "take.wav") == Peaks((), 0.0)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"not a sound at all" * 10])
def test_what_is_no_recording_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"take\.wav"):
        read_peaks(path)


@given(st.lists(st.floats(0, 1), max_size=300), st.integers(0, 500))
def test_columns_are_as_many_as_asked_for_and_within_the_height(levels: list[float], count: int) -> None:
    columns = Peaks(tuple(levels), 1.0).columns(count)
    assert len(columns) == (count if levels else 0)
    assert all(0 <= column <= 1 for column in columns)


def test_silence_stays_flat() -> None:
    assert max(Peaks((0.001,) * 50, 1.0).columns(10)) < 0.05


def test_a_click_seeks(waveform: Waveform, qtbot: QtBot) -> None:
    with qtbot.waitSignal(waveform.sought) as sought:
        QTest.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert sought.args == [pytest.approx(10.0, abs=0.1)]


def test_dragging_seeks_where_it_is_let_go_and_playing_does_not_move_the_hand(
    waveform: Waveform, qtbot: QtBot
) -> None:
    QTest.mousePress(waveform, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    waveform.set_position(1.0)
    assert waveform.position_s == pytest.approx(10.0, abs=0.1)
    QTest.mouseMove(waveform, QPoint(300, 20))
    with qtbot.waitSignal(waveform.sought) as sought:
        QTest.mouseRelease(waveform, Qt.MouseButton.LeftButton, pos=QPoint(300, 20))
    assert sought.args == [pytest.approx(30.0, abs=0.1)]


def test_home_and_end_seek(waveform: Waveform, qtbot: QtBot) -> None:
    for key, second in ((Qt.Key.Key_End, 40.0), (Qt.Key.Key_Home, 0.0)):
        with qtbot.waitSignal(waveform.sought) as sought:
            QTest.keyClick(waveform, key)
        assert sought.args == [second]


def test_a_screen_reader_hears_the_place(waveform: Waveform) -> None:
    waveform.set_position(24.0)
    assert waveform.accessibleDescription() == "0:24 of 0:40"


def test_the_wave_and_the_playhead_are_painted(waveform: Waveform) -> None:
    before = waveform.grab().toImage()
    waveform.set_position(20.0)
    after = waveform.grab().toImage()
    assert before != after
    waveform.clear(40.0)
    assert waveform.grab().toImage() != before


def drag_with_shift(waveform: Waveform, from_x: int, to_x: int) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mousePress(waveform, Qt.MouseButton.LeftButton, shift, QPoint(from_x, 20))
    QTest.mouseMove(waveform, QPoint(to_x, 20))
    QTest.mouseRelease(waveform, Qt.MouseButton.LeftButton, shift, QPoint(to_x, 20))


def test_dragging_with_shift_selects_in_either_direction_and_seeks_nowhere(
    waveform: Waveform, qtbot: QtBot
) -> None:
    for from_x, to_x in ((100, 300), (300, 100)):
        with qtbot.waitSignal(waveform.selected), qtbot.assertNotEmitted(waveform.sought):
            drag_with_shift(waveform, from_x, to_x)
        assert waveform.selection_s == pytest.approx((10.0, 30.0), abs=0.1)
    assert waveform.accessibleDescription() == "0:00 of 0:40, selected 0:10 to 0:30"
    drag_with_shift(waveform, 200, 200)
    assert waveform.selection_s is None


def test_shift_and_an_arrow_stretch_the_selection_and_escape_lets_go(waveform: Waveform) -> None:
    waveform.set_position(12.0)
    for _ in range(3):
        QTest.keyClick(waveform, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert waveform.selection_s == (12.0, 15.0)
    QTest.keyClick(waveform, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert waveform.selection_s == (12.0, 14.0)
    QTest.keyClick(waveform, Qt.Key.Key_Escape)
    assert waveform.selection_s is None


def test_a_part_that_is_shown_alone_is_clicked_by_its_own_seconds(waveform: Waveform, qtbot: QtBot) -> None:
    waveform.show_part((10.0, 20.0))
    with qtbot.waitSignal(waveform.sought) as sought:
        QTest.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    assert sought.args == [pytest.approx(15.0, abs=0.1)]


def test_a_part_follows_what_is_played(waveform: Waveform) -> None:
    waveform.show_part((0.0, 10.0))
    waveform.set_position(10.5)
    assert waveform.view_s == (10.5, 20.5)
    waveform.set_position(39.0)
    assert waveform.view_s == (30.0, 40.0)
    waveform.set_position(1.0)
    assert waveform.view_s == (1.0, 11.0)


def test_points_and_hesitations_are_marked_in_different_places(waveform: Waveform) -> None:
    plain = waveform.grab().toImage()
    waveform.set_marks([WaveMark(WaveMarkKind.POINT, 10.0, 12.0)])
    point = waveform.grab().toImage()
    waveform.set_marks([WaveMark(WaveMarkKind.HESITATION, 10.0, 10.5)])
    hesitation = waveform.grab().toImage()
    foot, top = (110, 42), (102, 1)
    assert plain.pixel(*foot) == hesitation.pixel(*foot) != point.pixel(*foot)
    assert plain.pixel(*top) == point.pixel(*top) != hesitation.pixel(*top)


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=300),
    st.integers(1, 500),
    st.floats(0, 20),
    st.floats(0, 20),
)
def test_columns_of_any_part_are_as_many_as_asked_for(
    levels: list[float], count: int, one_s: float, other_s: float
) -> None:
    first_s, last_s = sorted((one_s, other_s))
    columns = Peaks(tuple(levels), 20.0).columns(count, first_s, last_s)
    assert len(columns) == count
    assert all(0 <= column <= 1 for column in columns)
