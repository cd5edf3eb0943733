"""A unit of work: one transaction, who acts, and when. The only place that commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    PendingRollbackError,
)
from sqlalchemy.orm import Session, sessionmaker

from core.domain.errors import NotStorable, Outage, Refusal
from core.domain.staff import Actor
from db.bounds import bounded_by
from db.changes import speak_for
from db.ids import new_id

_BUSY = "Somebody else is changing the same just now. Nothing was changed; try again."
_SLOW = "The database took too long. Nothing was changed; try again."
_FULL = "The database's disk is full. Nothing was changed; make room there and try again."
_UNKNOWN = (
    "The connection was lost while this was being saved, so it isn't known whether it was. "
    "Try again: it is done only once."
)
#: By SQLSTATE: a lock waited for in vain, a deadlock, a statement over its time, no room.
_IN_THE_WAY = {"55P03": _BUSY, "40P01": _BUSY, "57014": _SLOW, "53100": _FULL}
_AWAY = "The database can't be reached."
_TOO_LONG = "54000"
_LOST_INSIDE = "8s2b"
"""SQLAlchemy's, as a savepoint ends whose connection was lost."""
_NO_ROOM = ("too many connections", "too many clients", "remaining connection slots")
_NOT_LET_IN = ("password authentication failed", "no password supplied")
_SWITCHED_OFF = ("is not permitted to log in",)
_PUT_OUT = "Your login was switched off, or has another password by now. Sign out and in again."

Sessions = sessionmaker[Session]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Work:
    """What every use case needs: the session of the open transaction, the actor, the moment."""

    session: Session
    actor: Actor
    now: datetime


def wall_clock() -> datetime:
    """Read the time, aware and in UTC; the edge's only clock."""
    return datetime.now(UTC)


def new_key() -> UUID:
    """Make the key of one request, before its first try; a repeat sends the same key."""
    return new_id()


def server_clock(session: Session, *, own: Clock = wall_clock) -> Clock:
    """Make a clock that agrees with the server's, however wrong this computer's own is.

    Otherwise a workstation that is minutes ahead would take live reservations for lapsed ones.
    """
    ahead = own() - session.execute(select(func.clock_timestamp())).scalar_one()
    return lambda: own() - ahead


@contextmanager
def begin_work(sessions: Sessions, actor: Actor, *, clock: Clock = wall_clock) -> Iterator[Work]:
    """Run the block in one transaction: committed at its end, rolled back on any error.

    Raises `Outage` when the database can't be reached or does not answer in time, and refuses
    `NotStorable` for a value that fits no column. Where the answer to the COMMIT is lost, the
    outage says so: a repeat with the same key shows whether it was carried out.
    """
    with _told_in_words(), sessions.begin() as session:
        speak_for(session, actor.tenant_id)
        yield Work(session, actor, clock())
        with _in_doubt():
            session.commit()


@contextmanager
def _in_doubt() -> Iterator[None]:
    """Tell a COMMIT without an answer from one that the server has refused."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        if _state(error) in _IN_THE_WAY:
            raise
        raise Outage(_UNKNOWN) from error


@contextmanager
def _told_in_words() -> Iterator[None]:
    """Tell a value that fits no column from a database that is away or busy."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise NotStorable("a sign in it is half a sign") from error
    except DataError as error:
        raise NotStorable(str(error.orig).partition("\n")[0]) from error
    except IntegrityError as error:
        if (bound := bounded_by(error.orig)) is None:
            raise
        raise NotStorable(bound) from error
    except (OperationalError, InterfaceError) as error:
        raise _outage(error) from error
    except PendingRollbackError as error:
        if error.code != _LOST_INSIDE:
            raise
        raise Outage(_AWAY) from error


def _outage(error: DBAPIError) -> Outage | Refusal:
    """Tell a database that is away from one in which somebody was in the way for too long."""
    state = _state(error)
    if state == _TOO_LONG:
        return NotStorable("a name is too long to be looked up")
    if told := crowded(error) or put_out(error):
        return told
    return Outage(_IN_THE_WAY.get(state, _AWAY))


def crowded(error: DBAPIError) -> Outage | None:
    """What to say if there is no room for one more connection; None if it failed otherwise.

    By its words: libpq gives no code while connecting.
    """
    if _says(error, _NO_ROOM):
        return Outage("This login, or the whole server, has too many connections open. Try again.")
    return None


def wrong_password(error: DBAPIError) -> bool:
    """Whether login and password don't match; by its words, as above."""
    return _says(error, _NOT_LET_IN)


def put_out(error: Exception) -> Outage | None:
    """What to say to somebody whose login is let in no more; None if it failed otherwise."""
    return Outage(_PUT_OUT) if _says(error, (*_NOT_LET_IN, *_SWITCHED_OFF)) else None


def _says(error: Exception, words: tuple[str, ...]) -> bool:
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    return any(one in said for one in words)


def _state(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None))


_READING = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@contextmanager
def begin_reading(sessions: Sessions) -> Iterator[Session]:
    """Run the block's queries in one read-only transaction; raises `Outage` like `begin_work`.

    Refuses `NotStorable` for a value that no column could hold. All queries see the database as it
    was at the first one: what a screen shows fits together.
    """
    with _told_in_words(), sessions() as session:
        session.connection(execution_options=_READING)
        yield session
        # Nothing was written; but a rollback makes the driver forget its prepared statements.
        session.commit()
