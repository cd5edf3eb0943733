"""The change feed of the seat map: everything since a snapshot, also what commits late."""

from uuid import UUID

from sqlalchemy import Engine, text

from core.domain.staff import Role
from core.services.staff import SignedIn
from core.services.work import begin_work
from tests.databases import TestDatabase
from tests.factories import Stock, stocked_event

XMIN = text("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
CHANGED = text("SELECT id FROM parterre_api.changed_seat_ids(:event, :since)")
BLOCK = text("UPDATE parterre.event_seats SET status = 'BLOCKED' WHERE id = :id")


def changed(engine: Engine, event_id: UUID, since: int) -> set[UUID]:
    with engine.connect() as connection:
        return set(connection.scalars(CHANGED, {"event": event_id, "since": since}))


def xmin(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.scalar(XMIN) or 0)


def stocked(manager: SignedIn) -> Stock:
    with begin_work(manager.sessions, manager.actor) as work:
        return stocked_event(work.session, rows=1, seats=5)


def test_a_change_is_told_when_it_is_committed(fresh_database: TestDatabase) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    door = fresh_database.sign_in(Role.DOOR).engine
    stock = stocked(manager)
    since = xmin(door)

    with manager.engine.begin() as connection:
        connection.execute(BLOCK, {"id": stock.seats[0].id})

    assert stock.seats[0].id in changed(door, stock.event.id, since)


def test_a_late_commit_is_not_missed(fresh_database: TestDatabase) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    door = fresh_database.sign_in(Role.DOOR).engine
    stock = stocked(manager)
    with manager.engine.connect() as slow, manager.engine.connect() as quick:
        slow.execute(BLOCK, {"id": stock.seats[0].id})
        quick.execute(BLOCK, {"id": stock.seats[1].id})
        quick.commit()
        since = xmin(door)  # the quick one is seen, the slow one still runs
        slow.commit()

    assert stock.seats[0].id in changed(door, stock.event.id, since)


def test_another_agency_hears_of_nothing(fresh_database: TestDatabase) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    stock = stocked(manager)
    stranger = fresh_database.sign_in(Role.MANAGER, login="u_manager_b").engine

    assert changed(stranger, stock.event.id, 0) == set()
    assert changed(manager.engine, stock.event.id, 0) != set()
