"""Run the SQL files of this folder; each is idempotent, so all of them run at each migration."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, text

from db.base import SCHEMA
from db.models import Tenant
from db.security.audit import audit_statements
from db.security.grants import grant_statements, read_matrix
from db.security.moves import move_triggers

FOLDER = Path(__file__).parent
ROLES = "00_roles.sql"
BEFORE_TABLES = ("10_database.sql", "20_tenancy.sql")
LAST = "90_owners.sql"
# Roles belong to the whole cluster, so this lock is only good in the database "postgres".
_ROLE_WORK = 7_205_701_001


def make_roles(maintenance: Connection) -> None:
    """Make or complete the group roles; the connection is a superuser's, to "postgres"."""
    lock_role_work(maintenance)
    _run(maintenance, _files(ROLES))


def lock_role_work(maintenance: Connection) -> None:
    """Wait until nobody else works on roles, until the transaction's end."""
    maintenance.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ROLE_WORK})


def apply_before_tables(connection: Connection) -> None:
    """Schemas and the function that the tables' defaults call."""
    _run(connection, _files(*BEFORE_TABLES))


def apply_after_tables(connection: Connection) -> None:
    """Row security, functions, triggers, owners and the grants of the matrix."""
    _run(connection, after_tables())
    _run(connection, (f"COMMENT ON SCHEMA parterre_sec IS 'security {fingerprint()}'",))


def business_tables() -> dict[str, Table]:
    """The models' tables in the schema `parterre`, by bare name."""
    return {
        table.name: table for table in Tenant.metadata.tables.values() if table.schema == SCHEMA
    }


def after_tables() -> Iterator[str]:
    """Yield all SQL that follows the tables, in its order."""
    tables = business_tables()
    every = sorted(path.name for path in FOLDER.glob("*.sql"))
    yield from _files(*(name for name in every if name not in {ROLES, *BEFORE_TABLES, LAST}))
    yield from move_triggers()
    matrix = read_matrix(tables)
    yield from audit_statements(tables, matrix)
    yield from _files(LAST)
    yield from grant_statements(matrix)


def fingerprint() -> str:
    """Hash of everything that this package applies: equal means nothing is left to do."""
    seen = hashlib.sha256()
    for statement in (*_files(ROLES, *BEFORE_TABLES), *after_tables()):
        seen.update(statement.encode())
    return seen.hexdigest()[:32]


def _files(*names: str) -> Iterator[str]:
    return ((FOLDER / name).read_text("utf-8") for name in names)


def _run(connection: Connection, statements: Iterable[str]) -> None:
    # The driver's own execute: several statements at once, and a percent sign is just one.
    driver: Any = connection.connection.driver_connection
    for statement in statements:
        driver.execute(statement)
