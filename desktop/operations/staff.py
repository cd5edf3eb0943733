"""What a manager does to colleagues' accounts, as operations of the desk."""

from dataclasses import dataclass, field
from uuid import UUID

from core.domain.staff import Role
from core.services.colleagues import ColleagueRow, change_job, rename_colleague
from core.services.staff import create_staff, reset_password, set_active
from core.services.work import Work
from desktop.desk import Operation


@dataclass(frozen=True, slots=True)
class NewColleague:
    """An account to be made, with the password that its person changes at once."""

    name: str
    login: str
    role: Role
    password: str = field(repr=False)


def add(wanted: NewColleague, *, key: UUID) -> Operation[UUID]:
    """Make the account."""
    return Operation(
        lambda work: create_staff(
            work,
            login=wanted.login,
            display_name=wanted.name,
            role=wanted.role,
            password=wanted.password,
            key=key,
        ),
        said=lambda _id: f"{wanted.name} can sign in.",
        doing="Making the account",
    )


def change(person: ColleagueRow, name: str, role: Role) -> Operation[None]:
    """Change name and job; both or neither, and only what is another."""

    def write(work: Work) -> None:
        if name != person.name:
            rename_colleague(work, person.login, name)
        if role is not person.role:
            change_job(work, person.login, role)

    return Operation(write, said=lambda _nothing: f"{name} is saved.", doing="Saving")


def give_password(person: ColleagueRow, password: str) -> Operation[None]:
    """Give a first password again."""
    return Operation(
        lambda work: reset_password(work, person.login, password),
        said=lambda _nothing: f"{person.name} has a new first password.",
        doing="Setting the password",
    )


def switch(person: ColleagueRow, *, on: bool) -> Operation[None]:
    """Switch an account on, or off with its open sessions."""
    said = "can sign in again" if on else "is switched off"
    return Operation(
        lambda work: set_active(work, person.login, active=on),
        said=lambda _nothing: f"{person.name} {said}.",
        doing="Switching the account",
    )
