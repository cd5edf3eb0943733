"""Issue tickets: sign what was sold. Signing again what is signed changes nothing."""

from uuid import UUID

from sqlalchemy import Select, Text, Uuid, select, update

from core.domain.sales.states import BookingStatus
from core.domain.staff import Permission
from core.domain.tickets.qr import sign_ticket
from core.domain.tickets.refusals import NotConfirmed
from core.domain.tickets.signing import Signer
from core.domain.tickets.states import TicketStatus
from core.services.sales.queries import one_booking
from core.services.sales.rows import TicketRow
from core.services.tickets.queries import issued_tickets
from core.services.work import Work
from db.arrays import table_of_arrays
from db.changes import announce
from db.models import Ticket

_SOLD = (BookingStatus.CONFIRMED, BookingStatus.PAID)
_BATCH = 1000

_signed = table_of_arrays("signed", ticket_id=Uuid(), code=Text())
_sign = (
    update(Ticket)
    .where(
        Ticket.id == _signed.c.ticket_id,
        Ticket.qr_code.is_(None),
        Ticket.status == TicketStatus.CONFIRMED,
    )
    .values(qr_code=_signed.c.code)
    .execution_options(synchronize_session=False)
)
# Locked in the order of their seats, as by whoever sells, gives back or signs beside this.
_unsigned = (
    select(Ticket.id, Ticket.event_id)
    .where(Ticket.status == TicketStatus.CONFIRMED, Ticket.qr_code.is_(None))
    .order_by(Ticket.event_seat_id)
    .with_for_update(key_share=True)
)


def issue_tickets(work: Work, booking_id: UUID, *, signer: Signer) -> tuple[TicketRow, ...]:
    """Sign the tickets of a sold booking that aren't signed yet; return all its good ones.

    Refuses `NotConfirmed` for a booking that isn't sold or has no ticket left, and `NotFound`.
    """
    work.actor.require(Permission.ISSUE_TICKETS)
    booking = one_booking(work.session, booking_id)
    if booking.status not in _SOLD:
        raise NotConfirmed(booking.number, booking.status)
    _sign_all(work, _unsigned.where(Ticket.booking_id == booking_id), signer)
    tickets = issued_tickets(work.session, booking_id)
    if not tickets:
        raise NotConfirmed(booking.number, booking.status)
    return tickets


def issue_unsigned(work: Work, signer: Signer, limit: int = _BATCH) -> int:
    """Sign up to `limit` sold tickets that have no signature yet; say how many they were.

    Heals what a lost job left behind: a ticket is sold whether or not its QR code exists.
    """
    work.actor.require(Permission.ISSUE_TICKETS)
    return _sign_all(work, _unsigned.limit(limit), signer)


def _sign_all(work: Work, wanted: Select[UUID, UUID], signer: Signer) -> int:
    found = work.session.execute(wanted).all()
    if not found:
        return 0
    ids = [ticket_id for ticket_id, _ in found]
    codes = [sign_ticket(ticket_id, signer).text() for ticket_id in ids]
    work.session.connection().execute(_sign, {"ticket_id": ids, "code": codes})
    for event_id in {event_id for _, event_id in found}:
        announce(work.session, "tickets", event_id=event_id)
    return len(found)
