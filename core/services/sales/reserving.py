"""Reserve seats for a customer or an anonymous walk-up: all of them or none."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.exc import IntegrityError

from core.domain.numbers import RANDOM_BYTES, barcode, booking_number, ticket_number
from core.domain.sales.refusals import SeatListedTwice, SeatsTaken, TooManySeats
from core.domain.sales.states import SalesChannel
from core.domain.sales.totals import EmptyBooking
from core.domain.staff import Permission
from core.services.requests import body_hash, first_answer, subject_of
from core.services.sales.queries import one_booking
from core.services.sales.refusing import why_not
from core.services.sales.rows import BookingRow, booking_row
from core.services.sales.statements.reserve import RESERVE
from core.services.work import Work
from db.changes import announce_later
from db.ids import new_id

MOST_SEATS = 5_000
"""Seats in one booking: a stand for a sponsor, not a stadium by mistake."""

_USE_CASE = "reserve_seats"


def reserve_seats(
    work: Work,
    event_id: UUID,
    seat_ids: Sequence[UUID],
    *,
    customer_id: UUID | None = None,
    channel: SalesChannel = SalesChannel.COUNTER,
    key: UUID,
) -> BookingRow:
    """Reserve event seats until the event's reservation minutes are over; each at its retail price.

    A reservation whose time is over is taken over at once. Refuses `SeatsTaken`, `SeatsNotOwned`,
    `SeatsOffSale`, `SeatsUnpriced`, `SeatsNotOfEvent`, `SeatListedTwice`, `TooManySeats`,
    `EmptyBooking`, `NotOnSale`, `KeyReused` and, for an unknown event or customer, `NotFound`.
    """
    work.actor.require(Permission.SELL_SEATS)
    _check_list(seat_ids)
    hashed = body_hash(
        _USE_CASE,
        event=event_id,
        seats=sorted(map(str, seat_ids)),
        customer=customer_id,
        channel=channel,
    )
    row = _take(
        work,
        seat_ids,
        {
            **_new_rows(work, seat_ids),
            "key": key,
            "hashed": hashed,
            "the_event": event_id,
            "the_customer": customer_id,
            "by_channel": channel.value,
        },
    )
    if not row.claimed:
        first = first_answer(work, key, _USE_CASE, hashed)
        return one_booking(work.session, subject_of(first))
    if row.id is None:
        raise why_not(work.session, event_id, seat_ids, customer_id=customer_id, now=work.now)
    announce_later(work.session, "bookings", "event_seats", "tickets", event_id=event_id)
    return booking_row(row, row.title)


def _check_list(seat_ids: Sequence[UUID]) -> None:
    if not seat_ids:
        raise EmptyBooking
    if len(seat_ids) > MOST_SEATS:
        raise TooManySeats(len(seat_ids), MOST_SEATS)
    if len(set(seat_ids)) < len(seat_ids):
        raise SeatListedTwice([seat for seat in set(seat_ids) if seat_ids.count(seat) > 1])


def _new_rows(work: Work, seat_ids: Sequence[UUID]) -> dict[str, Any]:
    """Everything that the client makes: ids, numbers and barcodes nobody can guess."""
    wanted = list(seat_ids)
    return {
        "the_booking": new_id(),
        "new_booking_number": booking_number(work.now.year, secrets.token_bytes(RANDOM_BYTES)),
        "seller": work.actor.staff_id,
        "now": work.now,
        "how_many": len(wanted),
        "wanted_seats": wanted,
        "new_seat": wanted,
        "new_ticket": [new_id() for _ in wanted],
        "new_item": [new_id() for _ in wanted],
        "new_number": [ticket_number(secrets.token_bytes(RANDOM_BYTES)) for _ in wanted],
        "new_barcode": [barcode(secrets.token_bytes(RANDOM_BYTES)) for _ in wanted],
    }


def _take(work: Work, seat_ids: Sequence[UUID], params: dict[str, Any]) -> Row[Any]:
    try:
        return work.session.connection().execute(RESERVE, params).one()
    except IntegrityError as error:
        # Two workstations whose clocks differ can see one reservation lapsed and not lapsed; the
        # wall on live tickets decides, and there is no transaction left to ask which seats.
        if "uq_tickets_live_seat" in str(error.orig):
            raise SeatsTaken([f"{len(seat_ids)} seats asked for"]) from error
        raise
