"""Signing in as oneself, and why it may not work."""

import pytest

from core.domain.errors import Outage
from core.domain.staff import Role
from core.services.staff import NoAgency, WrongPassword, sign_in
from tests.databases import LOGINS, PASSWORD, TestDatabase, run_as_super

CLERK = LOGINS[Role.BOX_OFFICE]


def test_the_actor_is_the_person(database: TestDatabase) -> None:
    person = sign_in(database.url_for, CLERK, PASSWORD)
    person.sign_out()

    assert person.actor.login == CLERK
    assert person.actor.role is Role.BOX_OFFICE
    assert person.actor.display_name == "Box Office"


@pytest.mark.parametrize("password", ["wrong", ""])
@pytest.mark.parametrize("login", [CLERK, "u_nobody"])
def test_a_wrong_password_tells_nothing_about_the_login(
    database: TestDatabase, login: str, password: str
) -> None:
    with pytest.raises(WrongPassword) as refused:
        sign_in(database.url_for, login, password)

    assert refused.value.login == login
    assert str(refused.value) == "This login and password don't match."


def test_a_login_without_an_agency_is_refused(fresh_database: TestDatabase) -> None:
    run_as_super(
        fresh_database.server,
        f"UPDATE parterre_sec.login_tenant SET active = false WHERE login = '{CLERK}'",
        database=fresh_database.name,
    )

    with pytest.raises(NoAgency) as refused:
        sign_in(fresh_database.url_for, CLERK, PASSWORD)
    assert refused.value.login == CLERK


def test_a_server_that_is_away_is_an_outage() -> None:
    def nowhere(login: str, password: str) -> str:
        return f"postgresql+psycopg://{login}:{password}@127.0.0.1:1/parterre"

    with pytest.raises(Outage):
        sign_in(nowhere, CLERK, PASSWORD)
