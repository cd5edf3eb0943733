"""Migrations: bring a database's tables and its security to this program's version."""

from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from core.domain.loading import load
from db.security import apply_after_tables, apply_before_tables, fingerprint

_VERSIONS = Path(__file__).resolve().parents[1] / "migrations" / "versions"


def upgrade(super_url: str) -> bool:
    """Migrate to the newest version; the URL is a superuser's. Say whether anything was done.

    All or nothing: a failure leaves the database as it was.
    """
    engine = create_engine(super_url, poolclass=NullPool)
    with engine.begin() as connection:
        if _is_current(connection):
            return False
        load("db.revisions").migrate(connection)
    return True


def newest_version() -> str:
    """The version of the last migration: their names begin with their day and sort in order."""
    return max(path.stem for path in _VERSIONS.glob("2*.py"))


def is_current(super_url: str) -> bool:
    """Whether the roles, the tables and their security are this program's."""
    engine = create_engine(super_url, poolclass=NullPool)
    with engine.connect() as connection:
        return _is_current(connection)


def _is_current(connection: Connection) -> bool:
    applied = connection.scalar(
        text("SELECT obj_description(to_regnamespace('parterre_sec'), 'pg_namespace')")
    )
    if applied != f"security {fingerprint()}":
        return False
    version = connection.scalar(text("SELECT version_num FROM parterre_sec.alembic_version"))
    return bool(version == newest_version())


def restore_security(super_url: str) -> None:
    """Apply the security of this program's version once more: what a restored dump needs.

    A dump writes expressions in other words than they were given, so that the doctor, who compares
    them with those that are shipped, would find every policy changed.
    """
    engine = create_engine(super_url, poolclass=NullPool)
    with engine.begin() as connection:
        apply_before_tables(connection)
        apply_after_tables(connection)
