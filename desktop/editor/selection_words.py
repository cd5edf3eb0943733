"""What is selected, as a person says it."""

from collections import Counter

from core.domain.venues.editing.places import (
    AreaAt,
    Place,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    area_at,
    row_at,
    seat_at,
    zone_at,
)
from core.domain.venues.plan import Plan
from desktop.editor.canvas.areas import words_of

KINDS = ((AreaAt, "area"), (RowAt, "row"), (SeatAt, "seat"), (ZoneAt, "section"))


def selection_words(plan: Plan, selection: Selection) -> str:
    """Say "Stalls, row B, seat 3", or "3 rows and 1 section"."""
    if not selection:
        return "Nothing selected"
    if len(selection) == 1:
        return place_words(plan, *selection)
    # There may be thousands, mostly of one kind: no step of Python for each.
    kinds = set(map(type, selection))
    counts = Counter(map(type, selection) if len(kinds) > 1 else {kinds.pop(): len(selection)})
    found = ((word, counts[kind]) for kind, word in KINDS if counts[kind])
    return " and ".join(f"{number:,} {word}{'s' * (number > 1)}" for word, number in found)


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
