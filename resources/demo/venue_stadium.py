"""Harbour Park: a stadium of two tiers around a pitch of 105 by 68 metres, 20 units a metre."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians, sin

from core.domain.venues.plan import Category, Plan, Point, Row, Zone
from resources.demo.stadium_pitch import pitch
from resources.demo.venue_drawing import Place, finished, row

SPACING = 9.6
AISLE = 25.0
ROW_PITCH = 16.0
SEAT = 4.0
WHEELCHAIR = 6.0
WHEELCHAIR_SPACING = 16.0

CATEGORIES = (
    Category("Club VIP", "#a8842c"),
    Category("Category 1", "#b3424a"),
    Category("Category 2", "#d98a4b"),
    Category("Category 3", "#5b7fb5"),
    Category("Category 4", "#7d93ad"),
    Category("Family", "#6fa38c"),
    Category("Away", "#8d6bb0"),
    Category("Wheelchair", "#2c8f9e"),
    Category("Companion", "#86c5cd"),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A side (`half` long each way) or a corner (`turn` degrees) of the bowl, walked clockwise.

    `facing` is the outward direction of its middle, `reach` how far from `centre` the pitch ends.
    """

    stand: str
    centre: Point
    facing: float
    reach: float
    half: float = 0.0
    turn: float = 0.0

    def length(self, away: float) -> float:
        """How long the row is that runs `away` units from the pitch."""
        return 2 * self.half if self.half else radians(self.turn) * (self.reach + away)

    def at(self, share: float, away: float) -> Point:
        """The point at a share (0 to 1) of the row that runs `away` units from the pitch."""
        facing = radians(self.facing + self.turn * (share - 0.5))
        along = 2 * self.half * (share - 0.5)
        out = self.reach + away
        return Point(
            self.centre.x + out * cos(facing) - along * sin(facing),
            self.centre.y + out * sin(facing) + along * cos(facing),
        )


@dataclass(frozen=True, slots=True)
class Tier:
    first: int
    away: float
    rows: int
    level: int
    side_blocks: int
    end_blocks: int
    corner_blocks: int
    doors: range  # rows that the entrances cut


@dataclass(frozen=True, slots=True)
class Block:
    number: int
    tier: Tier
    stretch: Stretch
    index: int
    of: int

    @property
    def middle(self) -> float:
        return (self.index + 0.5) / self.of

    @property
    def has_door(self) -> bool:
        return self.number % 2 == 0

    def row_at(self, index: int) -> float:
        """How far from the pitch the row is."""
        return self.tier.away + index * ROW_PITCH


BOWL = (
    Stretch("North", Point(0, 0), -90, 680, half=930),
    Stretch("North-east", Point(930, -560), -45, 120, turn=90),
    Stretch("East", Point(0, 0), 0, 1050, half=560),
    Stretch("South-east", Point(930, 560), 45, 120, turn=90),
    Stretch("South", Point(0, 0), 90, 680, half=930),
    Stretch("South-west", Point(-930, 560), 135, 120, turn=90),
    Stretch("West", Point(0, 0), 180, 1050, half=560),
    Stretch("North-west", Point(-930, -560), -135, 120, turn=90),
)
LOWER = Tier(101, 150, 21, 0, 8, 5, 4, range(8, 12))
UPPER = Tier(201, 578, 23, 1, 8, 5, 6, range(5, 9))
DOOR_SEATS = 4
CLUB_ROWS = range(11, 21)


def stadium() -> Plan:
    """About 41,000 seats in 92 blocks."""
    zones = [pitch(), *(_zone(block) for tier in (LOWER, UPPER) for block in _blocks(tier))]
    return finished("Harbour Park Stadium", CATEGORIES, zones, Point(0, 0))


def _blocks(tier: Tier) -> Iterator[Block]:
    number = tier.first
    for stretch in BOWL:
        if stretch.turn:
            count = tier.corner_blocks
        else:
            count = tier.side_blocks if stretch.stand in {"North", "South"} else tier.end_blocks
        for index in range(count):
            yield Block(number, tier, stretch, index, count)
            number += 1


def _zone(block: Block) -> Zone:
    centre = block.stretch.at(block.middle, block.row_at(block.tier.rows // 2))
    origin = Point(round(centre.x), round(centre.y))
    rows = [_row(block, index, origin) for index in range(block.tier.rows)]
    if block.tier is LOWER and block.stretch.half and not block.has_door:
        rows.append(_wheelchairs(block, origin))
    return Zone(str(block.number), origin.x, origin.y, tuple(rows), level=block.tier.level)


def _row(block: Block, index: int, origin: Point) -> Row:
    shares = _shares(block, block.row_at(index), SPACING)
    if block.has_door and index in block.tier.doors:
        middle = (len(shares) - DOOR_SEATS) // 2
        shares = shares[:middle] + shares[middle + DOOR_SEATS :]
    category = _category(block, index)
    places = [
        Place(str(seat + 1), block.stretch.at(share, block.row_at(index)), category, SEAT)
        for seat, share in enumerate(shares)
    ]
    return row(origin, str(index + 1), str(block.number), places, "start")


def _shares(block: Block, away: float, spacing: float) -> list[float]:
    """Where the row's seats stand, as shares of the whole stretch."""
    length = block.stretch.length(away)
    seats = int((length / block.of - AISLE) // spacing) + 1
    return [block.middle + (index - (seats - 1) / 2) * spacing / length for index in range(seats)]


def _wheelchairs(block: Block, origin: Point) -> Row:
    """Pairs of a wheelchair place and a companion's seat on the walkway behind the lower tier."""
    away = block.row_at(block.tier.rows) + 10
    shares = _shares(block, away, WHEELCHAIR_SPACING)
    if len(shares) % 2:
        shares = [(left + right) / 2 for left, right in pairwise(shares)]
    places = [
        Place(str(index + 1), block.stretch.at(share, away), *_pair(index))
        for index, share in enumerate(shares)
    ]
    return row(origin, "W", str(block.number), places, None)


def _pair(index: int) -> tuple[str, float]:
    return ("Wheelchair", WHEELCHAIR) if index % 2 == 0 else ("Companion", SEAT)


def _category(block: Block, index: int) -> str:
    stand, upper = block.stretch.stand, block.tier is UPPER
    if stand == "South-west":
        return "Away"
    if stand == "West" and not upper:
        return "Family"
    if stand in {"North", "South"}:
        in_the_middle = 0 < block.index < block.of - 1
        if stand == "South" and not upper and _is_club(block, index):
            return "Club VIP"
        return "Category 2" if upper or not in_the_middle else "Category 1"
    return "Category 4" if upper else "Category 3"


def _is_club(block: Block, index: int) -> bool:
    return index in CLUB_ROWS and abs(block.middle - 0.5) < 1 / 4
