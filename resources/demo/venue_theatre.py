"""The Royal Linden Theatre: stalls, two circles, boxes on two levels, places for wheelchairs."""

from itertools import chain

from core.domain.venues.plan import AreaText, Category, Plan, Point, Zone
from resources.demo.venue_drawing import (
    ROW_LETTERS,
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
AISLE = 46.0
ROW_PITCH = 30.0
ORIGIN = Point(0, 0)
MIDDLE = 11.5  # degrees from the centre line to the stalls' aisles
PREMIUM_ROWS = range(2, 11)

STONE, STONE_EDGE = "#c9ccd3", "#9aa0ab"
STAGE, STAGE_EDGE, STAGE_WORDS = "#4a4453", "#2f2b36", "#f4f1ea"
PIT = "#6c6577"
LETTERING = "#7a808c"

CATEGORIES = (
    Category("Premium", "#b3424a"),
    Category("Stalls", "#d98a4b"),
    Category("Dress circle", "#5b7fb5"),
    Category("Balcony", "#6fa38c"),
    Category("Boxes", "#8d6bb0"),
    Category("Wheelchair", "#2c8f9e"),
    Category("Companion", "#86c5cd"),
)


def theatre() -> Plan:
    """About 1,200 seats."""
    zones = [_house(), _stalls(), _dress_circle(), _balcony()]
    for level, storey, tier in (("Lower", 1, 0.0), ("Upper", 2, 1.0)):
        zones += [_boxes(level, storey, tier, side) for side in ("left", "right")]
    return finished("Royal Linden Theatre", CATEGORIES, zones, Point(0, 400))


def _house() -> Zone:
    """What is no seat: stage, pit, balustrades, lettering."""
    apron = [polar(470, angle) for angle in range(-40, 41, 4)]
    stage = [Point(-302, 150), Point(302, 150), *apron[::-1]]
    return Zone(
        "House",
        0,
        0,
        (),
        (
            surface(stage, STAGE, STAGE_EDGE, AreaText("STAGE", 0, 310, STAGE_WORDS, 44)),
            surface(
                [Point(-430, 128), Point(430, 128), Point(430, 150), Point(-430, 150)],
                STONE,
                STONE_EDGE,
            ),
            *(surface(_proscenium(sign), STONE, STONE_EDGE) for sign in (-1, 1)),
            surface(
                band(482, 536, Block(-30, 30)),
                PIT,
                STAGE_EDGE,
                AreaText("Orchestra pit", 0, 509, STAGE_WORDS, 20),
            ),
            surface(band(1226, 1234, Block(-29.5, 29.5)), STONE, STONE_EDGE),
            surface(band(1474, 1482, Block(-26, 26)), STONE, STONE_EDGE),
            words("STALLS", Point(0, 1184), 26, LETTERING),
            words("DRESS CIRCLE", Point(0, 1448), 26, LETTERING),
            words("BALCONY", Point(0, 1668), 26, LETTERING),
        ),
    )


def _proscenium(sign: int) -> list[Point]:
    return [Point(sign * x, y) for x, y in ((302, 330), (430, 330), (430, 352), (302, 352))]


def _stalls() -> Zone:
    rows = []
    for index, name in enumerate(ROW_LETTERS[:18]):
        radius = 575 + index * ROW_PITCH
        wide = 28.6 - 0.36 * max(0, index - 8)
        blocks = [Block(-wide, -MIDDLE), Block(-MIDDLE, MIDDLE), Block(MIDDLE, wide)]
        angles = list(chain(*arc_seats(radius, blocks, SPACING, AISLE)))
        places = [
            Place(str(seat + 1), polar(radius, angle), _stalls_category(index, angle))
            for seat, angle in enumerate(angles)
        ]
        rows.append(row(ORIGIN, name, "ST", places, "both"))
    rows.append(row(ORIGIN, "W", "ST", _wheelchairs(1126, 11.5, 23.0), "both"))
    return Zone("Stalls", 0, 0, tuple(rows))


def _stalls_category(index: int, angle: float) -> str:
    return "Premium" if index in PREMIUM_ROWS and abs(angle) <= MIDDLE else "Stalls"


def _wheelchairs(radius: float, inner: float, outer: float) -> list[Place]:
    """A wheelchair place and its companion's seat, pair by pair, left and right of the doors."""
    sides = arc_seats(radius, [Block(-outer, -inner), Block(inner, outer)], 34.0)
    places = []
    for index, angle in enumerate(chain(*sides)):
        kind, size = ("Wheelchair", 13.0) if index % 2 == 0 else ("Companion", None)
        places.append(Place(str(index + 1), polar(radius, angle), kind, size))
    return places


def _dress_circle() -> Zone:
    rows = []
    blocks = [Block(-28, -14.5), Block(-14.5, 0), Block(0, 14.5), Block(14.5, 28)]
    for index, name in enumerate(ROW_LETTERS[:6]):
        radius = 1262 + index * ROW_PITCH
        angles = chain(*arc_seats(radius, blocks, SPACING, AISLE))
        category = "Premium" if index == 0 else "Dress circle"
        places = numbered((polar(radius, angle) for angle in angles), category)
        rows.append(row(ORIGIN, name, "DC", places, "both"))
    return Zone("Dress circle", 0, 0, tuple(rows), level=1)


def _balcony() -> Zone:
    rows = []
    blocks = [Block(-24.5, -8.5), Block(-8.5, 8.5), Block(8.5, 24.5)]
    for index, name in enumerate(ROW_LETTERS[:5]):
        radius = 1510 + index * ROW_PITCH
        angles = chain(*arc_seats(radius, blocks, SPACING, AISLE))
        places = numbered((polar(radius, angle) for angle in angles), "Balcony")
        rows.append(row(ORIGIN, name, "BA", places, "both"))
    return Zone("Balcony", 0, 0, tuple(rows), level=2)


def _boxes(level: str, storey: int, tier: float, side: str) -> Zone:
    """Five boxes of four chairs along the side wall, numbered from the stage."""
    sign = -1 if side == "left" else 1

    def wall(depth: float, down: float) -> Point:
        """A point `depth` behind the balustrade, which opens outwards from the stage."""
        return Point(sign * (468 + tier * 92 + 0.2 * (down - 560) + depth), down)

    rows, frames = [], []
    for index in range(5):
        front = 560 + index * 88
        frame = [wall(0, front), wall(74, front), wall(74, front + 82), wall(0, front + 82)]
        frames.append(surface(frame, "#e4dfec", "#8d6bb0"))
        chairs = [wall(21, front + 25), wall(21, front + 57)]
        chairs += [wall(52, front + 57), wall(52, front + 25)]
        name = f"Box {index + 1}"
        rows.append(
            row(ORIGIN, name, f"{level[0]}{side[0].upper()}", numbered(chairs, "Boxes"), None)
        )
    return Zone(f"{level} boxes {side}", 0, 0, tuple(rows), tuple(frames), level=storey)
