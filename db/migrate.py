"""Migrations: bring a database's tables and its security to this program's version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from db.security import apply_after_tables, apply_before_tables, fingerprint

_SCRIPTS = Path(__file__).resolve().parents[1] / "migrations"


def upgrade(super_url: str) -> bool:
    """Migrate to the newest version; the URL is a superuser's. Say whether anything was done.

    All or nothing: a failure leaves the database as it was.
    """
    engine = create_engine(super_url, poolclass=NullPool)
    with engine.begin() as connection:
        if _is_current(connection):
            return False
        command.upgrade(alembic_config(connection), "head")
    return True


def alembic_config(connection: Connection) -> Config:
    """Alembic's configuration for an open connection, without a file."""
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _is_current(connection: Connection) -> bool:
    applied = connection.scalar(
        text("SELECT obj_description(to_regnamespace('parterre_sec'), 'pg_namespace')")
    )
    if applied != f"security {fingerprint()}":
        return False
    context = MigrationContext.configure(connection, opts={"version_table_schema": "parterre_sec"})
    scripts = ScriptDirectory.from_config(alembic_config(connection))
    return set(context.get_current_heads()) == set(scripts.get_heads())


def restore_security(super_url: str) -> None:
    """Apply the security of this program's version once more: what a restored dump needs.

    A dump writes expressions in other words than they were given, so that the doctor, who compares
    them with those that are shipped, would find every policy changed.
    """
    engine = create_engine(super_url, poolclass=NullPool)
    with engine.begin() as connection:
        apply_before_tables(connection)
        apply_after_tables(connection)
