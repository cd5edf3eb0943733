"""Logins of people and services: a role of the server, its group, and the agency it belongs to.

Everything here is the administrator's. Managers look after their people by functions of the
database: `80_staff.sql`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from psycopg import sql
from sqlalchemy import Connection, text

from core.domain.staff import JOBS, LOGIN_NAME, Role
from db.administering import at_logins
from db.ids import new_id
from db.passwords import scram_verifier
from db.wire import driver_of

GROUPS = {role: f"parterre_{role.value.lower()}" for role in Role}
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


@dataclass(frozen=True, slots=True)
class NewLogin:
    """A login of a person or a service, as it is to be made."""

    login: str
    display_name: str
    role: Role
    password: str = field(repr=False)
    #: Whether the person has to choose another one before anything is seen.
    password_due: bool = False
    #: How many it may have open at once: by default 12 a person, 40 a service.
    connections: int | None = None


@dataclass(frozen=True, slots=True)
class LoginRow:
    """A login as it stands; `exists` is whether the server has it: a restored dump brings none."""

    tenant_id: UUID
    login: str
    display_name: str
    role: Role
    is_active: bool
    password_due: bool
    exists: bool


def create_login(super_url: str, tenant_id: UUID, new: NewLogin) -> UUID:
    """Make a login for a person or a service of one agency and return the staff key.

    A login that exists gets the password and the role's rights: databases of one server share
    their logins. Raises ValueError for a name that is not `u_` and 3 to 40 letters or digits.
    """
    with at_logins(super_url) as connection:
        return make_login(connection, tenant_id, new)


def make_login(connection: Connection, tenant_id: UUID, new: NewLogin) -> UUID:
    """The same within the caller's transaction, begun by `at_logins`."""
    if not LOGIN_NAME.fullmatch(new.login):
        raise ValueError(
            f"A login is u_ and 3 to 40 small letters, digits or _, not {new.login!r}."
        )
    _make_role(connection, new)
    staff_id = new_id()
    values = {
        "tenant_id": tenant_id,
        "id": staff_id,
        "login": new.login,
        "display_name": new.display_name,
        "role": new.role.value,
        "due": new.password_due,
    }
    connection.execute(_MAP, values)
    connection.execute(_ENTER, values)
    return staff_id


def login_exists(connection: Connection, login: str) -> bool:
    """Whether the server has a login of this name, for whichever of its databases."""
    found = connection.scalar(text("SELECT to_regrole(:login) IS NOT NULL"), {"login": login})
    return found is True


def read_logins(connection: Connection) -> Sequence[LoginRow]:
    """Every login of the database's agencies, by name."""
    return [
        LoginRow(
            tenant_id=row.tenant_id,
            login=row.login,
            display_name=row.display_name,
            role=Role(row.role),
            is_active=row.is_active,
            password_due=row.must_change_pw,
            exists=row.exists,
        )
        for row in connection.execute(_READ)
    ]


def set_password(connection: Connection, row: LoginRow, password: str) -> None:
    """Give a login a password, which a person has to change; make the login if the server has none.

    Within a transaction begun by `at_logins`.
    """
    new = NewLogin(row.login, row.display_name, row.role, password)
    _make_role(connection, new)
    due = row.role in JOBS
    for statement in (_SET_DUE, _NOTE_PASSWORD):
        connection.execute(statement, {"login": row.login, "due": due})
    if not row.is_active:
        _let_in(connection, row.login, active=False)


def switch_login(connection: Connection, login: str, *, active: bool) -> None:
    """Let a login in, or keep it out and end what it has open here."""
    _let_in(connection, login, active=active)
    values = {"login": login, "active": active}
    for statement in (_SWITCH_MAPPING, _SWITCH_STAFF):
        connection.execute(statement, values)
    if not active:
        connection.execute(_END_SESSIONS, values)


def known_logins(connection: Connection) -> frozenset[str]:
    """The logins that a database lets in to its agencies; none if it is not one of ours."""
    if connection.scalar(_NOT_OURS):
        return frozenset()
    return frozenset(connection.scalars(_KNOWN))


def drop_logins(connection: Connection, logins: Iterable[str]) -> None:
    """Remove logins from the server, but not those that somebody gave more than we do.

    Within a transaction begun by `at_logins`.
    """
    for login in connection.scalars(_OURS_ALONE, {"logins": list(logins)}).all():
        driver_of(connection).execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))


def _let_in(connection: Connection, login: str, *, active: bool) -> None:
    command = sql.SQL("ALTER ROLE {} LOGIN" if active else "ALTER ROLE {} NOLOGIN")
    driver_of(connection).execute(command.format(sql.Identifier(login)))


def _make_role(connection: Connection, new: NewLogin) -> None:
    run = driver_of(connection).execute
    name, group = sql.Identifier(new.login), sql.Identifier(GROUPS[new.role])
    if not login_exists(connection, new.login):
        if new.role in JOBS:  # made by the role admin, so that managers can look after it
            run("SET LOCAL ROLE parterre_role_admin")
        run(sql.SQL("CREATE ROLE {} LOGIN").format(name))
        run("RESET ROLE")
    run(
        sql.SQL("ALTER ROLE {} LOGIN CONNECTION LIMIT {} PASSWORD {}").format(
            name,
            sql.Literal(new.connections or _CONNECTIONS.get(new.role, _PERSONAL_CONNECTIONS)),
            sql.Literal(scram_verifier(connection, new.login, new.password)),
        )
    )
    # Given by the role admin too, so that a manager can change the job: only who gave can take.
    giver = sql.SQL(" GRANTED BY parterre_role_admin" if new.role in JOBS else "")
    run(sql.SQL("GRANT {} TO {}").format(group, name) + giver)
    for setting, value in _LOGIN_SETTINGS.items():
        run(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                name, sql.Identifier(setting), sql.Literal(value)
            )
        )


_MAP = text(
    "INSERT INTO parterre_sec.login_tenant (login, tenant_id, must_change_pw)"
    " VALUES (:login, :tenant_id, :due)"
)
_ENTER = text(
    "INSERT INTO parterre.staff (tenant_id, id, login, display_name, role, password_set_at)"
    " VALUES (:tenant_id, :id, :login, :display_name, :role, now())"
)
_READ = text(
    "SELECT s.tenant_id, s.login, s.display_name, s.role, s.is_active, m.must_change_pw,"
    "       to_regrole(s.login) IS NOT NULL AS exists"
    "  FROM parterre.staff s JOIN parterre_sec.login_tenant m USING (login, tenant_id)"
    " ORDER BY lower(s.display_name), s.login"
)
_SET_DUE = text("UPDATE parterre_sec.login_tenant SET must_change_pw = :due WHERE login = :login")
_NOTE_PASSWORD = text("SELECT parterre_sec.note_password(:login)")
_SWITCH_MAPPING = text("UPDATE parterre_sec.login_tenant SET active = :active WHERE login = :login")
_SWITCH_STAFF = text(
    "UPDATE parterre.staff SET is_active = :active, updated_at = now() WHERE login = :login"
)
_NOT_OURS = text("SELECT to_regclass('parterre_sec.login_tenant') IS NULL")
_KNOWN = text("SELECT login FROM parterre_sec.login_tenant")
_OURS_ALONE = text(
    "SELECT rolname FROM pg_roles WHERE rolname = ANY (:logins) AND NOT rolsuper AND NOT EXISTS"
    " (SELECT FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = oid)"
)
_END_SESSIONS = text("SELECT parterre_sec.end_sessions(:login)")
