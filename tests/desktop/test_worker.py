"""The worker as a child: it works, comes back when it dies, and ends with the desktop."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.sales.queries import one_booking
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key
from db.models import EventSeat
from desktop.worker import WorkerLogin, WorkerProcess
from tests.databases import LOGINS, TestDatabase, database_on_own_server
from tests.db.embedded.processes import stop_at_once
from tests.desktop.counters import event_on_sale

LONG = 30_000


@pytest.fixture
def child(
    fresh_database: TestDatabase, qapp: QApplication, tmp_path: Path
) -> Iterator[WorkerProcess]:
    url = fresh_database.url_for(LOGINS[Role.WORKER])
    made = WorkerProcess(WorkerLogin(url, tmp_path / "keys"), qapp)
    yield made
    made.stop()
    made.deleteLater()


def lapsed_booking(database: TestDatabase, title: str = "Giselle") -> Callable[[], bool]:
    """Reserve a seat until yesterday; what says whether it has been given back."""
    event_id = event_on_sale(database, title=title)
    clerk = database.sign_in(Role.BOX_OFFICE)
    seat = select(EventSeat.id).where(EventSeat.event_id == event_id).limit(1)
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: yesterday) as work:
        booking = reserve_seats(work, event_id, work.session.scalars(seat).all(), key=new_key())

    def is_released() -> bool:
        with clerk.sessions() as session:
            return one_booking(session, booking.id).status is BookingStatus.CANCELLED

    return is_released


def test_child_releases_what_has_run_out(
    fresh_database: TestDatabase, child: WorkerProcess, qtbot: QtBot
) -> None:
    is_released = lapsed_booking(fresh_database)

    child.start()
    qtbot.waitUntil(is_released, timeout=LONG)


class TestOnOwnServer:
    """A server that dies and is started again by the window."""

    @pytest.fixture
    def fresh_database(self) -> Iterator[TestDatabase]:
        with database_on_own_server() as database:
            yield database

    def test_child_goes_on_when_the_server_is_back(
        self, fresh_database: TestDatabase, child: WorkerProcess, qtbot: QtBot
    ) -> None:
        is_released = lapsed_booking(fresh_database)
        child.start()
        qtbot.waitUntil(is_released, timeout=LONG)
        fresh_database.sign_everybody_out()

        stop_at_once(fresh_database.server.data_folder)
        fresh_database.server.ensure_running()

        qtbot.waitUntil(lapsed_booking(fresh_database, title="Swan Lake"), timeout=2 * LONG)


def test_child_that_dies_comes_back(child: WorkerProcess, qtbot: QtBot) -> None:
    with qtbot.waitSignal(child.started, timeout=LONG):
        child.start()
    first = child.pid
    with qtbot.waitSignals([child.died, child.started], timeout=LONG):
        os.kill(first, signal.SIGKILL)

    assert child.pid not in (0, first)


def test_stopping_ends_the_child_for_good(child: WorkerProcess, qtbot: QtBot) -> None:
    with qtbot.waitSignal(child.started, timeout=LONG):
        child.start()
    first = child.pid
    with qtbot.assertNotEmitted(child.died):
        child.stop()

    assert child.pid == 0
    assert not psutil.pid_exists(first)
