"""How full the house is: who is in, who is expected, who was refused, gate by gate."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.domain.door import Verdict
from core.domain.inventory.states import SeatStatus
from db.joins import on
from db.models import EventSeat, Scan, Seat, Ticket


@dataclass(frozen=True, slots=True)
class GateCount:
    """One gate of one event: who it let in and how often it said no."""

    gate: str
    admitted: int
    refused: int


@dataclass(frozen=True, slots=True)
class DoorCount:
    """One event at its doors; `sold` are tickets that may come in or are in."""

    sold: int
    gates: tuple[GateCount, ...]

    @property
    def admitted(self) -> int:
        """Guests inside."""
        return sum(gate.admitted for gate in self.gates)

    @property
    def refused(self) -> int:
        """How often a door said no."""
        return sum(gate.refused for gate in self.gates)

    @property
    def expected(self) -> int:
        """Guests who are still to come."""
        return self.sold - self.admitted


@dataclass(frozen=True, slots=True)
class ScanRow:
    """One reading; no seat where no ticket of ours was behind it."""

    id: UUID
    scanned_at: datetime
    gate: str
    device: str | None
    scanned_by: str
    verdict: Verdict
    ticket_number: str | None
    section: str | None
    row: str | None
    seat: str | None


_admitted = func.count().filter(Scan.verdict == Verdict.ADMITTED)


def count_admissions(session: Session, event_id: UUID) -> DoorCount:
    """Count an event's guests, in all and by gate, gates by name."""
    rows = session.execute(
        select(Scan.gate, _admitted, func.count() - _admitted)
        .where(Scan.event_id == event_id)
        .group_by(Scan.gate)
        .order_by(Scan.gate)
    )
    gates = tuple(GateCount(*row) for row in rows)
    return DoorCount(_sold(session, event_id), gates)


def recent_scans(session: Session, event_id: UUID, *, limit: int = 50) -> list[ScanRow]:
    """An event's readings, the latest first."""
    rows = session.execute(
        select(Scan, Ticket.ticket_number, Seat.section, Seat.row, Seat.seat_number)
        .outerjoin(Ticket, on(Ticket.id, Scan.ticket_id))
        .outerjoin(EventSeat, on(EventSeat.id, Ticket.event_seat_id))
        .outerjoin(Seat, on(Seat.id, EventSeat.seat_id))
        .where(Scan.event_id == event_id)
        .order_by(Scan.scanned_at.desc(), Scan.id.desc())
        .limit(limit)
    )
    return [_scan_row(*row) for row in rows]


def _sold(session: Session, event_id: UUID) -> int:
    """Sold seats: a door can't read bookings, and every sold seat has one good ticket."""
    sold = select(func.count()).where(
        EventSeat.event_id == event_id, EventSeat.status == SeatStatus.SOLD
    )
    return session.scalar(sold) or 0


def _scan_row(
    scan: Scan, number: str | None, section: str | None, row: str | None, seat: str | None
) -> ScanRow:
    return ScanRow(
        id=scan.id,
        scanned_at=scan.scanned_at,
        gate=scan.gate,
        device=scan.device,
        scanned_by=scan.scanned_by,
        verdict=Verdict(scan.verdict),
        ticket_number=number,
        section=section,
        row=row,
        seat=seat,
    )
