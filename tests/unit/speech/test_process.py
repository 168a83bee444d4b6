"""A helper that ends, hangs or raves costs one call, never the app."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from greenroom.speech.errors import Cancelled, ModelMissing
from greenroom.speech.process import Helper, HelperBug, HelperDied, HelperGarbled, HelperHung
from tests.unit.speech.conftest import FakeHelper

HANG = "time.sleep(600)\n"


@pytest.fixture
def helpers() -> Iterator[list[Helper]]:
    """Put helpers here to have them closed; none may be left running."""
    running_before = psutil.Process().children()
    helpers: list[Helper] = []
    yield helpers
    for helper in helpers:
        helper.close()
    assert psutil.Process().children() == running_before


def call(helper: Helper, method: str = "anything", timeout_s: float = 10.0) -> dict[str, object]:
    return helper.call(method, {}, timeout_s=timeout_s)


def test_constructing_starts_nothing() -> None:
    assert Helper(["/no/such/program"]).pid is None


def test_an_answer_comes_back_to_its_caller(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    helper = Helper(fake_helper("hello()\nfor r in requests(): send(id=r['id'], result={'method': r['method']})\n"))
    helpers.append(helper)
    assert call(helper, "one") == {"method": "one"}
    assert call(helper, "two") == {"method": "two"}


def test_answers_out_of_order_reach_the_right_callers(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    program = """
hello()
held = []
for r in requests():
    held.append(r)
    if len(held) == 8:
        for r in reversed(held):
            send(id=r["id"], result={"method": r["method"]})
"""
    helper = Helper(fake_helper(program))
    helpers.append(helper)
    answers: dict[str, object] = {}
    threads = [
        threading.Thread(target=lambda name=name: answers.update({name: call(helper, name)["method"]}))
        for name in "abcdefgh"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert answers == {name: name for name in "abcdefgh"}


def test_events_are_told_before_the_answer(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    program = """
hello()
for r in requests():
    for n in range(3):
        send(id=r["id"], event="progress", n=n)
    send(id=r["id"], result={})
"""
    helper = Helper(fake_helper(program))
    helpers.append(helper)
    seen: list[object] = []
    helper.call("x", {}, timeout_s=10, on_event=lambda message: seen.append(message["n"]))
    assert seen == [0, 1, 2]


def test_a_named_problem_is_raised_as_that_problem(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    program = """
hello()
for r in requests():
    send(id=r["id"], error={"code": "ModelMissing", "what": "Gone.", "why": "Moved.", "remedy": "Look."})
"""
    helper = Helper(fake_helper(program))
    helpers.append(helper)
    with pytest.raises(ModelMissing) as problem:
        call(helper)
    assert (problem.value.what, problem.value.why, problem.value.remedy) == ("Gone.", "Moved.", "Look.")


def test_a_failing_method_leaves_the_helper_running(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    program = "hello()\nfor r in requests(): send(id=r['id'], error={'code': 'Bug', 'why': 'KeyError'})\n"
    helper = Helper(fake_helper(program))
    helpers.append(helper)
    pids = set()
    for _ in range(2):
        with pytest.raises(HelperBug, match="KeyError"):
            call(helper)
        pids.add(helper.pid)
    assert len(pids) == 1


def test_a_helper_that_ends_is_replaced_at_the_next_call(
    fake_helper: FakeHelper, helpers: list[Helper], tmp_path: Path
) -> None:
    program = f"""
from pathlib import Path
been_here = Path({str(tmp_path / "been-here")!r})
hello()
for r in requests():
    if not been_here.exists():
        been_here.touch()
        os._exit(9)
    send(id=r["id"], result={{}})
"""
    helper = Helper(fake_helper(program))
    helpers.append(helper)
    with pytest.raises(HelperDied, match="code 9"):
        call(helper)
    assert call(helper) == {}


def test_a_program_that_cannot_start_counts_as_ended(helpers: list[Helper]) -> None:
    with pytest.raises(HelperDied, match="could not be started"):
        call(Helper(["/no/such/program"]))


def test_the_last_words_of_a_helper_that_ended_are_logged(
    fake_helper: FakeHelper, helpers: list[Helper], caplog: pytest.LogCaptureFixture
) -> None:
    helper = Helper(fake_helper("hello()\nprint('the reason', file=sys.stderr, flush=True)\nsys.exit(3)\n"))
    helpers.append(helper)
    with pytest.raises(HelperDied, match="code 3"):
        call(helper)
    assert "the reason" in caplog.text


def test_a_silent_helper_is_ended_and_replaced(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    helper = Helper(fake_helper("hello()\nfor r in requests(): " + HANG))
    helpers.append(helper)
    helper.start()
    hung = helper.pid
    with pytest.raises(HelperHung):
        call(helper, timeout_s=0.5)
    assert hung is not None
    assert not psutil.pid_exists(hung)
    helper.start()
    assert helper.pid not in (hung, None)


def test_a_slow_helper_that_tells_of_its_progress_is_left_alone(
    fake_helper: FakeHelper, helpers: list[Helper]
) -> None:
    program = """
hello()
for r in requests():
    for _ in range(8):
        time.sleep(0.2)
        send(id=r["id"], event="progress")
    send(id=r["id"], result={"done": True})
"""
    helper = Helper(fake_helper(program))
    helpers.append(helper)
    assert call(helper, timeout_s=0.8) == {"done": True}


@pytest.mark.parametrize(
    "rubbish",
    [
        "print('Audio saved', flush=True)",
        "print('[1]', flush=True)",
        "print('{\"id\": 1}', flush=True)",
        "print('[' * 10**6, flush=True)",
        "send(id=1, result=[])",
    ],
    ids=["no JSON", "no object", "neither event nor answer", "endless brackets", "an answer that is a list"],
)
def test_rubbish_on_standard_output_ends_the_helper(
    rubbish: str, fake_helper: FakeHelper, helpers: list[Helper]
) -> None:
    helper = Helper(fake_helper(f"hello()\nfor r in requests():\n    {rubbish}\n    {HANG}"))
    helpers.append(helper)
    with pytest.raises(HelperGarbled):
        call(helper)
    helper.start()
    assert helper.pid is not None


def test_a_helper_of_another_version_is_refused(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    helper = Helper(fake_helper("send(hello='greenroom-helper', protocol=2, role='ear', pid=1)\n" + HANG))
    helpers.append(helper)
    with pytest.raises(HelperGarbled):
        call(helper)


def test_a_call_can_be_given_up(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    program = """
hello()
for r in requests():
    if r["method"] == "cancel":
        send(id=r["params"]["id"], error={"code": "Cancelled"})
    else:
        send(id=r["id"], event="progress")
"""
    helper = Helper(fake_helper(program))
    helpers.append(helper)
    cancelled = threading.Event()
    with pytest.raises(Cancelled):
        helper.call("x", {}, timeout_s=10, on_event=lambda message: cancelled.set(), cancelled=cancelled)


def test_closing_ends_open_calls_and_refuses_later_ones(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    helper = Helper(fake_helper("hello()\nfor r in requests(): send(id=r['id'], event='begun')\n"))
    helpers.append(helper)
    closer = threading.Thread(target=helper.close)
    with pytest.raises(Cancelled):
        helper.call("x", {}, timeout_s=10, on_event=lambda message: closer.start())
    closer.join(10)
    with pytest.raises(Cancelled):
        call(helper)


def test_closing_ends_a_helper_that_ignores_it(fake_helper: FakeHelper, helpers: list[Helper]) -> None:
    helper = Helper(fake_helper("hello()\n" + HANG))
    helper.start()
    pid = helper.pid
    assert pid is not None
    helper.close()
    assert not psutil.pid_exists(pid)


def test_a_helper_that_says_nothing_at_all_is_not_waited_for_when_it_ends(
    fake_helper: FakeHelper, helpers: list[Helper]
) -> None:
    with pytest.raises(HelperDied, match="code 0"):
        call(Helper([sys.executable, "-c", "pass"]))


def test_closing_before_the_helper_has_said_hello_is_no_error(
    fake_helper: FakeHelper, caplog: pytest.LogCaptureFixture
) -> None:
    helper = Helper(fake_helper("sys.stdin.buffer.read()\nhello()\n"))
    given_up: list[Exception] = []

    def wait_for_it() -> None:
        try:
            call(helper)
        except Cancelled as reason:
            given_up.append(reason)

    caller = threading.Thread(target=wait_for_it)
    caller.start()
    while helper.pid is None:
        caller.join(0.01)
    helper.close()
    caller.join(20)
    assert (len(given_up), caplog.text) == (1, "")
