"""Meridian Hall: a concert hall in terraces around the platform, with choir seats behind it."""

from dataclasses import dataclass, replace
from itertools import chain

from core.domain.venues.plan import AreaText, Category, Plan, Point, Row, Zone
from resources.demo.venue_drawing import (
    Block,
    Place,
    arc_seats,
    band,
    finished,
    numbered,
    polar,
    row,
    surface,
    words,
)

SPACING = 24.0
AISLE = 40.0
ROW_PITCH = 31.0
ORIGIN = Point(0, 0)

OAK, OAK_EDGE, OAK_WORDS = "#c7a97c", "#8f7448", "#3d2f17"
RAIL, RAIL_EDGE = "#c9ccd3", "#9aa0ab"
ORGAN, ORGAN_EDGE = "#5d5048", "#3b322d"
LETTERING = "#7a808c"

CATEGORIES = (
    Category("Parterre", "#b4554f"),
    Category("Terrace", "#d6a04b"),
    Category("Balcony", "#4f7fae"),
    Category("Gallery", "#7b8fa8"),
    Category("Choir", "#6c9a78"),
    Category("Wheelchair", "#2c8f9e"),
    Category("Companion", "#86c5cd"),
)


@dataclass(frozen=True, slots=True)
class Terrace:
    """A block of seats with its own name: rows from a radius outwards, between two angles."""

    name: str
    code: str
    category: str
    inner: float
    rows: int
    sides: Block
    level: int = 0


def _both_sides(right: Terrace) -> list[Terrace]:
    left = replace(
        right,
        name=f"{right.name} left",
        code=f"{right.code}L",
        sides=Block(-right.sides.right, -right.sides.left),
    )
    return [left, replace(right, name=f"{right.name} right", code=f"{right.code}R")]


TERRACES = [
    Terrace("Parterre centre", "PC", "Parterre", 330, 17, Block(-15.5, 15.5)),
    *_both_sides(Terrace("Parterre", "P", "Parterre", 330, 16, Block(15.5, 43))),
    *_both_sides(Terrace("Terrace", "T", "Terrace", 345, 9, Block(50, 92), 1)),
    *_both_sides(Terrace("Rear terrace", "R", "Terrace", 345, 7, Block(97, 138), 1)),
    *_both_sides(Terrace("Upper terrace", "U", "Terrace", 690, 6, Block(50, 84), 2)),
    *_both_sides(Terrace("High terrace", "H", "Terrace", 690, 5, Block(88, 112), 2)),
    *_both_sides(Terrace("Choir", "C", "Choir", 345, 6, Block(144, 179), 1)),
    Terrace("Balcony centre", "BC", "Balcony", 935, 9, Block(-14.5, 14.5), 2),
    *_both_sides(Terrace("Balcony", "B", "Balcony", 935, 9, Block(15.5, 44), 2)),
    *_both_sides(Terrace("Gallery inner", "GI", "Gallery", 1290, 6, Block(0.5, 19), 3)),
    *_both_sides(Terrace("Gallery outer", "GO", "Gallery", 1290, 6, Block(19.8, 40), 3)),
]


def hall() -> Plan:
    """About 2,400 seats."""
    zones = [_house(), *(_terrace(terrace) for terrace in TERRACES)]
    return finished("Meridian Hall", CATEGORIES, zones, Point(0, 60))


def _house() -> Zone:
    """Platform, organ, rails and lettering."""
    platform = [polar(285, angle) for angle in range(-62, 63, 4)]
    back = [polar(290, angle) for angle in range(140, 221, 4)]
    return Zone(
        "House",
        0,
        0,
        (),
        (
            surface([*platform, *back], OAK, OAK_EDGE, AreaText("PLATFORM", 0, 20, OAK_WORDS, 40)),
            surface(
                band(548, 602, Block(156, 204)),
                ORGAN,
                ORGAN_EDGE,
                AreaText("Organ", 0, -575, "#f4f1ea", 24),
            ),
            surface(band(903, 911, Block(-45, 45)), RAIL, RAIL_EDGE),
            surface(band(1258, 1266, Block(-41, 41)), RAIL, RAIL_EDGE),
            *(
                surface(
                    band(terrace.inner - 28, terrace.inner - 21, terrace.sides), RAIL, RAIL_EDGE
                )
                for terrace in TERRACES
                if terrace.category == "Terrace"
            ),
            words("PARTERRE", Point(0, 876), 24, LETTERING),
            words("BALCONY", Point(0, 1231), 24, LETTERING),
            words("GALLERY", Point(0, 1496), 24, LETTERING),
        ),
    )


def _terrace(terrace: Terrace) -> Zone:
    rows = []
    for index in range(terrace.rows):
        radius = terrace.inner + index * ROW_PITCH
        angles = chain(*arc_seats(radius, [terrace.sides], SPACING, AISLE))
        places = numbered(
            (polar(radius, angle) for angle in _left_to_right(angles)), terrace.category
        )
        rows.append(row(ORIGIN, str(index + 1), terrace.code, places, _label_side(terrace)))
    if terrace.code in {"PL", "PR"}:
        rows.append(_wheelchairs(terrace))
    return Zone(terrace.name, 0, 0, tuple(rows), level=terrace.level)


def _left_to_right(angles: chain[float]) -> list[float]:
    """Behind the platform the angles run the other way."""
    return sorted(angles, key=lambda angle: polar(1, angle).x)


def _label_side(terrace: Terrace) -> str:
    return "both" if terrace.code in {"PC", "BC"} else "left" if "left" in terrace.name else "right"


def _wheelchairs(terrace: Terrace) -> Row:
    """Pairs of a wheelchair place and a companion's seat on the level floor behind the block."""
    radius = terrace.inner + terrace.rows * ROW_PITCH + 8
    angles = chain(*arc_seats(radius, [terrace.sides], 36.0, 120.0))
    places = [
        Place(str(index + 1), polar(radius, angle), *_pair(index))
        for index, angle in enumerate(angles)
    ]
    return row(ORIGIN, "W", terrace.code, places, None)


def _pair(index: int) -> tuple[str, float | None]:
    return ("Wheelchair", 13.0) if index % 2 == 0 else ("Companion", None)
