"""Alembic's environment: one transaction, one migration at a time, tables made as their owner."""

from typing import Any

from alembic import context
from sqlalchemy import Connection, text

from db.models import Tenant
from db.security import apply_after_tables, apply_before_tables

_MIGRATING = 7_205_701_002


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Compare our own schema only."""
    return kind != "schema" or name == Tenant.metadata.schema


def migrate(connection: Connection) -> None:
    """Bring tables and security up to date; others wait for the lock and find nothing to do."""
    connection.execute(text("SET LOCAL lock_timeout = '20s'"))
    connection.execute(text("SET LOCAL statement_timeout = '30min'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})
    apply_before_tables(connection)
    context.configure(
        connection=connection,
        target_metadata=Tenant.metadata,
        version_table_schema="parterre_sec",
        include_schemas=True,
        include_name=include_name,
    )
    connection.execute(text("SET LOCAL ROLE parterre_owner"))
    context.run_migrations()
    connection.execute(text("RESET ROLE"))
    apply_after_tables(connection)


migrate(context.config.attributes["connection"])
