"""Whatever is brought becomes a pack, or is refused in words; what is not in the pack is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.questions.bring import bring_file, bring_text
from greenroom.questions.exchange import EXPORTS, CannotImport
from greenroom.questions.pack import Pack
from tests.unit.questions.packs import GOOD, read

GUIDE = "Machine Learning\n\n1. What is overfitting?\nThey ask to hear.\n\nExample\n“It is learning the noise.”\n"


@given(st.text())
def test_any_text_gives_a_pack(text: str) -> None:
    assert isinstance(bring_text(text).pack, Pack)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("guide.txt", GUIDE),
        ("guide.md", GUIDE),
        ("guide.html", f"<html><body><p>{'</p><p>'.join(GUIDE.splitlines())}</p></body></html>"),
    ],
)
def test_a_guide_is_read_from_text_markdown_and_pages(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    [question] = bring_file(tmp_path / name).pack.questions
    assert question.prompt == "What is overfitting?"


@pytest.mark.parametrize(
    ("kind", "name"), [("yaml", "a.yaml"), ("csv", "a.csv"), ("markdown", "a.md"), ("anki", "a.txt")]
)
def test_an_export_comes_back_with_nothing_left_out(tmp_path: Path, kind: str, name: str) -> None:
    (tmp_path / name).write_text(EXPORTS[kind](read(GOOD)), encoding="utf-8")
    brought = bring_file(tmp_path / name)
    assert brought.pack == read(GOOD)
    assert brought.left_out == ()


def test_a_dropped_question_is_not_in_the_pack(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    kept = bring_file(tmp_path / "a.yaml").without({"a-project"})
    assert [question.id for question in kept.questions] == ["p-values", "odd-one-out"]


@pytest.mark.parametrize("name", ["a.yaml", "a.pdf", "gone.csv"])
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str) -> None:
    if not name.startswith("gone"):
        (tmp_path / name).write_bytes(b"\x00\x01")
    with pytest.raises(CannotImport, match="cannot be imported"):
        bring_file(tmp_path / name)
