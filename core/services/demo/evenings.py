"""The doors of past events: most guests come, a few try twice, and the event is completed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.tickets.states import TicketStatus
from core.services.demo.stocking import StockedEvent
from core.services.door.scanning import scan_ticket
from core.services.events.life import complete_event
from core.services.staff import SignedIn
from core.services.tickets.keys import load_verifiers
from core.services.work import begin_work, new_key
from db.models import Ticket

GATES = ("Main entrance", "Side entrance", "Garden door")
_COMES = 0.93
_TRIES_AGAIN = 0.012
_EARLIEST, _LATEST = -55, 12


def open_the_doors(usher: SignedIn, event: StockedEvent, chance: Random) -> int:
    """Scan the tickets of those who come, over the hour around the start; say how many readings."""
    with begin_work(usher.sessions, usher.actor) as work:
        verifiers = load_verifiers(work.session)
        readings = _readings(_barcodes(work.session, event.id), event.start, chance)
        for at, barcode, gate in readings:
            scan_ticket(
                replace(work, now=at),
                event.id,
                barcode,
                nonce=new_key(),
                gate=gate,
                device="Hand scanner",
                verifiers=verifiers,
            )
    return len(readings)


def close_the_books(manager: SignedIn, events: Sequence[StockedEvent]) -> None:
    """Complete events that are over, the morning after."""
    with begin_work(manager.sessions, manager.actor) as work:
        for event in events:
            complete_event(replace(work, now=event.end + timedelta(hours=11)), event.id)


def _readings(
    barcodes: Sequence[str], start: datetime, chance: Random
) -> list[tuple[datetime, str, str]]:
    readings = []
    for barcode in barcodes:
        if chance.random() > _COMES:
            continue
        minutes = chance.triangular(_EARLIEST, _LATEST, -18)
        at, gate = start + timedelta(minutes=minutes), chance.choice(GATES)
        readings.append((at, barcode, gate))
        if chance.random() < _TRIES_AGAIN:
            readings.append((at + timedelta(minutes=2), barcode, chance.choice(GATES)))
    return sorted(readings)


def _barcodes(session: Session, event_id: UUID) -> Sequence[str]:
    return session.scalars(
        select(Ticket.barcode)
        .where(Ticket.event_id == event_id, Ticket.status == TicketStatus.CONFIRMED)
        .order_by(Ticket.barcode)
    ).all()
