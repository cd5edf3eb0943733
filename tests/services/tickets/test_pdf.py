"""The tickets' PDF: a page each, all its words, codes that scan, and few bytes."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from core.domain.errors import NotFound
from core.domain.staff import Role
from core.domain.tickets.refusals import NotIssued
from core.services.scanning.decode import read_every_code
from core.services.scanning.views import Pixels
from core.services.tickets.pdf import PAGE, tickets_pdf
from core.services.tickets.queries import tickets_to_print
from core.services.work import new_key
from tests.conftest import WorkAs
from tests.factories import make_customer, make_party, stocked_event
from tests.services.sold import issue, open_drawer, sell, sold
from tests.services.tickets.sheets import event_face, sheet


def words_of(pdf: bytes, page: int = 0) -> str:
    return PdfReader(BytesIO(pdf)).pages[page].extract_text()


def picture_of(pdf: bytes, page: int = 0, *, dots_per_inch: int = 150) -> Pixels:
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[page].render(scale=dots_per_inch / 72).to_numpy()
        return np.ascontiguousarray(drawn[:, :, :3])


def test_one_page_each_in_the_sheets_order() -> None:
    wanted = sheet(3)

    pdf = PdfReader(BytesIO(tickets_pdf(wanted)))

    assert len(pdf.pages) == 3
    for page, ticket in zip(pdf.pages, wanted.tickets, strict=True):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(PAGE)
        assert ticket.number in page.extract_text()


def test_page_says_everything_that_a_guest_needs() -> None:
    wanted = sheet(2, holder="Ada Lovelace")

    words = words_of(tickets_pdf(wanted), 1)

    barcode = wanted.tickets[1].barcode
    for expected in (
        "BALCONY TICKETS",
        "Balcony Tickets GmbH · Schillerstraße 12, Berlin",
        "The Marriage of Figaro",
        "Royal Theatre, Berlin",
        "Thursday 1 October 2026, 20:00 CEST",
        "Stalls",
        "1,250.00 EUR",
        "B-2026-7KQ4M-2XH9C",
        "Ada Lovelace",
        wanted.tickets[1].number,
        f"{barcode[:4]} {barcode[4:8]} {barcode[8:12]} {barcode[12:]}",
        "2 of 2",
    ):
        assert expected in words


def test_walk_up_has_no_name() -> None:
    assert "Walk-up" in words_of(tickets_pdf(sheet()))


@pytest.mark.parametrize(
    ("zone", "when"),
    [
        ("America/New_York", "Thursday 1 October 2026, 14:00 EDT"),
        ("Asia/Kathmandu", "Thursday 1 October 2026, 23:45 UTC+05:45"),
        ("Asia/Tokyo", "Friday 2 October 2026, 03:00 JST"),
    ],
)
def test_time_is_the_events_own(zone: str, when: str) -> None:
    assert when in words_of(tickets_pdf(sheet(event=event_face(zone=zone))))


def test_both_codes_scan_from_the_page() -> None:
    wanted = sheet(2)

    read = read_every_code(
        picture_of(tickets_pdf(wanted), 1), wanted=lambda text: text == wanted.tickets[1].qr
    )
    bars = read_every_code(
        picture_of(tickets_pdf(wanted), 1), wanted=lambda text: text == wanted.tickets[1].barcode
    )

    assert wanted.tickets[1].qr in {reading.text for reading in read}
    assert wanted.tickets[1].barcode in {reading.text for reading in bars}


def test_codes_scan_from_a_poor_print() -> None:
    wanted = sheet()

    read = read_every_code(picture_of(tickets_pdf(wanted), dots_per_inch=80))

    assert wanted.tickets[0].qr in {reading.text for reading in read}


def test_file_grows_by_less_than_eight_kilobytes_a_page() -> None:
    few, many = tickets_pdf(sheet(10)), tickets_pdf(sheet(60))

    assert (len(many) - len(few)) / 50 < 8000


def test_same_tickets_are_the_same_bytes() -> None:
    wanted = sheet(2)

    assert tickets_pdf(wanted) == tickets_pdf(wanted)


def test_long_title_stays_on_the_page() -> None:
    title = "An Evening with the Philharmonic Orchestra of the Royal Conservatory: " * 3

    picture = picture_of(tickets_pdf(sheet(event=event_face(title=title, venue="V" * 200))))

    stub = picture.shape[1] * 148 // 210
    margin = picture[:, stub - 30 : stub - 10]
    assert margin.min() > 250


@pytest.mark.parametrize(
    "name",
    [
        "Владимир Набоков",
        "Żółć Ćwikła",
        "村上春樹",
        "한강",
        "שלום",
        "\u202eevil",
        "a\x00b\nc",
        "😀",
    ],
)
def test_any_name_can_be_printed(name: str) -> None:
    pdf = tickets_pdf(sheet(holder=name, event=event_face(title=name, venue=name)))

    assert len(PdfReader(BytesIO(pdf)).pages) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.text(max_size=80))
def test_no_text_stops_a_ticket(name: str) -> None:
    pdf = tickets_pdf(sheet(holder=name, event=event_face(title=name)))

    assert pdf.startswith(b"%PDF-")


def test_tickets_of_a_sale_are_printed_and_scan(work_as: WorkAs, tmp_path: Path) -> None:
    sale = sold(work_as, 5, 4)
    issue(work_as, sale.booking, tmp_path)

    with work_as(Role.BOX_OFFICE) as clerks:
        printed = tickets_to_print(clerks.session, sale.booking.id)

    assert printed.booking == sale.booking.number
    assert printed.holder is None
    assert printed.agency.name == "Balcony Tickets"
    assert [(face.section, face.row, face.seat) for face in printed.tickets] == [
        ("Stalls", "A", "5"),
        ("Stalls", "A", "6"),
    ]
    found = read_every_code(picture_of(tickets_pdf(printed), 1))
    assert printed.tickets[1].qr in {reading.text for reading in found}


def test_ticket_carries_its_customers_name(work_as: WorkAs, tmp_path: Path) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session)
        party = make_party(managers.session, name="Grace Hopper")
        customer = make_customer(managers.session, party_id=party.id)
    with work_as(Role.BOX_OFFICE) as clerks:
        open_drawer(clerks)
        booking = sell(clerks, stock, 0, customer=customer)
    issue(work_as, booking, tmp_path)

    with work_as(Role.BOX_OFFICE) as clerks:
        assert tickets_to_print(clerks.session, booking.id).holder == "Grace Hopper"


def test_unsigned_tickets_are_not_printed(work_as: WorkAs) -> None:
    sale = sold(work_as, 0)

    with work_as(Role.BOX_OFFICE) as clerks:
        with pytest.raises(NotIssued) as refused:
            tickets_to_print(clerks.session, sale.booking.id)
        with pytest.raises(NotFound):
            tickets_to_print(clerks.session, new_key())

    assert refused.value.booking == sale.booking.number
