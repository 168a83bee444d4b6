"""What the history says of the questions: how each was last answered, and when it is due again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from greenroom.history.store import Store
from greenroom.questions.library import LibraryContents
from greenroom.ui.questions.table import LastAnswer, QuestionKey, QuestionRow

Past = tuple[dict[QuestionKey, LastAnswer], dict[QuestionKey, date]]
"""How each question was last answered, and the day on which it is due again."""


def read_past(store: Store, pack_ids: Sequence[str]) -> Past:
    """For a worker: reads the history of these packs. Raises UserError."""
    from greenroom.interview.schedule import card_of  # FSRS is loaded here, behind the window

    last: dict[QuestionKey, LastAnswer] = {}
    due: dict[QuestionKey, date] = {}
    for pack_id in pack_ids:
        last |= {(pack_id, question): one for question, one in store.last_ratings(pack_id).items()}
        for question, rated in store.ratings(pack_id).items():
            if (card := card_of(rated)) is not None:
                due[pack_id, question] = card.due_on
    return last, due


def rows_of(contents: LibraryContents, past: Past) -> list[QuestionRow]:
    """The questions of all packs, with their past."""
    last, due = past
    return [
        QuestionRow(loaded.pack, question, last.get(key), due.get(key))
        for loaded in contents.packs
        for question in loaded.pack.questions
        for key in [(loaded.pack.id, question.id)]
    ]
