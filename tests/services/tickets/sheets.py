"""Sheets to print without a database."""

import secrets
from datetime import UTC, datetime
from decimal import Decimal

from core.domain.money import Money
from core.domain.numbers import RANDOM_BYTES, barcode, ticket_number
from core.domain.tickets.qr import sign_ticket
from core.services.tickets.queries import AgencyFace, EventFace, TicketFace, TicketSheet
from core.services.tickets.signatures import PrivateKey
from db.ids import new_id

KEY = PrivateKey.make()
START = datetime(2026, 10, 1, 18, 0, tzinfo=UTC)
AGENCY = AgencyFace("Balcony Tickets", ("Balcony Tickets GmbH", "Schillerstraße 12, Berlin"))


def event_face(
    *, title: str = "The Marriage of Figaro", venue: str = "Royal Theatre", zone: str | None = None
) -> EventFace:
    return EventFace(title, venue, "Berlin", START, zone or "Europe/Berlin")


def ticket_face(seat: str = "1", *, section: str = "Stalls", row: str = "C") -> TicketFace:
    return TicketFace(
        number=ticket_number(secrets.token_bytes(RANDOM_BYTES)),
        barcode=barcode(secrets.token_bytes(RANDOM_BYTES)),
        qr=sign_ticket(new_id(), KEY).text(),
        section=section,
        row=row,
        seat=seat,
        price=Money(Decimal("1250.00"), "EUR"),
    )


def sheet(
    count: int = 1, *, event: EventFace | None = None, holder: str | None = None
) -> TicketSheet:
    tickets = tuple(ticket_face(str(number + 1)) for number in range(count))
    return TicketSheet(AGENCY, event or event_face(), "B-2026-7KQ4M-2XH9C", holder, tickets)
