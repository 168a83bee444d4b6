"""Whatever a file holds, reading it gives a pack or a PackError; whatever a pack holds, YAML keeps it."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from greenroom.questions.dump import pack_as_yaml
from greenroom.questions.pack import Pack
from greenroom.questions.pack_error import PackError
from tests.unit.questions.any_pack import packs
from tests.unit.questions.packs import GOOD, read

KEYS = st.sampled_from(
    [*Pack.model_fields, "id", "prompt", "points", "say", "listen_for", "point", "choices", "<<"]
)
PLAIN = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["technical", "1", "2"])
)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS | st.text(), inner), max_leaves=20
)


def reads_or_is_refused(raw: str | bytes) -> None:
    try:
        read(raw)
    except PackError as error:
        told = [problem.message for problem in error.problems]
    else:
        told = ["a pack"]
    assert told
    assert all(told)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfea\x00")
@example(b"a: &a [*a]")
@example(b'"\\ud800": 1')
@example(b"format: 1\n? \n: x\n")
def test_any_bytes_load_or_are_refused(raw: bytes) -> None:
    reads_or_is_refused(raw)


@given(ANYTHING)
def test_any_yaml_loads_or_is_refused(data: object) -> None:
    reads_or_is_refused(yaml.safe_dump(data))


@given(st.dictionaries(KEYS, ANYTHING), st.data())
def test_any_damage_to_a_good_pack_is_told(change: dict[str, Any], data: st.DataObject) -> None:
    pack = yaml.safe_load(GOOD)
    part = data.draw(
        st.sampled_from([pack, pack["rounds"][0], *pack["questions"], *pack["questions"][0]["points"]])
    )
    part.update(change)
    reads_or_is_refused(yaml.safe_dump(pack))


@given(st.integers(0, len(GOOD)), st.integers(0, 30), st.text(alphabet=" \n\t:-#'\"[]{},&*!|>%@?a1", max_size=8))
def test_any_slip_of_the_hand_loads_or_is_refused(at: int, gone: int, typed: str) -> None:
    reads_or_is_refused(GOOD[:at] + typed + GOOD[at + gone :])


@given(packs())
def test_any_pack_comes_back_from_yaml_as_it_was(pack: Pack) -> None:
    assert read(pack_as_yaml(pack)) == pack
