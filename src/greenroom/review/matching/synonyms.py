"""Words that people use for each other when they explain things: general English and statistics."""

from __future__ import annotations

from greenroom.review.matching.stems import stem

_GROUPS = """
assume suppose presume
average mean
avoid prevent
begin start
big large huge
chance probability likelihood odds
choose pick select
collect gather
difference gap
error loss mistake
fast quick
fix repair
flag mark
general generic
guess hypothesis
imbalanced unbalanced
increase grow rise
often frequently
predictor feature
reduce decrease lower shrink
remove drop delete discard
reproduce replicate
row record
share fraction proportion percentage ratio
skewed lopsided
small tiny little
spread deviation
typical usual
useless worthless
variable column
wrong incorrect
"""
_GROUP_OF = {stem(word): group for group, line in enumerate(_GROUPS.strip().splitlines()) for word in line.split()}


def synonymous(one: str, other: str) -> bool:
    """Whether two keys of `greenroom.review.matching.stems` stand for words of one group."""
    group = _GROUP_OF.get(one)
    return group is not None and group == _GROUP_OF.get(other)
