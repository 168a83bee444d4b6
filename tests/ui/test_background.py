"""Background work: off the GUI thread, back on it, and no failure is silent."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from greenroom.ui.background import Background

WAIT_S = 5.0


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background("test")
    yield made
    made.close()


def raises() -> None:
    raise ValueError("no such thing")


def test_work_runs_elsewhere_and_its_result_arrives_here(background: Background, qtbot: QtBot) -> None:
    seen: list[tuple[int, int]] = []
    background.run(threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    [(worker, here)] = seen
    assert here == threading.get_ident()
    assert worker != here


def test_the_window_answers_while_work_runs(background: Background, qtbot: QtBot) -> None:
    released = threading.Event()
    ended: list[bool] = []
    background.run(lambda: released.wait(WAIT_S), ended.append)
    QCoreApplication.processEvents()
    assert ended == []
    released.set()
    qtbot.waitUntil(lambda: ended == [True])


def test_one_thread_keeps_the_order(background: Background, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        background.run(lambda number=number: number, order.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(order) == 20)
    assert order == list(range(20))


def test_a_failure_goes_to_its_own_callback(background: Background, qtbot: QtBot) -> None:
    problems: list[Exception] = []
    done: list[None] = []
    with qtbot.assertNotEmitted(background.failed):
        background.run(raises, done.append, problems.append)
        qtbot.waitUntil(lambda: bool(problems))
    assert str(problems[0]) == "no such thing"
    assert done == []


def test_a_failure_without_a_callback_is_signalled(background: Background, qtbot: QtBot) -> None:
    with qtbot.waitSignal(background.failed) as signal:
        background.run(raises)
    assert signal.args is not None
    assert str(signal.args[0]) == "no such thing"


def test_work_after_a_failure_still_runs(background: Background, qtbot: QtBot) -> None:
    results: list[str] = []
    background.run(raises, failed=lambda problem: results.append(str(problem)))
    background.run(lambda: "fine", results.append)
    qtbot.waitUntil(lambda: results == ["no such thing", "fine"])


def test_after_closing_nothing_arrives_and_what_waits_never_begins(qtbot: QtBot) -> None:
    background = Background("test")
    begun, released = threading.Event(), threading.Event()
    arrived: list[object] = []
    waiting_ran = threading.Event()

    def first() -> None:
        begun.set()
        released.wait(WAIT_S)

    background.run(first, arrived.append)
    background.run(waiting_ran.set, arrived.append)
    assert begun.wait(WAIT_S)
    threading.Timer(0.05, released.set).start()
    background.close()
    QCoreApplication.processEvents()
    assert released.is_set()
    assert not waiting_ran.is_set()
    assert arrived == []


def test_a_result_on_its_way_when_closing_is_dropped(qtbot: QtBot) -> None:
    background = Background("test")
    arrived: list[object] = []
    background.run(lambda: 1, arrived.append)
    background.close()
    QCoreApplication.processEvents()
    assert arrived == []
