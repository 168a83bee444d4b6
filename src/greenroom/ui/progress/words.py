"""What the charts of the page of progress show, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from greenroom.history.progress import MEASURED, USUAL_OF, Progress, TopicPoints
from greenroom.review.rating import Rating
from greenroom.ui.review.fact_words import BAND_WPM
from greenroom.ui.review.rating_row import rating_name
from greenroom.ui.words import capital, clock, count


class ProgressWords(QObject):
    """One sentence or two for each card."""

    def days(self, progress: Progress) -> str:
        days = progress.days
        if not days.answers:
            return self.tr("No answers in these four weeks.")
        practised = sum(bool(day.answers) for day in days.days)
        return self.tr("{0} on {1}, {2} of speaking.").format(
            capital(count(days.answers, self.tr("answer"), self.tr("answers"))),
            count(practised, self.tr("day"), self.tr("days")),
            clock(days.minutes * 60),
        )

    def ratings(self, ratings: Sequence[Rating]) -> str:
        if not ratings:
            return self.tr("You have rated no answer yet.")
        parts = [
            f"{number} {rating_name(rating)}" for rating in Rating if (number := sum(r is rating for r in ratings))
        ]
        of = count(len(ratings), self.tr("rating"), self.tr("ratings"))
        return self.tr("Your last {0}: {1}.").format(of, ", ".join(parts))

    def foreseen(self, progress: Progress) -> list[str]:
        """A line for each prediction that was made: what became of it, the most frequent first."""
        lines = []
        for said in reversed(Rating):
            became = {rated: progress.foreseen[said, rated] for rated in Rating if progress.foreseen[said, rated]}
            total = sum(became.values())
            if total:
                parts = sorted(became.items(), key=lambda each: -each[1])
                then = ", ".join(
                    self.tr("{0} of {1} rated {2}").format(number, total, rating_name(rated))
                    for rated, number in parts
                )
                lines.append(self.tr("You said {0}: {1}.").format(rating_name(said), then))
        return lines or [self.tr("You have not said how an answer went before seeing the strong one yet.")]

    def pace(self, progress: Progress) -> str:
        return self._usual(
            progress.usual.pace_wpm,
            progress.usual_before.pace_wpm,
            self.tr("{0:.0f} words a minute"),
            self.tr("The tinted band is {0} to {1}, an easy pace to follow.").format(*BAND_WPM),
        )

    def hesitations(self, progress: Progress) -> str:
        return self._usual(
            progress.usual.hesitations_per_minute,
            progress.usual_before.hesitations_per_minute,
            self.tr("{0:.1f} hesitations a minute"),
            self.tr("At most one is a goal. They are probable ones, heard in the sound and not written."),
        )

    def topic(self, topic: TopicPoints) -> str:
        return self.tr("{0} of {1} in {2}").format(
            topic.covered, topic.points, count(topic.answers, self.tr("answer"), self.tr("answers"))
        )

    def topics(self, progress: Progress) -> str:
        if not progress.topics:
            return self.tr("No answer to a question with points yet.")
        return self.tr("Points heard in your last {0} spoken answers, your own ticks counted.").format(MEASURED)

    def _usual(self, now: float | None, before: float | None, words: str, meaning: str) -> str:
        if now is None:
            return self.tr("What is usual for you shows after three spoken answers. ") + meaning
        usual = self.tr("Usual for you: {0}, the middle of your last {1} answers (dashed).").format(
            words.format(now), USUAL_OF
        )
        if before is not None:
            usual += " " + self.tr("Before them: {0}.").format(words.format(before))
        return f"{usual} {meaning}"
