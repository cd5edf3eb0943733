"""Who looks after accounts: the database's administrator, or a manager of one agency."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from cli.administering import refusals_told
from cli.opening import LOGIN_VARIABLE
from cli.ready import kept_database
from core.domain.errors import Refusal
from core.domain.staff import JOBS, Permission, Role
from core.services.accounts import (
    GivenPassword,
    WhichAgency,
    add_account,
    fresh_password,
    give_password,
    list_accounts,
    switch_account,
)
from core.services.agency import own_agency
from core.services.colleagues import list_colleagues
from core.services.staff import SignedIn, create_staff, reset_password, set_active
from core.services.work import begin_reading, begin_work, new_key
from db.logins import NewLogin


class AdministratorsLogin(Refusal):
    """Services sign in on machines, which a manager does not look after."""

    def __init__(self, role: Role) -> None:
        self.role = role
        super().__init__(
            "Only the database's administrator makes logins of the web shop and of workers: "
            f"without {LOGIN_VARIABLE}."
        )


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as both see it."""

    login: str
    name: str
    role: Role
    is_active: bool
    password_due: bool


class Keeper(Protocol):
    """Looks after accounts; `agency` is the name of one where there are several."""

    def add(self, new: NewLogin, agency: str | None) -> None: ...

    def lines(self, agency: str | None) -> Sequence[AccountLine]: ...

    def give_password(self, login: str, password: str | None) -> GivenPassword: ...

    def switch(self, login: str, *, active: bool) -> None: ...


@contextmanager
def keeper() -> Iterator[Keeper]:
    """The manager who is PARTERRE_LOGIN, else the administrator.

    Refuses `NoAdministrator`, `NoAgencyYet`, and what a sign-in refuses.
    """
    with kept_database() as opened, refusals_told():
        if os.environ.get(LOGIN_VARIABLE) is None:
            yield Administrator(opened.admin_url)
            return
        with opened.signed_in() as person:
            yield Manager(person)


@dataclass(frozen=True, slots=True)
class Administrator:
    """Over the administrator's own way in: any agency's people and services."""

    admin_url: str

    def add(self, new: NewLogin, agency: str | None) -> None:
        add_account(self.admin_url, new, agency)

    def lines(self, agency: str | None) -> Sequence[AccountLine]:
        return [
            AccountLine(one.login, one.display_name, one.role, one.is_active, one.password_due)
            for one in list_accounts(self.admin_url, agency)
        ]

    def give_password(self, login: str, password: str | None) -> GivenPassword:
        return give_password(self.admin_url, login, password)

    def switch(self, login: str, *, active: bool) -> None:
        switch_account(self.admin_url, login, active=active)


@dataclass(frozen=True, slots=True)
class Manager:
    """As the manager's screen does it, for the people of the manager's agency."""

    person: SignedIn

    def add(self, new: NewLogin, agency: str | None) -> None:
        if new.role not in JOBS:
            raise AdministratorsLogin(new.role)
        self._refuse_others(agency)
        with begin_work(self.person.sessions, self.person.actor) as work:
            create_staff(
                work,
                login=new.login,
                display_name=new.display_name,
                role=new.role,
                password=new.password,
                key=new_key(),
            )

    def lines(self, agency: str | None) -> Sequence[AccountLine]:
        self._refuse_others(agency)
        self.person.actor.require(Permission.MANAGE_STAFF)
        with begin_reading(self.person.sessions) as session:
            return [
                AccountLine(one.login, one.name, one.role, one.is_active, one.password_due)
                for one in list_colleagues(session)
            ]

    def give_password(self, login: str, password: str | None) -> GivenPassword:
        given = fresh_password(Role.MANAGER) if password is None else password
        with begin_work(self.person.sessions, self.person.actor) as work:
            reset_password(work, login, given)
        return GivenPassword(given, due=True)

    def switch(self, login: str, *, active: bool) -> None:
        with begin_work(self.person.sessions, self.person.actor) as work:
            set_active(work, login, active=active)

    def _refuse_others(self, agency: str | None) -> None:
        with begin_reading(self.person.sessions) as session:
            own = own_agency(session).name
        if agency is not None and agency.strip().lower() != own.lower():
            raise WhichAgency([own])
