"""An evening at the door: two sold and signed tickets, and door staff's own login."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.staff import Role
from core.services.door.queries import DoorCount, count_admissions
from core.services.payments.till import open_till
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.tickets.issuing import issue_tickets
from core.services.tickets.keys import load_signer
from core.services.work import begin_work, new_key
from db.models import EventSeat, Ticket
from desktop.theme import Tone
from desktop.views.door.page import DoorPage
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, euros, event_on_sale, seated


@dataclass
class Evening(AtScreen):
    """The door screen on the event whose tickets were sold."""

    page: DoorPage
    event_id: UUID
    tickets: Sequence[Ticket]

    def wait_for(self, tone: Tone, page: DoorPage | None = None) -> None:
        """Wait until the board answers in this tone."""
        shown = page or self.page
        self.wait(lambda: shown.board.message.tone is tone)

    def counts(self) -> DoorCount:
        with self.seating.person.sessions() as session:
            return count_admissions(session, self.event_id)


@pytest.fixture
def evening(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Evening]:
    assert dressed
    event_id = event_on_sale(fresh_database)
    with seated(fresh_database, Role.DOOR, tmp_path, qtbot, live=False) as seating:
        tickets = sell_and_sign(fresh_database, event_id, tmp_path / "keys")
        page = seating.window.open_titled("Door")
        assert isinstance(page, DoorPage)
        made = Evening(seating, page, event_id, tickets)
        made.wait(lambda: page.event_id == event_id)
        yield made


def sell_and_sign(database: TestDatabase, event_id: UUID, keys: Path) -> Sequence[Ticket]:
    """Sell the first two seats for cash and sign their tickets, in seat order."""
    clerk, worker = database.sign_in(Role.BOX_OFFICE), database.sign_in(Role.WORKER)
    seats = select(EventSeat.id).where(EventSeat.event_id == event_id).order_by(EventSeat.rank)
    with begin_work(clerk.sessions, clerk.actor) as work:
        open_till(work, "Till 1", euros("100.00"), key=new_key())
        two = work.session.scalars(seats.limit(2)).all()
        booking = reserve_seats(work, event_id, two, key=new_key())
        pay_cash(work, booking.id, booking.total, key=new_key())
    with begin_work(worker.sessions, worker.actor) as work:
        issue_tickets(work, booking.id, signer=load_signer(work, keys))
        sold = select(Ticket).join(EventSeat, EventSeat.id == Ticket.event_seat_id)
        return work.session.scalars(sold.order_by(EventSeat.rank)).all()
