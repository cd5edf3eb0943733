"""What is selected, as a person says it."""

from core.domain.venues.editing.places import (
    AreaAt,
    Place,
    RowAt,
    SeatAt,
    Selection,
    area_at,
    row_at,
    seat_at,
    zone_at,
)
from core.domain.venues.plan import Plan
from desktop.editor.canvas.areas import words_of

KINDS = ((SeatAt, "seat"), (RowAt, "row"), (AreaAt, "area"))


def selection_words(plan: Plan, selection: Selection) -> str:
    """Say "Stalls, row B, seat 3", or "3 rows and 1 section"."""
    if not selection:
        return "Nothing selected"
    if len(selection) == 1:
        return place_words(plan, *selection)
    counts: dict[str, int] = {}
    for place in selection:
        kind = next((word for kind, word in KINDS if isinstance(place, kind)), "section")
        counts[kind] = counts.get(kind, 0) + 1
    parts = [f"{number:,} {kind}{'s' * (number > 1)}" for kind, number in sorted(counts.items())]
    return " and ".join(parts)


def place_words(plan: Plan, place: Place) -> str:
    """One place with what it is in."""
    section = zone_at(plan, place).name
    if isinstance(place, AreaAt):
        return words_of(area_at(plan, place), section)
    if isinstance(place, RowAt):
        row = row_at(plan, place)
        return f"{section}, row {row.number}, {len(row.seats)} seats"
    if isinstance(place, SeatAt):
        return f"{section}, row {row_at(plan, place).number}, seat {seat_at(plan, place).number}"
    return section
