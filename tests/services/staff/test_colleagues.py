"""An agency's people as its managers see them: the list, their names, their jobs."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.domain.errors import Nameless, NotAllowed
from core.domain.money import Money
from core.domain.staff import JOBS, Role
from core.services.colleagues import (
    ColleagueRow,
    JobGivenByHand,
    TillStillOpen,
    change_job,
    list_colleagues,
    rename_colleague,
)
from core.services.first_passwords import first_password
from core.services.payments.till import open_till
from core.services.staff import (
    SHORTEST_PASSWORD,
    NoColleague,
    NoSuchJob,
    SignedIn,
    reset_password,
    set_active,
    sign_in,
)
from core.services.work import Work, begin_work, new_key
from tests.conftest import WorkAs
from tests.databases import PASSWORD, TestDatabase, run_as_super
from tests.db.security.asking import DENIED, sqlstate
from tests.newcomers import FIRST, add_newcomer


@pytest.fixture
def newcomer(fresh_database: TestDatabase, new_login: str) -> str:
    """A clerk's login, with a password of their own."""
    add_newcomer(fresh_database, new_login)
    return new_login


@pytest.fixture
def boss(fresh_database: TestDatabase) -> SignedIn:
    return fresh_database.sign_in(Role.MANAGER)


def _listed(boss: SignedIn, login: str) -> ColleagueRow:
    with boss.sessions() as session:
        return next(one for one in list_colleagues(session) if one.login == login)


def _move(boss: SignedIn, login: str, role: Role) -> None:
    with begin_work(boss.sessions, boss.actor) as work:
        change_job(work, login, role)


def _take_a_till(person: SignedIn) -> None:
    with begin_work(person.sessions, person.actor) as work:
        open_till(work, "Till 2", Money(Decimal(50), "EUR"), key=new_key())


def _audited(boss: SignedIn) -> Sequence[dict[str, Any]]:
    with boss.sessions() as session:
        found = session.execute(
            text(
                "SELECT new FROM parterre.audit_log WHERE table_name = 'staff'"
                " AND operation = 'UPDATE' AND login = 'u_manager' ORDER BY at"
            )
        )
        return list(found.scalars())


def test_the_list_has_the_people_and_no_services(work: Work) -> None:
    assert {one.login for one in list_colleagues(work.session)} == {
        f"u_{role.value.lower()}" for role in JOBS
    }


def test_a_colleague_is_listed_as_they_are(
    fresh_database: TestDatabase, boss: SignedIn, newcomer: str
) -> None:
    before = _listed(boss, newcomer)
    _take_a_till(fresh_database.sign_in(Role.BOX_OFFICE, login=newcomer))
    working = _listed(boss, newcomer)
    with begin_work(boss.sessions, boss.actor) as work:
        reset_password(work, newcomer, FIRST)
    after = _listed(boss, newcomer)

    assert (before.name, before.role, before.is_active) == ("Nora Quinn", Role.BOX_OFFICE, True)
    assert (before.password_due, before.signed_in, before.drawer) == (False, False, None)
    assert (working.password_due, working.signed_in) == (False, True)
    assert (after.password_due, after.drawer) == (True, "Till 2")
    assert before.password_set_at is not None
    assert after.password_set_at is not None
    assert after.password_set_at > before.password_set_at


def test_whoever_is_switched_off_stays_in_the_list(
    fresh_database: TestDatabase, boss: SignedIn, newcomer: str
) -> None:
    fresh_database.sign_in(Role.BOX_OFFICE, login=newcomer)
    with begin_work(boss.sessions, boss.actor) as work:
        set_active(work, newcomer, active=False)
    off = _listed(boss, newcomer)
    with begin_work(boss.sessions, boss.actor) as work:
        set_active(work, newcomer, active=True)

    assert not off.is_active
    assert _listed(boss, newcomer).is_active


def test_another_job_is_another_group_and_ends_the_old_one(
    fresh_database: TestDatabase, boss: SignedIn, newcomer: str
) -> None:
    clerk = fresh_database.sign_in(Role.BOX_OFFICE, login=newcomer)
    with clerk.engine.connect() as open_session:
        open_session.execute(text("SELECT 1"))
        _move(boss, newcomer, Role.DOOR)
        with pytest.raises(DBAPIError):
            open_session.execute(text("SELECT 1"))
    again = fresh_database.sign_in(Role.DOOR, login=newcomer)

    assert again.actor.role is Role.DOOR
    with again.engine.connect() as connection, pytest.raises(DBAPIError) as refused:
        connection.execute(text("SELECT * FROM parterre.customers"))
    assert sqlstate(refused.value) == DENIED
    assert {"role": "DOOR"} in _audited(boss)


@pytest.mark.parametrize("role", JOBS)
def test_every_job_can_be_given_to_a_clerk(
    fresh_database: TestDatabase, boss: SignedIn, newcomer: str, role: Role
) -> None:
    _move(boss, newcomer, role)
    groups = (
        "SELECT array_agg(own.rolname::text) FROM pg_auth_members AS given"
        " JOIN pg_roles AS own ON own.oid = given.roleid WHERE given.member = to_regrole(:login)"
    )

    with boss.sessions() as session:
        assert session.scalar(text(groups), {"login": newcomer}) == [
            f"parterre_{role.value.lower()}"
        ]
    assert fresh_database.sign_in(role, login=newcomer).actor.role is role


def test_a_job_that_a_superuser_gave_beside_it_is_seen(
    fresh_database: TestDatabase, boss: SignedIn, newcomer: str
) -> None:
    """A manager can't take it away, and nobody gets two jobs out of one."""
    run_as_super(fresh_database.server, f"GRANT parterre_buyer TO {newcomer}")
    with pytest.raises(JobGivenByHand) as refused:
        _move(boss, newcomer, Role.DOOR)

    assert (refused.value.name, refused.value.login) == ("Nora Quinn", newcomer)
    assert _listed(boss, newcomer).role is Role.BOX_OFFICE


def test_whoever_has_a_till_open_stays_where_it_can_be_counted(
    fresh_database: TestDatabase, boss: SignedIn, newcomer: str
) -> None:
    _take_a_till(fresh_database.sign_in(Role.BOX_OFFICE, login=newcomer))

    with pytest.raises(TillStillOpen) as refused:
        _move(boss, newcomer, Role.BUYER)
    _move(boss, newcomer, Role.MANAGER)

    assert (refused.value.name, refused.value.drawer) == ("Nora Quinn", "Till 2")
    assert _listed(boss, newcomer).role is Role.MANAGER


def test_another_password_ends_the_open_session(
    fresh_database: TestDatabase, boss: SignedIn, newcomer: str
) -> None:
    clerk = fresh_database.sign_in(Role.BOX_OFFICE, login=newcomer)
    with clerk.engine.connect() as open_session:
        open_session.execute(text("SELECT 1"))
        with begin_work(boss.sessions, boss.actor) as work:
            reset_password(work, newcomer, FIRST)
        with pytest.raises(DBAPIError):
            open_session.execute(text("SELECT 1"))


def test_a_name_is_changed_and_the_audit_keeps_it_out(boss: SignedIn, newcomer: str) -> None:
    with begin_work(boss.sessions, boss.actor) as work:
        rename_colleague(work, newcomer, "  Nora Quinn-Doyle ")

    assert _listed(boss, newcomer).name == "Nora Quinn-Doyle"
    assert {"display_name": "changed"} in _audited(boss)


def test_who_set_a_password_and_when_is_in_the_audit(boss: SignedIn, newcomer: str) -> None:
    with begin_work(boss.sessions, boss.actor) as work:
        reset_password(work, newcomer, FIRST)

    assert [set(entry) for entry in _audited(boss)] == [{"password_set_at"}]


def test_nobody_is_nameless(work: Work) -> None:
    with pytest.raises(Nameless) as refused:
        rename_colleague(work, "u_door", "  ")
    assert refused.value.what == "colleague"


@pytest.mark.parametrize("login", ["u_manager", "u_door_b", "u_nobody", "postgres", "u_worker"])
def test_only_a_colleagues_job_is_changed(work: Work, login: str) -> None:
    with pytest.raises(NoColleague) as refused:
        change_job(work, login, Role.DOOR)
    assert refused.value.login == login


@pytest.mark.parametrize("role", [Role.WEB, Role.WORKER])
def test_nobody_becomes_a_service(work: Work, role: Role) -> None:
    with pytest.raises(NoSuchJob) as refused:
        change_job(work, "u_door", role)
    assert refused.value.role is role


@pytest.mark.parametrize("role", [Role.BUYER, Role.BOX_OFFICE, Role.DOOR])
def test_others_see_no_list_and_change_nobody(work_as: WorkAs, role: Role) -> None:
    with work_as(role) as other:
        with pytest.raises(NotAllowed):
            rename_colleague(other, "u_manager", "Mallory")
        with pytest.raises(NotAllowed):
            change_job(other, "u_manager", Role.DOOR)
        with pytest.raises(DBAPIError) as refused:
            list_colleagues(other.session)
    assert sqlstate(refused.value) == DENIED


def test_of_two_managers_who_put_each_other_out_one_stays(
    fresh_database: TestDatabase, boss: SignedIn, new_login: str
) -> None:
    """The second one waits until the first one's change is made, and is no manager any more."""
    add_newcomer(fresh_database, new_login, Role.MANAGER)
    put_out = text("SELECT parterre_api.staff_set_active('u_manager', false)")
    with begin_work(boss.sessions, boss.actor) as work:
        set_active(work, new_login, active=False)
        # What was open has ended; until the change is made, a new connection is let in.
        late = sign_in(fresh_database.url_for, new_login, PASSWORD)
        connection = late.engine.connect()
        connection.execute(text("SET lock_timeout = '100ms'"))
        connection.commit()
        with pytest.raises(DBAPIError) as waits:
            connection.execute(put_out)
        connection.rollback()
    with pytest.raises(DBAPIError) as refused:
        connection.execute(put_out)
    connection.close()
    late.sign_out()

    assert (sqlstate(waits.value), sqlstate(refused.value)) == ("55P03", DENIED)


def test_a_first_password_is_long_enough_and_never_the_same() -> None:
    made = {first_password() for _ in range(200)}

    assert len(made) == 200
    assert min(map(len, made)) > SHORTEST_PASSWORD
    assert all(word.isalpha() for one in made for word in one.split("-"))
