"""The delivery receipt: every seat that came, and what it cost."""

from decimal import Decimal
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from core.domain.errors import NotFound
from core.services.reporting.delivery_receipt import delivery_pdf, delivery_to_print
from core.services.work import Work, new_key
from db.models import DeliveryReceipt, EventSeat, Party
from tests.factories import make_event, own_seats, stocked_event
from tests.services.sales.conftest import euros


def test_receipt_lists_rows_with_their_seats(work: Work) -> None:
    event = make_event(work.session)
    seats = seats_of(work, event.id)
    own_seats(work.session, event, [*seats[:4], *seats[6:8], seats[10]])
    receipt = work.session.scalars(
        select(DeliveryReceipt).where(DeliveryReceipt.quantity == 7)
    ).one()

    sheet = delivery_to_print(work.session, receipt.id)
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(delivery_pdf(sheet))).pages)

    assert sheet.quantity == 7
    assert [(row.row, row.seats) for row in sheet.rows] == [
        ("A", ("1", "2", "3", "4", "7", "8")),
        ("B", ("1",)),
    ]
    assert sheet.rows[0].total == euros("180.00")
    assert sheet.supplier in set(work.session.scalars(select(Party.name)))
    for expected in (
        "Delivery receipt",
        receipt.receipt_number,
        event.title,
        "Stalls · Row A · Seats 1–4, 7–8",
        "6 × 30.00 EUR",
        "Stalls · Row B · Seat 1",
        "7 seats",
        "210.00 EUR",
        "Received by",
        "u_manager",
    ):
        assert expected in words


def seats_of(work: Work, event_id: UUID) -> list[EventSeat]:
    wanted = select(EventSeat).where(EventSeat.event_id == event_id).order_by(EventSeat.rank)
    return list(work.session.scalars(wanted))


def test_large_delivery_goes_on_over_pages(work: Work) -> None:
    stock = stocked_event(work.session, rows=26, seats=2, price=Decimal("45.00"))
    receipt = work.session.scalars(select(DeliveryReceipt)).one()

    pages = PdfReader(BytesIO(delivery_pdf(delivery_to_print(work.session, receipt.id)))).pages

    assert len(stock.seats) == 52
    assert len(pages) == 2
    assert sum(page.extract_text().count("Stalls · Row") for page in pages) == 26


def test_unknown_delivery(work: Work) -> None:
    with pytest.raises(NotFound):
        delivery_to_print(work.session, new_key())
