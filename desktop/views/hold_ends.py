"""When a hold ends, as it is picked: so long before the event begins."""

from datetime import datetime, timedelta

ENDS: tuple[tuple[str, timedelta | None], ...] = (
    ("When somebody releases it", None),
    ("A week before", timedelta(days=7)),
    ("Two days before", timedelta(days=2)),
    ("The day before", timedelta(days=1)),
    ("Two hours before", timedelta(hours=2)),
)


def end_of(before: timedelta | None, start: datetime | None) -> datetime | None:
    """The end of a hold for an event that starts then; None: nobody knows it yet."""
    return start - before if start is not None and before is not None else None
