"""Look at a ticket without letting anybody in: what a door would say, and nothing is written."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from core.domain.door import Admission, Answer, PresentedTicket, Verdict, judge
from core.domain.numbers import read_barcode, read_ticket_number
from core.domain.tickets.qr import is_genuine, parse
from core.domain.tickets.signing import Verifier
from core.domain.tickets.states import TicketStatus
from core.services.door.admission import (
    PRESENTED_BARCODE,
    PRESENTED_ID,
    PRESENTED_NUMBER,
    facts,
)


@dataclass(frozen=True, slots=True)
class TicketLook:
    """What the door of the ticket's own event would answer; no label without a ticket of ours."""

    answer: Answer
    number: str = ""
    seat: str = ""
    event: str = ""


def looks_like_a_ticket(reading: str) -> bool:
    """Whether a text has the form of a ticket's QR code, barcode or number."""
    return (
        parse(reading) is not None
        or read_barcode(reading) is not None
        or read_ticket_number(reading) is not None
    )


def look_at_ticket(session: Session, reading: str, *, verifiers: Verifier) -> TicketLook:
    """Judge a signed QR text, a barcode or a ticket number."""
    payload = parse(reading)
    if payload is not None and not is_genuine(payload, verifiers):
        return TicketLook(Answer(Verdict.FORGED))
    if payload is not None:
        return _look(session, PRESENTED_ID, payload.ticket_id)
    if (barcode := read_barcode(reading)) is not None:
        return _look(session, PRESENTED_BARCODE, barcode)
    if (number := read_ticket_number(reading)) is not None:
        return _look(session, PRESENTED_NUMBER, number)
    return TicketLook(Answer(Verdict.UNKNOWN))


def _look(session: Session, column: ColumnElement[bool], presented: UUID | str) -> TicketLook:
    row = session.execute(facts(column), {"presented": presented}).one_or_none()
    if row is None:
        return TicketLook(Answer(Verdict.UNKNOWN))
    admitted = (
        None if row.admitted_at is None else Admission(row.admitted_at, row.admitted_gate or "")
    )
    ticket = PresentedTicket(row.event_id, TicketStatus(row.status), admitted)
    return TicketLook(
        answer=judge(row.event_id, ticket),
        number=row.ticket_number,
        seat=f"{row.section} {row.row}-{row.seat_number}",
        event=row.title,
    )
