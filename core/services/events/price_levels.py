"""Price levels of an event: a name, a price, and the sections or rows that they cover."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Numeric, Text, Uuid, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, NotFound, Refusal, SeatsRefused
from core.domain.inventory.pricing import check_retail
from core.domain.staff import Permission
from core.services.requests import answered_before
from core.services.work import Work
from db.arrays import table_of_arrays
from db.changes import announce
from db.ids import new_id
from db.models import Event, EventSeat, PriceLevel, Seat


class PriceLevelTwice(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"Two price levels are called {name}. Give each its own name.")


class NotAColor(Refusal):
    def __init__(self, color: str) -> None:
        self.color = color
        super().__init__(f"“{color}” is not a color. Write one such as #1b9e77.")


class NoSuchSections(SeatsRefused):
    def __init__(self, places: Sequence[str]) -> None:
        super().__init__("The venue has no such section or row", places)


@dataclass(frozen=True, slots=True)
class Place:
    """A whole section, or one row of it."""

    section: str
    row: str | None = None

    def __str__(self) -> str:
        return f"{self.section} row {self.row}" if self.row else self.section


@dataclass(frozen=True, slots=True)
class LevelDraft:
    """A later place wins over an earlier one, so that a row can differ from its section."""

    name: str
    base_price: Decimal
    places: tuple[Place, ...]
    color: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """A level (None takes levels away) with its price, and where it is laid on the seats."""

    level_id: UUID | None
    base_price: Decimal
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class PriceLevelRow:
    id: UUID
    name: str
    base_price: Decimal
    currency: str
    color: str | None
    seats: int


_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_places = table_of_arrays("place", level=Uuid(), price=Numeric(12, 2), section=Text(), row=Text())
_paint = (
    update(EventSeat)
    .values(price_level_id=_places.c.level, base_price=_places.c.price)
    .where(
        EventSeat.event_id == bindparam("of_event", type_=Uuid()),
        EventSeat.seat_id == Seat.id,
        EventSeat.tenant_id == Seat.tenant_id,
        Seat.section == _places.c.section,
        or_(_places.c.row.is_(None), Seat.row == _places.c.row),
    )
)


_all_seats = (
    select(EventSeat.id)
    .where(EventSeat.event_id == bindparam("of_event", type_=Uuid()))
    .order_by(EventSeat.id)
    .with_for_update()
    .cte("all_seats")
)
_lock_seats = select(func.count()).select_from(_all_seats)


def set_price_levels(
    work: Work, event_id: UUID, levels: Sequence[LevelDraft], *, key: UUID
) -> list[PriceLevelRow]:
    """Add price levels to an event and paint them onto its seats; retail prices stay as they are.

    Refuses `Nameless`, `PriceLevelTwice`, `NoSuchSections`, `NotAColor`, `NegativeRetail` and,
    for an unknown event, `NotFound`.
    """
    work.actor.require(Permission.MANAGE_EVENTS)
    body = [asdict(level) for level in levels]
    if answered_before(work, key, "set_price_levels", event=event_id, levels=body) is not None:
        return list_price_levels(work.session, event_id)
    event = event_of_levels(work, event_id)
    _refuse_bad_levels(work, event, levels)
    refuse_unknown_places(work, event, [place for level in levels for place in level.places])
    last = select(func.max(PriceLevel.sort_order)).where(PriceLevel.event_id == event_id)
    known = work.session.scalar(last)
    rows = [
        PriceLevel(
            id=new_id(),
            event_id=event_id,
            name=level.name,
            base_price=level.base_price,
            currency=event.currency,
            description=level.description,
            sort_order=order,
            color=level.color,
        )
        for order, level in enumerate(levels, start=0 if known is None else known + 1)
    ]
    work.session.add_all(rows)
    work.session.flush()  # the seats point to their levels
    pairs = zip(rows, levels, strict=True)
    lay_levels(work, event, [Laid(row.id, row.base_price, level.places) for row, level in pairs])
    return list_price_levels(work.session, event_id)


def event_of_levels(work: Work, event_id: UUID, *, alone: bool = False) -> Event:
    """The event, locked against others who change its price levels; refuse `NotFound`.

    `alone` keeps out those too who are about to point to it or to its levels.
    """
    # Else without blocking the keys of sales that are being written: they hold seats and wait for
    # none.
    event = work.session.get(
        Event, (work.actor.tenant_id, event_id), with_for_update={"key_share": not alone}
    )
    if event is None:
        raise NotFound("event", event_id)
    return event


def lay_levels(work: Work, event: Event, laid: Sequence[Laid]) -> None:
    """Lay levels with their base prices onto the seats: whole sections first, rows over them."""
    lock_seats_of(work, event.id)
    for narrow in (False, True):
        chosen = {
            (place.section, place.row): one
            for one in laid
            for place in one.places
            if (place.row is not None) == narrow
        }
        if chosen:
            work.session.connection().execute(
                _paint,
                {
                    "of_event": event.id,
                    "level": [one.level_id for one in chosen.values()],
                    "price": [one.base_price for one in chosen.values()],
                    "section": [section for section, _ in chosen],
                    "row": [row for _, row in chosen],
                },
            )
    announce(work.session, "event_seats", event_id=event.id)


def lock_seats_of(work: Work, event_id: UUID) -> None:
    """Lock the event's seats in id order, before updates that meet them in another one."""
    work.session.execute(_lock_seats, {"of_event": event_id})


def list_price_levels(session: Session, event_id: UUID) -> list[PriceLevelRow]:
    """Price levels of an event in their order, with how many seats each covers."""
    counts = (
        select(func.count())
        .where(EventSeat.event_id == event_id, EventSeat.price_level_id == PriceLevel.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            PriceLevel.id,
            PriceLevel.name,
            PriceLevel.base_price,
            PriceLevel.currency,
            PriceLevel.color,
            counts,
        )
        .where(PriceLevel.event_id == event_id)
        .order_by(PriceLevel.sort_order, PriceLevel.name)
    )
    return [PriceLevelRow(*row) for row in rows]


def refuse_unknown_places(work: Work, event: Event, places: Sequence[Place]) -> None:
    """Refuse `NoSuchSections` for what the event's plan does not have."""
    known = work.session.execute(
        select(Seat.section, Seat.row).where(Seat.plan_id == event.plan_id).distinct()
    ).all()
    rows = {(section, row) for section, row in known}
    sections = {section for section, _ in rows}
    missing = [
        str(place)
        for place in places
        if (place.section not in sections)
        or (place.row is not None and (place.section, place.row) not in rows)
    ]
    if missing:
        raise NoSuchSections(missing)


def _refuse_bad_levels(work: Work, event: Event, levels: Sequence[LevelDraft]) -> None:
    known = select(PriceLevel.name).where(PriceLevel.event_id == event.id)
    seen = set(work.session.scalars(known))
    for level in levels:
        Nameless.check("price level", level.name)
        check_retail([level.base_price], event.currency)
        if level.color is not None and not _COLOR.fullmatch(level.color):
            raise NotAColor(level.color)
        if level.name in seen:
            raise PriceLevelTwice(level.name)
        seen.add(level.name)
