"""Run the SQL files of this folder; each is idempotent, so all of them run at each migration."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, text

from db.base import SCHEMA, Base
from db.security.grants import MATRIX, grant_statements, read_matrix

FOLDER = Path(__file__).parent
ROLES = "00_roles.sql"
BEFORE_TABLES = ("10_database.sql", "20_tenancy.sql")
# Roles belong to the whole cluster, so this lock is only good in the database "postgres".
_ROLE_WORK = 7_205_701_001


def make_roles(maintenance: Connection) -> None:
    """Make or complete the group roles; the connection is a superuser's, to "postgres"."""
    lock_role_work(maintenance)
    _run_files(maintenance, (ROLES,))


def lock_role_work(maintenance: Connection) -> None:
    """Wait until nobody else works on roles, until the transaction's end."""
    maintenance.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ROLE_WORK})


def apply_before_tables(connection: Connection) -> None:
    """Schemas and the function that the tables' defaults call."""
    _run_files(connection, BEFORE_TABLES)


def apply_after_tables(connection: Connection) -> None:
    """Row security, functions, triggers, owners and the grants of the matrix."""
    _run_files(connection, _after_tables())
    for statement in grant_statements(read_matrix(business_tables())):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"COMMENT ON SCHEMA parterre_sec IS 'security {fingerprint()}'")


def business_tables() -> dict[str, Table]:
    """The models' tables in the schema `parterre`, by bare name."""
    return {table.name: table for table in Base.metadata.tables.values() if table.schema == SCHEMA}


def fingerprint() -> str:
    """Hash of everything that this package applies: equal means nothing is left to do."""
    seen = hashlib.sha256()
    for path in (*sorted(FOLDER.glob("*.sql")), MATRIX):
        seen.update(path.name.encode() + path.read_bytes())
    for table in sorted(business_tables()):
        seen.update(repr(business_tables()[table].columns.keys()).encode())
    return seen.hexdigest()[:32]


def _after_tables() -> tuple[str, ...]:
    every = sorted(path.name for path in FOLDER.glob("*.sql"))
    return tuple(name for name in every if name not in {ROLES, *BEFORE_TABLES})


def _run_files(connection: Connection, names: Iterable[str]) -> None:
    for name in names:
        # The driver's own execute: several statements at once, and a percent sign is just one.
        driver: Any = connection.connection.driver_connection
        driver.execute((FOLDER / name).read_text("utf-8"))
