"""Setting up: group roles, a database and its tables. All of it as superuser."""

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from db.administering import MAINTENANCE, as_superuser
from db.migrate import upgrade
from db.security import make_roles


def set_up(super_url: str) -> bool:
    """Make roles, database and tables where they are missing; say whether any were.

    The URL names the database.
    """
    prepare_cluster(super_url)
    name = make_url(super_url).database or ""
    create_database(super_url, name)
    return upgrade(super_url)


def prepare_cluster(super_url: str) -> None:
    """Make the group roles and close the cluster's own databases to them."""
    with as_superuser(super_url, MAINTENANCE) as maintenance:
        make_roles(maintenance)
        for database in (MAINTENANCE, "template1"):
            maintenance.execute(text(f"REVOKE CONNECT, TEMP ON DATABASE {database} FROM PUBLIC"))


def create_database(super_url: str, name: str, *, template: str | None = None) -> bool:
    """Make a database that only our roles can enter; say whether it was new.

    A copy of a template has the template's rows and grants, and the login names that it maps.
    """
    engine = create_engine(
        make_url(super_url).set(database=MAINTENANCE),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as maintenance:
        found = maintenance.scalar(
            text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}
        )
        if found is None:
            source = (
                f"TEMPLATE {quoted(template)} STRATEGY file_copy"
                if template
                else ("TEMPLATE template0 ENCODING 'UTF8'")
            )
            maintenance.execute(text(f"CREATE DATABASE {quoted(name)} {source}"))
        maintenance.execute(text(f"REVOKE ALL ON DATABASE {quoted(name)} FROM PUBLIC"))
        maintenance.execute(
            text(
                f"GRANT CONNECT ON DATABASE {quoted(name)}"
                " TO parterre_staff, parterre_web, parterre_worker, parterre_backup"
            )
        )
    return found is None


def quoted(name: str) -> str:
    """A database's name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'
