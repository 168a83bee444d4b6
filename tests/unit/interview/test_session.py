"""Every transition of the session, the forbidden ones too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.interview.plan import Plan, PlannedQuestion
from greenroom.interview.session import ALLOWED, Move, NotNow, Session, State
from greenroom.questions.pack import Pack, Question, Round


def make_plan(questions: int = 2) -> Plan:
    pack = Pack(
        format=1,
        id="pack",
        title="Pack",
        rounds=(Round(id="technical", title="Technical", about="Talk."),),
        questions=tuple(
            Question(
                id=f"q{number}",
                round="technical",
                topic="Topic",
                difficulty="easy",
                ask_chance="high",
                kind="experience",
                prompt=f"Question {number}?",
                model_answer="An answer.",
            )
            for number in range(questions)
        ),
    )
    return Plan("Technical", tuple(PlannedQuestion(pack, question) for question in pack.questions))


def session_in(state: State, take_id: str = "take-1") -> Session:
    """A session that reached `state` by the shortest way."""
    session = Session(make_plan())
    if state is State.READY:
        return session
    session.ask()
    if state is State.ASKING:
        return session
    session.asked()
    if state is State.THINKING:
        return session
    if state is State.PAUSED:
        session.pause()
        return session
    if state is State.FINISHED:
        session.abandon()
        return session
    session.begin_answer(take_id)
    if state is State.ANSWERING:
        return session
    session.stop_answer(take_id)
    if state is State.TRANSCRIBING:
        return session
    session.transcribed(take_id)
    return session


def give(session: Session, command: str, take_id: str = "take-1") -> None:
    method = getattr(session, command)
    if command in {"begin_answer", "stop_answer", "drop_answer", "transcribed"}:
        method(take_id)
    elif command == "follow_up":
        method(replace(session.question, is_follow_up=True))
    else:
        method()


LEADS_TO = {
    "ask": State.ASKING,
    "replay": State.ASKING,
    "asked": State.THINKING,
    "begin_answer": State.ANSWERING,
    "stop_answer": State.TRANSCRIBING,
    "drop_answer": State.THINKING,
    "transcribed": State.REVIEWING,
    "retake": State.THINKING,
    "skip": State.ASKING,
    "follow_up": State.ASKING,
    "next": State.ASKING,
    "pause": State.PAUSED,
    "resume": State.ASKING,
    "abandon": State.FINISHED,
}


@pytest.mark.parametrize(("command", "state"), [(c, s) for c, states in ALLOWED.items() for s in sorted(states)])
def test_an_allowed_command_leads_to_its_state_and_tells_the_listeners(command: str, state: State) -> None:
    session = session_in(state)
    moves: list[Move] = []
    session.listen(moves.append)
    give(session, command)
    assert session.state is LEADS_TO[command]
    assert [(move.command, move.before, move.after) for move in moves] == [(command, state, LEADS_TO[command])]


@pytest.mark.parametrize(("command", "state"), [(c, s) for c in ALLOWED for s in State if s not in ALLOWED[c]])
def test_a_forbidden_command_changes_nothing(command: str, state: State) -> None:
    session = session_in(state)
    moves: list[Move] = []
    session.listen(moves.append)
    take_before, index_before = session.take_id, session.index
    if command == "transcribed" or (command in {"stop_answer", "drop_answer"} and session.take_id is None):
        give(session, command)  # a report about a take that is not the present one is ignored, not refused
    else:
        with pytest.raises(NotNow):
            give(session, command)
    assert (session.state, session.take_id, session.index, moves) == (state, take_before, index_before, [])


def test_a_late_transcript_of_an_earlier_take_is_ignored() -> None:
    session = session_in(State.TRANSCRIBING, take_id="first")
    session.retake()
    session.begin_answer("second")
    session.stop_answer("second")
    states = []
    for late_or_present in ("first", "second"):
        session.transcribed(late_or_present)
        states.append(session.state)
    assert states == [State.TRANSCRIBING, State.REVIEWING]


def test_going_on_while_a_transcript_is_on_its_way_leaves_it_to_history() -> None:
    session = session_in(State.TRANSCRIBING)
    session.next()
    assert (session.state, session.index) == (State.ASKING, 1)
    session.transcribed("take-1")
    assert session.state is State.ASKING


def test_a_follow_up_is_asked_next_and_the_plan_goes_on_after_it() -> None:
    session = session_in(State.REVIEWING)
    follow_up = replace(session.question, is_follow_up=True)
    session.follow_up(follow_up)
    assert (session.question, session.number, session.count) == (follow_up, 1, 2)
    session.skip()
    assert (session.question.question.id, session.number) == ("q1", 2)


def test_the_last_question_ends_the_session() -> None:
    session = session_in(State.REVIEWING)
    session.next()
    session.skip()
    assert session.state is State.FINISHED


def test_the_move_that_ends_a_take_names_it() -> None:
    for command in ("pause", "retake", "abandon"):
        session = session_in(State.ANSWERING, take_id="mine")
        moves: list[Move] = []
        session.listen(moves.append)
        give(session, command)
        assert moves[0].take_id == "mine"


@given(st.lists(st.tuples(st.sampled_from(sorted(ALLOWED)), st.sampled_from(["a", "b"])), max_size=40))
def test_no_sequence_of_commands_breaks_the_rules(commands: list[tuple[str, str]]) -> None:
    session = Session(make_plan(3))
    for command, take_id in commands:
        index_before = session.index
        try:
            give(session, command, take_id)
        except NotNow:
            continue
        assert 0 <= session.index < 3
        assert session.index - index_before in (0, 1)
        if session.state in (State.ANSWERING, State.TRANSCRIBING, State.REVIEWING):
            assert session.take_id is not None
        if session.state in (State.READY, State.ASKING, State.THINKING, State.PAUSED):
            assert session.take_id is None or session.state is State.READY
