"""The commands that bring packs in and out, as a person types them: each runs as a program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from greenroom.questions.load import load_pack

ROOT = Path(__file__).parents[3]
GUIDES = ROOT / "tests" / "data" / "guides"
SHIPPED = ROOT / "questions" / "machine-learning-engineer.yaml"
SECONDS = 60

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def packs(tmp_path: Path) -> Run:
    """`greenroom packs` with these words, in an empty data folder."""

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "greenroom", "--data-dir", tmp_path / "data", "packs", *words]
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)

    return run


def test_a_guide_becomes_a_pack_with_a_report(packs: Run, tmp_path: Path) -> None:
    made = tmp_path / "tallis.yaml"
    done = packs("import-guide", GUIDES / "messy_page.txt", "-o", made)
    assert done.returncode == 0
    pack = load_pack(made)
    assert (pack.company, pack.role, len(pack.questions)) == ("Tallis Energy", "Machine Learning Engineer", 4)
    assert "4 questions understood." in done.stdout
    assert "   72  Tallis Energy Jobs" in done.stdout
    assert done.stdout.endswith(f"The pack is in {made}.\n")


def test_the_report_as_json_is_one_document(packs: Run) -> None:
    document = json.loads(packs("import-guide", GUIDES / "page.html", "--json").stdout)
    assert [one["topic"] for one in document["questions"]] == ["Algorithms", "Systems"]
    assert document["pack"]["company"] == "Osprey Robotics"
    assert {line["role"] for line in document["not_understood"]} == {"not understood"}
    assert len({line["number"] for line in document["lines"]}) == len(document["lines"])


def test_a_text_without_questions_makes_no_pack_and_says_so(packs: Run, tmp_path: Path) -> None:
    guide, made = tmp_path / "shopping.txt", tmp_path / "pack.yaml"
    guide.write_text("Milk\nBread\n")
    done = packs("import-guide", guide, "-o", made)
    assert done.returncode == 1
    assert "No question was understood in shopping.txt, so no pack was made." in done.stderr
    assert not made.exists()


def test_a_guide_that_is_not_there_is_told(packs: Run) -> None:
    done = packs("import-guide", "none.txt")
    assert done.returncode == 1
    assert "none.txt cannot be imported. There is no such file" in done.stderr


@pytest.mark.parametrize(("name", "ending"), [("csv", "csv"), ("markdown", "md"), ("anki", "txt")])
def test_a_pack_goes_out_and_comes_back(packs: Run, tmp_path: Path, name: str, ending: str) -> None:
    out, back = tmp_path / f"pack.{ending}", tmp_path / "back.yaml"
    assert packs("export", SHIPPED, "--format", name, "-o", out).returncode == 0
    assert packs("import", out, "-o", back).returncode == 0
    assert load_pack(back) == load_pack(SHIPPED)


def test_an_export_goes_to_standard_output_too(packs: Run) -> None:
    assert packs("export", "machine-learning-engineer", "--format", "csv").stdout.startswith(
        "\ufeffid,question,answer"
    )


def test_what_an_import_leaves_out_is_told(packs: Run, tmp_path: Path) -> None:
    notes = tmp_path / "my_notes.csv"
    notes.write_text("question,mood\nWhy us?,good\n")
    assert packs("import", notes).stdout == (
        "my notes: 1 question\nLine 1: “mood”. Packs have nothing like this column.\n\n"
        "Nothing was written; -o FILE writes it.\n"
    )
