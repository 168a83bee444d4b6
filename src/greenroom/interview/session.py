"""The interview as one explicit state machine: commands in, moves out, no clock, no Qt, no disk.

    ready → asking → thinking → answering → transcribing → reviewing → (next question) asking … → finished

Commands come from the person and from what voice, recorder and ear report. A command that the present state does
not allow raises `NotNow`. Reports about a take name it; one about a take that is no longer the present one is
ignored, so a late result can never land under another question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from greenroom.errors import Bug
from greenroom.interview.plan import Plan, PlannedQuestion


class State(StrEnum):
    READY = "ready"  # nothing asked yet
    ASKING = "asking"  # the question is being read aloud
    THINKING = "thinking"  # the person gathers thoughts
    ANSWERING = "answering"  # the take is being recorded
    TRANSCRIBING = "transcribing"  # the take is safe, its transcript on the way
    REVIEWING = "reviewing"
    PAUSED = "paused"
    FINISHED = "finished"


class NotNow(Bug):
    """A command that the present state does not allow."""


@dataclass(frozen=True)
class Move:
    """What happened: the command, the states around it, and the take it was about (if any)."""

    command: str
    before: State
    after: State
    take_id: str | None


Listener = Callable[[Move], None]

# command → the states that allow it. Everything that is not here is forbidden; the tests go through both.
ALLOWED: dict[str, frozenset[State]] = {
    "ask": frozenset({State.READY}),
    "replay": frozenset({State.ASKING, State.THINKING}),
    "asked": frozenset({State.ASKING}),
    "begin_answer": frozenset({State.ASKING, State.THINKING}),
    "stop_answer": frozenset({State.ANSWERING}),
    "drop_answer": frozenset({State.ANSWERING}),
    "transcribed": frozenset({State.TRANSCRIBING}),
    "retake": frozenset({State.ANSWERING, State.TRANSCRIBING, State.REVIEWING}),
    "skip": frozenset({State.READY, State.ASKING, State.THINKING}),
    "follow_up": frozenset({State.REVIEWING}),
    "next": frozenset({State.TRANSCRIBING, State.REVIEWING}),
    "pause": frozenset({State.ASKING, State.THINKING, State.ANSWERING}),
    "resume": frozenset({State.PAUSED}),
    "abandon": frozenset(set(State) - {State.FINISHED}),
}


class Session:
    """One sitting: the questions of a plan, one after another."""

    def __init__(self, plan: Plan) -> None:
        if not plan.questions:
            raise Bug("a session needs at least one question")
        self.plan = plan
        self.state = State.READY
        self.index = 0
        self.take_id: str | None = None
        self._listeners: list[Listener] = []

    @property
    def question(self) -> PlannedQuestion:
        return self.plan.questions[self.index]

    @property
    def number(self) -> int:
        """Which of the planned questions it is, from 1; a follow-up has the number of what it follows."""
        return sum(not planned.is_follow_up for planned in self.plan.questions[: self.index + 1])

    @property
    def count(self) -> int:
        """How many questions were planned."""
        return sum(not planned.is_follow_up for planned in self.plan.questions)

    @property
    def upcoming(self) -> PlannedQuestion | None:
        """The question after this one, or None at the last."""
        return self.plan.questions[self.index + 1] if self.index + 1 < len(self.plan.questions) else None

    def listen(self, listener: Listener) -> None:
        """Call `listener` after every move, in the order of registration."""
        self._listeners.append(listener)

    def can(self, command: str) -> bool:
        """Whether the present state allows `command`."""
        return self.state in ALLOWED[command]

    def ask(self) -> None:
        """Start with the first question."""
        self._move("ask", State.ASKING)

    def replay(self) -> None:
        """Read the question again."""
        self._move("replay", State.ASKING)

    def asked(self) -> None:
        """The question has been read, or cannot be."""
        self._move("asked", State.THINKING)

    def begin_answer(self, take_id: str) -> None:
        """The recording of `take_id` begins."""
        self._check("begin_answer")
        self.take_id = take_id
        self._move("begin_answer", State.ANSWERING)

    def stop_answer(self, take_id: str) -> None:
        """The recording of `take_id` is complete and safe. Ignored for another take."""
        if self._is_present(take_id):
            self._move("stop_answer", State.TRANSCRIBING)

    def drop_answer(self, take_id: str) -> None:
        """Nothing of `take_id` was recorded (no microphone, say): back to thinking. Ignored for another take."""
        if self._is_present(take_id):
            self._move("drop_answer", State.THINKING, leave_take=True)

    def transcribed(self, take_id: str) -> None:
        """The transcript of `take_id` is there, or failed for good. Ignored for another take."""
        if self._is_present(take_id) and self.state is State.TRANSCRIBING:
            self._move("transcribed", State.REVIEWING)

    def retake(self) -> None:
        """Answer the same question again; the present take stays in history."""
        self._move("retake", State.THINKING, leave_take=True)

    def skip(self) -> None:
        """Leave this question unanswered."""
        self._go_on("skip")

    def follow_up(self, question: PlannedQuestion) -> None:
        """Ask `question` next, about the answer just given; what was planned comes after it."""
        self._check("follow_up")
        before, after = self.plan.questions[: self.index + 1], self.plan.questions[self.index + 1 :]
        self.plan = replace(self.plan, questions=(*before, question, *after))
        self._go_on("follow_up")

    def next(self) -> None:
        """Go on; a transcript that is still on its way is kept in history when it comes."""
        self._go_on("next")

    def pause(self) -> None:
        """Stop here; a take in progress is ended and kept."""
        self._move("pause", State.PAUSED, leave_take=True)

    def resume(self) -> None:
        """Ask the question again."""
        self._move("resume", State.ASKING)

    def abandon(self) -> None:
        """End the session. Everything recorded stays."""
        self._move("abandon", State.FINISHED)

    def _go_on(self, command: str) -> None:
        self._check(command)
        if self.upcoming is None:
            self._move(command, State.FINISHED)
            return
        self.index += 1
        self._move(command, State.ASKING, leave_take=True)

    def _is_present(self, take_id: str) -> bool:
        return take_id == self.take_id

    def _check(self, command: str) -> None:
        if not self.can(command):
            raise NotNow(f"{command} while {self.state}")

    def _move(self, command: str, after: State, *, leave_take: bool = False) -> None:
        self._check(command)
        move = Move(command, self.state, after, self.take_id)
        self.state = after
        if leave_take:
            self.take_id = None
        for listener in self._listeners:
            listener(move)
