"""The Settings page: what a person sees, hears and changes there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from greenroom.audio.choice import call_quality
from greenroom.audio.devices import Device
from greenroom.audio.errors import CannotPlay, MicrophoneLost, NoMicrophone
from greenroom.audio.watch import SILENT
from greenroom.services import Services
from greenroom.settings import Settings, SettingsFile
from greenroom.speech.errors import NoVoice
from greenroom.speech.voice import VoiceInfo
from greenroom.ui.background import Background
from greenroom.ui.settings import microphone
from greenroom.ui.settings.page import SettingsPage
from greenroom.ui.theme import DARK, Theme
from greenroom.ui.widgets.choice import Choice
from tests.fakes import BUILT_IN, HEADPHONES, USB, FakeDevices, FakePlayer, FakeRecorder, FakeVoice
from tests.ui.conftest import FoldersOpened

# The name together with the microphone, the pack on Practice, the day by the reminder itself.
CHOSEN_OTHERWISE = {"interviews", "microphone_name", "pack", "reminded_of_updates_on"}
NO_VOICE = NoVoice("The question cannot be read aloud.", "There is no speech engine.", "Install espeak-ng.")


@pytest.fixture
def devices(qapp: QApplication) -> FakeDevices:
    return FakeDevices()


@pytest.fixture
def recorder(qapp: QApplication) -> FakeRecorder:
    return FakeRecorder()


@pytest.fixture
def player(qapp: QApplication) -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def make_page(
    theme: Theme,
    services: Services,
    devices: FakeDevices,
    player: FakePlayer,
    recorder: FakeRecorder,
    background: Background,
    qtbot: QtBot,
) -> Callable[[], SettingsPage]:
    def make() -> SettingsPage:
        page = SettingsPage(theme, services, devices, player, background, recorder=recorder)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitExposed(page):
            page.show()
        qtbot.waitUntil(lambda: page.voice.choice.offered != ["Finding voices…"])
        return page

    return make


@pytest.fixture
def page(make_page: Callable[[], SettingsPage]) -> SettingsPage:
    return make_page()


def choose(choice: Choice, value: str) -> None:
    """As a person would with the mouse."""
    index = choice.findData(value)
    assert index >= 0, choice.offered
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def stored(services: Services) -> Settings:
    return SettingsFile(services.paths.settings).current


def tone(amplitude: float, seconds: float = 2.0) -> bytes:
    times = np.arange(int(16_000 * seconds)) / 16_000
    wave = np.clip(amplitude * np.sin(2 * np.pi * 200 * times), -1, 1)
    return (wave * (2**15 - 1)).astype("<i2").tobytes()


def texts(page: SettingsPage) -> list[str]:
    return [found.text() for found in page.findChildren(QLabel)]


class TestSaving:
    def test_every_setting_stands_with_its_help(self, page: SettingsPage) -> None:
        shown = texts(page)
        for name, declared in Settings.model_fields.items():
            if name not in CHOSEN_OTHERWISE:
                assert declared.description in shown, name

    def test_the_page_shows_what_is_set(self, services: Services, make_page: Callable[[], SettingsPage]) -> None:
        services.settings.change(
            read_aloud=False,
            voice_rate_wpm=140,
            voice_volume=0.5,
            predict_first=False,
            appearance="dark",
            microphone=USB.id,
        )
        page = make_page()
        assert not page.voice.aloud.isChecked()
        assert page.voice.rate.said.text() == "140 words a minute"
        assert page.voice.volume.said.text() == "50 %"
        assert not page.predict_first.isChecked()
        assert page.appearance.currentText() == "Dark"
        assert page.microphone.choice.currentText() == "USB Microphone"

    def test_no_part_of_it_ever_shows_as_a_window_of_its_own(
        self, windows_shown: list[str], make_page: Callable[[], SettingsPage]
    ) -> None:
        page = make_page()
        assert windows_shown == [repr(page)]

    def test_looking_changes_nothing(self, page: SettingsPage, services: Services) -> None:
        assert not services.paths.settings.exists()

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            (lambda page: page.voice.aloud.click(), Settings(read_aloud=False)),
            (lambda page: page.predict_first.click(), Settings(predict_first=False)),
            (lambda page: page.voice.rate.slider.setValue(120), Settings(voice_rate_wpm=120)),
            (lambda page: page.voice.volume.slider.setValue(40), Settings(voice_volume=0.4)),
            (
                lambda page: choose(page.microphone.choice, USB.id),
                Settings(microphone=USB.id, microphone_name=USB.name),
            ),
            (lambda page: choose(page.speaker.choice, HEADPHONES.id), Settings(speaker=HEADPHONES.id)),
            (lambda page: choose(page.voice.choice, "en"), Settings(voice="en")),
            (lambda page: choose(page.appearance, "dark"), Settings(appearance="dark")),
        ],
        ids=["aloud", "predict", "rate", "volume", "microphone", "speaker", "voice", "appearance"],
    )
    def test_a_choice_is_saved_at_once_and_told(
        self,
        page: SettingsPage,
        services: Services,
        qtbot: QtBot,
        change: Callable[[SettingsPage], None],
        expected: Settings,
    ) -> None:
        with qtbot.waitSignal(page.changed) as signal:
            change(page)
        assert signal.args == [expected]
        assert stored(services) == expected

    def test_keys_change_the_pace_and_keep_to_its_bounds(
        self, page: SettingsPage, services: Services, qtbot: QtBot
    ) -> None:
        QTest.keyClick(page.voice.rate.slider, Qt.Key.Key_Right)
        assert stored(services).voice_rate_wpm == 170
        QTest.keyClick(page.voice.rate.slider, Qt.Key.Key_End)
        assert stored(services).voice_rate_wpm == 320
        QTest.keyClick(page.voice.rate.slider, Qt.Key.Key_Home)
        assert stored(services).voice_rate_wpm == 80

    def test_a_choice_that_cannot_be_saved_is_told_and_holds(
        self, page: SettingsPage, services: Services, qtbot: QtBot
    ) -> None:
        services.paths.data_dir.write_text("a file where the folder should be", encoding="utf-8")
        with qtbot.waitSignal(page.changed) as signal:
            page.predict_first.click()
        assert signal.args == [Settings(predict_first=False)]
        assert page.notice.isVisible()
        assert "Your choice could not be saved." in page.notice.text
        assert "It holds until you close Greenroom." in page.notice.text

    def test_a_damaged_settings_file_is_told_on_top(
        self, services: Services, make_page: Callable[[], SettingsPage]
    ) -> None:
        services.paths.data_dir.mkdir()
        services.paths.settings.write_text("{", encoding="utf-8")
        services.settings = SettingsFile(services.paths.settings)
        page = make_page()
        assert page.notice.isVisible()
        assert "settings.damaged.json" in page.notice.text

    def test_scrolling_the_page_does_not_change_a_choice(self, page: SettingsPage, services: Services) -> None:
        for control in (page.appearance, page.voice.rate.slider, page.microphone.choice):
            centre = QPointF(control.rect().center())
            turn = QWheelEvent(
                centre,
                control.mapToGlobal(centre),
                QPoint(0, 0),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(control, turn)
        assert not services.paths.settings.exists()
        assert page.appearance.value == "system"

    def test_light_and_dark_change_the_window_at_once(self, page: SettingsPage, theme: Theme) -> None:
        choose(page.appearance, "dark")
        assert theme.tokens == DARK


class TestDevices:
    def test_the_systems_choice_names_the_device_it_is(self, page: SettingsPage) -> None:
        assert page.microphone.choice.offered == [
            "System: Built-in Microphone",
            "Built-in Microphone",
            "USB Microphone",
        ]
        assert page.speaker.choice.currentText() == "System: Speakers"

    def test_the_list_follows_plugging(self, page: SettingsPage, devices: FakeDevices) -> None:
        devices.plug_microphones(BUILT_IN)
        assert page.microphone.choice.offered == ["System: Built-in Microphone", "Built-in Microphone"]
        devices.plug_microphones(BUILT_IN, USB)
        assert "USB Microphone" in page.microphone.choice.offered

    def test_a_choice_that_is_unplugged_stays_chosen_and_is_marked(
        self, page: SettingsPage, devices: FakeDevices, services: Services
    ) -> None:
        choose(page.microphone.choice, USB.id)
        devices.plug_microphones(BUILT_IN)
        assert page.microphone.choice.currentText() == "USB Microphone (not connected)"
        assert stored(services).microphone == USB.id
        devices.plug_microphones(BUILT_IN, USB)
        assert page.microphone.choice.currentText() == "USB Microphone"

    def test_a_choice_is_remembered_by_id_and_name(
        self, page: SettingsPage, devices: FakeDevices, services: Services, make_page: Callable[[], SettingsPage]
    ) -> None:
        choose(page.microphone.choice, USB.id)
        assert (stored(services).microphone, stored(services).microphone_name) == (USB.id, USB.name)
        devices.plug_microphones(BUILT_IN)
        assert make_page().microphone.choice.currentText() == "USB Microphone (not connected)"
        choose(page.microphone.choice, "")
        assert (stored(services).microphone, stored(services).microphone_name) == ("", "")

    def test_a_choice_that_comes_back_under_another_id_is_found(
        self, page: SettingsPage, devices: FakeDevices
    ) -> None:
        choose(page.microphone.choice, USB.id)
        devices.plug_microphones(BUILT_IN)
        devices.plug_microphones(BUILT_IN, Device("usb-2", USB.name, False))
        assert page.microphone.choice.currentText() == "USB Microphone"
        assert page.microphone.choice.value == "usb-2"
        assert not any("not connected" in choice for choice in page.microphone.choice.offered)

    def test_a_choice_that_was_never_seen_is_marked_too(
        self, services: Services, make_page: Callable[[], SettingsPage]
    ) -> None:
        services.settings.change(speaker="gone")
        assert make_page().speaker.choice.currentText() == "Your choice (not connected)"

    def test_without_any_microphone_it_says_so(self, page: SettingsPage, devices: FakeDevices) -> None:
        devices.plug_microphones()
        assert page.microphone.choice.offered == ["None connected"]

    def test_the_chosen_speaker_is_the_one_that_plays(self, page: SettingsPage, player: FakePlayer) -> None:
        choose(page.speaker.choice, HEADPHONES.id)
        assert player.speaker_id == HEADPHONES.id


class TestMicrophone:
    def test_the_microphone_is_open_only_while_the_page_shows(
        self, page: SettingsPage, recorder: FakeRecorder
    ) -> None:
        assert recorder.opened == ""
        page.hide()
        assert recorder.opened is None
        page.show()
        assert recorder.opened == ""

    def test_choosing_another_one_opens_it(self, page: SettingsPage, recorder: FakeRecorder) -> None:
        choose(page.microphone.choice, USB.id)
        assert recorder.opened == USB.id

    def test_the_meter_moves_with_the_level_and_is_not_red(
        self, page: SettingsPage, recorder: FakeRecorder
    ) -> None:
        recorder.level.emit(-30)
        assert page.microphone.meter.level == pytest.approx(0.5)
        assert not page.microphone.meter.live

    def test_while_an_answer_is_recorded_the_microphone_is_left_alone(
        self, page: SettingsPage, recorder: FakeRecorder
    ) -> None:
        page.set_microphone_allowed(False)
        assert recorder.opened is None
        assert not page.microphone.check.isEnabled()
        assert "An answer is being recorded" in page.microphone.said.text()
        page.hide()
        page.show()
        choose(page.microphone.choice, USB.id)
        assert recorder.opened is None
        page.set_microphone_allowed(True)
        assert recorder.opened == USB.id
        assert page.microphone.check.isEnabled()

    def test_a_muted_microphone_is_told_at_once(self, page: SettingsPage, recorder: FakeRecorder) -> None:
        recorder.noticed.emit(SILENT)
        assert page.microphone.said.text() == "The microphone gives silence: is it muted?"

    def test_a_headset_in_call_quality_is_named(self, page: SettingsPage, recorder: FakeRecorder) -> None:
        recorder.noticed.emit(call_quality("WH-1000"))
        assert page.microphone.said.text().startswith("“WH-1000” sounds like a phone call")

    def test_a_lost_microphone_is_told_and_opened_again_when_it_is_back(
        self, page: SettingsPage, recorder: FakeRecorder, devices: FakeDevices
    ) -> None:
        recorder.fail(MicrophoneLost("USB Microphone"))
        assert "stopped giving sound" in page.microphone.said.text()
        assert page.microphone.said.isVisible()
        assert page.microphone.meter.level == 0
        devices.plug_microphones(BUILT_IN, USB)
        assert recorder.opened == ""
        assert not page.microphone.said.isVisible()


class TestCheck:
    def test_while_it_records_it_says_so_and_the_meter_is_red(
        self, page: SettingsPage, recorder: FakeRecorder
    ) -> None:
        page.microphone.check.click()
        assert recorder.is_recording
        assert page.microphone.meter.live
        assert page.microphone.said.text().startswith("Recording.")
        assert page.microphone.check.text() == "Stop"

    @pytest.mark.parametrize(
        ("sound", "said"),
        [
            (tone(0.0), "Silence."),
            (tone(0.004), "Too quiet:"),
            (tone(0.2), "Fine:"),
            (tone(4.0), "Too loud:"),
        ],
        ids=["silent", "quiet", "fine", "clipping"],
    )
    def test_it_says_in_words_what_was_heard(
        self, page: SettingsPage, recorder: FakeRecorder, qtbot: QtBot, sound: bytes, said: str
    ) -> None:
        recorder.sound = sound
        page.microphone.check.click()
        page.microphone.check.click()
        qtbot.waitUntil(lambda: page.microphone.said.text().startswith(said))
        assert not page.microphone.meter.live

    def test_it_ends_by_itself(
        self, page: SettingsPage, recorder: FakeRecorder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert microphone.CHECK_MS == 5000
        page.microphone.timer.setInterval(1)
        recorder.sound = tone(0.2)
        page.microphone.check.click()
        qtbot.waitUntil(lambda: page.microphone.said.text().startswith("Fine:"))

    def test_what_was_said_is_played_back_then_it_can_be_done_again(
        self, page: SettingsPage, recorder: FakeRecorder, player: FakePlayer, qtbot: QtBot
    ) -> None:
        recorder.sound = tone(0.2)
        for _ in range(2):
            page.microphone.check.click()
            page.microphone.check.click()
            qtbot.waitUntil(lambda: player.is_playing)
            assert page.microphone.check.text() == "Stop"
            player.end()
            assert page.microphone.check.text() == "Record five seconds and listen"
        assert len(player.played) == 2

    def test_silence_is_not_played(
        self, page: SettingsPage, recorder: FakeRecorder, player: FakePlayer, qtbot: QtBot
    ) -> None:
        recorder.sound = tone(0.0)
        page.microphone.check.click()
        page.microphone.check.click()
        qtbot.waitUntil(lambda: page.microphone.said.text().startswith("Silence"))
        assert player.played == []

    def test_leaving_the_page_stops_it_and_forgets_what_was_said(
        self, page: SettingsPage, recorder: FakeRecorder, player: FakePlayer, qtbot: QtBot, services: Services
    ) -> None:
        recorder.sound = tone(0.2)
        page.microphone.check.click()
        page.microphone.check.click()
        qtbot.waitUntil(lambda: player.is_playing)
        page.hide()
        assert not player.is_playing
        assert list(services.paths.data_dir.rglob("*.wav")) == []

    def test_leaving_in_the_middle_leaves_nothing_playing(
        self, page: SettingsPage, recorder: FakeRecorder, player: FakePlayer, qtbot: QtBot, services: Services
    ) -> None:
        recorder.sound = tone(0.2)
        page.microphone.check.click()
        page.hide()
        assert recorder.opened is None
        assert player.played == []
        assert list(services.paths.data_dir.rglob("*.wav")) == []
        page.show()
        assert page.microphone.check.text() == "Record five seconds and listen"
        assert not page.microphone.said.isVisible()

    def test_stopping_before_the_cue_takes_it_back(self, page: SettingsPage, recorder: FakeRecorder) -> None:
        recorder.gives_cue = False
        page.microphone.check.click()
        page.microphone.check.click()
        assert page.microphone.check.text() == "Record five seconds and listen"
        assert page.microphone.check.isEnabled()

    def test_an_answer_that_begins_meanwhile_ends_the_check(
        self, page: SettingsPage, recorder: FakeRecorder
    ) -> None:
        page.microphone.check.click()
        page.set_microphone_allowed(False)
        assert recorder.opened is None
        assert "An answer is being recorded" in page.microphone.said.text()

    def test_without_a_microphone_it_says_what_to_do(self, page: SettingsPage, recorder: FakeRecorder) -> None:
        recorder.fail(NoMicrophone())
        assert "Plug one in" in page.microphone.said.text()

    def test_a_speaker_that_fails_is_told_beside_the_verdict(
        self, page: SettingsPage, recorder: FakeRecorder, player: FakePlayer, qtbot: QtBot
    ) -> None:
        player.error = CannotPlay("The sound", "It cannot be read.")
        recorder.sound = tone(0.2)
        page.microphone.check.click()
        page.microphone.check.click()
        qtbot.waitUntil(lambda: "could not be played" in page.microphone.said.text())
        assert page.microphone.said.text().startswith("Fine:")


class TestVoice:
    def test_english_voices_stand_first_with_their_language(
        self, services: Services, make_page: Callable[[], SettingsPage], tmp_path: Path
    ) -> None:
        services.voice = FakeVoice(
            tmp_path, [VoiceInfo("af", "Afrikaans", ("af",)), VoiceInfo("gb", "English (Britain)", ("en-gb",))]
        )
        page = make_page()
        assert page.voice.choice.offered == [
            "The best English voice",
            "English (Britain) (en-gb)",
            "Afrikaans (af)",
        ]

    def test_a_voice_that_is_gone_stays_chosen_and_is_marked(
        self, services: Services, make_page: Callable[[], SettingsPage]
    ) -> None:
        services.settings.change(voice="zira")
        assert make_page().voice.choice.currentText() == "zira (not installed)"

    def test_without_a_voice_the_reason_and_the_remedy_stand_there(
        self, voice: FakeVoice, make_page: Callable[[], SettingsPage]
    ) -> None:
        voice.error = NO_VOICE
        page = make_page()
        assert page.voice.choice.offered == ["No voice"]
        assert not page.voice.choice.isEnabled()
        assert page.voice.said.isVisible()
        assert page.voice.said.text() == str(NO_VOICE)

    def test_a_voice_installed_meanwhile_is_there_the_next_time(
        self, voice: FakeVoice, make_page: Callable[[], SettingsPage], qtbot: QtBot
    ) -> None:
        voice.error = NO_VOICE
        page = make_page()
        voice.error = None
        page.hide()
        page.show()
        qtbot.waitUntil(lambda: page.voice.choice.isEnabled())
        assert not page.voice.said.isVisible()

    def test_hearing_it_uses_what_is_set(
        self, page: SettingsPage, voice: FakeVoice, player: FakePlayer, qtbot: QtBot
    ) -> None:
        choose(page.voice.choice, "en")
        page.voice.rate.slider.setValue(200)
        page.voice.volume.slider.setValue(30)
        page.voice.sample.click()
        qtbot.waitUntil(lambda: player.is_playing)
        [(_, spoken_by, rate_wpm)] = voice.rendered
        assert (spoken_by, rate_wpm) == ("en", 200)
        assert player.played[0][1] == pytest.approx(0.3)

    def test_the_button_stops_what_it_began(self, page: SettingsPage, player: FakePlayer, qtbot: QtBot) -> None:
        page.speaker.sample.click()
        assert page.speaker.sample.text() == "Preparing…"
        qtbot.waitUntil(lambda: page.speaker.sample.text() == "Stop")
        page.speaker.sample.click()
        assert not player.is_playing
        assert page.speaker.sample.text() == "Play a test sentence"

    def test_one_sound_at_a_time(self, page: SettingsPage, player: FakePlayer, qtbot: QtBot) -> None:
        page.speaker.sample.click()
        qtbot.waitUntil(lambda: page.speaker.sample.text() == "Stop")
        page.voice.sample.click()
        qtbot.waitUntil(lambda: page.voice.sample.text() == "Stop")
        assert page.speaker.sample.text() == "Play a test sentence"
        player.end()
        assert page.voice.sample.text() == "Hear it"

    def test_a_test_sentence_that_cannot_be_spoken_says_why(
        self, page: SettingsPage, voice: FakeVoice, qtbot: QtBot
    ) -> None:
        voice.error = NO_VOICE
        page.speaker.sample.click()
        qtbot.waitUntil(lambda: page.speaker.said.isVisible())
        assert page.speaker.said.text() == str(NO_VOICE)
        assert page.speaker.sample.isEnabled()

    def test_leaving_the_page_stops_the_voice(self, page: SettingsPage, player: FakePlayer, qtbot: QtBot) -> None:
        page.voice.sample.click()
        qtbot.waitUntil(lambda: player.is_playing)
        page.hide()
        assert not player.is_playing


class TestAbout:
    def test_it_says_where_the_data_lives_and_how_big_it_is(
        self, services: Services, make_page: Callable[[], SettingsPage], qtbot: QtBot
    ) -> None:
        take = services.paths.take("a1")
        take.parent.mkdir(parents=True)
        take.write_bytes(bytes(3_000_000))
        services.paths.database.write_bytes(bytes(2_000_000))
        page = make_page()
        assert str(services.paths.data_dir) in texts(page)
        qtbot.waitUntil(lambda: page.data.size_said.text() == "In all 5 MB; the recordings take 3 MB.")

    def test_the_folder_opens(
        self, page: SettingsPage, services: Services, folders_opened: FoldersOpened, qtbot: QtBot
    ) -> None:
        page.data.open_button.click()
        assert folders_opened.folders == [services.paths.data_dir]

    def test_it_says_that_nothing_leaves_this_computer(self, page: SettingsPage) -> None:
        assert any("Nothing leaves this computer." in text for text in texts(page))

    def test_the_speech_model_is_checked(self, page: SettingsPage, qtbot: QtBot) -> None:
        said = "Speech model tiny.en: checked, as it was published."
        qtbot.waitUntil(lambda: page.privacy.model.text() == said)


class TestReach:
    @pytest.mark.parametrize("width", [692, 836, 1072, 1700])
    def test_no_control_is_clipped_at_any_width(self, page: SettingsPage, qtbot: QtBot, width: int) -> None:
        page.resize(width, 500)
        qtbot.wait(0)
        assert page.width() == width
        for control in [*page.findChildren(QPushButton), *page.findChildren(Choice)]:
            if control.isVisible():
                assert control.width() >= control.minimumSizeHint().width(), control.accessibleName()
                assert control.mapTo(page, control.rect().topRight()).x() <= width

    def test_every_control_can_be_reached_by_tab_and_has_a_name(
        self, page: SettingsPage, qtbot: QtBot, qapp: QApplication
    ) -> None:
        page.microphone.choice.setFocus()
        reached = []
        for _ in range(40):
            widget = qapp.focusWidget()
            assert widget is not None
            if widget in reached:
                break
            reached.append(widget)
            QTest.keyClick(widget, Qt.Key.Key_Tab)
        wanted = (
            page.microphone.choice,
            page.microphone.check,
            page.speaker.choice,
            page.speaker.sample,
            page.voice.aloud,
            page.voice.choice,
            page.voice.rate.slider,
            page.voice.volume.slider,
            page.voice.sample,
            page.predict_first,
            page.appearance,
            page.data.open_button,
        )
        assert [widget for widget in reached if widget in wanted] == list(wanted)
        assert all(widget.accessibleName() or widget in (page.voice.aloud, page.predict_first) for widget in wanted)
