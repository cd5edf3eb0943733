"""Accounts from the command line: by the administrator, and by a manager."""

import pytest

from cli.keepers import AdministratorsLogin, keeper
from core.domain.staff import Role
from core.services.staff import (
    NoAgency,
    PasswordDue,
    WrongPassword,
    change_own_password,
    sign_in,
)
from db.logins import NewLogin
from tests.cli.conftest import Parterre
from tests.databases import LOGINS, PASSWORD, TestDatabase, run_as_super

FIRST, OWN = "a first password", "a password of my own"


@pytest.fixture
def as_administrator(fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> TestDatabase:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", fresh_database.super_url)
    return fresh_database


@pytest.fixture(params=["administrator", "manager"])
def whose(
    request: pytest.FixtureRequest, fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> TestDatabase:
    """The environment of either who may; the administrator's database has one agency."""
    if request.param == "manager":
        request.getfixturevalue("as_manager")
    else:
        monkeypatch.setenv("PARTERRE_DATABASE_URL", fresh_database.super_url)
        only_the_first_agency(fresh_database)
    return fresh_database


def only_the_first_agency(database: TestDatabase) -> None:
    others = "tenant_id <> (SELECT tenant_id FROM parterre.tenants WHERE name = 'Balcony Tickets')"
    run_as_super(
        database.server,
        *(
            f"DELETE FROM {table} WHERE {others}"
            for table in ("parterre.staff", "parterre_sec.login_tenant", "parterre.tenants")
        ),
        database=database.name,
    )


def test_a_colleague_comes_in_after_choosing_a_password(
    parterre: Parterre, whose: TestDatabase, new_login: str
) -> None:
    added = parterre("staff", "add", new_login, "--name=Bo Lang", "--role=box-office")

    said = added.stdout.splitlines()
    assert said[0] == f"Bo Lang may sign in as {new_login}: box office."
    assert said[2] == "It is changed at the first sign-in."
    first = said[1].removeprefix("Password: ")
    with pytest.raises(PasswordDue):
        sign_in(whose.url_for, new_login, first)
    due = f"Bo Lang ({new_login}): box office, first password not changed yet."
    assert due in parterre("staff", "list").stdout.splitlines()
    change_own_password(whose.url_for, new_login, first, OWN)
    person = sign_in(whose.url_for, new_login, OWN)
    person.sign_out()
    assert (person.actor.role, person.actor.display_name) == (Role.BOX_OFFICE, "Bo Lang")
    assert f"Bo Lang ({new_login}): box office." in parterre("staff", "list").stdout.splitlines()


def test_a_new_first_password_is_due_again(
    parterre: Parterre, whose: TestDatabase, new_login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parterre("staff", "add", new_login, "--name=Bo Lang", "--role=door")
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", FIRST)

    given = parterre("staff", "password", new_login)

    assert given.stdout.splitlines() == [
        f"{new_login} has a new password.",
        "It is changed at the first sign-in.",
    ]
    with pytest.raises(PasswordDue):
        sign_in(whose.url_for, new_login, FIRST)


def test_whoever_is_switched_off_is_let_in_when_switched_on(
    parterre: Parterre, whose: TestDatabase, new_login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", FIRST)
    parterre("staff", "add", new_login, "--name=Bo Lang", "--role=door")
    change_own_password(whose.url_for, new_login, FIRST, OWN)

    off = parterre("staff", "off", new_login)

    assert off.stdout == f"{new_login} is let in no more.\n"
    assert f"Bo Lang ({new_login}): door, switched off." in parterre("staff", "list").stdout
    with pytest.raises(NoAgency):
        sign_in(whose.url_for, new_login, OWN)
    assert parterre("staff", "on", new_login).stdout == f"{new_login} is let in again.\n"
    sign_in(whose.url_for, new_login, OWN).sign_out()


def test_whoever_is_switched_off_stays_so_with_a_new_password(
    parterre: Parterre, whose: TestDatabase, new_login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parterre("staff", "add", new_login, "--name=Bo Lang", "--role=door")
    parterre("staff", "off", new_login)
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", FIRST)

    assert parterre("staff", "password", new_login).exit_code == 0

    with pytest.raises((NoAgency, WrongPassword)):
        sign_in(whose.url_for, new_login, FIRST)


@pytest.mark.usefixtures("whose")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("add", "bo", "--name=Bo", "--role=door"), "“bo” is no login"),
        (("add", "u_bo_x", "--name= ", "--role=door"), "The person needs a name."),
        (("add", LOGINS[Role.DOOR], "--name=Bo", "--role=door"), "is taken."),
        (("add", "u_bo_x", "--name=Bo", "--role=door", "--agency=Gallery"), "Balcony Tickets."),
        (("list", "--agency=Gallery"), "Say which agency it is, with --agency: Balcony Tickets."),
        (("off", "u_nobody"), "has the login u_nobody."),
        (("password", "u_nobody"), "has the login u_nobody."),
    ],
)
def test_what_can_not_be_is_refused(
    parterre: Parterre, command: tuple[str, ...], told: str
) -> None:
    refused = parterre("staff", *command)

    assert told in refused.stderr
    assert refused.exit_code == 1


@pytest.mark.usefixtures("whose")
@pytest.mark.parametrize(
    "command", [("add", "u_bo_x", "--name=Bo", "--role=door"), ("password", LOGINS[Role.DOOR])]
)
def test_a_weak_password_is_refused(
    parterre: Parterre, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", "short")

    assert parterre("staff", *command).stderr == "A password has 10 characters or more.\n"


@pytest.mark.parametrize(("role", "name"), [("worker", "Worker"), ("web", "Web shop")])
def test_a_service_gets_a_password_that_stays(
    parterre: Parterre, as_administrator: TestDatabase, new_login: str, role: str, name: str
) -> None:
    added = parterre("staff", "add", new_login, f"--role={role}", "--agency=other agency")

    assert added.stdout.startswith(f"{name} may sign in as {new_login}: {role}.\nPassword: ")
    assert "changed" not in added.stdout
    password = added.stdout.splitlines()[1].removeprefix("Password: ")
    service = sign_in(as_administrator.url_for, new_login, password)
    service.sign_out()
    assert service.actor.role is Role[role.upper()]
    listed = parterre("staff", "list", "--agency=Other Agency").stdout
    assert f"{name} ({new_login}): {role}." in listed
    second = parterre("staff", "password", new_login).stdout.splitlines()[1]
    sign_in(as_administrator.url_for, new_login, second.removeprefix("Password: ")).sign_out()


@pytest.mark.usefixtures("as_administrator")
def test_one_of_several_agencies_has_to_be_named(parterre: Parterre, new_login: str) -> None:
    for command in (("list",), ("add", new_login, "--name=Bo", "--role=door")):
        refused = parterre("staff", *command)

        assert "--agency: Balcony Tickets, Other Agency." in refused.stderr
        assert refused.exit_code == 1


@pytest.mark.usefixtures("as_manager")
@pytest.mark.parametrize("role", [Role.WEB, Role.WORKER])
def test_a_manager_adds_no_services_and_sees_none(
    parterre: Parterre, new_login: str, role: Role
) -> None:
    with keeper() as manager, pytest.raises(AdministratorsLogin) as refused:
        manager.add(NewLogin(new_login, "Robot", role, FIRST), None)

    assert refused.value.role is role
    assert "worker" not in parterre("staff", "list").stdout


@pytest.mark.usefixtures("as_manager")
@pytest.mark.parametrize(
    "command", [("list",), ("off", LOGINS[Role.BUYER]), ("password", LOGINS[Role.BUYER])]
)
def test_a_clerk_looks_after_no_accounts(
    parterre: Parterre, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PARTERRE_LOGIN", LOGINS[Role.BOX_OFFICE])

    refused = parterre("staff", *command)

    assert "may not manage staff. Ask a manager." in refused.stderr
    assert refused.exit_code == 1


@pytest.mark.usefixtures("as_manager")
def test_a_manager_does_not_switch_themselves_off(parterre: Parterre) -> None:
    refused = parterre("staff", "off", LOGINS[Role.MANAGER])

    assert refused.stderr == f"No colleague of yours has the login {LOGINS[Role.MANAGER]}.\n"


def test_a_restored_login_comes_back_with_its_password(
    parterre: Parterre,
    as_administrator: TestDatabase,
    new_login: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As on another server, where a dump brought the rows and no logins."""
    only_the_first_agency(as_administrator)
    parterre("staff", "add", new_login, "--name=Bo Lang", "--role=buyer")
    run_as_super(as_administrator.server, f"DROP ROLE {new_login}")
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", FIRST)

    refused = parterre("staff", "on", new_login)
    given = parterre("staff", "password", new_login)

    assert "has no login" in refused.stderr
    assert given.exit_code == 0
    change_own_password(as_administrator.url_for, new_login, FIRST, PASSWORD)
    person = as_administrator.sign_in(Role.BUYER, login=new_login)
    assert person.actor.role is Role.BUYER
