"""The models on the Settings page: what a person sees and presses, from the list to the model in use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from greenroom.healthcheck import SAMPLE
from greenroom.paths import shipped
from greenroom.services import Services
from greenroom.settings import SettingsFile
from greenroom.speech import models
from greenroom.speech.download import Downloads
from greenroom.speech.ear import Ear
from greenroom.speech.errors import ModelDamaged
from greenroom.speech.models import SHIPPED, CatalogueModel, part_of
from greenroom.ui.background import Background
from greenroom.ui.settings import transcription
from greenroom.ui.settings.model_row import Action, ModelRow, Stage
from greenroom.ui.settings.transcription import OWN, TranscriptionSection
from tests.unit.speech.hub import Hub, serving

FILES = {
    "model.bin": bytes(range(256)) * 8000,
    "config.json": b"{}",
    "tokenizer.json": b"{}",
    "vocabulary.txt": b"a\n",
}
SLOW_MS = 60_000


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serving(Hub(dict(FILES))) as hub:
        yield hub


@pytest.fixture
def on_offer(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> CatalogueModel:
    """The catalogue is the model that ships and a small one that the hub here has."""
    model = hub.model()
    for module in (models, transcription):
        monkeypatch.setattr(module, "CATALOGUE", (SHIPPED, model))
    return model


@pytest.fixture
def make_section(
    services: Services, background: Background, hub: Hub, qtbot: QtBot
) -> Iterator[Callable[[], TranscriptionSection]]:
    services.downloads = Downloads(services.paths.models, endpoint=hub.address)

    def make() -> TranscriptionSection:
        def save(**values: object) -> None:
            services.settings.change(**values)

        section = TranscriptionSection(services, background, save)
        qtbot.addWidget(section)
        section.resize(700, 900)
        with qtbot.waitExposed(section):
            section.show()
        return section

    yield make
    services.downloads.close()


@pytest.fixture
def section(on_offer: CatalogueModel, make_section: Callable[[], TranscriptionSection]) -> TranscriptionSection:
    return make_section()


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "my model"
    folder.mkdir()
    for file in shipped().model.iterdir():
        if file.is_file():
            (folder / file.name).symlink_to(file)
    return folder


def actions(row: ModelRow) -> list[str]:
    return [made.text() for made in row.buttons.values() if made.isVisible()]


def press(row: ModelRow, action: Action) -> None:
    made = row.buttons[action]
    assert made.isVisible()
    assert made.isEnabled()
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)


class TestTheList:
    def test_every_model_says_its_size_its_errors_and_its_state(
        self, make_section: Callable[[], TranscriptionSection]
    ) -> None:
        section = make_section()
        said = {name: f"{row.about.text()} · {row.state.text()}" for name, row in section.rows.items()}
        assert said["tiny.en"].startswith("78 MB · of 100 clearly read words it gets 5.7 wrong")
        assert said["tiny.en"].endswith("comes with Greenroom · In use")
        assert said["base.en"].startswith("148 MB · of 100 clearly read words it gets 4.2 wrong")
        assert said["base.en"].endswith("Not downloaded")
        assert said["distil-large-v3.5"].startswith("1.5 GB · no word error rate was published")
        assert said[OWN].endswith("None chosen")

    def test_looking_connects_to_nothing(self, section: TranscriptionSection, hub: Hub) -> None:
        section.refresh()
        assert hub.requests == []

    def test_what_cannot_be_done_is_not_offered(self, section: TranscriptionSection) -> None:
        assert actions(section.rows["tiny.en"]) == []
        assert actions(section.rows["a-model"]) == ["Download…"]
        assert actions(section.rows[OWN]) == ["Choose a folder…"]

    def test_a_download_that_was_interrupted_can_go_on(
        self, services: Services, on_offer: CatalogueModel, make_section: Callable[[], TranscriptionSection]
    ) -> None:
        part = part_of(services.paths.models / on_offer.name)
        part.mkdir(parents=True)
        (part / "model.bin").write_bytes(bytes(1_500_000))
        row = make_section().rows["a-model"]
        assert row.state.text() == "2 MB have arrived"
        assert actions(row) == ["Resume", "Cancel"]

    def test_a_model_that_could_not_be_used_is_told_with_what_transcribes_instead(
        self, services: Services, on_offer: CatalogueModel, make_section: Callable[[], TranscriptionSection]
    ) -> None:
        services.settings.change(model="a-model")
        services.ear.model_problem = ModelDamaged("It cannot be used, so tiny.en transcribes.")
        section = make_section()
        assert section.problem.isVisible()
        assert section.problem.text() == "It cannot be used, so tiny.en transcribes."
        assert section.rows["tiny.en"].state.text() == "In use"


class TestDownloading:
    def test_where_from_and_how_much_is_said_before_anything_is_fetched(
        self, section: TranscriptionSection, hub: Hub, services: Services
    ) -> None:
        row = section.rows["a-model"]
        press(row, Action.DOWNLOAD)
        assert row.said.text().startswith(
            f"2 MB will be downloaded from {services.downloads.host} (Someone/a-model) "
            f"and kept in {services.paths.models}. Free there: "
        )
        assert actions(row) == ["Start the download", "Not now"]
        press(row, Action.NOT_NOW)
        assert actions(row) == ["Download…"]
        assert row.said.isHidden()
        assert hub.requests == []

    def test_it_arrives_and_can_be_used(self, section: TranscriptionSection, qtbot: QtBot) -> None:
        row = section.rows["a-model"]
        press(row, Action.DOWNLOAD)
        press(row, Action.START)
        qtbot.waitUntil(lambda: row.stage is Stage.INSTALLED, timeout=SLOW_MS)
        assert row.said.text() == "Downloaded, and checked against what was published."
        assert actions(row) == ["Use…", "Remove"]

    def test_pause_resume_and_cancel(
        self, section: TranscriptionSection, hub: Hub, qtbot: QtBot, services: Services
    ) -> None:
        hub.stalls_after = 1_200_000
        row = section.rows["a-model"]
        press(row, Action.DOWNLOAD)
        press(row, Action.START)
        assert actions(row) == ["Pause", "Cancel"]
        qtbot.waitUntil(lambda: " of 2 MB" in row.state.text(), timeout=SLOW_MS)
        press(row, Action.PAUSE)
        assert row.stage is Stage.PARTLY
        assert "have arrived" in row.state.text()
        hub.go_on.set()
        hub.go_on.clear()
        press(row, Action.RESUME)
        qtbot.waitUntil(lambda: len(hub.ranges_of("model.bin")) == 2, timeout=SLOW_MS)
        press(row, Action.CANCEL)
        assert actions(row) == ["Download…"]
        assert not part_of(services.paths.models / "a-model").exists()

    def test_what_went_wrong_stands_below_the_model_with_a_way_on(
        self, section: TranscriptionSection, hub: Hub, qtbot: QtBot
    ) -> None:
        hub.status = 403
        row = section.rows["a-model"]
        press(row, Action.DOWNLOAD)
        press(row, Action.START)
        qtbot.waitUntil(lambda: row.said.isVisible() and row.stage is not Stage.FETCHING, timeout=SLOW_MS)
        assert "does not send the model" in row.said.text()
        assert "127.0.0.1" in row.said.text()
        assert "Try later" in row.said.text()
        assert actions(row) == ["Download…"]

    def test_one_that_is_removed_is_offered_again(
        self, services: Services, on_offer: CatalogueModel, make_section: Callable[[], TranscriptionSection]
    ) -> None:
        folder = services.paths.models / on_offer.name
        folder.mkdir(parents=True)
        (folder / "model.bin").write_bytes(b"1")
        row = make_section().rows["a-model"]
        press(row, Action.REMOVE)
        assert not folder.exists()
        assert actions(row) == ["Download…"]

    def test_the_keyboard_stays_where_it_was_when_the_buttons_change(
        self, section: TranscriptionSection, qapp: QApplication
    ) -> None:
        row = section.rows["a-model"]
        row.buttons[Action.DOWNLOAD].setFocus()
        QTest.keyClick(row.buttons[Action.DOWNLOAD], Qt.Key.Key_Space)
        assert qapp.focusWidget() is row.buttons[Action.START]
        assert row.buttons[Action.START].accessibleName() == "Start the download (a-model)"


class TestUsing:
    def test_a_model_is_tried_before_it_is_used_and_holds_from_the_next_answer_on(
        self,
        services: Services,
        on_offer: CatalogueModel,
        own_folder: Path,
        make_section: Callable[[], TranscriptionSection],
        qtbot: QtBot,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        services.ear = Ear(shipped().model)
        section = make_section()
        row = section.rows[OWN]
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(own_folder))
        press(row, Action.CHOOSE)
        assert row.about.text() == str(own_folder)
        assert actions(row) == ["Use…", "Choose a folder…"]
        press(row, Action.USE)
        assert "Trying it on this computer" in row.said.text()
        qtbot.waitUntil(lambda: row.stage is Stage.TRIED, timeout=SLOW_MS)
        assert row.said.text().startswith("An answer of two minutes will be ready about ")
        assert row.said.text().endswith(" s after you stop.")
        assert services.settings.current.model == "tiny.en"
        press(row, Action.CONFIRM)
        assert row.state.text() == "In use"
        assert section.rows["tiny.en"].state.text() == "Installed"
        assert SettingsFile(services.paths.settings).current.model == str(own_folder)
        assert services.ear.transcribe(SAMPLE).model == "my model"

    def test_one_that_cannot_be_loaded_says_so_and_the_one_in_use_stays(
        self,
        services: Services,
        on_offer: CatalogueModel,
        make_section: Callable[[], TranscriptionSection],
        qtbot: QtBot,
    ) -> None:
        folder = services.paths.models / on_offer.name
        folder.mkdir(parents=True)
        for name, body in FILES.items():
            (folder / name).write_bytes(body)
        section = make_section()
        row = section.rows["a-model"]
        press(row, Action.USE)
        qtbot.waitUntil(lambda: row.stage is Stage.INSTALLED, timeout=SLOW_MS)
        assert "cannot be loaded" in row.said.text()
        assert row.said.text().endswith("Remove it and download it again, or choose another model.")
        assert section.rows["tiny.en"].state.text() == "In use"
        assert services.settings.current.model == "tiny.en"

    def test_a_trial_can_be_given_up(
        self, services: Services, own_folder: Path, section: TranscriptionSection
    ) -> None:
        row = section.rows[OWN]
        section.choose_folder(own_folder)
        press(row, Action.USE)
        press(row, Action.CANCEL)
        assert row.stage is Stage.INSTALLED
        assert row.said.isHidden()

    def test_a_folder_without_a_model_is_refused_in_words(
        self, section: TranscriptionSection, tmp_path: Path
    ) -> None:
        section.choose_folder(tmp_path)
        row = section.rows[OWN]
        assert row.said.text().startswith("This folder holds no model for faster-whisper. It has no model.bin")
        assert actions(row) == ["Choose a folder…"]


def test_the_buttons_fit_into_the_narrowest_page(section: TranscriptionSection, qtbot: QtBot) -> None:
    section.resize(480, 900)
    for row in section.rows.values():
        for made in row.buttons.values():
            if made.isVisible():
                assert made.width() >= made.minimumSizeHint().width()
                assert made.mapTo(section, made.rect().topRight()).x() <= section.width()
