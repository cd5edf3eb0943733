"""What was read of a seat's ticket at the doors is told with the seat."""

from sqlalchemy import select

from core.domain.door import Verdict
from core.domain.staff import Role
from core.services.reporting.seat_details import seat_details
from db.models import Ticket
from tests.conftest import WorkAs
from tests.services.door.conftest import Doors


def test_readings_at_the_door_are_told_latest_first(doors: Doors, work_as: WorkAs) -> None:
    reading = doors.tickets[0].qr_code or ""
    doors.scan(reading)
    doors.scan(reading, gate="North")
    with work_as(Role.MANAGER) as managers:
        seat = managers.session.scalars(
            select(Ticket.event_seat_id).where(Ticket.id == doors.tickets[0].id)
        ).one()
        rank = next(n for n, each in enumerate(doors.sale.stock.seats) if each.id == seat)
        seen = seat_details(managers.session, managers.actor, doors.sale.event_id, rank)

    assert [(scan.verdict, scan.gate) for scan in seen.scans] == [
        (Verdict.ALREADY_USED, "North"),
        (Verdict.ADMITTED, "Main"),
    ]
