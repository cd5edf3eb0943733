"""How the staff screen says what a job is for and how an account stands."""

from enum import Enum, auto

from core.domain.staff import JOBS, Role
from core.services.colleagues import ColleagueRow
from desktop.shell import ROLE_WORDS
from desktop.theme import Chip, Tone

JOB_CHOICES = tuple((ROLE_WORDS[role], role) for role in JOBS)
DUTIES = {
    Role.MANAGER: "May do everything: staff, settings, cancelling, and the books too.",
    Role.BUYER: "Draws venues, makes events, orders and receives seats, prices and holds them.",
    Role.BOX_OFFICE: "Sells and takes money at a till of their own, prints tickets, and admits.",
    Role.DOOR: "Admits guests, and sees nothing else.",
}
"""In a line each; `docs/rules/staff.md` has the whole table."""


class Standing(Enum):
    """How an account stands."""

    ON = auto()
    PASSWORD_DUE = auto()
    OFF = auto()


_CHIPS = {
    Standing.ON: Chip("Active", "check-circle", Tone.GOOD),
    Standing.PASSWORD_DUE: Chip("Password due", "lock", Tone.WARNING),
    Standing.OFF: Chip("Switched off", "ban"),
}


def standing_of(person: ColleagueRow) -> Standing:
    """Whoever is switched off can't sign in, whatever their password."""
    if not person.is_active:
        return Standing.OFF
    return Standing.PASSWORD_DUE if person.password_due else Standing.ON


def standing_chip(standing: Standing) -> Chip:
    """The chip of an account."""
    return _CHIPS[standing]
