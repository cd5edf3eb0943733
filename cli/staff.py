"""The work of `parterre staff`: accounts made, listed, given passwords, let in and kept out."""

from functools import partial

from cli.keepers import AccountLine, keeper
from cli.questions import Question, new_password
from cli.saying import tell
from core.domain.staff import JOBS, Role
from core.services.accounts import GivenPassword, fresh_password, require_name
from core.services.staff import require_login
from db.logins import NewLogin

_SERVICES = {Role.WEB: "Web shop", Role.WORKER: "Worker"}


def add(login: str, name: str | None, role: Role, agency: str | None) -> None:
    """Make an account with the environment's password, or with one made here."""
    require_login(login)
    called = Question("Their name", name or _SERVICES.get(role), partial(require_name, "person"))
    called.check_given()
    given = new_password()
    due = role in JOBS
    password = GivenPassword(fresh_password(role) if given is None else given, due)
    with keeper() as accounts:
        new = NewLogin(login, called.answer(), role, password.text, password_due=due)
        accounts.add(new, agency)
    tell(f"{new.display_name} may sign in as {login}: {_words(role)}.")
    _tell_password(password, made_here=given is None)


def tell_staff(agency: str | None) -> None:
    """One line an account."""
    with keeper() as accounts:
        lines = accounts.lines(agency)
    for one in lines:
        tell(_line(one))


def give_password(login: str) -> None:
    """Give an account the environment's password, or one made here."""
    given = new_password()
    with keeper() as accounts:
        password = accounts.give_password(login, given)
    tell(f"{login} has a new password.")
    _tell_password(password, made_here=given is None)


def switch(login: str, *, active: bool) -> None:
    """Let an account in, or keep it out."""
    with keeper() as accounts:
        accounts.switch(login, active=active)
    tell(f"{login} is let in again." if active else f"{login} is let in no more.")


def _line(one: AccountLine) -> str:
    said = [_words(one.role)]
    if one.password_due:
        said.append("first password not changed yet")
    if not one.is_active:
        said.append("switched off")
    return f"{one.name} ({one.login}): {', '.join(said)}."


def _tell_password(password: GivenPassword, *, made_here: bool) -> None:
    if made_here:
        tell(f"Password: {password.text}")
    if password.due:
        tell("It is changed at the first sign-in.")


def _words(role: Role) -> str:
    return role.value.replace("_", " ").lower()
