"""Draw seats, rows, blocks, curved rows and arc sections into a plan."""

from dataclasses import dataclass

from core.domain.venues.editing.places import Edited, RowAt, ZoneAt
from core.domain.venues.plan import Plan, Point
from core.domain.venues.states import SeatType


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """How drawn seats are made: '' takes the plan's first category, the next free row name."""

    category: str = ""
    spacing: float = 24.0
    radius: float | None = None
    seat_type: SeatType | None = None
    first_row: str = ""
    first_seat: int = 1
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows x seats from the front left corner; `direction` of the rows in degrees clockwise.

    `skew` leans every row by so many plan units against the one before it, `stagger` moves every
    second row along by this share of the spacing, `aisles` open after so many seats (5, 15).
    """

    rows: int
    seats: int
    row_spacing: float = 28.0
    direction: float = 0.0
    skew: float = 0.0
    stagger: float = 0.0
    aisles: tuple[int, ...] = ()
    aisle_width: float = 48.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArcSection:
    """Rows on circles around one centre, from `inner` to `outer` radius, between two angles.

    Angles in degrees clockwise from "to the right"; the section runs clockwise from `start`.
    """

    inner: float
    outer: float
    start: float
    end: float
    row_spacing: float = 28.0


USUAL = Seating()


def draw_seat(
    plan: Plan, at: Point, *, into: ZoneAt | RowAt | None = None, seating: Seating = USUAL
) -> Edited:
    """One seat, in a row of its own or at the nearer end of a row; selects it."""
    raise NotImplementedError


def draw_row(
    plan: Plan,
    start: Point,
    *,
    seats: int,
    direction: float = 0.0,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """A straight row from its first seat on; into a new section without `into`; selects the row."""
    raise NotImplementedError


def draw_row_to(
    plan: Plan, start: Point, end: Point, *, into: ZoneAt | None = None, seating: Seating = USUAL
) -> Edited:
    """A straight row with as many seats as fit between two points."""
    raise NotImplementedError


def draw_block(
    plan: Plan, corner: Point, block: Block, *, into: ZoneAt | None = None, seating: Seating = USUAL
) -> Edited:
    """A block of rows; selects its rows, or the new section."""
    raise NotImplementedError


def draw_curved_row(
    plan: Plan,
    start: Point,
    end: Point,
    *,
    bend: float,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """A row on an arc over the chord; `bend` is its height, positive to the left of start -> end."""
    raise NotImplementedError


def draw_row_through(
    plan: Plan,
    first: Point,
    middle: Point,
    last: Point,
    *,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """A row on the circle through three points, as many seats as fit."""
    raise NotImplementedError


def draw_arc_section(
    plan: Plan,
    centre: Point,
    arc: ArcSection,
    *,
    into: ZoneAt | None = None,
    seating: Seating = USUAL,
) -> Edited:
    """Rows on circles around a centre, seats by their spacing."""
    raise NotImplementedError
