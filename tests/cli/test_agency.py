"""An agency of one's own from the command line, on a server."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from core.domain.staff import Role
from core.services.staff import sign_in
from db.administering import as_superuser
from db.agencies import create_agency
from db.embedded import EmbeddedServer
from db.logins import LoginRow, read_logins
from tests.cli.conftest import Parterre
from tests.databases import LOGINS, TestDatabase, run_as_super
from tests.databases import PASSWORD as STAFF_PASSWORD

PASSWORD = "a long secret"


@pytest.fixture
def unmade(
    server: EmbeddedServer, new_login: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestDatabase]:
    """A database that nobody has made yet, with its administrator in the environment."""
    assert new_login  # which goes after the database
    database = TestDatabase(server, f"parterre_{uuid4().hex[:12]}")
    monkeypatch.setenv("PARTERRE_DATABASE_URL", database.super_url)
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", PASSWORD)
    yield database
    database.sign_everybody_out()
    run_as_super(server, f"DROP DATABASE IF EXISTS {database.name} WITH (FORCE)")


@pytest.fixture
def as_administrator(fresh_database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> TestDatabase:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", fresh_database.super_url)
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", PASSWORD)
    return fresh_database


def terms(new_login: str, **others: str) -> list[str]:
    """The options of an agency in euros, some of them otherwise."""
    said = {
        "currency": "EUR",
        "timezone": "Europe/Berlin",
        "manager": "Ann Weber",
        "login": new_login,
        **others,
    }
    return [f"--{option}={value}" for option, value in said.items()]


def logins_of(database: TestDatabase) -> list[LoginRow]:
    with as_superuser(database.super_url) as connection:
        return list(read_logins(connection))


def test_an_agency_is_made_with_its_database_and_its_manager(
    parterre: Parterre, unmade: TestDatabase, new_login: str
) -> None:
    made = parterre("agency", "create", "Balcony", *terms(new_login))

    assert made.stdout.splitlines()[:2] == [
        "Balcony is ready. Ann Weber is its first manager.",
        f"Next, on a workstation: parterre run, and sign in as {new_login}.",
    ]
    person = sign_in(unmade.url_for, new_login, PASSWORD)
    person.sign_out()
    assert (person.actor.role, person.actor.display_name) == (Role.MANAGER, "Ann Weber")
    listed = parterre("agency", "list")
    assert listed.stdout == "Balcony: EUR, Europe/Berlin, 1 person.\n"
    assert parterre("doctor").stdout.startswith("Healthy")


def test_what_is_not_said_is_asked_until_it_can_be_used(
    parterre: Parterre, unmade: TestDatabase, new_login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARTERRE_NEW_PASSWORD")
    answers = ["Euro", "eur", "Berlin", "Europe/Berlin", "Ann Weber", "ann", new_login]
    secrets = ["short", "short", PASSWORD, PASSWORD]

    made = parterre("agency", "create", "Balcony", typed="\n".join([*answers, *secrets, ""]))

    assert made.exit_code == 0
    for told in (
        "“EURO” is not a currency code",
        "There is no time zone “Berlin”",
        "Their login [u_ann_weber]",
        "“ann” is no login",
        "A password has 10 characters or more.",
    ):
        assert told in made.stderr
    assert PASSWORD not in made.output
    sign_in(unmade.url_for, new_login, PASSWORD).sign_out()


@pytest.mark.parametrize(
    ("name", "others", "told"),
    [
        (" ", {}, "The agency needs a name."),
        ("B" * 101, {}, "The agency's name is longer than 100 letters."),
        ("Balcony", {"currency": "ERU"}, "“ERU” is not a currency code"),
        ("Balcony", {"currency": "KWD"}, "KWD has 3 digits after the point"),
        ("Balcony", {"timezone": "Europe/Berln"}, "There is no time zone “Europe/Berln”."),
        ("Balcony", {"manager": " "}, "The person needs a name."),
        ("Balcony", {"login": "ann"}, "“ann” is no login"),
    ],
)
def test_what_can_not_be_is_refused_before_anything_is_made(
    parterre: Parterre,
    unmade: TestDatabase,
    new_login: str,
    name: str,
    others: dict[str, str],
    told: str,
) -> None:
    refused = parterre("agency", "create", name, *terms(new_login, **others))

    assert told in refused.stderr
    assert refused.exit_code == 1
    assert f"no database {unmade.name}" in parterre("doctor").stderr


def test_a_weak_password_is_refused(
    parterre: Parterre, unmade: TestDatabase, new_login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", "short")

    refused = parterre("agency", "create", "Balcony", *terms(new_login))

    assert refused.stderr == "A password has 10 characters or more.\n"
    assert f"no database {unmade.name}" in parterre("doctor").stderr


@pytest.mark.parametrize("name", ["Balcony Tickets", "balcony tickets "])
def test_a_name_that_there_is_and_a_taken_login_are_refused(
    parterre: Parterre, as_administrator: TestDatabase, new_login: str, name: str
) -> None:
    before = logins_of(as_administrator)

    same_name = parterre("agency", "create", name, *terms(new_login))
    same_login = parterre("agency", "create", "Balcony", *terms(LOGINS[Role.DOOR]))

    assert f"Another agency is called {name.strip()}" in same_name.stderr
    assert same_login.stderr == f"The login {LOGINS[Role.DOOR]} is taken.\n"
    assert (same_name.exit_code, same_login.exit_code) == (1, 1)
    assert logins_of(as_administrator) == before


def test_whoever_did_not_see_it_end_may_repeat_it(
    parterre: Parterre, unmade: TestDatabase, new_login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, again = (parterre("agency", "create", "Balcony", *terms(new_login)) for _ in range(2))
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", "another secret")
    another = parterre("agency", "create", "Balcony", *terms(new_login))

    assert (again.exit_code, again.stdout) == (0, first.stdout)
    assert another.stderr == "Another agency is called Balcony. Choose another name.\n"
    assert [row.login for row in logins_of(unmade)] == [new_login]
    sign_in(unmade.url_for, new_login, PASSWORD).sign_out()


@pytest.mark.usefixtures("as_administrator")
def test_a_manager_of_another_agency_proves_nothing(
    parterre: Parterre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", STAFF_PASSWORD)

    refused = parterre("agency", "create", "Other Agency", *terms(LOGINS[Role.MANAGER]))

    assert refused.stderr == "Another agency is called Other Agency. Choose another name.\n"


@pytest.mark.parametrize("migrated", [False, True])
def test_a_repeat_after_a_kill_succeeds(
    parterre: Parterre, unmade: TestDatabase, new_login: str, *, migrated: bool
) -> None:
    """The agency and its manager are one transaction: only what comes before it can be there."""
    run_as_super(unmade.server, f"CREATE DATABASE {unmade.name}")
    if migrated:
        parterre("migrate")

    assert parterre("agency", "create", "Balcony", *terms(new_login)).exit_code == 0
    assert [row.login for row in logins_of(unmade)] == [new_login]


def test_agencies_are_listed_by_name_with_their_people(
    parterre: Parterre, as_administrator: TestDatabase
) -> None:
    create_agency(as_administrator.super_url, "Aisle", currency="JPY", timezone="Asia/Tokyo")

    assert parterre("agency", "list").stdout.splitlines() == [
        "Aisle: JPY, Asia/Tokyo, 0 people.",
        "Balcony Tickets: EUR, Europe/Berlin, 4 people.",
        "Other Agency: EUR, Europe/Berlin, 4 people.",
    ]


def test_a_database_without_an_agency_says_what_is_next(
    parterre: Parterre, unmade: TestDatabase
) -> None:
    assert unmade.name
    parterre("migrate")

    said = parterre("agency", "list")

    assert said.stderr.startswith("There is no agency here yet. “parterre agency create” makes")
    assert said.exit_code == 1


@pytest.mark.usefixtures("as_manager")
@pytest.mark.parametrize("command", [("list",), ("create", "Balcony")])
def test_agencies_are_the_administrators(parterre: Parterre, command: tuple[str, ...]) -> None:
    refused = parterre("agency", *command)

    assert "administrator" in refused.stderr
    assert refused.exit_code == 1
