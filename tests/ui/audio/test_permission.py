"""Where the system asks the person whether Greenroom may listen, nothing is opened before they have answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMicrophonePermission, QObject, Qt
from PySide6.QtMultimedia import QAudioDevice
from pytestqt.qtbot import QtBot

from greenroom.audio.errors import MicrophoneForbidden
from greenroom.audio.permission import system_permissions, when_allowed
from greenroom.audio.recorder import Recorder
from tests.fakes import FakeDevices

Status = Qt.PermissionStatus


class FakePermissions:
    """A system whose person answers when the test says so."""

    def __init__(self, status: Status) -> None:
        self.status = status
        self._asked: list[Callable[[object], None]] = []

    def checkPermission(self, permission: QMicrophonePermission, /) -> Status:
        return self.status

    def requestPermission(
        self, permission: QMicrophonePermission, context: QObject, functor: Callable[[object], None], /
    ) -> None:
        self._asked.append(functor)

    def answer(self, status: Status) -> None:
        self.status = status
        for functor in self._asked:
            functor(None)


class OneDevice(FakeDevices):
    """One microphone that no test may open."""

    def find_microphone(self, wanted_id: str, wanted_name: str = "") -> QAudioDevice | None:
        return QAudioDevice()


def asked(permissions: FakePermissions | None) -> list[str]:
    answers: list[str] = []
    when_allowed(permissions, QObject(), lambda: answers.append("allowed"), lambda: answers.append("refused"))
    return answers


def test_where_nobody_asks_every_program_may_listen() -> None:
    assert asked(None) == ["allowed"]


def test_what_the_person_has_decided_before_holds() -> None:
    assert asked(FakePermissions(Status.Granted)) == ["allowed"]
    assert asked(FakePermissions(Status.Denied)) == ["refused"]


@pytest.mark.parametrize(("answer", "expected"), [(Status.Granted, "allowed"), (Status.Denied, "refused")])
def test_until_the_person_has_answered_nothing_happens(answer: Status, expected: str) -> None:
    permissions = FakePermissions(Status.Undetermined)
    answers = asked(permissions)
    assert answers == []
    permissions.answer(answer)
    assert answers == [expected]


def test_linux_and_windows_are_not_asked(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    for platform, is_asked in (("linux", False), ("win32", False), ("darwin", True)):
        monkeypatch.setattr("greenroom.audio.permission.sys.platform", platform)
        assert (system_permissions() is not None) is is_asked


@pytest.mark.parametrize("before", [Status.Denied, Status.Undetermined])
def test_a_refusal_is_said_in_plain_words_and_nothing_is_open(qtbot: QtBot, before: Status) -> None:
    permissions = FakePermissions(before)
    recorder = Recorder(OneDevice(), permissions=permissions)
    with qtbot.waitSignal(recorder.failed, timeout=2000) as failed:
        recorder.open("")
        assert recorder.is_open, "a take may be begun meanwhile"
        permissions.answer(Status.Denied)
    (error,) = failed.args
    assert isinstance(error, MicrophoneForbidden)
    assert str(error).startswith(
        "Greenroom may not use the microphone. The system's privacy settings do not let it."
    )
    assert not recorder.is_open


def test_an_answer_that_comes_after_the_microphone_was_closed_opens_nothing(qtbot: QtBot) -> None:
    permissions = FakePermissions(Status.Undetermined)
    recorder = Recorder(OneDevice(), permissions=permissions)
    recorder.open("")
    recorder.close()
    with qtbot.assertNotEmitted(recorder.failed, wait=50):
        permissions.answer(Status.Granted)
    assert not recorder.is_open
