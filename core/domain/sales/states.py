"""The life of a booking."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from core.domain.moves import Moves


class BookingStatus(StrEnum):
    """PENDING: payment promised. RESERVED: the clock runs. PAID: confirmed and settled."""

    PENDING = "PENDING"
    RESERVED = "RESERVED"
    CONFIRMED = "CONFIRMED"
    PAID = "PAID"
    CANCELLED = "CANCELLED"
    REFUNDED = "REFUNDED"


B = BookingStatus
BOOKING_MOVES: Moves[BookingStatus] = {
    B.RESERVED: frozenset({B.PENDING, B.CONFIRMED, B.PAID, B.CANCELLED}),
    B.PENDING: frozenset({B.CONFIRMED, B.PAID, B.CANCELLED}),
    B.CONFIRMED: frozenset({B.PAID, B.CANCELLED, B.REFUNDED}),
    B.PAID: frozenset({B.CANCELLED, B.REFUNDED}),
    B.CANCELLED: frozenset(),
    B.REFUNDED: frozenset(),
}


class BookingType(StrEnum):
    """The specification knows one kind; what agencies sell to each other would be another."""

    CUSTOMER_SALE = "CUSTOMER_SALE"


class DeliveryMethod(StrEnum):
    """How the tickets reach the customer; only what is posted costs the delivery fee."""

    E_TICKET = "E_TICKET"
    COLLECTION = "COLLECTION"
    POST = "POST"


class SalesChannel(StrEnum):
    COUNTER = "COUNTER"
    WEB = "WEB"
    PHONE = "PHONE"
    PARTNER = "PARTNER"


CHANNEL_WORDS = {
    SalesChannel.COUNTER: "At the counter",
    SalesChannel.WEB: "On the web",
    SalesChannel.PHONE: "By phone",
    SalesChannel.PARTNER: "For a partner",
}


@dataclass(frozen=True, slots=True)
class PresaleEntry:
    """Which presale is bought in, and the access code that was said, if one was."""

    presale_id: UUID
    code: str = ""


@dataclass(frozen=True, slots=True)
class HowSold:
    """Where a booking was made, how its tickets reach the customer, and in which presale."""

    channel: SalesChannel = SalesChannel.COUNTER
    delivery: DeliveryMethod = DeliveryMethod.E_TICKET
    presale: PresaleEntry | None = None


class CustomerType(StrEnum):
    INDIVIDUAL = "INDIVIDUAL"
    CORPORATE = "CORPORATE"
    GROUP_LEADER = "GROUP_LEADER"


class CustomerTier(StrEnum):
    BRONZE = "BRONZE"
    SILVER = "SILVER"
    GOLD = "GOLD"
    PLATINUM = "PLATINUM"


class ContactMethod(StrEnum):
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    SMS = "SMS"
    POST = "POST"
