"""The receipt: what was bought, what it cost, how it was paid."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from core.domain.errors import NotFound
from core.domain.sales.states import HowSold, PresaleEntry, SalesChannel
from core.domain.staff import Role
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.tickets.receipt import receipt_pdf, receipt_to_print
from core.services.work import new_key
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import make_presale, stocked_event
from tests.services.sales.conftest import euros
from tests.services.sold import open_drawer


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_receipt_of_a_cash_sale_says_it_all(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session, service_fee_per_ticket="2.50", tax_rate="0.07")
    with work_as(Role.BOX_OFFICE) as clerks:
        open_drawer(clerks)
        booking = reserve_seats(clerks, stock.event.id, stock.seat_ids[:2], key=new_key())
        pay_cash(clerks, booking.id, euros("120.00"), key=new_key())
        pdf = receipt_pdf(receipt_to_print(clerks.session, booking.id, now=NOW))

    (words,) = pages_of(pdf)
    for expected in (
        "Balcony Tickets",
        booking.number,
        stock.event.title,
        "Stalls · Row A · Seat 1",
        "50.00 EUR",
        "Service fee",
        "5.00 EUR",
        "Tax",
        "7.35 EUR",
        "Total",
        "112.35 EUR",
        "Paid · Cash",
        "120.00 EUR",
        "Change",
        "7.65 EUR",
        "Walk-up",
        "At the counter",
        "Printed Tuesday 1 September 2026, 14:00 CEST",
    ):
        assert expected in words
    assert "Discount" not in words


def test_receipt_says_on_which_channel_and_in_which_presale_it_was_sold(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session)
        presale = make_presale(managers.session, stock.event, name="Friends", access_code="EARLY")
        how = HowSold(SalesChannel.PHONE, presale=PresaleEntry(presale.id, "EARLY"))
        booking = reserve_seats(
            managers, stock.event.id, stock.seat_ids[:1], how=how, key=new_key()
        )
        pdf = receipt_pdf(receipt_to_print(managers.session, booking.id, now=NOW))

    (words,) = pages_of(pdf)
    assert "By phone, in the presale Friends" in words


def test_long_receipt_goes_on_and_shows_every_ticket(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session, rows=3, seats=20)
    with work_as(Role.BOX_OFFICE) as clerks:
        booking = reserve_seats(clerks, stock.event.id, stock.seat_ids[:45], key=new_key())
        pages = pages_of(receipt_pdf(receipt_to_print(clerks.session, booking.id, now=NOW)))

    assert len(pages) == 2
    assert sum(page.count("Stalls · Row") for page in pages) == 45
    assert "2,250.00 EUR" in pages[1]
    assert "Paid" not in pages[1]


def test_unknown_booking_has_no_receipt(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks, pytest.raises(NotFound):
        receipt_to_print(clerks.session, new_key(), now=NOW)
