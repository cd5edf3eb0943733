"""Receipts point to receipt, line and seat without foreign keys: nothing of it can be wrong."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, Row, select, text
from sqlalchemy.orm import Session

from core.domain.purchasing.states import LineStatus, OrderStatus
from core.services.work import Work
from db.models import DeliveryReceipt, EventSeat, PurchaseOrder
from tests.clock import NOW
from tests.db.security.asking import said
from tests.db.security.breaking import at_commit
from tests.factories import Stock, make_line, make_order, make_ticket_type, stocked_event

NO_SUCH_ROW, NOT_EMPTY = "23503", "23514"
SETTLED, KEPT, STOCK, RECEIPTS = "PT003", "PT005", "PT031", "PT032"
LIST = (
    "INSERT INTO parterre.delivery_receipt_seats (receipt_id, line_id, event_seat_id, unit_price)"
    " VALUES (:receipt, :line, :seat, 1)"
)


@pytest.fixture
def stock(work: Work) -> Stock:
    return stocked_event(work.session, rows=1, seats=4, owned=2)


@pytest.fixture
def spare(work: Work, stock: Stock) -> UUID:
    """A seat that was never ours."""
    last = select(EventSeat.id).where(EventSeat.event_id == stock.event.id, EventSeat.rank == 3)
    return work.session.scalars(last).one()


@pytest.fixture
def listed(work: Work, stock: Stock) -> Row[Any]:
    """The receipt and the line of the first seat."""
    found = text(
        "SELECT receipt_id, line_id FROM parterre.delivery_receipt_seats"
        " WHERE event_seat_id = :seat"
    )
    return work.session.execute(found, {"seat": stock.seats[0].id}).one()


@pytest.mark.parametrize("unknown", ["receipt", "line"])
def test_a_receipt_lists_for_known_receipts_and_lines_only(
    work: Work, spare: UUID, listed: Row[Any], unknown: str
) -> None:
    known: dict[str, Any] = {"receipt": listed.receipt_id, "line": listed.line_id, "seat": spare}

    assert at_commit(work.session, LIST, **{**known, unknown: uuid4()}) == NO_SUCH_ROW


def test_a_receipt_lists_known_seats_only(work: Work, stock: Stock) -> None:
    order = make_order(work.session, status=OrderStatus.CONFIRMED)
    line = make_line(work.session, order, make_ticket_type(work.session, stock.event), quantity=2)
    receipt = _receipt(work.session, order, stock)
    counted = (
        "UPDATE parterre.purchase_order_lines SET received_quantity = 1,"
        " status = 'PARTIALLY_RECEIVED' WHERE id = :line"
    )
    values: dict[str, Any] = {"receipt": receipt.id, "line": line.id, "seat": uuid4()}

    assert at_commit(work.session, LIST, counted, **values) == RECEIPTS


@pytest.mark.parametrize("status", [LineStatus.PENDING, LineStatus.CONFIRMED])
def test_a_receipt_lists_for_lines_of_its_own_order_only(
    work: Work, stock: Stock, spare: UUID, listed: Row[Any], status: LineStatus
) -> None:
    order = make_order(work.session, status=OrderStatus.CONFIRMED)
    line = make_line(
        work.session, order, make_ticket_type(work.session, stock.event), quantity=1, status=status
    )
    values: dict[str, Any] = {"receipt": listed.receipt_id, "line": line.id, "seat": spare}

    assert at_commit(work.session, LIST, **values) == NO_SUCH_ROW


def test_a_pending_line_receives_nothing(work: Work, stock: Stock, spare: UUID) -> None:
    order = make_order(work.session, status=OrderStatus.CONFIRMED)
    kind = make_ticket_type(work.session, stock.event)
    line = make_line(work.session, order, kind, quantity=1, status=LineStatus.PENDING)
    receipt = _receipt(work.session, order, stock)
    values: dict[str, Any] = {"receipt": receipt.id, "line": line.id, "seat": spare}

    assert at_commit(work.session, LIST, **values) == NO_SUCH_ROW


@pytest.mark.parametrize("column", ["purchase_order_id", "supplier_id"])
def test_an_owned_seat_comes_from_the_order_and_supplier_of_a_receipt(
    work: Work, stock: Stock, column: str
) -> None:
    # Settled while it is owned; handed back and bought again it may name another one.
    returned = (
        "UPDATE parterre.event_seats SET ownership_status = 'RETURNED_TO_SUPPLIER' WHERE id = :seat"
    )
    renamed = f"UPDATE parterre.event_seats SET {column} = :other WHERE id = :seat"
    seat, other = stock.seats[0].id, uuid4()

    assert at_commit(work.session, returned, seat=seat) == ""
    assert at_commit(work.session, returned, renamed, seat=seat, other=other) == STOCK


@pytest.mark.parametrize("column", ["purchase_order_id", "supplier_id"])
def test_a_seat_that_was_never_ours_comes_from_nobody(work: Work, spare: UUID, column: str) -> None:
    named = f"UPDATE parterre.event_seats SET {column} = :other WHERE id = :seat"

    assert at_commit(work.session, named, seat=spare, other=uuid4()) == NOT_EMPTY


@pytest.mark.parametrize(
    "removal",
    [
        "DELETE FROM parterre.event_seats",
        "TRUNCATE parterre.event_seats CASCADE",
        "TRUNCATE parterre.purchase_order_lines CASCADE",
        "DELETE FROM parterre.delivery_receipts",
    ],
)
def test_what_receipts_point_to_is_never_removed(above: Connection, removal: str) -> None:
    assert said(above, removal) == KEPT


def test_a_line_that_is_agreed_is_never_removed(above: Connection) -> None:
    assert said(above, "DELETE FROM parterre.purchase_order_lines") == SETTLED


def _receipt(session: Session, order: PurchaseOrder, stock: Stock) -> DeliveryReceipt:
    made = DeliveryReceipt(
        purchase_order_id=order.id,
        supplier_id=order.supplier_id,
        event_id=stock.event.id,
        receipt_number="DR-2027-99999",
        delivered_at=NOW,
        fulfillment_method=order.fulfillment_method,
        quantity=1,
        total_cost=1,
        received_by="Manager",
    )
    session.add(made)
    session.flush()
    return made
