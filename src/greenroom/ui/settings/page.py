"""The Settings page: every choice with its reason, saved as it is made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from greenroom.audio.devices import Devices
from greenroom.audio.player import Player
from greenroom.audio.recorder import Recorder
from greenroom.errors import UserError
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.settings.about import DataSection, PrivacySection, UpdatesSection
from greenroom.ui.settings.help import HelpSection
from greenroom.ui.settings.keeping import KeepingSection
from greenroom.ui.settings.microphone import MicrophoneSection
from greenroom.ui.settings.rows import Section, help_of
from greenroom.ui.settings.sound import SpeakerSection, VoiceSection
from greenroom.ui.settings.transcription import TranscriptionSection
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.choice import Choice
from greenroom.ui.widgets.plain import Notice, label, scrolled

WIDEST_PX = 760
NARROW_PX = 900


class SettingsPage(QWidget):
    """`changed` gives the Settings that are in force now. The microphone is open only while the page shows."""

    changed = Signal(object)
    erased = Signal()
    """Everything is gone, and the window has to close."""

    def __init__(
        self,
        theme: Theme,
        services: Services,
        devices: Devices,
        player: Player,
        background: Background,
        parent: QWidget | None = None,
        *,
        recorder: Recorder | None = None,
    ) -> None:
        """recorder: the page's own, made here when none is given."""
        super().__init__(parent)
        self.setObjectName("page")
        self._theme = theme
        self._services = services
        self.notice = Notice()
        recorder = recorder or Recorder(devices, self)
        self.microphone = MicrophoneSection(theme, services, devices, recorder, player, background, self._save)
        self.speaker = SpeakerSection(services, devices, player, background, self._save)
        self.voice = VoiceSection(services, player, background, self._save)
        self.transcription = TranscriptionSection(services, background, self._save)
        self.predict_first = QCheckBox(self.tr("Guess first"))
        self.appearance = Choice()
        self.data = DataSection(services.paths, background)
        self.keeping = KeepingSection(services, background)
        self.privacy = PrivacySection(background)
        self.help = HelpSection(services, devices, background)
        self.updates = UpdatesSection(services.settings.current.remind_of_updates)
        self._lay_out()
        self._connect()
        if services.settings.problem is not None:
            self.notice.say(services.settings.problem)

    def set_microphone_allowed(self, allowed: bool) -> None:
        """False while an answer is being recorded: the page then leaves the microphone alone."""
        self.microphone.set_allowed(allowed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.microphone.listen()
        self.voice.list_voices()
        self.transcription.refresh()
        self.data.refresh()
        self.privacy.check_model()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._quieten_others(None)
        self.microphone.let_go()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side_px = 24 if self.width() < NARROW_PX else 40
        self._content.setContentsMargins(side_px, 32, side_px, 32)

    def _save(self, **values: object) -> None:
        try:
            self._services.settings.change(**values)
        except OSError as error:
            self.notice.say(
                UserError(
                    self.tr("Your choice could not be saved."),
                    self.tr("The system says: {reason}.").format(reason=error.strerror or error),
                    self.tr(
                        "It holds until you close Greenroom. Make room or check the folder, then choose again."
                    ),
                )
            )
        self.changed.emit(self._services.settings.current)

    def _choose_appearance(self) -> None:
        self._theme.set_appearance(self.appearance.value)
        self._save(appearance=self.appearance.value)

    def _quieten_others(self, beginning: QWidget | None) -> None:
        """One sound at a time: whoever begins, the others stop."""
        for source in (self.microphone, self.speaker.sample, self.voice.sample):
            if source is not beginning:
                source.quieten()

    def _connect(self) -> None:
        for source in (self.microphone, self.speaker.sample, self.voice.sample):
            source.begun.connect(lambda source=source: self._quieten_others(source))
        self.updates.remind.toggled.connect(lambda on: self._save(remind_of_updates=on))
        self.predict_first.toggled.connect(lambda on: self._save(predict_first=on))
        self.appearance.activated.connect(self._choose_appearance)
        self.data.failed.connect(self.notice.say)
        self.keeping.told.connect(self.notice.say)
        self.help.told.connect(self.notice.say)
        self.keeping.erased.connect(self.erased)

    def _lay_out(self) -> None:
        settings = self._services.settings.current
        practice = Section(self.tr("Practice"))
        self.predict_first.setChecked(settings.predict_first)
        practice.add_switch(self.predict_first, help_of("predict_first"))
        look = Section(self.tr("Appearance"))
        shades = [("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))]
        self.appearance.offer(shades, settings.appearance)
        look.add_row(self.tr("Light or dark"), help_of("appearance"), self.appearance)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST_PX)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Settings"), "title"))
        column.addWidget(self.notice)
        of_sound = (self.microphone, self.speaker, self.voice, self.transcription)
        of_data = (self.data, self.keeping, self.privacy, self.help, self.updates)
        for section in (*of_sound, practice, look, *of_data):
            column.addWidget(section)
        column.addStretch(1)
        content = QWidget()
        self._content = QHBoxLayout(content)
        self._content.addWidget(inner, 1)
        self._content.addStretch(0)
        self._content.setAlignment(inner, Qt.AlignmentFlag.AlignTop)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(scrolled(content))
        self.setFocusProxy(self.microphone.choice)
