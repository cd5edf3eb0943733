"""Every screen of the desktop: its title, its icon, and whose side bar it is in."""

from core.domain.staff import Role
from desktop.shell import Screen
from desktop.views.box_office import BoxOffice
from desktop.views.event import EventScreen
from desktop.workplace import Workplace

OFFICE = frozenset({Role.MANAGER, Role.BUYER, Role.BOX_OFFICE})
COUNTER = frozenset({Role.MANAGER, Role.BOX_OFFICE})


def screens(workplace: Workplace) -> tuple[Screen, ...]:
    """The side bar, top to bottom; `MainWindow` leaves out what the role may not open."""
    return (
        Screen("Box office", "ticket", COUNTER, lambda: BoxOffice(workplace)),
        Screen("Event", "map", OFFICE, lambda: EventScreen(workplace)),
    )
