"""Updates that nobody may make: illegal moves, other keys, agreed prices, rewritten facts."""

from collections.abc import Callable
from itertools import product
from uuid import UUID

import pytest
from sqlalchemy import text

from core.domain.events import EventStatus
from core.domain.purchasing.states import OrderStatus
from core.domain.staff import Role
from core.services.work import Work
from db.security.moves import MACHINES, Machine
from tests.conftest import WorkAs
from tests.db.security.asking import DENIED, said
from tests.factories import (
    make_customer,
    make_event,
    make_line,
    make_order,
    make_party,
    make_payable,
    make_ticket_type,
    open_till,
    reserve,
    sell,
    stocked_event,
)

ILLEGAL, FIXED, AGREED, NOT_YOURS, A_FACT = "PT001", "PT002", "PT003", "PT004", "PT005"


def _a_line(work: Work) -> UUID:
    order = make_order(work.session, status=OrderStatus.DRAFT)
    kind = make_ticket_type(work.session, make_event(work.session))
    return make_line(work.session, order, kind, quantity=1).id


def _a_payable(work: Work) -> UUID:
    return make_payable(work.session, make_order(work.session)).id


def _a_reservation(work: Work, what: str) -> UUID:
    stock = stocked_event(work.session, rows=1, seats=2)
    sale = reserve(work.session, stock.seats[:1])
    found: UUID = {"bookings": sale.booking, "tickets": sale.tickets[0]}[what].id
    return found


def _a_payment(work: Work) -> UUID:
    stock = stocked_event(work.session, rows=1, seats=2)
    till = open_till(work.session, work.actor.staff_id)
    payment = sell(work.session, stock.seats[:1], till).payment
    assert payment is not None
    return payment.id


ONE: dict[str, Callable[[Work], UUID]] = {
    "events": lambda work: make_event(work.session, status=EventStatus.DRAFT).id,
    "event_seats": lambda work: stocked_event(work.session, rows=1, seats=2).seats[0].id,
    "bookings": lambda work: _a_reservation(work, "bookings"),
    "tickets": lambda work: _a_reservation(work, "tickets"),
    "purchase_orders": lambda work: make_order(work.session, status=OrderStatus.DRAFT).id,
    "purchase_order_lines": _a_line,
    "payments": _a_payment,
    "payables": _a_payable,
}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda m: f"{m.table}.{m.column}")
def test_the_database_knows_the_domains_moves(work: Work, machine: Machine) -> None:
    """Every pair is tried: the trigger fires exactly for the moves that the domain doesn't list.

    A state is put in place with the trigger off; what other checks say about it is not asked here.
    """
    row = ONE[machine.table](work)
    connection = work.session.connection()
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    connection.execute(text("RESET SESSION AUTHORIZATION"))
    trigger = f"TRIGGER legal_{machine.column}"
    connection.execute(text(f"ALTER TABLE parterre.{machine.table} DISABLE TRIGGER USER"))
    _drop_checks(work, machine.table)
    refused = set()
    for now, wanted in product(machine.moves, machine.moves):
        put = f"UPDATE parterre.{machine.table} SET {machine.column} = :to WHERE id = :row"
        switch = f"ALTER TABLE parterre.{machine.table} {{}} {trigger}"
        connection.execute(text(put), {"to": now.value, "row": row})
        connection.execute(text(switch.format("ENABLE")))
        if said(connection, put, to=wanted.value, row=row) == ILLEGAL:
            refused.add((now, wanted))
        connection.execute(text(switch.format("DISABLE")))

    legal = {(now, wanted) for now, others in machine.moves.items() for wanted in others}
    every = set(product(machine.moves, machine.moves))
    assert refused == {pair for pair in every - legal if pair[0] is not pair[1]}
    work.session.rollback()


def _drop_checks(work: Work, table: str) -> None:
    checks = work.session.scalars(
        text(
            "SELECT conname FROM pg_constraint WHERE contype = 'c'"
            " AND conrelid = CAST(:table AS regclass)"
        ),
        {"table": f"parterre.{table}"},
    ).all()
    for name in checks:
        work.session.execute(text(f"ALTER TABLE parterre.{table} DROP CONSTRAINT {name}"))


REFUSED = {
    "a booking moves to another event": (FIXED, "bookings", "event_id = gen_random_uuid()"),
    "a ticket moves to another seat": (FIXED, "tickets", "event_seat_id = gen_random_uuid()"),
    "a ticket gets another price": (FIXED, "tickets", "price_paid = 1"),
    "a ticket gets another barcode": (FIXED, "tickets", "barcode = 'mine'"),
    "a seat changes its place": (FIXED, "event_seats", "rank = rank + 100"),
    "an item gets another price": (FIXED, "booking_items", "unit_price = 1, total_price = 1"),
    "a row moves to another agency": (FIXED, "tickets", "tenant_id = gen_random_uuid()"),
    "a sold seat gets another price": (AGREED, "event_seats", "retail_price = 1"),
    "an owned seat gets another cost": (AGREED, "event_seats", "purchase_price = 1"),
    "a received line gets another price": (AGREED, "purchase_order_lines", "unit_price = 1"),
    "a confirmed order gets another number": (FIXED, "purchase_orders", "po_number = 'PO-X'"),
    "a payment gets another amount": (A_FACT, "payments", "amount = 1"),
    "a payment gets another provider": (A_FACT, "payments", "payment_provider = 'bank'"),
    "a settled payment gets another date": (A_FACT, "payments", "processed_at = now()"),
    "the journal is rewritten": (A_FACT, "journal_entries", "amount = 1"),
    "the audit is rewritten": (A_FACT, "audit_log", "login = 'u_nobody'"),
    "a scan is rewritten": (A_FACT, "scans", "gate = 'elsewhere'"),
    "a receipt is rewritten": (A_FACT, "delivery_receipts", "quantity = 1"),
    "a shift gets another float": (FIXED, "till_shifts", "opening_float = 1"),
}


@pytest.mark.parametrize(("code", "table", "change"), REFUSED.values(), ids=list(REFUSED))
def test_not_even_the_superuser_by_mistake(work: Work, code: str, table: str, change: str) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)
    sell(work.session, stock.seats, open_till(work.session, work.actor.staff_id))
    connection = work.session.connection()
    connection.execute(text("RESET SESSION AUTHORIZATION"))

    assert said(connection, f"UPDATE parterre.{table} SET {change}") == code


@pytest.mark.parametrize(
    "table", ["audit_log", "journal_entries", "payments", "scans", "delivery_receipts"]
)
def test_facts_are_neither_deleted_nor_truncated(work: Work, table: str) -> None:
    connection = work.session.connection()
    connection.execute(text("RESET SESSION AUTHORIZATION"))

    assert said(connection, f"DELETE FROM parterre.{table}") == A_FACT
    assert said(connection, f"TRUNCATE parterre.{table} CASCADE") == A_FACT


def test_the_door_only_lets_in_and_only_once(work: Work, work_as: WorkAs) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)
    sale = sell(work.session, stock.seats, open_till(work.session, work.actor.staff_id))
    one, other = (ticket.id for ticket in sale.tickets)
    work.session.commit()
    admit = "UPDATE parterre.tickets SET status = 'USED', scanned_at = now() WHERE id = :id"
    with work_as(Role.DOOR) as door:
        connection = door.session.connection()
        void = "UPDATE parterre.tickets SET status = 'CANCELLED' WHERE id = :id"
        assert said(connection, void, id=one) == DENIED
        assert connection.execute(text(admit), {"id": one}).rowcount == 1
        assert connection.execute(text(admit), {"id": one}).rowcount == 0
        assert connection.execute(text(admit), {"id": other}).rowcount == 1


def test_a_scan_is_never_taken_back(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)
    sale = sell(work.session, stock.seats, open_till(work.session, work.actor.staff_id))
    ticket = {"id": sale.tickets[0].id}
    connection = work.session.connection()
    admit = "UPDATE parterre.tickets SET status = 'USED', scanned_at = now() WHERE id = :id"
    connection.execute(text(admit), ticket)

    again = "UPDATE parterre.tickets SET scanned_at = now() + interval '1 hour' WHERE id = :id"
    assert said(connection, again, **ticket) == ILLEGAL
    back = "UPDATE parterre.tickets SET status = 'CONFIRMED', scanned_at = NULL WHERE id = :id"
    assert said(connection, back, **ticket) == ILLEGAL


FORBIDDEN_WORDS = {
    "a clerk reports a card payment of the web": (
        Role.BOX_OFFICE,
        "payment_provider, provider_transaction_id, status, payment_method, processed_at",
        "'stripe', 'pi_1', 'SUCCESS', 'CREDIT_CARD', now()",
    ),
    "a clerk says a transfer has arrived": (
        Role.BOX_OFFICE,
        "payment_provider, status, payment_method, processed_at",
        "'bank', 'SUCCESS', 'BANK_TRANSFER', now()",
    ),
    "a manager reports a provider's fact": (
        Role.MANAGER,
        "payment_provider, provider_transaction_id, status, payment_method, processed_at",
        "'stripe', 'pi_1', 'SUCCESS', 'CREDIT_CARD', now()",
    ),
    "the web takes cash": (
        Role.WEB,
        "payment_provider, status, payment_method, processed_at",
        "'cash', 'SUCCESS', 'CASH', now()",
    ),
}


@pytest.mark.parametrize(
    ("role", "columns", "values"), FORBIDDEN_WORDS.values(), ids=list(FORBIDDEN_WORDS)
)
def test_who_may_say_that_money_came(
    work: Work, work_as: WorkAs, role: Role, columns: str, values: str
) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)
    booking = reserve(work.session, stock.seats).booking
    work.session.commit()
    with work_as(role) as somebody:
        found = said(
            somebody.session.connection(),
            f"INSERT INTO parterre.payments (id, booking_id, amount, currency, {columns})"
            f" VALUES (gen_random_uuid(), :booking, 100, 'EUR', {values})",
            booking=booking.id,
        )

    assert found == DENIED


def test_a_clerk_sells_at_the_seats_price(work: Work, work_as: WorkAs) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)
    booking = reserve(work.session, stock.seats[:1]).booking
    work.session.commit()
    cheap = (
        "INSERT INTO parterre.tickets (id, event_id, event_seat_id, booking_id, ticket_number,"
        " barcode, status, price_paid, currency, reserved_until) VALUES (gen_random_uuid(), :event,"
        " :seat, :booking, 'T-X', 'C-X', 'RESERVED', 1, 'EUR', now())"
    )
    with work_as(Role.BOX_OFFICE) as clerk:
        found = said(
            clerk.session.connection(),
            cheap,
            event=stock.event.id,
            seat=stock.seats[1].id,
            booking=booking.id,
        )

    assert found == AGREED


def test_a_buyer_sells_nothing(work: Work, work_as: WorkAs) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)
    work.session.commit()
    with work_as(Role.BUYER) as buyer:
        take = "UPDATE parterre.event_seats SET status = 'RESERVED' WHERE id = :seat"
        found = said(buyer.session.connection(), take, seat=stock.seats[0].id)

    assert found == NOT_YOURS


def test_a_seller_does_not_call_an_event_off(work: Work, work_as: WorkAs) -> None:
    event = make_event(work.session)
    work.session.commit()
    change = "UPDATE parterre.events SET status = :to WHERE id = :event"
    with work_as(Role.BOX_OFFICE) as clerk:
        connection = clerk.session.connection()
        assert said(connection, change, to="CANCELLED", event=event.id) == DENIED
        assert said(connection, change, to="SOLD_OUT", event=event.id) == ""


@pytest.mark.parametrize(("role", "answer"), [(Role.BUYER, NOT_YOURS), (Role.MANAGER, "")])
def test_only_a_manager_cancels_an_event(
    work: Work, work_as: WorkAs, role: Role, answer: str
) -> None:
    event = make_event(work.session)
    work.session.commit()
    with work_as(role) as somebody:
        found = said(
            somebody.session.connection(),
            "UPDATE parterre.events SET status = 'CANCELLED' WHERE id = :event",
            event=event.id,
        )

    assert found == answer


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.WEB])
@pytest.mark.parametrize("status", ["CANCELLED", "REFUNDED"])
def test_a_seller_takes_no_sale_back(work: Work, work_as: WorkAs, role: Role, status: str) -> None:
    """Otherwise a clerk sells a paid seat once more, and its guest finds out at the door."""
    stock = stocked_event(work.session, rows=1, seats=2)
    booking = sell(work.session, stock.seats, open_till(work.session, work.actor.staff_id)).booking
    work.session.commit()
    with work_as(role) as seller:
        found = said(
            seller.session.connection(),
            f"UPDATE parterre.bookings SET status = '{status}', cancelled_at = now()"
            " WHERE id = :booking",
            booking=booking.id,
        )

    assert found == NOT_YOURS


def test_a_clerk_says_of_no_cash_that_it_went_back(work: Work, work_as: WorkAs) -> None:
    payment = _a_payment(work)
    work.session.commit()
    with work_as(Role.BOX_OFFICE) as clerk:
        change = text("UPDATE parterre.payments SET status = 'REFUNDED' WHERE id = :payment")
        assert clerk.session.connection().execute(change, {"payment": payment}).rowcount == 0


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.WEB])
def test_a_tier_is_a_managers_word(work: Work, work_as: WorkAs, role: Role) -> None:
    customer, party = make_customer(work.session), make_party(work.session)
    work.session.commit()
    add = "INSERT INTO parterre.customers (id, party_id, {}) VALUES (gen_random_uuid(), :party, {})"
    raised = "UPDATE parterre.customers SET {} WHERE id = :customer"
    with work_as(role) as seller:
        connection = seller.session.connection()
        for column, value in (("customer_tier", "'GOLD'"), ("loyalty_points", "1")):
            assert said(connection, add.format(column, value), party=party.id) == DENIED
            change = raised.format(f"{column} = {value}")
            assert said(connection, change, customer=customer.id) == DENIED
        assert said(connection, add.format("customer_type", "'CORPORATE'"), party=party.id) == ""
