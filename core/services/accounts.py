"""Accounts as whoever looks after the database keeps them: people and services of any agency.

A manager looks after people of the own agency: `core.services.staff`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from secrets import token_urlsafe

from sqlalchemy import Connection

from core.domain.errors import Nameless, Refusal
from core.domain.staff import JOBS, Role
from core.services.first_passwords import first_password
from core.services.staff import LoginTaken, require_login, require_password
from db.administering import as_superuser, at_logins
from db.agencies import AgencyLine, read_agencies
from db.logins import (
    LoginRow,
    NewLogin,
    login_exists,
    make_login,
    read_logins,
    set_password,
    switch_login,
)

LONGEST_NAME = 100


class NameTooLong(Refusal):
    def __init__(self, what: str, longest: int) -> None:
        self.what, self.longest = what, longest
        super().__init__(f"The {what}'s name is longer than {longest} letters. Shorten it.")


class NoAgencyYet(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "There is no agency here yet. “parterre agency create” makes yours, and "
            "“parterre demo load” loads the demo season."
        )


class WhichAgency(Refusal):
    """The name fits none of them, or none was said and there are several."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"Say which agency it is, with --agency: {', '.join(self.names)}.")


class NoSuchLogin(Refusal):
    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"Nobody here has the login {login}.")


class LoginNotOnServer(Refusal):
    """A restored dump names logins that its new server does not have."""

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"The server has no login {login} any more. Give it a new password first.")


@dataclass(frozen=True, slots=True)
class GivenPassword:
    """A password as it was given, and whether it is due to be changed."""

    text: str = field(repr=False)
    due: bool


def require_name(what: str, name: str) -> None:
    """Refuse `Nameless` or `NameTooLong`."""
    Nameless.check(what, name)
    if len(name) > LONGEST_NAME:
        raise NameTooLong(what, LONGEST_NAME)


def require_account(new: NewLogin) -> None:
    """Refuse what no account can be made of, before anything is."""
    require_login(new.login)
    require_name("person", new.display_name)
    require_password(new.password)


def require_free(connection: Connection, login: str) -> None:
    """Refuse `LoginTaken`, also if it is taken in another database: a server's logins are one."""
    if login_exists(connection, login):
        raise LoginTaken(login)


def list_agencies(admin_url: str) -> Sequence[AgencyLine]:
    """Every agency of the database, by name."""
    with as_superuser(admin_url) as connection:
        return read_agencies(connection)


def list_accounts(admin_url: str, agency: str | None = None) -> Sequence[LoginRow]:
    """The accounts of an agency, services' too; without a name of the only one.

    Refuses `NoAgencyYet` and `WhichAgency`.
    """
    with as_superuser(admin_url) as connection:
        wanted = _agency(connection, agency)
        return [row for row in read_logins(connection) if row.tenant_id == wanted.tenant_id]


def add_account(admin_url: str, new: NewLogin, agency: str | None = None) -> None:
    """Make an account in an agency, or in the only one there is.

    Refuses `NotALogin`, `Nameless`, `NameTooLong`, `WeakPassword`, `LoginTaken`, `NoAgencyYet` and
    `WhichAgency`.
    """
    require_account(new)
    with at_logins(admin_url) as connection:
        wanted = _agency(connection, agency)
        require_free(connection, new.login)
        make_login(connection, wanted.tenant_id, new)


def fresh_password(role: Role) -> str:
    """Make a password: for a person one to read out and to change, for a service one that stays."""
    return first_password() if role in JOBS else token_urlsafe(24)


def give_password(admin_url: str, login: str, password: str | None = None) -> GivenPassword:
    """Give an account this password or a fresh one, which a person has to change.

    Makes the login anew where a restored dump came to a server without it. Refuses `WeakPassword`
    and `NoSuchLogin`.
    """
    with at_logins(admin_url) as connection:
        account = _account(connection, login)
        given = fresh_password(account.role) if password is None else password
        require_password(given)
        set_password(connection, account, given)
    return GivenPassword(given, due=account.role in JOBS)


def switch_account(admin_url: str, login: str, *, active: bool) -> None:
    """Let an account in, or keep it out and end what it has open.

    Refuses `NoSuchLogin` and `LoginNotOnServer`.
    """
    with at_logins(admin_url) as connection:
        if not _account(connection, login).exists:
            raise LoginNotOnServer(login)
        switch_login(connection, login, active=active)


def _agency(connection: Connection, name: str | None) -> AgencyLine:
    agencies = read_agencies(connection)
    if not agencies:
        raise NoAgencyYet
    fitting = [one for one in agencies if name is None or one.name.lower() == name.strip().lower()]
    if len(fitting) != 1:
        raise WhichAgency([one.name for one in agencies])
    return fitting[0]


def _account(connection: Connection, login: str) -> LoginRow:
    for account in read_logins(connection):
        if account.login == login:
            return account
    raise NoSuchLogin(login)
