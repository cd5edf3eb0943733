"""Colleagues made for a test: logins are the cluster's, so each has a name of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from core.domain.staff import Role
from core.services.staff import change_own_password, create_staff
from core.services.work import begin_work, new_key
from tests.databases import PASSWORD, TestDatabase, run_as_super

FIRST = "first password"


@contextmanager
def newcomer(
    database: TestDatabase, role: Role = Role.BOX_OFFICE, *, password_due: bool = False
) -> Iterator[str]:
    """A new login, made by the manager; its password is `PASSWORD`, or `FIRST` while it is due."""
    login = new_login()
    manager = database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        create_staff(
            work, login=login, display_name="Nora Quinn", role=role, password=FIRST, key=new_key()
        )
    if not password_due:
        change_own_password(database.url_for, login, FIRST, PASSWORD)
    with dropped_at_the_end(database, login):
        yield login


def new_login() -> str:
    return f"u_{uuid4().hex[:12]}"


@contextmanager
def dropped_at_the_end(database: TestDatabase, login: str) -> Iterator[None]:
    """Leave nothing of a login in the cluster."""
    try:
        yield
    finally:
        database.sign_everybody_out()
        run_as_super(
            database.server,
            f"REVOKE ALL ON DATABASE {database.name} FROM {login}",
            f"DROP ROLE {login}",
        )
