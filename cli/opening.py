"""Open the database: PARTERRE_DATABASE_URL, else the embedded server of this computer.

On the embedded server the first window makes everything: roles, tables and the demo season.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from cli.whole import whole_or_not
from core.domain.errors import Refusal
from core.domain.staff import Role
from core.services.accounts import NoAgencyYet
from core.services.demo.databases import DemoPlace, existing, look_into
from core.services.demo.people import StaffLogin, person_of
from core.services.demo.replacing import beside, clear_up
from core.services.staff import SignedIn, UrlFor, sign_in
from db.embedded import EmbeddedServer
from db.migrate import is_current
from db.session import EnsureServer
from db.setup import set_up

DATABASE = "parterre"
URL_VARIABLE = "PARTERRE_DATABASE_URL"
LOGIN_VARIABLE, PASSWORD_VARIABLE = "PARTERRE_LOGIN", "PARTERRE_PASSWORD"


class UnreadableUrl(Refusal):
    def __init__(self) -> None:
        super().__init__(
            f"{URL_VARIABLE} is not an address such as postgresql://server.example.org/parterre."
        )


class NoAdministrator(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "This needs the database's administrator. Put the login and password into "
            f"{URL_VARIABLE}: postgresql://admin:password@server.example.org/parterre."
        )


class WhoAreYou(Refusal):
    def __init__(self) -> None:
        super().__init__(
            f"Say who you are: set {LOGIN_VARIABLE} and {PASSWORD_VARIABLE} to your own login."
        )


class FirstStart(Protocol):
    """What makes the embedded database when there is none."""

    def __call__(self, place: DemoPlace, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Opened:
    """A database: the URLs of personal logins, and the administrator's way in if there is one."""

    database: str
    url_for: UrlFor
    place: DemoPlace | None
    embedded: EmbeddedServer | None = None
    host: str = ""

    @property
    def place_name(self) -> str:
        """What the place is called on the screen: this computer, or the server's name."""
        return "This computer" if self.embedded is not None else self.host

    @property
    def ensure_server(self) -> EnsureServer | None:
        """Starts this computer's server again if it died; one elsewhere is not ours."""
        return None if self.embedded is None else self.embedded.ensure_running

    @property
    def admin_url(self) -> str:
        """The administrator's URL; refuse `NoAdministrator`."""
        return self.administered.admin_url(self.database)

    @property
    def administered(self) -> DemoPlace:
        """The server with its administrator's rights; refuse `NoAdministrator`."""
        if self.place is None:
            raise NoAdministrator
        return self.place

    @contextmanager
    def setting_up(self) -> Iterator[DemoPlace]:
        """The server without other processes of ours, for what is done whole or not at all."""
        with whole_or_not(self.embedded), self.administered.alone():
            yield self.administered

    def _demo_manager(self) -> StaffLogin:
        if self.embedded is None:
            raise WhoAreYou
        seen = look_into(self.administered, self.database)
        if seen.demo:
            return person_of(Role.MANAGER)
        raise WhoAreYou if seen.agencies else NoAgencyYet

    @contextmanager
    def signed_in(self) -> Iterator[SignedIn]:
        """Act as PARTERRE_LOGIN for the block; on the demo of this computer as its manager.

        Refuses `WhoAreYou`, `NoAgencyYet`, `WrongPassword`, `NoAgency`.
        """
        login, password = os.environ.get(LOGIN_VARIABLE), os.environ.get(PASSWORD_VARIABLE)
        if login is None:
            person = self._demo_manager()
            login, password = person.login, person.password
        if password is None and self.embedded is not None:  # a server may ask for none
            raise WhoAreYou
        with self.signed_in_as(login, password or "") as signed_in:
            yield signed_in

    @contextmanager
    def signed_in_as(self, login: str, password: str) -> Iterator[SignedIn]:
        """Act as somebody for the block; refuses `WrongPassword`, `NoAgency`."""
        signed_in = sign_in(self.url_for, login, password, ensure_server=self.ensure_server)
        try:
            yield signed_in
        finally:
            signed_in.sign_out()


@contextmanager
def open_database(
    first_start: FirstStart | None = None, *, meanwhile: Callable[[], object] | None = None
) -> Iterator[Opened]:
    """Open the database for the block; the embedded server is left at its end.

    With `first_start` a missing embedded database is made and an old one migrated. `meanwhile` is
    done while the server starts. Refuses `UnreadableUrl`; raises `EmbeddedServerUnavailable`,
    `Outage`.
    """
    if not on_this_computer():
        yield _on_a_server(_address())
        return
    with _open_server(meanwhile) as server:
        opened = _on_this_computer(server)
        if first_start is not None:
            _make_ready(opened, first_start)
        yield opened


def on_this_computer() -> bool:
    """Whether the database is the embedded server's of this computer: no other one is named."""
    return not _address()


def _address() -> str:
    return os.environ.get(URL_VARIABLE, "").strip()


def _open_server(meanwhile: Callable[[], object] | None) -> EmbeddedServer:
    if meanwhile is None:
        return EmbeddedServer.open()
    with ThreadPoolExecutor(1, thread_name_prefix="server") as beside:
        server = beside.submit(EmbeddedServer.open)
        meanwhile()
        return server.result()


def _make_ready(opened: Opened, first_start: FirstStart) -> None:
    place, database = opened.administered, opened.database
    # A second process waits until the first has made it.
    with whole_or_not(opened.embedded), place.alone() as alone:
        there = existing(alone, database, *beside(database))
        if database not in there:
            first_start(place)
            return
        if not is_current(opened.admin_url):
            set_up(opened.admin_url)
        if len(there) > 1:  # whoever was putting a demo in place was killed
            clear_up(place, database)


def _on_this_computer(server: EmbeddedServer) -> Opened:
    return Opened(
        database=DATABASE,
        url_for=lambda login, password: server.url(DATABASE, login, password),
        place=DemoPlace(admin_url=server.url, url_of=server.url),
        embedded=server,
    )


def _on_a_server(address: str) -> Opened:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise UnreadableUrl from error
    if not url.drivername.startswith("postgres"):
        raise UnreadableUrl
    url = url.set(drivername="postgresql+psycopg", database=url.database or DATABASE)
    return Opened(
        database=url.database or DATABASE,
        url_for=lambda login, password: _as(url, login, password),
        place=None if url.username is None else _administered(url),
        host=url.host or "A server",
    )


def _administered(url: URL) -> DemoPlace:
    def admin_url(database: str) -> str:
        return url.set(database=database).render_as_string(hide_password=False)

    def url_of(database: str, login: str, password: str) -> str:
        return _as(url.set(database=database), login, password)

    return DemoPlace(admin_url=admin_url, url_of=url_of)


def _as(url: URL, login: str, password: str) -> str:
    return url.set(username=login, password=password).render_as_string(hide_password=False)
