"""Accounts as the administrator keeps them, and an agency with its first manager."""

import pytest

from core.domain.currencies import CurrencyTooFine
from core.domain.errors import Nameless, NameTaken
from core.domain.money import UnknownCurrency
from core.domain.staff import Role
from core.services.accounts import (
    LONGEST_NAME,
    LoginNotOnServer,
    NameTooLong,
    NoSuchLogin,
    WhichAgency,
    add_account,
    fresh_password,
    give_password,
    list_accounts,
    list_agencies,
    require_name,
    switch_account,
)
from core.services.founding import AgencyDraft, found_agency
from core.services.staff import (
    LoginTaken,
    NotALogin,
    WeakPassword,
    require_password,
    sign_in,
)
from core.services.venues.timezones import UnknownTimezone
from db.logins import NewLogin
from tests.databases import LOGINS, PASSWORD, TestDatabase, run_as_super

DRAFT = AgencyDraft("Balcony", "EUR", "Europe/Berlin", "Balcony Tickets Ltd")


def new(login: str, role: Role = Role.MANAGER, password: str = PASSWORD) -> NewLogin:
    return NewLogin(login, "Ann Weber", role, password)


def agencies(database: TestDatabase) -> list[str]:
    return [one.name for one in list_agencies(database.super_url)]


def test_an_agency_comes_with_its_first_manager(
    fresh_database: TestDatabase, new_login: str
) -> None:
    found_agency(fresh_database.super_url, DRAFT, new(new_login))

    person = sign_in(fresh_database.url_for, new_login, PASSWORD)
    person.sign_out()
    assert person.actor.role is Role.MANAGER
    [account] = list_accounts(fresh_database.super_url, "BALCONY")
    assert (account.login, account.tenant_id) == (new_login, person.actor.tenant_id)
    assert not account.password_due


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (AgencyDraft(" ", "EUR", "Europe/Berlin"), Nameless),
        (AgencyDraft("B" * (LONGEST_NAME + 1), "EUR", "Europe/Berlin"), NameTooLong),
        (AgencyDraft("Balcony", "ERU", "Europe/Berlin"), UnknownCurrency),
        (AgencyDraft("Balcony", "KWD", "Europe/Berlin"), CurrencyTooFine),
        (AgencyDraft("Balcony", "EUR", "Europe/Berln"), UnknownTimezone),
        (AgencyDraft(" balcony TICKETS", "EUR", "Europe/Berlin"), NameTaken),
    ],
)
def test_an_agency_that_can_not_be_leaves_nothing(
    fresh_database: TestDatabase, new_login: str, draft: AgencyDraft, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        found_agency(fresh_database.super_url, draft, new(new_login))

    assert agencies(fresh_database) == ["Balcony Tickets", "Other Agency"]
    with pytest.raises(NoSuchLogin):
        give_password(fresh_database.super_url, new_login)


@pytest.mark.parametrize(
    ("manager", "refusal"),
    [
        (new("ann"), NotALogin),
        (new("u_ann_x", password="short"), WeakPassword),
        (new(LOGINS[Role.DOOR]), LoginTaken),
    ],
)
def test_an_agency_without_a_manager_is_none(
    fresh_database: TestDatabase, manager: NewLogin, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        found_agency(fresh_database.super_url, DRAFT, manager)

    assert agencies(fresh_database) == ["Balcony Tickets", "Other Agency"]


def test_a_name_has_an_end() -> None:
    require_name("person", "B" * LONGEST_NAME)
    with pytest.raises(NameTooLong) as refused:
        require_name("person", "B" * (LONGEST_NAME + 1))

    assert (refused.value.what, refused.value.longest) == ("person", LONGEST_NAME)


@pytest.mark.parametrize("name", [None, "Gallery"])
def test_the_agency_is_named_where_there_are_several(
    fresh_database: TestDatabase, new_login: str, name: str | None
) -> None:
    with pytest.raises(WhichAgency) as refused:
        add_account(fresh_database.super_url, new(new_login), name)

    assert refused.value.names == ("Balcony Tickets", "Other Agency")


def test_a_login_that_nobody_has_is_refused(fresh_database: TestDatabase, new_login: str) -> None:
    with pytest.raises(NoSuchLogin) as given:
        give_password(fresh_database.super_url, new_login)
    with pytest.raises(NoSuchLogin) as switched:
        switch_account(fresh_database.super_url, new_login, active=False)

    assert given.value.login == switched.value.login == new_login


def test_a_login_that_the_server_lost_has_to_get_a_password(
    fresh_database: TestDatabase, new_login: str
) -> None:
    add_account(fresh_database.super_url, new(new_login), "Other Agency")
    run_as_super(fresh_database.server, f"DROP ROLE {new_login}")

    with pytest.raises(LoginNotOnServer) as refused:
        switch_account(fresh_database.super_url, new_login, active=True)

    assert refused.value.login == new_login
    assert give_password(fresh_database.super_url, new_login, PASSWORD).due


@pytest.mark.parametrize("role", Role)
def test_a_fresh_password_is_one(role: Role) -> None:
    require_password(fresh_password(role))
    assert fresh_password(role) != fresh_password(role)
