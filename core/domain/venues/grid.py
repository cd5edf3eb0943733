"""Places for seats that come without any: rows under each other, sections on shelves."""

from collections.abc import Iterable, Sequence
from math import sqrt

from core.domain.venues.rows import At

SEAT_SPACING = 24.0
ROW_SPACING = 28.0
SECTION_GAP = 72.0


def lay_out(seats: Sequence[tuple[str, str]]) -> Sequence[At]:
    """A place for each (section, row), in the order given; every row is centred in its section."""
    sections: dict[str, dict[str, list[int]]] = {}
    for index, (section, row) in enumerate(seats):
        sections.setdefault(section, {}).setdefault(row, []).append(index)
    places: list[At] = [(0.0, 0.0)] * len(seats)
    shelf = _shelf_width(sections.values())
    left = top = tallest = 0.0
    for rows in sections.values():
        width, height = _extent(rows)
        if left and left + width > shelf:
            left, top, tallest = 0.0, top + tallest + SECTION_GAP, 0.0
        for down, members in enumerate(rows.values()):
            start = left + (width - SEAT_SPACING * (len(members) - 1)) / 2
            for across, index in enumerate(members):
                places[index] = (start + across * SEAT_SPACING, top + down * ROW_SPACING)
        left, tallest = left + width + SECTION_GAP, max(tallest, height)
    return places


def _extent(rows: dict[str, list[int]]) -> tuple[float, float]:
    return SEAT_SPACING * (max(map(len, rows.values())) - 1), ROW_SPACING * (len(rows) - 1)


def _shelf_width(sections: Iterable[dict[str, list[int]]]) -> float:
    """As wide as makes the whole about twice as wide as high."""
    extents = [_extent(rows) for rows in sections]
    surface = sum((width + SECTION_GAP) * (height + SECTION_GAP) for width, height in extents)
    return sqrt(2 * surface)
