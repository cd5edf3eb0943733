"""Two hundred tickets in one file: pages a second, and what a page adds to the file."""

import secrets
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

from benchmarks.table import Row, at_most
from core.domain.money import Money
from core.domain.numbers import RANDOM_BYTES, barcode, ticket_number
from core.domain.tickets.qr import sign_ticket
from core.services.tickets.codes import qr_shape
from core.services.tickets.pdf import tickets_pdf
from core.services.tickets.queries import AgencyFace, EventFace, TicketFace, TicketSheet
from core.services.tickets.signatures import PrivateKey
from db.ids import new_id

TICKETS = 200
FEW = 10
GOAL_MS = 10.0
GOAL_BYTES = 8_000.0
_ROUNDS = 5


def run() -> Iterable[Row]:
    """Two rows: milliseconds a page beside its QR code alone, and bytes a page."""
    many, few = _sheet(TICKETS), _sheet(FEW)
    tickets_pdf(few)  # fonts are looked up once
    page = min(_seconds(many) for _ in range(_ROUNDS)) / TICKETS * 1000
    codes = _codes(many) / TICKETS * 1000
    yield at_most(
        f"a page of {TICKETS} tickets ({1000 / page:.0f} pages/s)",
        page,
        "ms",
        GOAL_MS,
        limit=codes,
        limit_from="its QR code alone",
    )
    grown = (len(tickets_pdf(many)) - len(tickets_pdf(few))) / (TICKETS - FEW)
    yield at_most("what a page adds to the file", grown, "bytes", GOAL_BYTES)


def _seconds(sheet: TicketSheet) -> float:
    start = time.perf_counter()
    tickets_pdf(sheet)
    return time.perf_counter() - start


def _codes(sheet: TicketSheet) -> float:
    start = time.perf_counter()
    for ticket in sheet.tickets:
        qr_shape(ticket.qr)
    return time.perf_counter() - start


def _sheet(count: int) -> TicketSheet:
    key = PrivateKey.make()
    return TicketSheet(
        agency=AgencyFace("Balcony Tickets", ("Balcony Tickets GmbH", "Schillerstraße 12")),
        event=EventFace(
            title="The Marriage of Figaro",
            venue="Royal Balcony Theatre",
            city="Berlin",
            start=datetime(2027, 6, 1, 18, tzinfo=UTC),
            timezone="Europe/Berlin",
        ),
        booking="B-2027-7KQ4M-2XH9C",
        holder="Ada Lovelace",
        tickets=tuple(_ticket(key, seat) for seat in range(count)),
    )


def _ticket(key: PrivateKey, seat: int) -> TicketFace:
    return TicketFace(
        number=ticket_number(secrets.token_bytes(RANDOM_BYTES)),
        barcode=barcode(secrets.token_bytes(RANDOM_BYTES)),
        qr=sign_ticket(new_id(), key).text(),
        section="Stalls",
        row="C",
        seat=str(seat + 1),
        price=Money(Decimal("95.00"), "EUR"),
    )
