"""Price levels of an event that exists: renamed, priced anew, laid on other seats, removed.

What a seat was sold for is on its ticket, and its retail price is its own: neither follows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, NotFound, Refusal
from core.domain.holds.palettes import PlanOrigin
from core.domain.inventory.pricing import check_retail
from core.domain.staff import Permission
from core.services.events.price_levels import (
    Laid,
    Place,
    PriceLevelRow,
    PriceLevelTwice,
    event_of_levels,
    lay_levels,
    list_price_levels,
    lock_seats_of,
    refuse_unknown_places,
)
from core.services.requests import answered_before
from core.services.work import Work
from db.changes import announce
from db.joins import on
from db.models import AllocationPlan, Event, EventSeat, Presale, PriceLevel, Seat, TicketType


class PriceLevelInUse(Refusal):
    """`uses` says what uses it: `(what, how many)`."""

    def __init__(self, name: str, uses: Sequence[tuple[str, int]]) -> None:
        self.name, self.uses = name, tuple(uses)
        listed = ", ".join(
            f"{number:,} {what}{'' if number == 1 else 's'}" for what, number in self.uses
        )
        super().__init__(f"{name} can't be removed while it is used: {listed}.")


class NoPlacesChosen(Refusal):
    def __init__(self) -> None:
        super().__init__("No section is chosen. Choose where the price level goes.")


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One row of the event's plan: how many seats, and the names of the levels they have."""

    section: str
    row: str
    seats: int
    levels: tuple[str, ...]


def change_price_level(
    work: Work, level_id: UUID, *, name: str, base_price: Decimal, key: UUID
) -> list[PriceLevelRow]:
    """Rename a level and price it anew; its seats get the base price, retail prices stay.

    Refuses `Nameless`, `PriceLevelTwice`, `NegativeRetail`, `NotFound`.
    """
    work.actor.require(Permission.MANAGE_EVENTS)
    event, called = _event_of_level(work, level_id), name.strip()
    asked = [str(level_id), called, str(base_price)]
    if answered_before(work, key, "change_price_level", asked=asked) is not None:
        return list_price_levels(work.session, event.id)
    Nameless.check("price level", called)
    check_retail([base_price], event.currency)
    level = _level(work, level_id)
    others = select(PriceLevel.id).where(
        PriceLevel.event_id == event.id, PriceLevel.name == called, PriceLevel.id != level_id
    )
    if work.session.scalar(others) is not None:
        raise PriceLevelTwice(called)
    level.name = called
    if level.base_price != base_price:
        level.base_price = base_price
        lock_seats_of(work, event.id)
        work.session.execute(
            update(EventSeat)
            .where(EventSeat.event_id == event.id, EventSeat.price_level_id == level_id)
            .values(base_price=base_price),
            execution_options={"synchronize_session": False},
        )
    announce(work.session, "event_seats", "price_levels", event_id=event.id)
    work.session.flush()  # the list is read back
    return list_price_levels(work.session, event.id)


def lay_price_level(
    work: Work, event_id: UUID, level_id: UUID | None, places: Sequence[Place], *, key: UUID
) -> list[PriceLevelRow]:
    """Lay a level of the event on sections or rows, whatever they had; None takes it away.

    Refuses `NoPlacesChosen`, `NoSuchSections`, `NotFound`.
    """
    work.actor.require(Permission.MANAGE_EVENTS)
    asked = [str(event_id), str(level_id), *(str(place) for place in places)]
    if answered_before(work, key, "lay_price_level", asked=asked) is not None:
        return list_price_levels(work.session, event_id)
    if not places:
        raise NoPlacesChosen
    event = event_of_levels(work, event_id)
    refuse_unknown_places(work, event, places)
    price = Decimal(0)
    if level_id is not None:
        level = _level(work, level_id)
        if level.event_id != event_id:
            raise NotFound("price level", level_id)
        price = level.base_price
    lay_levels(work, event, [Laid(level_id, price, tuple(places))])
    return list_price_levels(work.session, event_id)


def remove_price_level(work: Work, level_id: UUID, *, key: UUID) -> None:
    """Remove a level that nothing uses.

    Refuses `PriceLevelInUse` while seats, ticket types, presales that go on or plans name it, and
    `NotFound`.
    """
    work.actor.require(Permission.MANAGE_EVENTS)
    if answered_before(work, key, "remove_price_level", level=level_id) is not None:
        return
    event = _event_of_level(work, level_id, alone=True)
    level = _level(work, level_id)
    uses = [
        (what, number)
        for what, query in _uses_of(work, event.id, level_id)
        if (number := work.session.scalar(query) or 0)
    ]
    if uses:
        raise PriceLevelInUse(level.name, uses)
    work.session.delete(level)
    announce(work.session, "price_levels", event_id=event.id)


def rows_of_levels(session: Session, event_id: UUID) -> list[SeatRow]:
    """Every row of an event in the order of the plan, with its levels by name."""
    found = session.execute(
        select(
            Seat.section,
            Seat.row,
            func.count(),
            func.array_agg(PriceLevel.name.distinct()).filter(PriceLevel.id.is_not(None)),
        )
        .join(EventSeat, on(EventSeat.seat_id, Seat.id))
        .outerjoin(PriceLevel, PriceLevel.id == EventSeat.price_level_id)
        .where(EventSeat.event_id == event_id)
        .group_by(Seat.section, Seat.row)
        .order_by(func.min(EventSeat.rank))
    )
    return [
        SeatRow(section, row, seats, tuple(names or ())) for section, row, seats, names in found
    ]


def _event_of_level(work: Work, level_id: UUID, *, alone: bool = False) -> Event:
    """The level's event, locked; `alone` keeps out those who are about to point to the level."""
    event_id = work.session.scalar(select(PriceLevel.event_id).where(PriceLevel.id == level_id))
    if event_id is None:
        raise NotFound("price level", level_id)
    return event_of_levels(work, event_id, alone=alone)


def _level(work: Work, level_id: UUID) -> PriceLevel:
    """The level, as it stands behind its event's lock; refuse `NotFound`."""
    level = work.session.get(PriceLevel, (work.actor.tenant_id, level_id))
    if level is None:
        raise NotFound("price level", level_id)
    return level


def _uses_of(work: Work, event_id: UUID, level_id: UUID) -> list[tuple[str, Select[int]]]:
    counted = select(func.count())
    return [
        (
            "seat",
            counted.where(EventSeat.event_id == event_id, EventSeat.price_level_id == level_id),
        ),
        ("ticket type", counted.where(TicketType.price_level_id == level_id)),
        (
            "presale",
            counted.where(
                Presale.event_id == event_id,
                Presale.price_level_ids.contains([level_id]),
                Presale.is_active,
                Presale.end_datetime > work.now,
            ),
        ),
        (
            "allocation plan",
            counted.where(
                AllocationPlan.event_id == event_id,
                AllocationPlan.origin == PlanOrigin.DRAWN,
                AllocationPlan.palette["levels"].contains([str(level_id)]),
            ),
        ),
    ]
