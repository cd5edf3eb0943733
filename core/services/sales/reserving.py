"""Reserve seats for a customer or an anonymous walk-up: all of them or none."""

import secrets
from collections.abc import Sequence
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.domain.money import Money
from core.domain.numbers import RANDOM_BYTES, barcode, booking_number, ticket_number
from core.domain.sales.refusals import NobodyToPostTo, SeatListedTwice, SeatsTaken, TooManySeats
from core.domain.sales.states import BookingStatus, DeliveryMethod, HowSold, SalesChannel
from core.domain.sales.totals import EmptyBooking
from core.domain.staff import Permission
from core.services.holds.lapsing import free_ended
from core.services.requests import body_hash, first_answer, subject_of
from core.services.sales.looking import Wish, look_at
from core.services.sales.presale_entry import let_in
from core.services.sales.queries import one_booking
from core.services.sales.refusing import in_the_way, why_not
from core.services.sales.rows import BookingRow
from core.services.sales.statements.reserve import RESERVE, RESERVE_IN_PRESALE
from core.services.work import Work
from db.changes import announce_later
from db.hot import HotStatement
from db.ids import new_id
from db.statistics import plan_for_many

MOST_SEATS = 5_000
"""Seats in one booking: a stand for a sponsor, not a stadium by mistake."""

_A_PARTY = 200
OVER_THE_COUNTER = HowSold()
_USE_CASE = "reserve_seats"


def reserve_seats(
    work: Work,
    event_id: UUID,
    seat_ids: Sequence[UUID],
    *,
    customer_id: UUID | None = None,
    how: HowSold = OVER_THE_COUNTER,
    key: UUID,
) -> BookingRow:
    """Reserve event seats until the event's reservation minutes are over; each at its retail price.

    Posted tickets cost the event's delivery fee. A reservation or a hold whose time is over is
    taken over at once. In a presale its seats can be had too, by those who may (`let_in` refuses
    the others). Refuses `SeatsTaken`, `SeatsNotOwned`, `SeatsOffSale`, `SeatsKept`,
    `SeatsUnpriced`, `SeatsNotOfEvent`, `SeatListedTwice`, `TooManySeats`, `EmptyBooking`,
    `NobodyToPostTo`, `NotOnSale`, `KeyReused` and, for an unknown event or customer, `NotFound`.
    """
    work.actor.require(Permission.SELL_SEATS)
    wish = Wish(event_id, seat_ids, customer_id, how, work.now)
    _check(wish)
    statement, more = _for_whom(work, wish, key)
    _look_first(work, wish, key)
    asked = _asked(wish)
    params = {**_new_rows(work, seat_ids), **asked, **more, "key": key}
    if len(seat_ids) > _A_PARTY:
        plan_for_many(work.session)
    row = _take(work, wish, params, statement)
    if row.answered:
        answer = first_answer(work, key, _USE_CASE, asked["hashed"])
        return one_booking(work.session, subject_of(answer))
    if row.total_amount is None:
        raise why_not(work.session, wish)
    announce_later(work.session, "bookings", "event_seats", "tickets", event_id=event_id)
    return _reserved(work, params, row)


def _check(wish: Wish) -> None:
    wanted = wish.seat_ids
    if not wanted:
        raise EmptyBooking
    if len(wanted) > MOST_SEATS:
        raise TooManySeats(len(wanted), MOST_SEATS)
    if len(set(wanted)) < len(wanted):
        raise SeatListedTwice([seat for seat in set(wanted) if wanted.count(seat) > 1])
    if wish.how.delivery is DeliveryMethod.POST and wish.customer_id is None:
        raise NobodyToPostTo


def _for_whom(work: Work, wish: Wish, key: UUID) -> tuple[HotStatement, dict[str, Any]]:
    """The statement for everybody, or the one for who buys in a presale, and what it needs."""
    entry = wish.how.presale
    if entry is None:
        return RESERVE, {}
    let = let_in(work, wish.event_id, entry, wish.customer_id, len(wish.seat_ids), key)
    presale = {
        "in_presale": entry.presale_id,
        "presale_levels": list(let.levels),
        "entered_by_code": let.by_code,
    }
    return RESERVE_IN_PRESALE, presale


def _look_first(work: Work, wish: Wish, key: UUID) -> None:
    """Refuse what plainly can't be had, and let go of holds whose time is over."""
    look = look_at(work.session, wish, key)
    if look.answered:
        return
    if refusal := in_the_way(work.session, wish, look):
        raise refusal
    if any(seat.has_ended_hold(wish.now) for seat in look.seats):
        free_ended(work, wish.seat_ids)


def _asked(wish: Wish) -> dict[str, Any]:
    """What the statement needs to know of the request, and the request's hash."""
    how = wish.how
    return {
        "hashed": body_hash(
            _USE_CASE,
            event=wish.event_id,
            seats=sorted(map(str, wish.seat_ids)),
            customer=wish.customer_id,
            how=[how.channel, how.delivery, how.presale and how.presale.presale_id],
        ),
        "the_event": wish.event_id,
        "the_customer": wish.customer_id,
        "by_channel": how.channel.value,
        "by_delivery": how.delivery.value,
    }


def _new_rows(work: Work, seat_ids: Sequence[UUID]) -> dict[str, Any]:
    """Everything that the client makes: ids, numbers and barcodes nobody can guess."""
    wanted = list(seat_ids)
    random = BytesIO(secrets.token_bytes(RANDOM_BYTES * (1 + 2 * len(wanted))))
    return {
        "the_booking": new_id(),
        "new_booking_number": booking_number(work.now.year, random.read(RANDOM_BYTES)),
        "seller": work.actor.staff_id,
        "now": work.now,
        "how_many": len(wanted),
        "wanted_seats": wanted,
        "new_seat": wanted,
        "new_ticket": [new_id() for _ in wanted],
        "new_item": [new_id() for _ in wanted],
        "new_number": [ticket_number(random.read(RANDOM_BYTES)) for _ in wanted],
        "new_barcode": [barcode(random.read(RANDOM_BYTES)) for _ in wanted],
    }


def _reserved(work: Work, params: dict[str, Any], row: Any) -> BookingRow:
    """The booking as it was written: what we made, and what the database added up."""
    return BookingRow(
        id=params["the_booking"],
        number=params["new_booking_number"],
        event_id=params["the_event"],
        event=row.title,
        customer_id=params["the_customer"],
        status=BookingStatus.RESERVED,
        channel=SalesChannel(params["by_channel"]),
        delivery=DeliveryMethod(params["by_delivery"]),
        ticket_count=params["how_many"],
        total=Money(row.total_amount, row.currency),
        service_fee=Money(row.service_fee, row.currency),
        delivery_fee=Money(row.delivery_fee, row.currency),
        tax=Money(row.tax_amount, row.currency),
        discount=Money.zero(row.currency),
        payment_method=None,
        reserved_until=row.reserved_until,
        confirmed_at=None,
        cancelled_at=None,
        cancellation_reason=None,
        created_at=work.now,
    )


def _take(work: Work, wish: Wish, params: dict[str, Any], statement: HotStatement) -> Any:
    try:
        return statement.one_or_none(work.session, params)
    except IntegrityError as error:
        # Two workstations whose clocks differ can see one reservation lapsed and not lapsed; the
        # wall on live tickets decides, and there is no transaction left to ask which seats.
        if "uq_tickets_live_seat" in str(error.orig):
            raise SeatsTaken([f"{len(wish.seat_ids)} seats asked for"]) from error
        raise
