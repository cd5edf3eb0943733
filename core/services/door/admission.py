"""Let a ticket in: one statement that marks it used and writes the scan, for each kind of reading.

Two doors at once wait for each other on the ticket's row; the second finds it used and gets no row.
"""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, Text, bindparam, exists, insert, select, update
from sqlalchemy.dialects import postgresql

from core.domain.door import Verdict
from core.domain.tickets.states import TicketStatus
from core.services.sales.statements.parts import (
    NOW,
    events,
    identifier,
    seats,
    table_of,
    tickets,
    venue_seats,
    word,
)
from db.joins import on
from db.models import Scan

scans = table_of(Scan)

_LET_IN = (
    tickets.c.tenant_id,
    tickets.c.id,
    tickets.c.event_id,
    tickets.c.event_seat_id,
    tickets.c.ticket_number,
    tickets.c.barcode,
    tickets.c.status,
    tickets.c.scanned_at,
)
_WHERE_AND_WHEN = (
    venue_seats.c.section,
    venue_seats.c.row,
    venue_seats.c.seat_number,
    events.c.title,
    events.c.start_datetime,
    events.c.timezone,
)
PRESENTED_ID = tickets.c.id == identifier("presented")
PRESENTED_BARCODE = tickets.c.barcode == bindparam("presented", type_=Text())
PRESENTED_NUMBER = tickets.c.ticket_number == bindparam("presented", type_=Text())


def admission(presented: ColumnElement[bool]) -> Select[Any]:
    """One row with the ticket and its seat if it was let in just now, else none.

    A nonce that was answered before lets nothing in: its answer stands in the scans.
    """
    used = (
        update(tickets)
        .where(
            presented,
            tickets.c.event_id == identifier("at_event"),
            tickets.c.status == word(TicketStatus.CONFIRMED),
            ~exists().where(scans.c.id == identifier("nonce")),
        )
        .values(status=word(TicketStatus.USED), scanned_at=NOW)
        .returning(*_LET_IN)
        .cte("used")
    )
    scanned = _scan_of(used)
    return (
        select(
            used.c.id,
            used.c.ticket_number,
            used.c.barcode,
            used.c.scanned_at,
            used.c.status,
            used.c.event_id,
            *_WHERE_AND_WHEN,
        )
        .select_from(used)
        .join(events, on(events.c.id, used.c.event_id))
        .join(seats, on(seats.c.id, used.c.event_seat_id))
        .join(venue_seats, on(venue_seats.c.id, seats.c.seat_id))
        .add_cte(scanned)
    )


def _scan_of(used: CTE) -> CTE:
    """The line in the scans that says who was let in."""
    row: dict[str, Any] = {
        "tenant_id": used.c.tenant_id,
        "id": identifier("nonce"),
        "event_id": used.c.event_id,
        "ticket_id": used.c.id,
        "verdict": word(Verdict.ADMITTED),
        "scanned_at": used.c.scanned_at,
        "gate": bindparam("at_gate", type_=Text()),
        "device": bindparam("by_device", type_=Text()),
    }
    return (
        insert(scans)
        .from_select(list(row), select(*row.values()), include_defaults=False)
        .cte("scanned")
    )


def facts(presented: ColumnElement[bool]) -> Select[Any]:
    """The ticket with its event, its seat and its first admission."""
    first = (
        select(scans.c.scanned_at, scans.c.gate)
        .where(
            on(scans.c.ticket_id, tickets.c.id),
            scans.c.verdict == word(Verdict.ADMITTED),
        )
        .order_by(scans.c.scanned_at)
        .limit(1)
        .lateral("first")
    )
    return (
        select(
            tickets.c.id,
            tickets.c.ticket_number,
            tickets.c.barcode,
            tickets.c.status,
            tickets.c.event_id,
            tickets.c.scanned_at,
            *_WHERE_AND_WHEN,
            first.c.scanned_at.label("admitted_at"),
            first.c.gate.label("admitted_gate"),
        )
        .select_from(tickets)
        .join(events, on(events.c.id, tickets.c.event_id))
        .join(seats, on(seats.c.id, tickets.c.event_seat_id))
        .join(venue_seats, on(venue_seats.c.id, seats.c.seat_id))
        .outerjoin(first, first.c.scanned_at.is_not(None))
        .where(presented)
    )


#: Writes down a refused reading, unless its nonce has an answer.
REFUSED = (
    postgresql.insert(scans)
    .values(
        id=identifier("nonce"),
        event_id=identifier("at_event"),
        ticket_id=identifier("the_ticket"),
        verdict=bindparam("answered", type_=Text()),
        scanned_at=NOW,
        gate=bindparam("at_gate", type_=Text()),
        device=bindparam("by_device", type_=Text()),
    )
    .on_conflict_do_nothing()
    .returning(scans.c.id)
)
