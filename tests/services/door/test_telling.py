"""A scan is told to everybody, once it is committed, by whatever login it was made with."""

from pathlib import Path
from uuid import UUID

from sqlalchemy import create_engine, select, text
from sqlalchemy.pool import NullPool

from core.domain.staff import Role
from core.services.door.scanning import scan_ticket
from core.services.staff import SignedIn
from core.services.tickets.keys import load_verifiers
from core.services.work import Sessions, begin_work, new_key
from db.models import Ticket
from db.session import make_sessions
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.listening import listening
from tests.races.test_doors import sold_ticket


def scan(person: SignedIn, sessions: Sessions, event_id: UUID, code: str) -> None:
    with begin_work(sessions, person.actor, clock=lambda: NOW) as work:
        scan_ticket(
            work,
            event_id,
            code,
            nonce=new_key(),
            gate="Main",
            verifiers=load_verifiers(work.session),
        )


def test_a_scan_is_told(fresh_database: TestDatabase, tmp_path: Path) -> None:
    event_id, code = sold_ticket(fresh_database, tmp_path)
    ushers = fresh_database.sign_in(Role.DOOR)

    with listening(fresh_database) as wait_for:
        scan(ushers, ushers.sessions, event_id, code)
        heard = wait_for("scans,tickets;")

    assert heard == f"scans,tickets;{event_id}"


def test_login_of_two_agencies_tells_the_right_one(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    event_id, code = sold_ticket(fresh_database, tmp_path)
    ushers = fresh_database.sign_in(Role.DOOR)
    sessions = make_sessions(ushers.engine, tenant_id=ushers.actor.tenant_id)
    let_into_other_agency(fresh_database, ushers.actor.login)

    with listening(fresh_database) as wait_for:
        scan(ushers, sessions, event_id, code)
        heard = wait_for("scans,tickets;")

    assert heard == f"scans,tickets;{event_id}"
    with sessions() as session:
        assert session.scalars(select(Ticket.scanned_at)).one() == NOW


def let_into_other_agency(database: TestDatabase, login: str) -> None:
    engine = create_engine(database.super_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO parterre_sec.login_tenant (login, tenant_id)"
                " SELECT :login, tenant_id FROM parterre.tenants WHERE name = 'Other Agency'"
            ),
            {"login": login},
        )
