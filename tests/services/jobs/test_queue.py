"""The queue: a job runs if its transaction committed, for its own agency, and in the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from uuid import UUID

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from core.domain.inventory.states import SeatStatus
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.jobs import defer_issue
from core.services.sales.queries import one_booking
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.staff import SignedIn
from core.services.work import begin_work, new_key, wall_clock
from core.services.worker import running
from core.services.worker.running import run_until_idle, run_worker
from core.services.worker.tasks import TIDY_UP, Workbench, tidy_up
from db.models import EventSeat, Ticket
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import Stock, stocked_event
from tests.listening import listening
from tests.services.sold import open_drawer, sell


class TakenBack(Exception):
    pass


def sell_and_take_back(clerk: SignedIn, stock: Stock) -> None:
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        open_drawer(work)
        sell(work, stock, 0)
        raise TakenBack


@pytest.fixture
def clerk_of(fresh_database: TestDatabase) -> SignedIn:
    return fresh_database.sign_in(Role.BOX_OFFICE)


@pytest.fixture
def worker_of(fresh_database: TestDatabase) -> SignedIn:
    return fresh_database.sign_in(Role.WORKER)


@pytest.fixture
def stock(fresh_database: TestDatabase) -> Stock:
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        return stocked_event(work.session)


def sale_of(clerk: SignedIn, stock: Stock, *places: int) -> BookingRow:
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        open_drawer(work)
        return sell(work, stock, *places)


def signed(person: SignedIn, booking_id: UUID) -> int:
    count = select(func.count(Ticket.qr_code)).where(Ticket.booking_id == booking_id)
    with person.sessions() as session:
        return session.scalar(count) or 0


def jobs_left(database: TestDatabase) -> int:
    engine = create_engine(database.super_url, poolclass=NullPool)
    with engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM parterre_jobs.procrastinate_jobs")))


def test_paid_tickets_are_issued_by_the_worker(
    fresh_database: TestDatabase,
    clerk_of: SignedIn,
    worker_of: SignedIn,
    stock: Stock,
    tmp_path: Path,
) -> None:
    booking = sale_of(clerk_of, stock, 0, 1)
    before = signed(clerk_of, booking.id)

    run_until_idle(worker_of, keys=tmp_path)

    assert before == 0
    assert signed(clerk_of, booking.id) == 2
    assert jobs_left(fresh_database) == 0


def test_rolled_back_job_never_runs(
    fresh_database: TestDatabase,
    clerk_of: SignedIn,
    worker_of: SignedIn,
    stock: Stock,
    tmp_path: Path,
) -> None:
    with pytest.raises(TakenBack):
        sell_and_take_back(clerk_of, stock)

    run_until_idle(worker_of, keys=tmp_path)

    assert jobs_left(fresh_database) == 0
    with clerk_of.sessions() as session:
        assert session.scalar(select(func.count()).select_from(Ticket)) == 0


def test_job_of_a_booking_that_is_over_is_done(
    fresh_database: TestDatabase, clerk_of: SignedIn, worker_of: SignedIn, tmp_path: Path
) -> None:
    with begin_work(clerk_of.sessions, clerk_of.actor) as work:
        defer_issue(work, new_key())

    run_until_idle(worker_of, keys=tmp_path)

    assert jobs_left(fresh_database) == 0


def test_other_agencys_worker_sees_no_job(
    fresh_database: TestDatabase, clerk_of: SignedIn, stock: Stock, tmp_path: Path
) -> None:
    other = fresh_database.sign_in(Role.WORKER, login="u_worker_b")
    booking = sale_of(clerk_of, stock, 0)

    run_until_idle(other, keys=tmp_path)

    assert signed(clerk_of, booking.id) == 0
    assert jobs_left(fresh_database) == 1
    with other.sessions() as session:
        seen = session.scalar(text("SELECT count(*) FROM parterre_jobs.procrastinate_jobs"))
        events = session.scalar(text("SELECT count(*) FROM parterre_jobs.procrastinate_events"))
    assert (seen, events) == (0, 0)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BOX_OFFICE, Role.DOOR, Role.WEB])
def test_only_the_worker_reads_the_queue(fresh_database: TestDatabase, role: Role) -> None:
    person = fresh_database.sign_in(role)

    with person.sessions() as session, pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text("SELECT * FROM parterre_jobs.procrastinate_jobs"))


def test_door_defers_nothing(fresh_database: TestDatabase) -> None:
    ushers = fresh_database.sign_in(Role.DOOR)

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        begin_work(ushers.sessions, ushers.actor) as work,
    ):
        defer_issue(work, new_key())


def test_worker_tidies_up_when_it_starts_and_finds_jobs(
    fresh_database: TestDatabase,
    clerk_of: SignedIn,
    worker_of: SignedIn,
    stock: Stock,
    tmp_path: Path,
) -> None:
    booking = sale_of(clerk_of, stock, 0)
    with begin_work(clerk_of.sessions, clerk_of.actor, clock=lambda: NOW) as work:
        lapsed = reserve_seats(work, stock.event.id, stock.seat_ids[5:7], key=new_key())

    with listening(fresh_database) as wait_for, working(worker_of, tmp_path):
        with begin_work(clerk_of.sessions, clerk_of.actor) as work:
            defer_issue(work, booking.id)
        assert wait_for("signing_keys,tickets;")

    assert signed(clerk_of, booking.id) == 1
    with clerk_of.sessions() as session:
        assert one_booking(session, lapsed.id).status is BookingStatus.CANCELLED
        free = select(func.count()).where(
            EventSeat.id.in_(stock.seat_ids[5:7]), EventSeat.status == SeatStatus.AVAILABLE
        )
        assert session.scalar(free) == 2


def test_worker_lives_with_a_job_that_is_queued_already(
    fresh_database: TestDatabase,
    clerk_of: SignedIn,
    worker_of: SignedIn,
    stock: Stock,
    tmp_path: Path,
) -> None:
    booking = sale_of(clerk_of, stock, 0)
    lose_jobs(fresh_database)
    put_in_by_the_last_worker(fresh_database, worker_of.actor.tenant_id)

    with listening(fresh_database) as wait_for, working(worker_of, tmp_path):
        # Only the timetable's next line signs it now, and the queued job stands before that.
        assert wait_for("signing_keys,tickets;")

    assert signed(clerk_of, booking.id) == 1


def lose_jobs(database: TestDatabase) -> None:
    """Empty the queue, as a restored backup of another hour would."""
    engine = create_engine(database.super_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL search_path = parterre_jobs"))
        connection.execute(text("DELETE FROM procrastinate_jobs"))


def put_in_by_the_last_worker(database: TestDatabase, tenant_id: UUID) -> None:
    """A tidying up that was put into the queue and not begun; its time has not come."""
    engine = create_engine(database.super_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL search_path = parterre_jobs"))
        connection.execute(
            text(
                "INSERT INTO parterre_jobs.procrastinate_jobs"
                " (queue_name, task_name, queueing_lock, args, scheduled_at)"
                " VALUES (:agency, :task, :lock, '{\"timestamp\": 0}',"
                " now() + interval '1 day')"
            ),
            {"agency": str(tenant_id), "task": TIDY_UP, "lock": f"{TIDY_UP}:{tenant_id}"},
        )


def test_a_worker_whose_computer_is_ahead_lets_reservations_live(
    clerk_of: SignedIn, worker_of: SignedIn, stock: Stock
) -> None:
    with begin_work(clerk_of.sessions, clerk_of.actor) as work:
        booking = reserve_seats(work, stock.event.id, stock.seat_ids[:2], key=new_key())

    tidy_up(Workbench(worker_of, clock=lambda: wall_clock() + timedelta(hours=2)))

    with clerk_of.sessions() as session:
        assert one_booking(session, booking.id).status is BookingStatus.RESERVED


@contextmanager
def working(person: SignedIn, keys: Path) -> Iterator[None]:
    stop = Event()
    thread = Thread(target=run_worker, args=(person, stop), kwargs={"keys": keys})
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=30)
        assert not thread.is_alive()


def test_worker_waits_for_a_database_that_went_away(
    fresh_database: TestDatabase,
    clerk_of: SignedIn,
    worker_of: SignedIn,
    stock: Stock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "_PATIENCE", 0.1)
    with listening(fresh_database) as wait_for, working(worker_of, tmp_path):
        end_connections_of(fresh_database, "u_worker")
        booking = sale_of(clerk_of, stock, 0)
        assert wait_for("signing_keys,tickets;")

    assert signed(clerk_of, booking.id) == 1


def end_connections_of(database: TestDatabase, login: str) -> None:
    engine = create_engine(database.super_url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE usename = :login AND datname = current_database()"
            ),
            {"login": login},
        )
