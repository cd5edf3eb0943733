"""Every screen of the desktop: its title, its icon, and whose side bar it is in."""

from core.domain.staff import Role
from desktop.shell import Screen
from desktop.views.allocation import AllocationScreen
from desktop.views.bookings import BookingsScreen
from desktop.views.box_office import BoxOffice
from desktop.views.door import DoorPage
from desktop.views.event import EventScreen
from desktop.views.home import Home
from desktop.views.purchasing import PurchasingScreen
from desktop.views.venues import VenuesScreen
from desktop.workplace import Workplace

OFFICE = frozenset({Role.MANAGER, Role.BUYER, Role.BOX_OFFICE})
COUNTER = frozenset({Role.MANAGER, Role.BOX_OFFICE})
BUYING = frozenset({Role.MANAGER, Role.BUYER})
PLANNING = frozenset({Role.MANAGER})
ADMITTING = frozenset({Role.MANAGER, Role.BOX_OFFICE, Role.DOOR})


def screens(workplace: Workplace) -> tuple[Screen, ...]:
    """The side bar, top to bottom; `MainWindow` leaves out what the role may not open."""
    return (
        Screen("Home", "home", OFFICE, lambda: Home(workplace)),
        Screen("Box office", "ticket", COUNTER, lambda: BoxOffice(workplace)),
        Screen("Bookings", "receipt", COUNTER, lambda: BookingsScreen(workplace)),
        Screen("Event", "map", OFFICE, lambda: EventScreen(workplace)),
        Screen("Allocation", "flag", PLANNING, lambda: AllocationScreen(workplace)),
        Screen("Venues", "seat", PLANNING, lambda: VenuesScreen(workplace)),
        Screen("Purchasing", "truck", BUYING, lambda: PurchasingScreen(workplace)),
        Screen("Door", "door", ADMITTING, lambda: DoorPage(workplace)),
    )
