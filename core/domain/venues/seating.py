"""From the plan as drawn to the seats as sold: names, neighbours, order and quality."""

import re
from collections import defaultdict
from collections.abc import Sequence

from core.domain.collecting import collector_paused
from core.domain.venues.plan import DEFAULT_RADIUS, Plan, PlanSeat
from core.domain.venues.quality import qualities
from core.domain.venues.rows import At, RowOrder, order_row, usual_spacing
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
    """All seats of the plan in plan order (rank 0..n-1), in absolute plan units."""
    with collector_paused():
        return _derived(plan)


def seat_type_of(category: str) -> SeatType:
    """The seat type that a category's name speaks of ("Wheelchair places"), else STANDARD."""
    return next((kind for word, kind in _TYPE_WORDS if word.search(category)), SeatType.STANDARD)


def _derived(plan: Plan) -> tuple[PlanSeat, ...]:
    seats: list[At] = []
    names: list[tuple[str, str]] = []
    levels: list[int] = []
    members: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for zone, row, mark in plan.marks():
        name = (mark.section or row.section or zone.name, row.number)
        members[name].append(len(seats))
        names.append(name)
        levels.append(zone.level)
        x, y = zone.x + row.x + mark.x, zone.y + row.y + mark.y
        seats.append((round(x, _DECIMALS), round(y, _DECIMALS)))
    orders = [order_row([seats[rank] for rank in ranks]) for ranks in members.values()]
    positions = _positions(list(members.values()), orders, len(seats))
    quality = qualities(plan, seats, levels)
    radius = _usual_radius(orders)
    types = {category.name: seat_type_of(category.name) for category in plan.categories}
    return tuple(
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
        for rank, (_, _, mark) in enumerate(plan.marks())
    )


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
