"""The counter: a clerk's own login at the box office, an event on sale, an open till."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.staff import Role
from core.services.sales.queries import BookingLine, recent_bookings
from core.services.sales.releasing import release_expired
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key
from db.models import EventSeat
from desktop.views.box_office import BoxOffice
from desktop.views.box_office.sale import Step
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, event_on_sale, open_own_till, seated

K = Qt.Key


class Hears(Enum):
    """What a window hears of changes at other workstations."""

    ALL = auto()
    NOTHING = auto()


@dataclass
class Counter(AtScreen):
    """The box office on the screen."""

    box: BoxOffice
    event_id: UUID

    def choose(self, *ranks: int) -> None:
        """Select seats on the map and wait until the cart knows them."""
        self.box.map.view.select_ranks(np.array(ranks, np.intp))
        self.wait(lambda: self.box.sale.ranks == list(ranks))

    def reserve(self, *ranks: int) -> None:
        self.choose(*ranks)
        self.seating.press(K.Key_F9)
        self.wait_for(Step.PAY)

    def wait_for(self, step: Step) -> None:
        self.wait(lambda: self.box.sale.step is step)

    def bookings(self) -> list[BookingLine]:
        with self.seating.person.sessions() as session:
            return recent_bookings(session)

    def colleague_takes(self, *ranks: int) -> None:
        """A manager reserves seats at another workstation."""
        colleague = self.seating.database.sign_in(Role.MANAGER)
        with begin_work(colleague.sessions, colleague.actor) as work:
            reserve_seats(work, self.event_id, self.seats(ranks), key=new_key())

    def cleaned_up_after(self, later: timedelta) -> None:
        """The worker gives back what has run out by then."""
        worker = self.seating.database.sign_in(Role.WORKER)
        then = datetime.now(UTC) + later
        with begin_work(worker.sessions, worker.actor, clock=lambda: then) as work:
            assert release_expired(work) == 1

    def seats(self, ranks: Sequence[int]) -> Sequence[UUID]:
        wanted = select(EventSeat.id).where(
            EventSeat.event_id == self.event_id, EventSeat.rank.in_(ranks)
        )
        with self.seating.person.sessions() as session:
            return session.scalars(wanted).all()


@pytest.fixture
def hears() -> Hears:
    """Whether the window hears of changes elsewhere; override it to cut the window off."""
    return Hears.ALL


@pytest.fixture
def role() -> Role:
    """Who sits at the counter; override it for somebody else."""
    return Role.BOX_OFFICE


@pytest.fixture
def closed_counter(
    fresh_database: TestDatabase,
    tmp_path: Path,
    dressed: QApplication,
    qtbot: QtBot,
    role: Role,
    hears: Hears,
) -> Iterator[Counter]:
    """The counter before the till is opened."""
    assert dressed
    event_id = event_on_sale(fresh_database)
    live = hears is Hears.ALL
    with seated(fresh_database, role, tmp_path, qtbot, live=live) as seating:
        box = seating.window.open_titled("Box office")
        assert isinstance(box, BoxOffice)
        made = Counter(seating, box, event_id)
        made.wait(lambda: box.map.view.counts()[1] > 0)
        yield made


@pytest.fixture
def counter(closed_counter: Counter, hears: Hears) -> Counter:
    open_own_till(closed_counter.seating)
    if hears is Hears.ALL:
        closed_counter.wait(lambda: closed_counter.box.till.till is not None)
    return closed_counter
