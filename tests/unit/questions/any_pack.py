"""Packs that hold whatever a pack may hold: for tests of writing and reading."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from greenroom.questions.pack import Pack

TEXTS = st.text(min_size=1).filter(str.strip) | st.sampled_from(
    [
        "# a heading",
        "- a line",
        "*marked*",
        'He said "so".',
        "a | b; c, d",
        "C:\\new\\u{41}",
        "one\n\n## two\n\n three",
        "1. a\t#",
    ]
)
SLUGS = st.lists(
    st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True), min_size=1, max_size=4, unique=True
)
AMOUNTS = st.integers(0, 10_000)
POINTS = st.fixed_dictionaries(
    {"say": TEXTS}, optional={"listen_for": st.lists(TEXTS, max_size=3), "proposed": st.booleans()}
)
FOLLOW_UPS = st.lists(
    TEXTS | st.fixed_dictionaries({"ask": TEXTS, "point": st.none() | st.integers(0, 2)}), max_size=2
)
SPOKEN = {"why": st.text(), "how_to_answer": st.text()}
KINDS = (
    st.fixed_dictionaries(
        {
            "kind": st.just("concept"),
            "model_answer": TEXTS,
            "points": st.lists(POINTS, min_size=3, max_size=7),
            "follow_ups": FOLLOW_UPS,
            **SPOKEN,
        }
    )
    | st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["concept", "experience"]),
            "follow_ups": st.lists(TEXTS, max_size=2),
            **SPOKEN,
        }
    )
    | st.fixed_dictionaries(
        {"kind": st.just("experience"), "model_answer": TEXTS, "points": st.lists(POINTS, max_size=9), **SPOKEN}
    )
    | st.fixed_dictionaries(
        {
            "kind": st.just("choice"),
            "choices": st.lists(TEXTS, min_size=2, max_size=5),
            "answer": st.integers(0, 1),
            "explanation": TEXTS,
        }
    )
)


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Any pack that is in order."""
    round_ids = draw(SLUGS)
    rounds: list[dict[str, Any]] = [
        {
            "id": one,
            "title": draw(TEXTS),
            "about": draw(TEXTS),
            "minutes": draw(AMOUNTS),
            "takes": draw(AMOUNTS),
            "answer_seconds": draw(st.integers(10, 999)),
        }
        for one in round_ids
    ]
    questions = [
        {
            "id": one,
            "round": draw(st.sampled_from(round_ids)),
            "topic": draw(TEXTS),
            "difficulty": draw(st.sampled_from(["easy", "medium", "hard"])),
            "ask_chance": draw(st.sampled_from(["very high", "high", "medium", "low"])),
            "prompt": draw(TEXTS),
            **draw(KINDS),
        }
        for one in draw(SLUGS)
    ]
    return Pack.model_validate(
        {
            "format": 1,
            "id": draw(SLUGS)[0],
            "title": draw(TEXTS),
            "company": draw(st.text()),
            "language": draw(st.sampled_from(["en", "de", "no"])),
            "about": draw(st.text()),
            "rounds": rounds,
            "questions": draw(st.just(questions) | st.just([])),
        }
    )
