"""Setting up: group roles, a database, an agency and its logins. All of it as superuser."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from psycopg import sql
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from core.domain.staff import Role
from db.ids import new_id
from db.migrate import upgrade
from db.passwords import scram_verifier
from db.security import make_roles
from db.security.apply import lock_role_work
from db.wire import driver_of

GROUPS = {role: f"parterre_{role.value.lower()}" for role in Role}
SERVICES = frozenset({Role.WEB, Role.WORKER})
LOGIN_NAME = re.compile(r"u_[a-z0-9_]{3,40}")
_MAINTENANCE = "postgres"
_CONNECTIONS = {Role.WEB: 40, Role.WORKER: 40}
_PERSONAL_CONNECTIONS = 12
# A group's settings are not inherited: each login carries its own.
_LOGIN_SETTINGS = {
    "lock_timeout": "3s",
    "statement_timeout": "30s",
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",
    "search_path": "pg_catalog",
}


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
    with _transaction(super_url, _MAINTENANCE) as maintenance:
        make_roles(maintenance)
        for database in (_MAINTENANCE, "template1"):
            maintenance.execute(text(f"REVOKE CONNECT, TEMP ON DATABASE {database} FROM PUBLIC"))


def create_database(super_url: str, name: str, *, template: str | None = None) -> bool:
    """Make a database that only our roles can enter; say whether it was new.

    A copy of a template has the template's rows and grants, and the login names that it maps.
    """
    engine = create_engine(
        make_url(super_url).set(database=_MAINTENANCE),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    with engine.connect() as maintenance:
        found = maintenance.scalar(
            text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}
        )
        if found is None:
            source = (
                f"TEMPLATE {_quoted(template)} STRATEGY file_copy"
                if template
                else ("TEMPLATE template0 ENCODING 'UTF8'")
            )
            maintenance.execute(text(f"CREATE DATABASE {_quoted(name)} {source}"))
        maintenance.execute(text(f"REVOKE ALL ON DATABASE {_quoted(name)} FROM PUBLIC"))
        maintenance.execute(
            text(
                f"GRANT CONNECT ON DATABASE {_quoted(name)}"
                " TO parterre_staff, parterre_web, parterre_worker, parterre_backup"
            )
        )
    return found is None


def create_agency(super_url: str, name: str, *, currency: str, timezone: str) -> UUID:
    """Add an agency with the default settings and return its key."""
    tenant_id = new_id()
    with _transaction(super_url) as connection:
        connection.execute(
            text(
                "INSERT INTO parterre.tenants (tenant_id, name, currency, timezone)"
                " VALUES (:tenant_id, :name, :currency, :timezone)"
            ),
            {"tenant_id": tenant_id, "name": name, "currency": currency, "timezone": timezone},
        )
    return tenant_id


def create_login(  # noqa: PLR0913 - by keyword, each one fact about the login
    super_url: str,
    tenant_id: UUID,
    *,
    login: str,
    display_name: str,
    role: Role,
    password: str,
    connections: int | None = None,
) -> UUID:
    """Make a login for a person or a service of one agency and return the staff key.

    `connections` is how many it may have open at once: by default 12 a person, 40 a service.

    A login that exists gets the password and the role's rights: databases of one cluster share
    their logins. Raises ValueError for a name that is not `u_` and 3 to 40 letters or digits.
    """
    if not LOGIN_NAME.fullmatch(login):
        raise ValueError(f"A login is u_ and 3 to 40 small letters, digits or _, not {login!r}.")
    with _transaction(super_url, _MAINTENANCE) as maintenance:
        lock_role_work(maintenance)
        _make_role(maintenance, login, role, password, connections)
    staff_id = new_id()
    with _transaction(super_url) as connection:
        values = {
            "tenant_id": tenant_id,
            "id": staff_id,
            "login": login,
            "display_name": display_name,
            "role": role.value,
        }
        connection.execute(
            text(
                "INSERT INTO parterre_sec.login_tenant (login, tenant_id)"
                " VALUES (:login, :tenant_id)"
            ),
            values,
        )
        connection.execute(
            text(
                "INSERT INTO parterre.staff (tenant_id, id, login, display_name, role)"
                " VALUES (:tenant_id, :id, :login, :display_name, :role)"
            ),
            values,
        )
    return staff_id


def _make_role(
    maintenance: Connection, login: str, role: Role, password: str, connections: int | None
) -> None:
    run = driver_of(maintenance).execute
    name, group = sql.Identifier(login), sql.Identifier(GROUPS[role])
    if run("SELECT to_regrole(%s)", [login]).fetchone() == (None,):
        if role not in SERVICES:  # made by the role admin, so that managers can administer people
            run("SET LOCAL ROLE parterre_role_admin")
        run(sql.SQL("CREATE ROLE {} LOGIN").format(name))
        run("RESET ROLE")
    run(
        sql.SQL("ALTER ROLE {} LOGIN CONNECTION LIMIT {} PASSWORD {}").format(
            name,
            sql.Literal(connections or _CONNECTIONS.get(role, _PERSONAL_CONNECTIONS)),
            sql.Literal(scram_verifier(maintenance, login, password)),
        )
    )
    run(sql.SQL("GRANT {} TO {}").format(group, name))
    for setting, value in _LOGIN_SETTINGS.items():
        run(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                name, sql.Identifier(setting), sql.Literal(value)
            )
        )


@contextmanager
def _transaction(super_url: str, database: str | None = None) -> Iterator[Connection]:
    url = make_url(super_url)
    engine = create_engine(url.set(database=database or url.database), poolclass=NullPool)
    with engine.begin() as connection:
        yield connection


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
