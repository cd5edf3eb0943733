"""Set retail prices of seats that are ours and not yet promised to anybody."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Numeric, Uuid, and_, any_, bindparam, select, update
from sqlalchemy.dialects.postgresql import ARRAY

from core.domain.errors import NotFound, Refusal
from core.domain.inventory.pricing import PricedSeat, PriceRule, check_retail
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.money import MixedCurrencies, Money
from core.domain.staff import Permission
from core.services.requests import answered_before
from core.services.work import Work
from db.arrays import table_of_arrays
from db.changes import announce
from db.joins import on
from db.models import Event, EventSeat, Seat

#: A price is frozen from the moment that the seat is reserved.
PRICEABLE = (SeatStatus.AVAILABLE, SeatStatus.HELD, SeatStatus.BLOCKED)


class NothingToPrice(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "None of these seats can be priced: they are not ours, or reserved or sold already."
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """Which seats; empty fields don't narrow. `ranks` are places on the map."""

    ranks: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()
    levels: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Repriced:
    """`before`: the prices as they were, by event seat: hand it to `restore_prices` to undo.

    A repeat of a request that was answered already has none: what was there is not known any more.
    """

    seats: int
    total_before: Decimal
    total_after: Decimal
    before: Mapping[UUID, Decimal | None]


class _PriceFacts(NamedTuple):
    id: UUID
    purchase_price: Decimal | None
    base_price: Decimal
    price_level_id: UUID | None
    retail_price: Decimal | None


_new_prices = table_of_arrays("priced", seat=Uuid(), price=Numeric(12, 2))
_set_prices = (
    update(EventSeat)
    .values(retail_price=_new_prices.c.price)
    .where(
        EventSeat.event_id == bindparam("of_event", type_=Uuid()),
        EventSeat.id == _new_prices.c.seat,
        EventSeat.ownership_status == Ownership.OWNED,
        EventSeat.status.in_(PRICEABLE),
    )
)


def set_retail_prices(
    work: Work, event_id: UUID, selection: Selection, rule: PriceRule, *, key: UUID
) -> Repriced:
    """Price the selected seats by a rule: fixed, mark-up on cost, price of the level, or a lot.

    Refuses `NothingToPrice`, `MixedCurrencies` for a price in another currency than the event's,
    and what the rule refuses (`CostUnknown`, `NoLevelPrice`, `AnotherLot`). A repeat says what
    stands now.
    """
    work.actor.require(Permission.PRICE_SEATS)
    repeated = answered_before(
        work, key, "set_retail_prices", event=event_id, seats=asdict(selection), rule=repr(rule)
    )
    currency = work.session.scalar(select(Event.currency).where(Event.id == event_id))
    if currency is None:
        raise NotFound("event", event_id)
    seats = _lock_seats(work, event_id, selection)
    if not seats:
        raise NothingToPrice
    before = {seat.id: seat.retail_price for seat in seats}
    if repeated is not None:
        return Repriced(len(seats), _together(before), _together(before), before={})
    after = _prices(rule, seats, currency)
    _write(work, event_id, after)
    return Repriced(len(seats), _together(before), _together(after), before)


def restore_prices(
    work: Work, event_id: UUID, prices: Mapping[UUID, Decimal | None], *, key: UUID
) -> int:
    """Undo a repricing, except for seats that were reserved or sold meanwhile; return how many.

    Refuses `NegativeRetail`, `TooManyDigits` and, for an unknown event, `NotFound`. A repeat says
    how many there are to restore.
    """
    work.actor.require(Permission.PRICE_SEATS)
    currency = work.session.scalar(select(Event.currency).where(Event.id == event_id))
    if currency is None:
        raise NotFound("event", event_id)
    check_retail(prices.values(), currency)
    body = {str(seat): price for seat, price in prices.items()}
    if answered_before(work, key, "restore_prices", event=event_id, prices=body) is not None:
        return len(prices)
    _lock_in_order(work, event_id, list(prices))
    return _write(work, event_id, prices)


def _lock_seats(work: Work, event_id: UUID, selection: Selection) -> Sequence[_PriceFacts]:
    """Lock in id order, as every statement that changes event seats does."""
    query = select(
        EventSeat.id,
        EventSeat.purchase_price,
        EventSeat.base_price,
        EventSeat.price_level_id,
        EventSeat.retail_price,
    ).where(
        EventSeat.event_id == event_id,
        EventSeat.ownership_status == Ownership.OWNED,
        EventSeat.status.in_(PRICEABLE),
    )
    if selection.ranks:
        query = query.where(EventSeat.rank.in_(selection.ranks))
    if selection.levels:
        query = query.where(EventSeat.price_level_id.in_(selection.levels))
    if selection.sections:
        query = query.join(Seat, on(Seat.id, EventSeat.seat_id)).where(
            Seat.section.in_(selection.sections)
        )
    rows = work.session.execute(query.order_by(EventSeat.id).with_for_update(of=EventSeat))
    return [_PriceFacts(*row) for row in rows]


def _lock_in_order(work: Work, event_id: UUID, seat_ids: Sequence[UUID]) -> None:
    """Lock before the update, which would meet the seats in the order of the list."""
    mine = and_(
        EventSeat.event_id == event_id,
        EventSeat.id == any_(bindparam("these", seat_ids, type_=ARRAY(Uuid()))),
    )
    work.session.execute(select(EventSeat.id).where(mine).order_by(EventSeat.id).with_for_update())


def _prices(
    rule: PriceRule, seats: Sequence[_PriceFacts], currency: str
) -> dict[UUID, Decimal | None]:
    prices = rule.prices_for([_as_priced(seat, currency) for seat in seats])
    for other in {price.currency for price in prices} - {currency}:
        raise MixedCurrencies(currency, other)
    return {seat.id: price.amount for seat, price in zip(seats, prices, strict=True)}


def _as_priced(seat: _PriceFacts, currency: str) -> PricedSeat:
    cost = None if seat.purchase_price is None else Money(seat.purchase_price, currency)
    base = None if seat.price_level_id is None else Money(seat.base_price, currency)
    return PricedSeat(cost, base)


def _together(prices: Mapping[UUID, Decimal | None]) -> Decimal:
    return sum((price or Decimal(0) for price in prices.values()), Decimal(0))


def _write(work: Work, event_id: UUID, prices: Mapping[UUID, Decimal | None]) -> int:
    done = work.session.connection().execute(
        _set_prices,
        {"of_event": event_id, "seat": list(prices), "price": list(prices.values())},
    )
    announce(work.session, "event_seats", event_id=event_id)
    return done.rowcount
