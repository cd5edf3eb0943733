"""What venues refuse, with the facts."""

from collections.abc import Sequence
from datetime import datetime

from core.domain.errors import Refusal
from core.domain.venues.editing.checks import Finding


class PlanNotReady(Refusal):
    """Findings that publishing must wait for, each with its places."""

    def __init__(self, plan: str, findings: Sequence[Finding]) -> None:
        self.plan, self.findings = plan, tuple(findings)
        more = len(self.findings) - 1
        tail = f" There are {more} more like this." if more else ""
        super().__init__(f"{plan} can't be published yet: {self.findings[0].sentence}{tail}")


class PlanOvertaken(Refusal):
    """Another version was published since the plan's maker looked."""

    def __init__(self, venue: str, version: int, by: str, at: datetime) -> None:
        self.venue, self.version, self.by, self.at = venue, version, by, at
        super().__init__(
            f"{by} published version {version} of {venue} meanwhile. Look at it first; publishing "
            "again replaces it."
        )


class DraftChangedElsewhere(Refusal):
    """Somebody saved this draft since it was opened here."""

    def __init__(self, title: str, by: str, at: datetime) -> None:
        self.title, self.by, self.at = title, by, at
        super().__init__(f"{by} saved {title} meanwhile. Your work is not lost: keep it as a copy.")


class DraftEnded(Refusal):
    """The draft was discarded or published; it takes no more changes."""

    def __init__(self, title: str, by: str, at: datetime, *, published: bool) -> None:
        self.title, self.by, self.at, self.published = title, by, at, published
        happened = "published" if published else "discarded"
        super().__init__(f"{by} {happened} {title} meanwhile. Keep your work as a copy.")
