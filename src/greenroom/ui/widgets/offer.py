"""A notice with what can be done about it: Undo, Try again, and the like."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from greenroom.ui.widgets.plain import Notice, button

Action = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class Offer(Notice):
    """As a notice; `actions` are buttons on it, the first of which is for what most people want."""

    _first: Callable[[], object] | None = None

    def offer(self, words: str, actions: Sequence[Action]) -> None:
        self.say(words)
        self._first = actions[0][1] if actions else None
        for text, do in actions:
            made = button(text, "link")
            made.clicked.connect(lambda _checked=False, do=do: do())
            self.remedies.addWidget(made)

    def first(self) -> None:
        """Do what the first button is for, if there is one."""
        if self._first is not None:
            self._first()

    def say(self, message: object) -> None:
        """Without actions."""
        self._first = None
        while (item := self.remedies.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        super().say(message if isinstance(message, str) else str(message))
