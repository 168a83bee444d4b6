"""What is heard: the speaker, and the voice that asks."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton

from greenroom.audio.devices import Devices
from greenroom.audio.player import Player
from greenroom.errors import UserError
from greenroom.services import Services
from greenroom.speech.errors import Cancelled
from greenroom.speech.voice import VoiceInfo
from greenroom.ui.background import Background
from greenroom.ui.settings.device_choice import DeviceChoice
from greenroom.ui.settings.rows import Save, Section, Slider, bounds_of, help_of
from greenroom.ui.settings.spoken_sample import SpokenSample
from greenroom.ui.widgets.choice import Choice
from greenroom.ui.widgets.plain import label

RATE_STEP_WPM = 5
VOLUME_STEP_PERCENT = 5


class SpeakerSection(Section):
    """Which speaker, and a sentence to try it with."""

    def __init__(
        self, services: Services, devices: Devices, player: Player, background: Background, save: Save
    ) -> None:
        super().__init__(self.tr("Speaker"))
        self._player = player
        self._save = save
        self.choice = DeviceChoice(devices, devices.speakers, services.settings.current.speaker)
        self.choice.chosen.connect(self._choose)
        self.sample = SpokenSample(self.tr("Play a test sentence"), services, player, background)
        self.said = label(wrap=True, selectable=True)
        self.said.hide()
        self.sample.begun.connect(self.said.hide)
        self.sample.failed.connect(self._say)
        self.add_row(self.tr("Play through"), help_of("speaker"), self.choice)
        self.column.addLayout(_alone(self.sample))
        self.column.addWidget(self.said)
        player.set_speaker(services.settings.current.speaker)

    def _choose(self, device_id: str, _: str) -> None:
        self._save(speaker=device_id)
        self._player.set_speaker(device_id)

    def _say(self, error: UserError) -> None:
        self.said.setText(str(error))
        self.said.show()


class VoiceSection(Section):
    """Which voice, how fast and how loud, and whether at all. The voices are listed when it first shows."""

    def __init__(self, services: Services, player: Player, background: Background, save: Save) -> None:
        super().__init__(self.tr("Voice"))
        self._services = services
        self._background = background
        self._save = save
        self._is_listed = False
        settings = services.settings.current
        self.aloud = QCheckBox(self.tr("Read questions aloud"))
        self.aloud.setChecked(settings.read_aloud)
        self.choice = Choice()
        least, greatest = bounds_of("voice_rate_wpm")
        self.rate = Slider(self.tr("{value} words a minute"), int(least), int(greatest), RATE_STEP_WPM)
        self.rate.set_value(settings.voice_rate_wpm)
        least, greatest = bounds_of("voice_volume")
        self.volume = Slider(self.tr("{value} %"), round(least * 100), round(greatest * 100), VOLUME_STEP_PERCENT)
        self.volume.set_value(round(settings.voice_volume * 100))
        self.sample = SpokenSample(self.tr("Hear it"), services, player, background)
        self.said = label(wrap=True, selectable=True)
        self.said.hide()
        self._lay_out()
        self._connect()
        self._offer_one(self.tr("Finding voices…"))

    def list_voices(self) -> None:
        """Fill the list in the background, once."""
        if not self._is_listed:
            self._is_listed = True
            self._background.run(self._services.voice.voices, self._offer, self._on_no_voice)

    def _offer(self, voices: list[VoiceInfo]) -> None:
        chosen = self._services.settings.current.voice
        choices = [
            ("", self.tr("The best English voice")),
            *((voice.id, _named(voice)) for voice in _sorted(voices)),
        ]
        if chosen not in {value for value, _ in choices}:
            choices.append((chosen, self.tr("{name} (not installed)").format(name=chosen)))
        self.choice.offer(choices, chosen)
        self.choice.setEnabled(True)
        self.said.hide()

    def _offer_one(self, words: str) -> None:
        self.choice.offer([("", words)], "")
        self.choice.setEnabled(False)

    def _on_no_voice(self, error: Exception) -> None:
        self._is_listed = False
        if isinstance(error, UserError):
            self._offer_one(self.tr("No voice"))
            self._say(error)
        elif not isinstance(error, Cancelled):
            self._background.failed.emit(error)

    def _say(self, error: UserError) -> None:
        self.said.setText(str(error))
        self.said.show()

    def _connect(self) -> None:
        self.aloud.toggled.connect(lambda on: self._save(read_aloud=on))
        self.choice.activated.connect(lambda: self._save(voice=self.choice.value))
        self.rate.slider.valueChanged.connect(lambda rate_wpm: self._save(voice_rate_wpm=rate_wpm))
        self.volume.slider.valueChanged.connect(lambda percent: self._save(voice_volume=percent / 100))
        self.sample.begun.connect(self.said.hide)
        self.sample.failed.connect(self._say)

    def _lay_out(self) -> None:
        self.add_switch(self.aloud, help_of("read_aloud"))
        self.add_row(self.tr("Spoken by"), help_of("voice"), self.choice)
        self.add_row(self.tr("Pace"), help_of("voice_rate_wpm"), self.rate)
        self.add_row(self.tr("Volume"), help_of("voice_volume"), self.volume)
        self.column.addLayout(_alone(self.sample))
        self.column.addWidget(self.said)


def _alone(control: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(control)
    row.addStretch(1)
    return row


def _sorted(voices: list[VoiceInfo]) -> list[VoiceInfo]:
    """English first, since that is what the packs are in; then by name."""
    return sorted(voices, key=lambda voice: (not _is_english(voice), voice.name.casefold()))


def _is_english(voice: VoiceInfo) -> bool:
    return any(language.lower().startswith("en") for language in voice.languages)


def _named(voice: VoiceInfo) -> str:
    languages = ", ".join(language for language in voice.languages if language)
    return f"{voice.name} ({languages})" if languages else voice.name
