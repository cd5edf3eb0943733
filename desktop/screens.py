"""Every screen of the desktop: its title, its icon, whose side bar it is in, and where it is made.

A screen is named as ``module:Class`` below `desktop.views` and loaded when it is first opened: the
window stands before seven of eight are read. `Prefetch` loads the rest while nobody waits.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from core.domain.loading import load
from core.domain.staff import Permission, Role, roles_with
from desktop.shell import Screen
from desktop.workplace import Workplace

OFFICE = roles_with(Permission.RUN_A_TILL, Permission.ORDER_SEATS)
COUNTER = roles_with(Permission.RUN_A_TILL)
PLANNING = roles_with(Permission.PLAN_ALLOCATIONS)
DRAWING = roles_with(Permission.MANAGE_VENUES)
BUYING = roles_with(Permission.ORDER_SEATS)
ADMITTING = roles_with(Permission.ADMIT_GUESTS)
MANAGING = roles_with(Permission.MANAGE_STAFF)

VIEWS = "desktop.views"
OWN_HOUSE = "The agency itself"


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """An entry of the side bar, and the class of its screen: made of a workplace."""

    title: str
    icon: str
    roles: frozenset[Role]
    made_by: str
    """Such as ``home:Home``."""
    group: str = ""
    """Entries of another group stand apart."""

    @property
    def module(self) -> str:
        """The full name of the module that has the class."""
        return f"{VIEWS}.{self.made_by.partition(':')[0]}"

    def make(self, workplace: Workplace) -> QWidget:
        """Load the screen's class if it is not yet, and make one."""
        made: QWidget = getattr(load(self.module), self.made_by.partition(":")[2])(workplace)
        return made


PLACES = (
    ScreenPlace("Home", "home", OFFICE, "home:Home"),
    ScreenPlace("Box office", "ticket", COUNTER, "box_office:BoxOffice"),
    ScreenPlace("Bookings", "receipt", COUNTER, "bookings:BookingsScreen"),
    ScreenPlace("Event", "map", OFFICE, "event:EventScreen"),
    ScreenPlace("Allocation", "flag", PLANNING, "allocation:AllocationScreen"),
    ScreenPlace("Venues", "seat", DRAWING, "venues:VenuesScreen"),
    ScreenPlace("Purchasing", "truck", BUYING, "purchasing:PurchasingScreen"),
    ScreenPlace("Door", "door", ADMITTING, "door.page:DoorPage"),
    ScreenPlace("Staff", "users", MANAGING, "staff:StaffScreen", OWN_HOUSE),
    ScreenPlace("Agency", "settings", MANAGING, "agency:AgencyScreen", OWN_HOUSE),
)
"""The side bar, top to bottom: each screen for those who may do what it is for.

`docs/rules/screens.md` has the table; `MainWindow` leaves out what the role may not open.
"""

COMMON = ("desktop.widgets.seat_map", "desktop.maps")
"""What most screens stand on: smaller bites than the first of them would be."""
FIRST = (PLACES[0].module, *COMMON)
"""What nearly everybody needs, whoever it is that signs in."""


def modules_for(role: Role) -> tuple[str, ...]:
    """The modules that a person of this role may need, in the order in which to load them."""
    return (*COMMON, *(place.module for place in PLACES if role in place.roles))


def screens(workplace: Workplace) -> tuple[Screen, ...]:
    """The screens that can be made at this workplace."""
    return tuple(
        Screen(
            place.title, place.icon, place.roles, partial(place.make, workplace), group=place.group
        )
        for place in PLACES
    )
