"""A pack that is exported comes back from every format as it was, whatever it holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from greenroom.questions.exchange import EXPORTS
from greenroom.questions.exchange.anki_text import pack_from_anki
from greenroom.questions.exchange.csv_text import pack_from_csv
from greenroom.questions.exchange.markdown_reading import pack_from_markdown
from greenroom.questions.pack import Pack
from tests.unit.questions.any_pack import packs

READERS = {"csv": pack_from_csv, "markdown": pack_from_markdown, "anki": pack_from_anki}
ENDINGS = {"yaml": ".yaml", "csv": ".csv", "markdown": ".md", "anki": ".txt"}
SHIPPED = sorted((Path(__file__).parents[3] / "questions").glob("*.yaml"))


@pytest.mark.parametrize("name", READERS)
@given(pack=packs())
def test_any_pack_comes_back_as_it_was(name: str, pack: Pack) -> None:
    imported = READERS[name](EXPORTS[name](pack), Path(f"pack{ENDINGS[name]}"))
    assert imported.pack == pack
    assert imported.ignored == ()
