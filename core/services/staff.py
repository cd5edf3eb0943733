"""Signing in: a person's own database login becomes the actor of everything they do."""

from collections.abc import Callable
from dataclasses import dataclass

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping
from sqlalchemy import Engine, make_url, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from core.domain.errors import Outage, Refusal
from core.domain.staff import Actor
from core.services.work import Sessions
from db.models import Staff
from db.session import make_engine, make_sessions

UrlFor = Callable[[str, str], str]


class WrongPassword(Refusal):
    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__("This login and password don't match.")


class NoAgency(Refusal):
    """The login exists, but no agency lets it in: switched off, or its password is due."""

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__("This login is switched off or belongs to no agency. Ask a manager.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and the engine and sessions that act as them."""

    actor: Actor
    engine: Engine
    sessions: Sessions

    def sign_out(self) -> None:
        """Close the connections."""
        self.engine.dispose()


def sign_in(url_for: UrlFor, login: str, password: str, *, pool_size: int = 5) -> SignedIn:
    """Connect as this person and read who they are; `url_for(login, password)` makes the URL.

    Refuses `WrongPassword` and `NoAgency`; raises `Outage` when the server can't be reached.
    """
    url = url_for(login, password)
    engine = make_engine(url, pool_size=pool_size)
    sessions = make_sessions(engine)
    try:
        actor = _read_actor(sessions, login)
    except OperationalError as error:
        engine.dispose()
        raise _why_not(url, login, error) from error
    except BaseException:
        engine.dispose()
        raise
    return SignedIn(actor, engine, sessions)


def _read_actor(sessions: Sessions, login: str) -> Actor:
    own = select(Staff).where(Staff.login == text("SESSION_USER"), Staff.is_active)
    with sessions() as session:
        person = session.scalars(own).one_or_none()
    if person is None:
        raise NoAgency(login)
    return Actor(
        login=person.login,
        display_name=person.display_name,
        role=person.role,
        tenant_id=person.tenant_id,
        staff_id=person.id,
    )


def _why_not(url: str, login: str, error: DBAPIError) -> Refusal | Outage:
    """Tell a refused login from a server that is away: libpq gives no code while connecting."""
    if "password authentication failed" in str(error.orig):
        return WrongPassword(login)
    place = make_url(url).translate_connect_args() | dict(make_url(url).query)
    where = {name: str(place[name]) for name in ("host", "port") if name in place}
    if PGconn.ping(make_conninfo(connect_timeout=3, **where).encode()) == Ping.OK:
        return NoAgency(login)
    return Outage("The database can't be reached. Check that the server is running.")
