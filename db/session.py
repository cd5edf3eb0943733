"""Engines and sessions: how every process of ours talks to PostgreSQL."""

from typing import Any
from uuid import UUID

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

from db.changes import listen_to_sessions

# Sent once at connect: nobody waits long for a lock, and a forgotten transaction ends by itself.
_TIMEOUTS = (
    "-c lock_timeout=3s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
    " -c jit=off -c timezone=UTC -c search_path=pg_catalog"
)


listen_to_sessions()


def make_engine(url: str, *, pool_size: int = 5, pooled: bool = True, **options: Any) -> Engine:
    """Make an engine with our timeouts; `url` is a SQLAlchemy URL of a PostgreSQL 16 or newer."""
    how: dict[str, Any] = (
        {"pool_size": pool_size, "max_overflow": 5, "pool_pre_ping": True}
        if pooled
        else {"poolclass": NullPool}
    )
    return create_engine(
        url,
        connect_args={"options": _TIMEOUTS, "connect_timeout": 10, "application_name": "parterre"},
        **how,
        **options,
    )


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
