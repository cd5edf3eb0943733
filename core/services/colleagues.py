"""An agency's people as its managers see them: the list, their names and their jobs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, Text, and_, column, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, Refusal
from core.domain.payments.states import TillStatus
from core.domain.staff import JOBS, PERMISSIONS, Permission, Role
from core.services.staff import NoColleague, NoSuchJob, about_colleague, sqlstate
from core.services.work import Work
from db.models import Staff, TillShift

GIVEN_BY_HAND = "PT006"
"""How the database says that somebody would have two jobs."""


class TillStillOpen(Refusal):
    """Whoever has a drawer can't go to a job in which nobody could count it."""

    def __init__(self, name: str, drawer: str) -> None:
        self.name, self.drawer = name, drawer
        super().__init__(f"{name} has {drawer} open. It is counted and closed first.")


class JobGivenByHand(Refusal):
    """The server's superuser put the login into a second group, which no manager takes away."""

    def __init__(self, name: str, login: str) -> None:
        self.name, self.login = name, login
        super().__init__(
            f"Whoever looks after the server gave {name} a second job by hand, and has to take it "
            f"from {login} first."
        )


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """A member of staff; `signed_in` is whether a connection of theirs is open at this moment."""

    id: UUID
    login: str
    name: str
    role: Role
    is_active: bool
    password_due: bool
    password_set_at: datetime | None
    signed_in: bool
    drawer: str | None
    """The till that they have open."""


_account = func.parterre_api.staff_accounts().table_valued(
    column("login", Text), column("password_due", Boolean), column("signed_in", Boolean)
)
_people = (
    select(Staff, _account.c.password_due, _account.c.signed_in, TillShift.drawer)
    .join(_account, _account.c.login == Staff.login)
    .outerjoin(TillShift, and_(TillShift.staff_id == Staff.id, TillShift.status == TillStatus.OPEN))
    .where(Staff.role.in_(JOBS))
    .order_by(func.lower(Staff.display_name), Staff.login)
)


def list_colleagues(session: Session) -> list[ColleagueRow]:
    """Everybody who signs in as a person of the manager's agency, by name; managers only."""
    return [
        ColleagueRow(
            id=person.id,
            login=person.login,
            name=person.display_name,
            role=person.role,
            is_active=person.is_active,
            password_due=due,
            password_set_at=person.password_set_at,
            signed_in=signed_in,
            drawer=drawer,
        )
        for person, due, signed_in, drawer in session.execute(_people)
    ]


def rename_colleague(work: Work, login: str, name: str) -> None:
    """Change the name that screens and papers show; refuses `Nameless` and `NoColleague`."""
    work.actor.require(Permission.MANAGE_STAFF)
    _locked(work, login).display_name = Nameless.check("colleague", name)


def change_job(work: Work, login: str, role: Role) -> None:
    """Move a colleague to another job and end their open sessions.

    Refuses `NoSuchJob`, `NoColleague`, `JobGivenByHand` and, where the new job has no till,
    `TillStillOpen`.
    """
    work.actor.require(Permission.MANAGE_STAFF)
    if role not in JOBS:
        raise NoSuchJob(role)
    person = _locked(work, login)
    if person.role is role:
        return
    if Permission.RUN_A_TILL not in PERMISSIONS[role]:
        _refuse_open_till(work, person)
    try:
        about_colleague(work, login, func.parterre_api.staff_set_job(login, role.value))
    except DBAPIError as error:
        if sqlstate(error) == GIVEN_BY_HAND:
            raise JobGivenByHand(person.display_name, login) from error
        raise


def _locked(work: Work, login: str) -> Staff:
    one = select(Staff).where(Staff.login == login, Staff.role.in_(JOBS))
    one = one.with_for_update(key_share=True)
    person = work.session.scalars(one.execution_options(populate_existing=True)).one_or_none()
    if person is None:
        raise NoColleague(login)
    return person


def _refuse_open_till(work: Work, person: Staff) -> None:
    own = (TillShift.staff_id == person.id, TillShift.status == TillStatus.OPEN)
    drawer = work.session.scalar(select(TillShift.drawer).where(*own))
    if drawer is not None:
        raise TillStillOpen(person.display_name, drawer)
