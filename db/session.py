"""Engines and sessions: how every process of ours talks to PostgreSQL."""

from collections.abc import Callable
from time import monotonic
from typing import Any
from uuid import UUID

from psycopg import Error
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from db.changes import listen_to_sessions
from db.hot import keep_prepared_statements

# Sent once at connect: nobody waits long for a lock, and a forgotten transaction ends by itself.
# A delivery of 20,000 seats is sorted in 16 MB, and on the disk in the usual 4.
_SETTINGS = (
    "-c lock_timeout=3s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
    " -c jit=off -c work_mem=16MB -c timezone=UTC -c search_path=pg_catalog"
)
# Whoever waits for an answer hears within a minute that the line is dead: a statement's own time
# ends at the server, which could not tell it then.
_CONNECT = {
    "options": _SETTINGS,
    "application_name": "parterre",
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}

EnsureServer = Callable[[], None]
"""Makes sure that the server runs, or raises an `Outage` that says why it doesn't."""

_RESTS_SINCE = "rests since"
_TRUSTED_SECONDS = 5.0

listen_to_sessions()
keep_prepared_statements()


def make_engine(
    url: str,
    *,
    pool_size: int = 5,
    pooled: bool = True,
    ensure_server: EnsureServer | None = None,
    **options: Any,
) -> Engine:
    """Make an engine with our timeouts; `url` is a SQLAlchemy URL of a PostgreSQL 16 or newer.

    `ensure_server` is called before each new connection.
    """
    how: dict[str, Any] = {"poolclass": NullPool}
    if pooled:
        # The one that was used last has prepared what is used most.
        how = {"pool_size": pool_size, "max_overflow": 5, "pool_use_lifo": True}
    engine = create_engine(url, connect_args=_CONNECT, **how, **options)
    if pooled:
        _ask_rested_connections(engine)
    if ensure_server is not None:
        _ensure_server_first(engine, ensure_server)
    return engine


def use_password(engine: Engine, password: str) -> None:
    """Have connections to come sign in with another password; those that stand stay."""
    engine.url = engine.url.set(password=password)

    @event.listens_for(engine, "do_connect")
    def _connects(_dialect: object, _record: object, _args: object, how: dict[str, Any]) -> None:
        how["password"] = password


def _ensure_server_first(engine: Engine, ensure_server: EnsureServer) -> None:
    @event.listens_for(engine, "do_connect")
    def _connects(_dialect: object, _record: object, _args: object, _how: object) -> None:
        ensure_server()


def _ask_rested_connections(engine: Engine) -> None:
    """Ask a connection that rested whether it still lives; one just used needs no question.

    The pool's own way asks each time, which is a round trip before every piece of work.
    """

    @event.listens_for(engine, "checkin")
    def _rests(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info[_RESTS_SINCE] = monotonic()

    @event.listens_for(engine, "checkout")
    def _wakes(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        since = record.info.get(_RESTS_SINCE)
        if since is None or monotonic() - since < _TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except Error as error:
            raise DisconnectionError from error  # the pool connects anew


def close_engine(engine: Engine) -> None:
    """Close its connections; one that is still at work closes when its work is done."""

    @event.listens_for(engine, "checkin")
    def _comes_back_late(_connection: object, record: ConnectionPoolEntry) -> None:
        record.invalidate()

    engine.dispose()


def make_sessions(engine: Engine, *, tenant_id: UUID | None = None) -> sessionmaker[Session]:
    """Make the session factory; `tenant_id` picks among the login's agencies."""
    factory = sessionmaker(engine, expire_on_commit=False)
    if tenant_id is not None:
        pick = text("SELECT set_config('app.tenant', :tenant, true)").bindparams(
            tenant=str(tenant_id)
        )

        class TenantSession(Session):
            pass

        factory = sessionmaker(engine, class_=TenantSession, expire_on_commit=False)

        @event.listens_for(TenantSession, "after_begin")
        def _pick_tenant(_session: Session, _transaction: object, connection: Any) -> None:
            connection.execute(pick)

    return factory
