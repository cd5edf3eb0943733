"""Change notices: at commit, one NOTIFY says which tables changed for which events.

The payload is a hint, never data: `tables;event ids`, e.g. `bookings,tickets;0198…`. Whoever hears
it reads again what it shows. NOTIFY has no access control, so the channel's name is the agency's
secret and the payload tells nothing.

PostgreSQL lets one transaction with a NOTIFY commit at a time, its write to the disk included.
Those that come by the hundred a second (sales, scans) are told of right after their commit instead,
in the commit's own round trip.
"""

import logging
from dataclasses import dataclass
from uuid import UUID

from psycopg.errors import InFailedSqlTransaction
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, Text, bindparam, event, func, select, text, true
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from core.domain.staff import Permission
from db.hot import HotStatement
from db.wire import check, driver_of, library_error, statement

_log = logging.getLogger(__name__)

_SEEN = "changed_tables"
_EVENTS = "changed_events"
_LATER = "changed_by_event"
_AGENCY = "agency"
_AFTER_COMMIT = "notice after the commit"
_SILENT = frozenset({"requests", "audit_log"})
# Beyond this many events the notice names none, and everybody reads again.
_MOST_EVENTS = 50
_NOTIFY = text("SELECT parterre_api.notify_change(:payload)")
# Without a transaction around it, the login's agency is picked in the statement itself.
_NOTIFY_ALONE = HotStatement(
    select(
        func.set_config("app.tenant", bindparam("agency", type_=Text()), true()),
        func.parterre_api.notify_change(bindparam("payload", type_=Text())),
    ),
    ready_for=(Permission.SELL_SEATS, Permission.RUN_A_TILL, Permission.ADMIT_GUESTS),
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a notice says: the tables and the events they belong to; none means any."""

    tables: frozenset[str]
    events: frozenset[UUID]

    def touches(self, *tables: str, event_id: UUID | None = None) -> bool:
        """Say whether a view of these tables, and of this event, should read again."""
        if self.tables and not self.tables.intersection(tables):
            return False
        return event_id is None or not self.events or event_id in self.events


EVERYTHING = Change(frozenset(), frozenset())


def read_notice(payload: str) -> Change:
    """Read a payload; what can't be read counts as a change of nothing in particular."""
    tables, _, events = payload.partition(";")
    try:
        ids = frozenset(UUID(part) for part in events.split(",") if part)
    except ValueError:
        ids = frozenset()
    return Change(frozenset(filter(None, tables.split(","))), ids)


def announce(session: Session, *tables: str, event_id: UUID | None = None) -> None:
    """Add to the notice of this transaction what a statement outside the ORM changed."""
    session.info.setdefault(_SEEN, set()).update(set(tables) - _SILENT)
    if event_id is not None:
        session.info.setdefault(_EVENTS, set()).add(event_id)


def announce_later(session: Session, *tables: str, event_id: UUID) -> None:
    """Tell of these tables right after the transaction has committed."""
    later: dict[UUID, set[str]] = session.info.setdefault(_LATER, {})
    later.setdefault(event_id, set()).update(tables)


def speak_for(session: Session, tenant_id: UUID) -> None:
    """Say whose channel the notices after the commit go to."""
    session.info[_AGENCY] = tenant_id


def listen_to_sessions() -> None:
    """Hook the notices into every ORM session; safe to call more than once."""
    for name, hook in (
        ("after_flush", _after_flush),
        ("do_orm_execute", _on_bulk_statement),
        ("before_commit", _send),
        ("after_rollback", _forget),
    ):
        if not event.contains(Session, name, hook):
            event.listen(Session, name, hook)
    for name, end in (("commit", _commit), ("rollback", _keep_silent)):
        if not event.contains(Engine, name, end):
            event.listen(Engine, name, end)


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        own_event = row if row.__tablename__ == "events" else None
        event_id = own_event.id if own_event is not None else getattr(row, "event_id", None)
        announce(session, row.__tablename__, event_id=event_id)


def _on_bulk_statement(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if mapper is not None and (state.is_insert or state.is_update or state.is_delete):
        announce(state.session, mapper.class_.__tablename__)


def _send(session: Session) -> None:
    if session.in_nested_transaction():
        return  # a savepoint ends, the transaction does not
    session.flush()  # what is still pending belongs to this notice
    tables = session.info.pop(_SEEN, set())
    events = session.info.pop(_EVENTS, set())
    if tables:
        session.execute(_NOTIFY, {"payload": _payload(tables, events)})
    if later := session.info.pop(_LATER, None):
        payload = _payload(set().union(*later.values()), set(later))
        notice = {"agency": str(session.info.get(_AGENCY, "")), "payload": payload}
        session.connection().info[_AFTER_COMMIT] = notice


def _commit(connection: Connection) -> None:
    """Commit and tell in one trip; what is committed stays so, whether or not they hear of it.

    Raises the library's InternalError where a statement has failed: PostgreSQL answers such a
    COMMIT with a rollback, which nobody may take for a sale.
    """
    if driver_of(connection).pgconn.transaction_status == TransactionStatus.INERROR:
        raise library_error(InFailedSqlTransaction("a statement of this transaction has failed"))
    if _AFTER_COMMIT not in connection.info:
        return
    notice = connection.info.pop(_AFTER_COMMIT)
    # A notice that fails at its own end, where it waits for others', is one answer more.
    done, *told = _NOTIFY_ALONE.after(connection, [statement(b"COMMIT")], notice)
    check(done)
    try:
        check(*told)
    except DBAPIError:
        _log.warning("A change was saved, but the others could not be told of it.", exc_info=True)


def _keep_silent(connection: Connection) -> None:
    if not connection.invalidated:
        connection.info.pop(_AFTER_COMMIT, None)


def _payload(tables: set[str], events: set[UUID]) -> str:
    named = sorted(map(str, events)) if len(events) <= _MOST_EVENTS else []
    return f"{','.join(sorted(tables))};{','.join(named)}"


def _forget(session: Session) -> None:
    session.info.pop(_SEEN, None)
    session.info.pop(_EVENTS, None)
    session.info.pop(_LATER, None)
