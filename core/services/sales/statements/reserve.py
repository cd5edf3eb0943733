"""Reserve seats: one statement that takes all of them or none.

claim the key → read the terms → lock the free seats in id order → count them → add up → cancel the
lapsed tickets that still stood on them → booking, tickets, items, seats.

Whoever plainly comes too late never gets as far as this (`core.services.sales.looking`).
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Text,
    Uuid,
    any_,
    bindparam,
    case,
    exists,
    false,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY

from core.domain.inventory.states import SeatStatus
from core.domain.money import UNUSUAL_DIGITS
from core.domain.payments.states import BookingPayment
from core.domain.sales.states import BookingStatus, DeliveryMethod
from core.domain.staff import Permission
from core.domain.tickets.states import TicketStatus
from core.services.sales.statements.offered import ON_SALE, PRESOLD, takeable
from core.services.sales.statements.parts import (
    NOW,
    among,
    bookings,
    claim_of,
    customers,
    events,
    few_rows,
    identifier,
    item,
    items,
    seats,
    setting,
    tenants,
    ticket,
    tickets,
    venue_seats,
    won,
    word,
    words,
)
from db.hot import HotStatement

DELIVERY = bindparam("by_delivery", type_=Text())
WANTED = bindparam("wanted_seats", type_=ARRAY(Uuid()))
_HOW_MANY = bindparam("how_many", type_=Integer())


def _digits(currency: ColumnElement[Any]) -> ColumnElement[Any]:
    codes: defaultdict[int, list[ColumnElement[Any]]] = defaultdict(list)
    for code, digits in UNUSUAL_DIGITS.items():
        codes[digits].append(literal_column(f"'{code}'"))
    return case(
        *((currency.in_(those), literal_column(str(digits))) for digits, those in codes.items()),
        else_=literal_column("2"),
    )


def _terms(claim: CTE, *, presale: bool) -> CTE:
    """The event with its fees, if it is on sale, the customer exists and the key is ours.

    `generally`: whether everybody can buy by now, where a presale sells before.

    The delivery fee is one amount for a booking whose tickets are posted, and nothing otherwise.
    """
    customer = identifier("the_customer")
    on_sale = events.c.status.in_(words(*ON_SALE))
    return (
        select(
            events.c.tenant_id,
            events.c.id,
            events.c.title,
            events.c.currency,
            _digits(events.c.currency).label("digits"),
            setting("service_fee_rate"),
            setting("service_fee_per_ticket"),
            case(
                (word(DeliveryMethod.POST) == DELIVERY, setting("delivery_fee")),
                else_=literal_column("0"),
            ).label("delivery_fee"),
            setting("tax_rate"),
            setting("reservation_minutes"),
            *([on_sale.label("generally")] if presale else []),
        )
        .join(tenants, tenants.c.tenant_id == events.c.tenant_id)
        .where(
            won(claim),
            events.c.id == identifier("the_event"),
            events.c.status.in_(words(*PRESOLD)) if presale else on_sale,
            or_(customer.is_(None), exists().where(customers.c.id == customer)),
        )
        .cte("terms")
    )


def _locked(terms: CTE, *, lock: bool, presale: bool) -> CTE:
    """The free ones of the wanted seats, locked in id order, so that nobody waits in a circle."""
    generally = exists(select(terms.c.id).where(terms.c.generally)) if presale else None
    free = (
        select(seats.c.tenant_id, seats.c.id, seats.c.seat_id, seats.c.status, seats.c.retail_price)
        .where(
            exists(select(terms.c.id)),
            seats.c.id == any_(WANTED),
            seats.c.event_id == identifier("the_event"),
            takeable(in_presale=presale, generally=generally),
        )
        .order_by(seats.c.id)
    )
    return (free.with_for_update() if lock else free).cte("locked")


def _added_up(terms: CTE, locked: CTE) -> CTE:
    """One row with the booking's totals if every seat was locked, else none.

    The same sums as `core.domain.sales.totals.booking_total`; a test holds them together.
    """
    sums: Subquery = select(
        func.count().label("n"), func.sum(locked.c.retail_price).label("subtotal")
    ).subquery("sums")
    service = (
        func.round(sums.c.subtotal * terms.c.service_fee_rate, terms.c.digits)
        + terms.c.service_fee_per_ticket * sums.c.n
    )
    priced = (
        select(terms, sums.c.n, sums.c.subtotal, service.label("service_fee"))
        .select_from(terms)
        .join(sums, sums.c.n == _HOW_MANY)
        .subquery("priced")
    )
    before_tax = priced.c.subtotal + priced.c.service_fee + priced.c.delivery_fee
    tax = func.round(before_tax * priced.c.tax_rate, priced.c.digits)
    until = NOW + func.make_interval(
        literal_column("0"),
        literal_column("0"),
        literal_column("0"),
        literal_column("0"),
        literal_column("0"),
        priced.c.reservation_minutes,
    )
    return select(
        priced.c.tenant_id,
        priced.c.id.label("event_id"),
        priced.c.title,
        priced.c.currency,
        priced.c.n,
        priced.c.service_fee,
        priced.c.delivery_fee,
        tax.label("tax_amount"),
        (before_tax + tax).label("total_amount"),
        until.label("reserved_until"),
    ).cte("ok")


def _cancel_lapsed(locked: CTE, ok: CTE) -> tuple[CTE, CTE]:
    """Cancel the tickets of reservations that ran out; their bookings are the clean-up job's."""
    lapsed_seats = select(locked.c.id).where(locked.c.status == word(SeatStatus.RESERVED))
    # Nearly always there are none: then neither update looks at its table at all.
    lapsed = (
        update(ticket)
        .where(
            exists(select(ok.c.n)),
            exists(lapsed_seats),
            among(ticket.c.live_seat_id, lapsed_seats),
            ticket.c.status == word(TicketStatus.RESERVED),
        )
        .values(status=word(TicketStatus.CANCELLED), cancelled_at=NOW, reserved_until=null())
        .returning(ticket.c.id)
        .cte("lapsed")
    )
    lapsed_items = (
        update(item)
        .where(
            exists(select(lapsed.c.id)),
            among(item.c.ticket_id, select(lapsed.c.id)),
            item.c.is_cancelled == false(),
        )
        .values(is_cancelled=literal_column("true"), cancelled_at=NOW)
        .cte("lapsed_items")
    )
    return lapsed, lapsed_items


def _booking(ok: CTE, *, presale: bool) -> CTE:
    row: dict[str, Any] = {
        "tenant_id": ok.c.tenant_id,
        "id": identifier("the_booking"),
        "customer_id": identifier("the_customer"),
        "event_id": ok.c.event_id,
        "booking_number": bindparam("new_booking_number", type_=Text()),
        "status": word(BookingStatus.RESERVED),
        "channel": bindparam("by_channel", type_=Text()),
        "delivery": DELIVERY,
        "ticket_count": ok.c.n,
        "total_amount": ok.c.total_amount,
        "currency": ok.c.currency,
        "service_fee": ok.c.service_fee,
        "delivery_fee": ok.c.delivery_fee,
        "tax_amount": ok.c.tax_amount,
        "payment_status": word(BookingPayment.PENDING),
        "reserved_until": ok.c.reserved_until,
        "sold_by": identifier("seller"),
        "created_at": NOW,
    }
    if presale:
        row["presale_id"] = identifier("in_presale")
        row["by_code"] = bindparam("entered_by_code", type_=Boolean())
    return (
        insert(bookings)
        .from_select(list(row), select(*row.values()), include_defaults=False)
        .cte("booking")
    )


_new = few_rows(
    "new",
    new_seat=Uuid(),
    new_ticket=Uuid(),
    new_number=Text(),
    new_barcode=Text(),
    new_item=Uuid(),
)


def _tickets(locked: CTE, ok: CTE, lapsed: CTE) -> CTE:
    # The wall on live seats is checked row by row: the lapsed tickets must be cancelled before the
    # first of these is written, so every row asks how many they were.
    gone = select(func.count().label("n")).select_from(lapsed).subquery("gone")
    new_ticket: dict[str, Any] = {
        "tenant_id": locked.c.tenant_id,
        "id": _new.c.new_ticket,
        "event_id": ok.c.event_id,
        "event_seat_id": locked.c.id,
        "booking_id": identifier("the_booking"),
        "ticket_number": _new.c.new_number,
        "barcode": _new.c.new_barcode,
        "status": word(TicketStatus.RESERVED),
        "price_paid": locked.c.retail_price,
        "currency": ok.c.currency,
        "reserved_at": NOW,
        "reserved_until": ok.c.reserved_until,
    }
    return (
        insert(tickets)
        .from_select(
            list(new_ticket),
            select(*new_ticket.values())
            .select_from(locked)
            .join(_new, _new.c.new_seat == locked.c.id)
            .join(ok, literal_column("true"))
            .join(gone, gone.c.n >= literal_column("0")),
            include_defaults=False,
        )
        .cte("issued")
    )


def _items(locked: CTE, ok: CTE) -> CTE:
    new_item: dict[str, Any] = {
        "tenant_id": locked.c.tenant_id,
        "id": _new.c.new_item,
        "booking_id": identifier("the_booking"),
        "ticket_id": _new.c.new_ticket,
        "unit_price": locked.c.retail_price,
        "total_price": locked.c.retail_price,
        "section": venue_seats.c.section,
        "row": venue_seats.c.row,
        "seat_number": venue_seats.c.seat_number,
    }
    return (
        insert(items)
        .from_select(
            list(new_item),
            select(*new_item.values())
            .select_from(locked)
            .join(_new, _new.c.new_seat == locked.c.id)
            .join(venue_seats, venue_seats.c.id == locked.c.seat_id)
            .where(exists(select(ok.c.n)), among(venue_seats.c.id, select(locked.c.seat_id))),
            include_defaults=False,
        )
        .cte("listed")
    )


def reserve_statement(*, lock: bool = True, presale: bool = False) -> Select[Any]:
    """Build the statement; only a test of what the lock is for builds it without.

    `presale`: for seats that are kept for one, too; the others' statement stays as short as it is.
    """
    claim = claim_of("reserve_seats", "the_booking")
    terms = _terms(claim, presale=presale)
    locked = _locked(terms, lock=lock, presale=presale)
    ok = _added_up(terms, locked)
    lapsed, lapsed_items = _cancel_lapsed(locked, ok)
    booking = _booking(ok, presale=presale)
    issued, listed = _tickets(locked, ok, lapsed), _items(locked, ok)
    taken = (
        update(seats)
        .where(among(seats.c.id, select(locked.c.id)), seats.c.event_id == ok.c.event_id)
        .values(status=word(SeatStatus.RESERVED), reserved_until=ok.c.reserved_until)
        .cte("taken")
    )
    first = select((~won(claim)).label("answered")).subquery("first")
    return (
        select(
            first.c.answered,
            ok.c.title,
            ok.c.currency,
            ok.c.service_fee,
            ok.c.delivery_fee,
            ok.c.tax_amount,
            ok.c.total_amount,
            ok.c.reserved_until,
        )
        .select_from(first)
        .outerjoin(ok, literal_column("true"))
        .add_cte(booking, lapsed, lapsed_items, taken, issued, listed)
    )


#: One row: `answered` means that the key was answered before; no total means no.
RESERVE = HotStatement(reserve_statement(), ready_for=(Permission.SELL_SEATS,))
#: The same for who buys in a presale.
RESERVE_IN_PRESALE = HotStatement(reserve_statement(presale=True))
