"""From the plan as drawn to the seats as sold: names, neighbours, order and quality."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.domain.collecting import collector_paused
from core.domain.venues.extras import companion_of, is_retired, quality_of, restricted_view_of
from core.domain.venues.plan import DEFAULT_RADIUS, Plan, PlanSeat, SeatMark
from core.domain.venues.quality import qualities
from core.domain.venues.rows import At, RowOrder, order_row, usual_spacing
from core.domain.venues.standing import Standing, standing
from core.domain.venues.states import SeatType

# Without a radius of their own, seats fill this share of their spacing.
_FILL = 0.42
_DECIMALS = 4  # the sum of three places, without the noise of binary fractions
_TYPE_WORDS = (
    (re.compile(r"\bcompanion", re.IGNORECASE), SeatType.COMPANION),
    (re.compile(r"\bwheelchair", re.IGNORECASE), SeatType.WHEELCHAIR),
    (re.compile(r"\bvip\b", re.IGNORECASE), SeatType.VIP),
)


def derive_seats(plan: Plan) -> tuple[PlanSeat, ...]:
    """All seats that the plan sells in plan order (rank 0..n-1), in absolute plan units.

    Retired seats are left out; the places of general-admission areas come after all seats.
    """
    with collector_paused():
        return _derived(plan)


def seat_type_of(category: str) -> SeatType:
    """The seat type that a category's name speaks of ("Wheelchair places"), else STANDARD."""
    return next((kind for word, kind in _TYPE_WORDS if word.search(category)), SeatType.STANDARD)


@dataclass(slots=True)
class _Gathered:
    """Seats as columns in plan order, and the ranks of each row's members."""

    seats: list[At] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    marks: list[SeatMark] = field(default_factory=list)
    members: defaultdict[tuple[str, str], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )


def _derived(plan: Plan) -> tuple[PlanSeat, ...]:
    found = _gathered(plan)
    areas = standing(plan)
    seats, levels = list(found.seats), list(found.levels)
    for area in areas:
        seats += [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in area.places]
        levels += [area.zone.level] * len(area.places)
    if not seats:
        return ()
    quality = qualities(plan, seats, levels)
    sitting = _sitting(plan, found, quality)
    for area in areas:
        first = len(sitting)
        places = seats[first : first + len(area.places)]
        sitting += _standing(area, places, first, quality)
    return tuple(sitting)


def _gathered(plan: Plan) -> _Gathered:
    """The seats that are sold: retired ones are left out."""
    found = _Gathered()
    for zone, row, mark in plan.marks():
        if mark.extra and is_retired(mark):
            continue
        name = (mark.section or row.section or zone.name, row.number)
        found.members[name].append(len(found.seats))
        found.names.append(name)
        found.levels.append(zone.level)
        found.marks.append(mark)
        x, y = zone.x + row.x + mark.x, zone.y + row.y + mark.y
        found.seats.append((round(x, _DECIMALS), round(y, _DECIMALS)))
    return found


def _sitting(plan: Plan, found: _Gathered, quality: Sequence[float]) -> list[PlanSeat]:
    seats, names = found.seats, found.names
    orders = [order_row([seats[rank] for rank in ranks]) for ranks in found.members.values()]
    positions = _positions(list(found.members.values()), orders, len(seats))
    radius = _usual_radius(orders)
    types = {category.name: seat_type_of(category.name) for category in plan.categories}
    sitting = [
        PlanSeat(
            guid=mark.guid,
            section=names[rank][0],
            row=names[rank][1],
            number=mark.number,
            x=seats[rank][0],
            y=seats[rank][1],
            radius=mark.radius or radius,
            category=mark.category,
            seat_type=mark.seat_type or types.get(mark.category, SeatType.STANDARD),
            position=positions[rank],
            rank=rank,
            quality=quality[rank],
        )
        for rank, mark in enumerate(found.marks)
    ]
    for rank, mark in enumerate(found.marks):
        if mark.extra:
            sitting[rank] = _with_extras(sitting[rank], mark)
    return sitting


def _with_extras(seat: PlanSeat, mark: SeatMark) -> PlanSeat:
    by_hand = quality_of(mark)
    return seat._replace(
        quality=seat.quality if by_hand is None else round(by_hand, _DECIMALS),
        restricted_view=restricted_view_of(mark),
        companion_of=companion_of(mark),
    )


def _standing(
    area: Standing, seats: Sequence[At], first: int, quality: Sequence[float]
) -> list[PlanSeat]:
    """Places beside each other, as far as anybody who stands there is concerned."""
    radius = min(DEFAULT_RADIUS, round(area.spacing * _FILL, 3))
    return [
        PlanSeat(
            guid=area.guid(index),
            section=area.section,
            row=area.row,
            number=str(index + 1),
            x=seats[index][0],
            y=seats[index][1],
            radius=radius,
            category=area.category,
            seat_type=SeatType.STANDARD,
            position=index + 1,
            rank=first + index,
            quality=quality[first + index],
        )
        for index in range(len(area.places))
    ]


def _positions(
    members: Sequence[Sequence[int]], orders: Sequence[RowOrder], count: int
) -> list[int]:
    positions = [0] * count
    for ranks, row in zip(members, orders, strict=True):
        for index, position in zip(row.order, row.positions, strict=True):
            positions[ranks[index]] = position
    return positions


def _usual_radius(orders: Sequence[RowOrder]) -> float:
    spacing = usual_spacing(orders)
    return min(DEFAULT_RADIUS, round(spacing * _FILL, 3)) if spacing else DEFAULT_RADIUS
