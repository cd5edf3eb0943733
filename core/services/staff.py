"""Signing in: a person's own database login becomes the actor of everything they do."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping
from sqlalchemy import ColumnElement, Engine, func, make_url, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, Outage, Refusal
from core.domain.staff import JOBS, LOGIN_NAME, Actor, Permission, Role
from core.services.work import Sessions, Work, crowded, wrong_password
from db.changes import announce
from db.hot import get_ready
from db.models import Staff
from db.passwords import scram_verifier
from db.session import EnsureServer, close_engine, make_engine, make_sessions, use_password

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


class PasswordDue(Refusal):
    """A new or reset login sees nothing until its person has chosen a password."""

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__("Choose a password of your own first.")


class WeakPassword(Refusal):
    def __init__(self, shortest: int) -> None:
        self.shortest = shortest
        super().__init__(f"A password has {shortest} characters or more.")


class LoginTaken(Refusal):
    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"The login {login} is taken.")


class NotALogin(Refusal):
    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"“{login}” is no login: u_ and 3 to 40 small letters, digits or _.")


class NoSuchJob(Refusal):
    """Services have accounts of their own, which are not made here."""

    def __init__(self, role: Role) -> None:
        self.role = role
        super().__init__(f"Nobody signs in as {role.value.lower()}.")


class NoColleague(Refusal):
    """No such login in this agency, or one's own: a manager can't switch themselves off."""

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"No colleague of yours has the login {login}.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and the engine and sessions that act as them."""

    actor: Actor
    engine: Engine
    sessions: Sessions

    def get_ready(self) -> None:
        """Have the server prepare what this job is about, before the first customer asks for it."""
        get_ready(self.engine, self.actor.may)

    def change_password(self, password: str, new_password: str) -> None:
        """Change one's own; connections to come use it. Refuses as `change_own_password`."""
        here = self.engine.url

        def url_for(login: str, word: str) -> str:
            url = here.set(username=login, password=word)
            return url.render_as_string(hide_password=False)

        change_own_password(url_for, self.actor.login, password, new_password)
        use_password(self.engine, new_password)

    def sign_out(self) -> None:
        """Close the connections."""
        close_engine(self.engine)


def sign_in(
    url_for: UrlFor,
    login: str,
    password: str,
    *,
    pool_size: int = 5,
    ensure_server: EnsureServer | None = None,
) -> SignedIn:
    """Connect as this person and read who they are; `url_for(login, password)` makes the URL.

    Refuses `WrongPassword`, `NoAgency` and `PasswordDue`; raises `Outage` when the server can't be
    reached.
    """
    url = url_for(login, password)
    engine = make_engine(url, pool_size=pool_size, ensure_server=ensure_server)
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
        due = person is None and session.scalar(select(func.parterre_api.staff_password_due()))
    if person is None:
        raise PasswordDue(login) if due else NoAgency(login)
    return Actor(
        login=person.login,
        display_name=person.display_name,
        role=person.role,
        tenant_id=person.tenant_id,
        staff_id=person.id,
    )


def own_job(session: Session) -> Role | None:
    """The job of whoever is signed in, as it is by now; None if they are switched off."""
    own = (Staff.login == text("SESSION_USER"), Staff.is_active)
    return session.scalar(select(Staff.role).where(*own))


def _why_not(url: str, login: str, error: DBAPIError) -> Refusal | Outage:
    """Tell a refused login from a server that is away: libpq gives no code while connecting."""
    if wrong_password(error):
        return WrongPassword(login)
    if full := crowded(error):
        return full
    place = make_url(url).translate_connect_args() | dict(make_url(url).query)
    where = {name: str(place[name]) for name in ("host", "port") if name in place}
    if PGconn.ping(make_conninfo(connect_timeout=3, **where).encode()) == Ping.OK:
        return NoAgency(login)
    return Outage("The database can't be reached. Check that the server is running.")


SHORTEST_PASSWORD = 10


def create_staff(
    work: Work, *, login: str, display_name: str, role: Role, password: str, key: UUID
) -> UUID:
    """Make an account with a first password, which its person has to change; return its key.

    `login` is `u_` and 3 to 40 small letters, digits or `_`. Refuses `NotAllowed`, `NotALogin`,
    `Nameless`, `NoSuchJob`, `WeakPassword` and `LoginTaken`; a repeat with the same key finds the
    account made and returns it.
    """
    work.actor.require(Permission.MANAGE_STAFF)
    first = work.session.scalar(select(Staff.id).where(Staff.id == key, Staff.login == login))
    if first is not None:
        return first
    require_login(login)
    name = Nameless.check("colleague", display_name)
    if role not in JOBS:
        raise NoSuchJob(role)
    verifier = _verifier(work.session, login, password)
    make = func.parterre_api.staff_create(key, login, name, role.value, verifier)
    try:
        work.session.execute(select(make))
    except DBAPIError as error:
        if sqlstate(error) in {"42710", "23505"}:  # a role, or a row, of this name
            raise LoginTaken(login) from error
        raise
    announce(work.session, "staff")
    return key


def reset_password(work: Work, login: str, password: str) -> None:
    """Give a colleague a new first password; refuses `WeakPassword` and `NoColleague`."""
    work.actor.require(Permission.MANAGE_STAFF)
    verifier = _verifier(work.session, login, password)
    about_colleague(work, login, func.parterre_api.staff_reset_password(login, verifier))


def set_active(work: Work, login: str, *, active: bool) -> None:
    """Switch a colleague's account on, or off with all open sessions; refuses `NoColleague`."""
    work.actor.require(Permission.MANAGE_STAFF)
    about_colleague(work, login, func.parterre_api.staff_set_active(login, active))


def change_own_password(url_for: UrlFor, login: str, password: str, new_password: str) -> None:
    """Change one's password, also where it is due; refuses `WrongPassword` and `WeakPassword`."""
    url = url_for(login, password)
    engine = make_engine(url, pooled=False)
    try:
        with make_sessions(engine).begin() as session:
            verifier = _verifier(session, login, new_password)
            session.execute(select(func.parterre_api.staff_change_own_password(verifier)))
            announce(session, "staff")
    except OperationalError as error:
        raise _why_not(url, login, error) from error
    finally:
        engine.dispose()


def sqlstate(error: DBAPIError) -> str | None:
    """The five characters that PostgreSQL gives an error; texts differ between versions."""
    return getattr(error.orig, "sqlstate", None)


def about_colleague(work: Work, login: str, call: ColumnElement[object]) -> None:
    """Call a function of the database about a colleague's account; refuses `NoColleague`."""
    work.actor.require(Permission.MANAGE_STAFF)
    try:
        work.session.execute(select(call))
    except DBAPIError as error:
        if sqlstate(error) == "42501":
            raise NoColleague(login) from error
        raise
    announce(work.session, "staff")


def require_login(login: str) -> None:
    """Refuse `NotALogin`."""
    if not LOGIN_NAME.fullmatch(login):
        raise NotALogin(login)


def require_password(password: str) -> None:
    """Refuse `WeakPassword`."""
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword(SHORTEST_PASSWORD)


def _verifier(session: Session, login: str, password: str) -> str:
    require_password(password)
    return scram_verifier(session.connection(), login, password)
