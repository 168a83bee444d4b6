"""Reviews as a PDF, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPdfWriter

from greenroom.history.attempt import Attempt
from greenroom.ui.review.paper import Paper, write_review

DPI = 300


def as_pdf(paper: Paper, title: str) -> bytes:
    """What a PDF file of this paper holds, on A4."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())  # the document leaves 2 cm of its own
    writer.setTitle(title)
    writer.setCreator("Greenroom")
    paper.print_(writer)
    del writer  # which ends the document
    return bytes(buffer.data().data())


def reviews_as_pdf(attempts: Sequence[Attempt]) -> bytes:
    """The reviews of these answers, each from the top of a page. For a worker: it looks for the points of each."""
    from greenroom.history.export import review_of  # slow to load

    paper = Paper()
    for attempt in attempts:
        paper.begin_page()
        write_review(paper, attempt, review_of(attempt), attempt.prediction, attempt.rating, attempt.note)
    return as_pdf(paper, attempts[0].prompt if len(attempts) == 1 else "Greenroom")
