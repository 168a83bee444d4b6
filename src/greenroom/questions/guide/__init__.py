"""Interview guides, as people find them on the web, turned into packs.

`read_guide` takes text apart line by line and never raises; `GuideReport` says what every line was taken as and
makes the pack. `read_page` does the same for HTML.
"""

from greenroom.questions.guide.page import looks_like_a_page
from greenroom.questions.guide.parts import FoundQuestion, FoundRound, GuideLine, Role
from greenroom.questions.guide.reading import read_guide, read_page
from greenroom.questions.guide.report import GuideReport
from greenroom.questions.guide.table import TableRow
from greenroom.questions.guide.telling import told

__all__ = [
    "FoundQuestion",
    "FoundRound",
    "GuideLine",
    "GuideReport",
    "Role",
    "TableRow",
    "looks_like_a_page",
    "read_guide",
    "read_page",
    "told",
]
