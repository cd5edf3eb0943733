"""The life of an account: made, signed in, changed, reset, switched off with its open session."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.domain.errors import Nameless, NotAllowed
from core.domain.staff import Role
from core.services.staff import (
    LoginTaken,
    NoAgency,
    NoColleague,
    NoSuchJob,
    NotALogin,
    PasswordDue,
    WeakPassword,
    change_own_password,
    create_staff,
    reset_password,
    set_active,
    sign_in,
)
from core.services.work import Work, begin_work, new_key
from tests.conftest import WorkAs
from tests.databases import TestDatabase
from tests.newcomers import FIRST, add_newcomer

OWN, NEXT = "my own password", "another first one"


@pytest.fixture
def newcomer(fresh_database: TestDatabase, new_login: str) -> str:
    """A clerk's new login, whose password is due."""
    add_newcomer(fresh_database, new_login, password_due=True)
    return new_login


def test_an_account_that_was_asked_for_twice_is_made_once(
    fresh_database: TestDatabase, new_login: str
) -> None:
    key = new_key()
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        made = [
            create_staff(
                work,
                login=new_login,
                display_name="Newcomer",
                role=Role.BOX_OFFICE,
                password=FIRST,
                key=key,
            )
            for _ in range(2)
        ]

    assert made == [key, key]


def test_a_newcomer_chooses_a_password_first(fresh_database: TestDatabase, newcomer: str) -> None:
    with pytest.raises(PasswordDue) as due:
        sign_in(fresh_database.url_for, newcomer, FIRST)
    assert due.value.login == newcomer

    change_own_password(fresh_database.url_for, newcomer, FIRST, OWN)

    person = sign_in(fresh_database.url_for, newcomer, OWN)
    person.sign_out()
    assert (person.actor.role, person.actor.display_name) == (Role.BOX_OFFICE, "Nora Quinn")


def test_a_reset_password_is_due_again(fresh_database: TestDatabase, newcomer: str) -> None:
    change_own_password(fresh_database.url_for, newcomer, FIRST, OWN)
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        reset_password(work, newcomer, NEXT)

    with pytest.raises(PasswordDue):
        sign_in(fresh_database.url_for, newcomer, NEXT)


def test_switching_off_ends_the_open_session(fresh_database: TestDatabase, newcomer: str) -> None:
    change_own_password(fresh_database.url_for, newcomer, FIRST, OWN)
    person = sign_in(fresh_database.url_for, newcomer, OWN)
    manager = fresh_database.sign_in(Role.MANAGER)
    with person.engine.connect() as open_session:
        open_session.execute(text("SELECT 1"))
        with begin_work(manager.sessions, manager.actor) as work:
            set_active(work, newcomer, active=False)
        with pytest.raises(DBAPIError):
            open_session.execute(text("SELECT 1"))
    person.sign_out()

    with pytest.raises(NoAgency):
        sign_in(fresh_database.url_for, newcomer, OWN)


def test_a_taken_login_is_refused(work: Work) -> None:
    with pytest.raises(LoginTaken) as taken:
        create_staff(
            work,
            login="u_door",
            display_name="X",
            role=Role.DOOR,
            password=FIRST,
            key=new_key(),
        )
    assert taken.value.login == "u_door"


def test_nobody_begins_nameless(work: Work) -> None:
    with pytest.raises(Nameless) as refused:
        create_staff(
            work, login="u_bob", display_name=" ", role=Role.DOOR, password=FIRST, key=new_key()
        )
    assert refused.value.what == "colleague"


@pytest.mark.parametrize("login", ["bob", "u_Bob", "u_ab", "u_x y", "u_" + "a" * 41])
def test_a_login_has_its_form(work: Work, login: str) -> None:
    with pytest.raises(NotALogin) as refused:
        create_staff(
            work,
            login=login,
            display_name="Bob",
            role=Role.DOOR,
            password=FIRST,
            key=new_key(),
        )

    assert refused.value.login == login


@pytest.mark.parametrize("role", [Role.WEB, Role.WORKER])
def test_a_service_is_no_colleague(work: Work, role: Role) -> None:
    with pytest.raises(NoSuchJob) as refused:
        create_staff(
            work,
            login="u_robot",
            display_name="Robot",
            role=role,
            password=FIRST,
            key=new_key(),
        )

    assert refused.value.role is role


def test_a_short_password_is_refused(work: Work) -> None:
    with pytest.raises(WeakPassword) as weak:
        reset_password(work, "u_door", "short")
    assert weak.value.shortest == 10


@pytest.mark.parametrize("login", ["u_manager", "u_door_b", "postgres", "u_worker"])
def test_only_colleagues_can_be_switched_off(work: Work, login: str) -> None:
    with pytest.raises(NoColleague) as refused:
        set_active(work, login, active=False)
    assert refused.value.login == login


def test_a_clerk_looks_after_no_accounts(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerk, pytest.raises(NotAllowed):
        reset_password(clerk, "u_door", FIRST)


@pytest.mark.parametrize(
    "call",
    [
        "staff_create(gen_random_uuid(), 'u_mallory', 'M', 'MANAGER', 'plaintext')",
        "staff_create(gen_random_uuid(), 'u_mallory', 'M', 'pg_execute_server_program', :good)",
        "staff_create(gen_random_uuid(), 'u_x; DROP TABLE t', 'M', 'DOOR', :good)",
        "staff_reset_password('u_door', 'plaintext')",
    ],
)
def test_the_functions_take_nothing_crooked(work: Work, call: str) -> None:
    good = f"SCRAM-SHA-256$4096:{'A' * 22}==${'A' * 43}=:{'A' * 43}="
    values = {"good": good} if ":good" in call else {}
    with pytest.raises(DBAPIError) as refused:
        work.session.execute(text(f"SELECT parterre_api.{call}"), values)
    assert getattr(refused.value.orig, "sqlstate", "") == "22023"
