"""Who acts and what their job lets them do; the database enforces the same matrix by grants."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, count
from unicodedata import normalize
from uuid import UUID

from core.domain.errors import NotAllowed


class Role(StrEnum):
    MANAGER = "MANAGER"
    BUYER = "BUYER"
    BOX_OFFICE = "BOX_OFFICE"
    DOOR = "DOOR"
    WEB = "WEB"
    WORKER = "WORKER"


JOBS = (Role.MANAGER, Role.BUYER, Role.BOX_OFFICE, Role.DOOR)
"""The roles of people; services have the others."""
LOGIN_NAME = re.compile(r"u_[a-z0-9_]{3,40}")


class Permission(StrEnum):
    MANAGE_VENUES = "manage_venues"
    MANAGE_EVENTS = "manage_events"
    MANAGE_SUPPLIERS = "manage_suppliers"
    MANAGE_CUSTOMERS = "manage_customers"
    ORDER_SEATS = "order_seats"
    CONFIRM_ORDERS = "confirm_orders"
    RECEIVE_SEATS = "receive_seats"
    PRICE_SEATS = "price_seats"
    HOLD_SEATS = "hold_seats"
    PLAN_ALLOCATIONS = "plan_allocations"
    SELL_SEATS = "sell_seats"
    RUN_A_TILL = "run_a_till"
    TRUST_A_TRANSFER = "trust_a_transfer"
    BOOK_A_TRANSFER = "book_a_transfer"
    RELEASE_EXPIRED = "release_expired_reservations"
    ISSUE_TICKETS = "issue_tickets"
    KEEP_SIGNING_KEYS = "keep_signing_keys"
    ADMIT_GUESTS = "admit_guests"
    CANCEL_EVENTS = "cancel_events"
    PAY_SUPPLIERS = "pay_suppliers"
    SEE_PROFIT = "see_profit"
    SEE_HISTORY = "see_history"
    MANAGE_STAFF = "manage_staff"


P = Permission
PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.MANAGER: frozenset(Permission),
    Role.BUYER: frozenset(
        {
            P.MANAGE_VENUES,
            P.MANAGE_EVENTS,
            P.MANAGE_SUPPLIERS,
            P.ORDER_SEATS,
            P.CONFIRM_ORDERS,
            P.RECEIVE_SEATS,
            P.PRICE_SEATS,
            P.HOLD_SEATS,
            P.SEE_PROFIT,
        }
    ),
    Role.BOX_OFFICE: frozenset(
        {P.MANAGE_CUSTOMERS, P.SELL_SEATS, P.RUN_A_TILL, P.ISSUE_TICKETS, P.ADMIT_GUESTS}
    ),
    Role.DOOR: frozenset({P.ADMIT_GUESTS}),
    Role.WEB: frozenset({P.SELL_SEATS, P.MANAGE_CUSTOMERS}),
    Role.WORKER: frozenset({P.RELEASE_EXPIRED, P.ISSUE_TICKETS, P.KEEP_SIGNING_KEYS}),
}


# What taking the marks off alone would drop.
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "'": None})
_SHORTEST_STEM, _LONGEST_STEM = 3, 40


def login_for(name: str, taken: Collection[str] = ()) -> str:
    """Propose a login for a name: ``u_`` and its letters, with a number if it is taken.

    Letters lose their marks; what is left too short to be a login gives nothing.
    """
    plain = normalize("NFKD", name.lower().translate(_SPELLED)).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:_LONGEST_STEM].strip("_")
    if len(stem) < _SHORTEST_STEM:
        return ""
    numbered = (f"u_{stem[: _LONGEST_STEM - len(tail)]}{tail}" for tail in map(str, count(2)))
    return next(login for login in chain((f"u_{stem}",), numbered) if login not in taken)


def roles_with(*permissions: Permission) -> frozenset[Role]:
    """The roles that have at least one of these permissions."""
    return frozenset(role for role, may in PERMISSIONS.items() if not may.isdisjoint(permissions))


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person or service: `login` is the PostgreSQL login, opaque by choice."""

    login: str
    display_name: str
    role: Role
    tenant_id: UUID
    staff_id: UUID

    def may(self, permission: Permission) -> bool:
        """Say whether this actor's role has the permission."""
        return permission in PERMISSIONS[self.role]

    def require(self, permission: Permission) -> None:
        """Refuse with `NotAllowed` unless the role has the permission."""
        if not self.may(permission):
            raise NotAllowed(self.display_name, permission.value)
