"""Two families of errors: what the person can fix, and our bugs.

A `UserError` is shown as it is: one or two sentences that say what happened, why, and what to do next.
Anything else that escapes is a bug: its traceback goes to the log and the person is told that it was ours.
"""

from __future__ import annotations


class UserError(Exception):
    """Something the person can fix, in words for them.

    what: what happened. why: the cause, as far as it is known. remedy: what to do next.
    """

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        self.what = what
        self.why = why
        self.remedy = remedy
        super().__init__(" ".join(part for part in (what, why, remedy) if part))

    def __reduce__(self) -> tuple[type[UserError], tuple[str, str, str]]:
        return type(self), (self.what, self.why, self.remedy)


class Bug(Exception):
    """A state that our own code must never reach."""
