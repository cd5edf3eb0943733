"""A colleague made for a test, with a login of the fixture `new_login`."""

from core.domain.staff import Role
from core.services.staff import change_own_password, create_staff
from core.services.work import begin_work, new_key
from tests.databases import PASSWORD, TestDatabase

FIRST = "first password"


def add_newcomer(
    database: TestDatabase,
    login: str,
    role: Role = Role.BOX_OFFICE,
    *,
    password_due: bool = False,
) -> None:
    """Have the manager make it; its password is `PASSWORD`, or `FIRST` while that is due."""
    manager = database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        create_staff(
            work, login=login, display_name="Nora Quinn", role=role, password=FIRST, key=new_key()
        )
    if not password_due:
        change_own_password(database.url_for, login, FIRST, PASSWORD)
