"""The backup's login: it reads every agency's rows for pg_dump, and can change none of them."""

from psycopg import sql

from core.domain.errors import Refusal
from core.domain.staff import LOGIN_NAME
from db.administering import MAINTENANCE, as_superuser
from db.passwords import scram_verifier
from db.security.apply import lock_role_work
from db.wire import driver_of

GROUP = "parterre_backup"
_CONNECTIONS = 3
# pg_dump sets what it needs itself; this is for whoever comes with psql.
_SETTINGS = {"default_transaction_read_only": "on", "jit": "off", "search_path": "pg_catalog"}
_OTHER_GROUPS = """
    SELECT array_agg(m.roleid::regrole::text) FROM pg_auth_members m
     WHERE m.member = to_regrole(%s) AND m.roleid <> 'parterre_backup'::regrole"""


class NotABackupLogin(Refusal):
    """The login is a colleague's or a service's: it must not see past row security."""

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"{login} is somebody's login already. Name another one for the backup.")


class BadBackupLogin(Refusal):
    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"“{login}” is no login: u_ and 3 to 40 small letters, digits or _.")


def create_backup_login(super_url: str, *, login: str, password: str) -> None:
    """Make the login that pg_dump uses, or give it a new password; as superuser.

    It is a member of `parterre_backup` and has BYPASSRLS of its own: attributes are not inherited,
    and a dump that row security has thinned out would be no backup. Refuses `BadBackupLogin`,
    `NotABackupLogin`.
    """
    if not LOGIN_NAME.fullmatch(login):
        raise BadBackupLogin(login)
    with as_superuser(super_url, MAINTENANCE) as maintenance:
        lock_role_work(maintenance)
        run = driver_of(maintenance).execute
        name = sql.Identifier(login)
        if run("SELECT to_regrole(%s)", [login]).fetchone() == (None,):
            run(sql.SQL("CREATE ROLE {}").format(name))
        elif run(_OTHER_GROUPS, [login]).fetchone() != (None,):
            raise NotABackupLogin(login)
        run(
            sql.SQL(
                "ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS"
                " CONNECTION LIMIT {} PASSWORD {}"
            ).format(
                name,
                sql.Literal(_CONNECTIONS),
                sql.Literal(scram_verifier(maintenance, login, password)),
            )
        )
        run(sql.SQL("GRANT {} TO {}").format(sql.Identifier(GROUP), name))
        for setting, value in _SETTINGS.items():
            run(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    name, sql.Identifier(setting), sql.Literal(value)
                )
            )
