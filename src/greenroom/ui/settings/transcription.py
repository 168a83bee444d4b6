"""What turns speech into text: the models, how they come to this computer, and which of them is in use."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from greenroom.errors import UserError
from greenroom.healthcheck import SAMPLE
from greenroom.services import Services
from greenroom.speech.download import Download, Progress
from greenroom.speech.errors import Cancelled
from greenroom.speech.models import (
    CATALOGUE,
    CatalogueModel,
    ModelState,
    ModelStatus,
    check_folder,
    in_catalogue,
    installed,
    model_of,
)
from greenroom.speech.speed import SpeedCheck, wait_after_stop_s
from greenroom.ui.background import Background
from greenroom.ui.settings.about import in_megabytes
from greenroom.ui.settings.model_row import Action, Stage, catalogue_row, own_row
from greenroom.ui.settings.rows import Save, Section, help_of
from greenroom.ui.widgets.plain import label, rule

OWN = ""  # the row of a folder of one's own, among rows that are named after their model


class TranscriptionSection(Section):
    """One download and one trial at a time. A choice holds from the next answer on."""

    _progressed = Signal(object)

    def __init__(self, services: Services, background: Background, save: Save) -> None:
        super().__init__(self.tr("Transcription"))
        self._services = services
        self._background = background
        self._save = save
        self._download: Download | None = None
        self._trial: tuple[str, SpeedCheck] | None = None
        chosen = services.settings.current.model
        self._own_folder = "" if in_catalogue(chosen) else chosen
        self.problem = label(wrap=True, selectable=True)
        self.rows = {model.name: catalogue_row(model) for model in CATALOGUE}
        self.rows[OWN] = own_row()
        self.column.addWidget(label(help_of("model"), "small", wrap=True))
        self.column.addWidget(self.problem)
        for index, (name, row) in enumerate(self.rows.items()):
            if index:
                self.column.addWidget(rule())
            self.column.addWidget(row)
            row.pressed.connect(lambda action, name=name: self._press(name, action))
        self._progressed.connect(self._show_progress)
        self.refresh()

    def refresh(self) -> None:
        """Show what is on this computer now; rows in the middle of something are left alone."""
        problem = self._services.ear.model_problem
        self.problem.setText(str(problem or ""))
        self.problem.setVisible(problem is not None)
        for status in installed(self._services.downloads.models_dir):
            if self.rows[status.model.name].stage not in (Stage.ASKING, Stage.FETCHING, Stage.TRYING, Stage.TRIED):
                self._show_status(status)
        if self.rows[OWN].stage not in (Stage.TRYING, Stage.TRIED):
            self._show_own()

    # What a person presses.

    def _press(self, name: str, action: Action) -> None:
        match action:
            case Action.DOWNLOAD:
                self._ask(name)
            case Action.START | Action.RESUME:
                self._start(name)
            case Action.PAUSE:
                self._pause()
            case Action.CANCEL:
                self._cancel(name)
            case Action.NOT_NOW:
                self._settle(name)
            case Action.REMOVE:
                self._remove(name)
            case Action.USE:
                self._try(name)
            case Action.CONFIRM:
                self._use(name)
            case Action.CHOOSE:
                folder = QFileDialog.getExistingDirectory(self, self.tr("The folder of a speech model"))
                if folder:
                    self.choose_folder(Path(folder))

    def choose_folder(self, folder: Path) -> None:
        """Offer a folder of one's own, if it holds a model."""
        try:
            check_folder(folder)
        except UserError as error:
            self.rows[OWN].say(str(error))
            return
        self._end_trial()
        self._own_folder = str(folder)
        self._settle(OWN)

    # Downloads.

    def _ask(self, name: str) -> None:
        model, downloads = _model(name), self._services.downloads
        try:
            free = in_megabytes(downloads.free_bytes())
        except OSError:
            free = self.tr("an unknown amount")
        words = self.tr(
            "{size} will be downloaded from {host} ({repository}) and kept in {folder}. Free there: {free}."
        )
        self.rows[name].show_stage(
            Stage.ASKING,
            self.tr("Not downloaded"),
            words.format(
                size=in_megabytes(model.size_bytes),
                host=downloads.host,
                repository=model.repository,
                folder=downloads.models_dir,
                free=free,
            ),
        )

    def _start(self, name: str) -> None:
        if self._download is not None:
            return
        download = self._download = self._services.downloads.begin(_model(name))
        self.rows[name].show_unknown_progress()
        self.rows[name].show_stage(
            Stage.FETCHING, self.tr("Connecting to {host}…").format(host=self._services.downloads.host)
        )
        self._allow_connecting(False)
        self._background.run(
            lambda: download.run(lambda progress: self._progressed.emit((download, progress))),
            lambda _: self._on_fetched(download, self.tr("Downloaded, and checked against what was published.")),
            lambda error: self._on_not_fetched(download, error),
        )

    def _pause(self) -> None:
        if self._download is not None:
            self._download.stop()
            self._on_fetched(self._download, "")

    def _cancel(self, name: str) -> None:
        if self.rows[name].stage is Stage.TRYING:
            self._end_trial()
            return
        self._pause()
        self._remove(name)

    def _remove(self, name: str) -> None:
        said = ""
        try:
            self._services.downloads.remove(_model(name))
        except UserError as error:
            said = str(error)
        self._settle(name, said)

    def _show_progress(self, told: tuple[Download, Progress]) -> None:
        download, progress = told
        if download is not self._download:
            return  # it was stopped meanwhile
        row = self.rows[download.model.name]
        row.show_progress(progress)
        row.state.setText(
            self.tr("Checking…")
            if progress.is_checking
            else self.tr("{received} of {total}").format(
                received=in_megabytes(progress.received_bytes), total=in_megabytes(progress.total_bytes)
            )
        )

    def _on_fetched(self, download: Download, said: str) -> None:
        if download is self._download:
            self._download = None
            self._allow_connecting(True)
            self._settle(download.model.name, said)

    def _on_not_fetched(self, download: Download, error: Exception) -> None:
        if isinstance(error, UserError):
            self._on_fetched(download, str(error))
        elif not isinstance(error, Cancelled):
            self._on_fetched(download, "")
            self._background.failed.emit(error)

    # Trying and using.

    def _try(self, name: str) -> None:
        """Measure the model on this computer, so that the choice is made knowing the wait."""
        self._end_trial()
        check = SpeedCheck(model_of(self._choice(name), self._services.downloads.models_dir))
        self._trial = (name, check)
        self.rows[name].show_stage(
            Stage.TRYING, self.tr("Installed"), self.tr("Trying it on this computer, up to half a minute…")
        )
        self._background.run(
            lambda: check.run(SAMPLE),
            lambda work_per_s: self._on_tried(check, work_per_s),
            lambda error: self._on_not_tried(check, error),
        )

    def _on_tried(self, check: SpeedCheck, work_per_s: float) -> None:
        if self._trial is None or self._trial[1] is not check:
            return
        name, self._trial = self._trial[0], None
        said = self.tr("An answer of two minutes will be ready about {seconds} s after you stop.")
        self.rows[name].show_stage(
            Stage.TRIED, self.tr("Installed"), said.format(seconds=wait_after_stop_s(work_per_s))
        )

    def _on_not_tried(self, check: SpeedCheck, error: Exception) -> None:
        if self._trial is None or self._trial[1] is not check:
            return
        name, self._trial = self._trial[0], None
        self._settle(name, str(error) if isinstance(error, UserError) else "")
        if not isinstance(error, (UserError, Cancelled)):
            self._background.failed.emit(error)

    def _end_trial(self) -> None:
        if self._trial is not None:
            name, check = self._trial
            self._trial = None
            check.stop()
            self._settle(name)

    def _use(self, name: str) -> None:
        choice, before = self._choice(name), self._in_use()
        self._services.ear.use_model(model_of(choice, self._services.downloads.models_dir))
        self._save(model=choice)
        self._background.run(self._services.ear.warm_up, lambda _: self.refresh(), self._on_not_warm)
        self._settle(before)
        self._settle(name, self.tr("It transcribes from your next answer on."))

    def _on_not_warm(self, error: Exception) -> None:
        self.refresh()
        if not isinstance(error, Cancelled):
            self._background.failed.emit(error)

    # What is shown.

    def _settle(self, name: str, said: str = "") -> None:
        """Show the row as it stands, with `said` below it."""
        if name == OWN:
            self._show_own(said)
            return
        statuses = installed(self._services.downloads.models_dir)
        self._show_status(next(status for status in statuses if status.model.name == name), said)

    def _show_status(self, status: ModelStatus, said: str | None = None) -> None:
        row = self.rows[status.model.name]
        said = row.said.text() if said is None else said
        if status.is_usable and self._in_use() == status.model.name:
            row.show_stage(Stage.IN_USE, self.tr("In use"), said)
        elif status.is_usable:
            row.show_stage(Stage.INSTALLED, self.tr("Installed"), said)
        elif status.state is ModelState.PARTLY:
            words = self.tr("{received} have arrived").format(received=in_megabytes(status.fetched_bytes))
            row.show_stage(Stage.PARTLY, words, said)
        else:
            row.show_stage(Stage.ABSENT, self.tr("Not downloaded"), said)

    def _show_own(self, said: str | None = None) -> None:
        row = self.rows[OWN]
        said = row.said.text() if said is None else said
        if not self._own_folder:
            row.show_stage(Stage.ABSENT, self.tr("None chosen"), said)
            return
        row.about.setText(self._own_folder)
        is_used = self._in_use() == OWN
        row.show_stage(
            Stage.IN_USE if is_used else Stage.INSTALLED, self.tr("In use") if is_used else self.tr("Chosen"), said
        )

    def _allow_connecting(self, allowed: bool) -> None:
        for row in self.rows.values():
            row.set_connecting_allowed(allowed)

    def _in_use(self) -> str:
        """The row of the model that transcribes."""
        if self._services.ear.model_problem is not None:
            return CATALOGUE[0].name
        chosen = self._services.settings.current.model
        return chosen if chosen in self.rows else OWN

    def _choice(self, name: str) -> str:
        return self._own_folder if name == OWN else name


def _model(name: str) -> CatalogueModel:
    return next(model for model in CATALOGUE if model.name == name)
