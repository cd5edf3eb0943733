"""The work of `parterre agency`: an agency of one's own, and which ones there are."""

from dataclasses import dataclass
from functools import partial

from cli.administering import refusals_told
from cli.opening import URL_VARIABLE, Opened, open_database
from cli.questions import Question, new_password
from cli.ready import kept_database
from cli.saying import tell
from core.domain.currencies import require_currency
from core.domain.errors import NameTaken, Refusal
from core.domain.staff import Role, login_for
from core.services.accounts import (
    NoAgencyYet,
    list_agencies,
    require_free,
    require_name,
)
from core.services.demo.databases import DEMO_MARK, Contents, look_into
from core.services.demo.replacing import clear_up, made_beside
from core.services.founding import AgencyDraft, found_agency
from core.services.staff import require_login, require_password, sign_in
from core.services.venues.timezones import require_timezone
from db.administering import MAINTENANCE, as_superuser
from db.agencies import AgencyLine
from db.logins import NewLogin
from db.setup import set_up


class DemoInTheWay(Refusal):
    """Real books and a season whose passwords everybody knows don't share a database."""

    def __init__(self, database: str, setting: str) -> None:
        self.database = database
        super().__init__(
            f"The demo season is in {database}. Say --replace-demo to begin without it: it goes, "
            "with everything that was tried on it. Or keep it, and give the agency another place "
            f"in {setting}."
        )


@dataclass(frozen=True, slots=True)
class Told:
    """What the command line told; what it did not is asked."""

    name: str
    currency: str | None
    timezone: str | None
    legal_name: str | None
    manager: str | None
    login: str | None


def create(told: Told, *, replace_demo: bool) -> None:
    """Make the agency and its first manager, in a database that is set up if it is missing.

    Refuses `DemoInTheWay`, and what `found_agency` refuses.
    """
    require_name("agency", told.name)
    with open_database() as opened, refusals_told():
        _look(opened, replace_demo=replace_demo)  # before anything is asked
        draft, manager = _ask(told)
        with opened.setting_up():
            seen = _look(opened, replace_demo=replace_demo)
            if not _is_made(opened, seen, draft.name, manager):
                _found(opened, seen, draft, manager)
        _tell_what_is_next(opened, draft, manager)


def _look(opened: Opened, *, replace_demo: bool) -> Contents:
    seen = look_into(opened.administered, opened.database)
    if seen.demo and not replace_demo:
        setting = URL_VARIABLE if opened.embedded is None else "PARTERRE_DATA_DIR"
        raise DemoInTheWay(opened.database, setting)
    return seen


def tell_agencies() -> None:
    """One line an agency; refuses `NoAgencyYet`."""
    with kept_database() as opened, refusals_told():
        agencies = list_agencies(opened.admin_url)
    if not agencies:
        raise NoAgencyYet
    tell(*map(_line, agencies))


def _line(one: AgencyLine) -> str:
    people = "1 person" if one.people == 1 else f"{one.people} people"
    demo = ", the demo" if DEMO_MARK in one.settings else ""
    return f"{one.name}: {one.currency}, {one.timezone}, {people}{demo}."


def _ask(told: Told) -> tuple[AgencyDraft, NewLogin]:
    """Ask for what is missing, after what was told has been checked."""
    currency = Question("Currency, such as EUR", told.currency, _check_currency)
    timezone = Question("Time zone, such as Europe/Berlin", told.timezone, require_timezone)
    person = Question("The first manager's name", told.manager, partial(require_name, "person"))
    login = Question("Their login", told.login, require_login)
    password = Question("Their password", new_password(), require_password, secret=True)
    for question in (currency, timezone, person, login, password):
        question.check_given()
    draft = AgencyDraft(told.name, currency.answer().upper(), timezone.answer(), told.legal_name)
    name = person.answer()
    wanted = login.answer(login_for(name) or None)
    return draft, NewLogin(wanted, name, Role.MANAGER, password.answer())


def _check_currency(said: str) -> None:
    require_currency(said.upper())


def _found(opened: Opened, seen: Contents, draft: AgencyDraft, manager: NewLogin) -> None:
    """Whatever can be refused is before a demo goes, and it stays until its place can be taken."""
    place, database = opened.administered, opened.database
    with as_superuser(place.admin_url(MAINTENANCE)) as maintenance:
        require_free(maintenance, manager.login)
    if seen.demo:
        with made_beside(place, database) as fresh:
            set_up(place.admin_url(fresh))
    else:
        clear_up(place, database)
        set_up(opened.admin_url)
    found_agency(opened.admin_url, draft, manager)


def _is_made(opened: Opened, seen: Contents, name: str, manager: NewLogin) -> bool:
    """Whether it was made by the same command, whose end somebody did not see.

    Refuses `NameTaken` where the manager's login and password don't prove it.
    """
    called = [one for one in seen.agencies if one.name.lower() == name.lower()]
    if not called:
        return False
    try:
        person = sign_in(opened.url_for, manager.login, manager.password)
    except Refusal as refusal:
        raise NameTaken("agency", name) from refusal
    person.sign_out()
    if (person.actor.tenant_id, person.actor.role) != (called[0].tenant_id, Role.MANAGER):
        raise NameTaken("agency", name)
    return True


def _tell_what_is_next(opened: Opened, draft: AgencyDraft, manager: NewLogin) -> None:
    lines = [f"{draft.name} is ready. {manager.display_name} is its first manager."]
    if opened.embedded is not None:
        lines += [f"Next: parterre run, and sign in as {manager.login}."]
    else:
        lines += [
            f"Next, on a workstation: parterre run, and sign in as {manager.login}.",
            "Tickets are signed by a worker: parterre staff add u_worker --role worker.",
        ]
    lines += ["More people: parterre staff add, or the screen Staff."]
    tell(*lines)
