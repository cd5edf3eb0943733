"""The lives of a purchase order, its lines and its payable."""

from enum import StrEnum

from core.domain.moves import Moves


class SupplierType(StrEnum):
    EVENT_ORGANIZER = "EVENT_ORGANIZER"
    VENUE_OWNER = "VENUE_OWNER"
    PROMOTER = "PROMOTER"
    PRODUCTION_COMPANY = "PRODUCTION_COMPANY"


class PaymentTerms(StrEnum):
    IMMEDIATE = "IMMEDIATE"
    NET_30 = "NET_30"
    NET_60 = "NET_60"


class FulfillmentMethod(StrEnum):
    ELECTRONIC_TRANSFER = "ELECTRONIC_TRANSFER"
    MOBILE_TRANSFER = "MOBILE_TRANSFER"
    PDF_DELIVERY = "PDF_DELIVERY"
    WILL_CALL = "WILL_CALL"
    PAPER_SHIPMENT = "PAPER_SHIPMENT"


class OrderStatus(StrEnum):
    """PENDING is submitted to the supplier and not yet confirmed."""

    DRAFT = "DRAFT"
    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    PARTIALLY_RECEIVED = "PARTIALLY_RECEIVED"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


O = OrderStatus  # noqa: E741 - one letter as in the tables beside it
ORDER_MOVES: Moves[OrderStatus] = {
    O.DRAFT: frozenset({O.PENDING, O.CANCELLED}),
    O.PENDING: frozenset({O.CONFIRMED, O.CANCELLED}),
    O.CONFIRMED: frozenset({O.PARTIALLY_RECEIVED, O.COMPLETED, O.CANCELLED}),
    O.PARTIALLY_RECEIVED: frozenset({O.COMPLETED, O.CANCELLED}),
    O.COMPLETED: frozenset(),
    O.CANCELLED: frozenset(),
}


class LineStatus(StrEnum):
    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    PARTIALLY_RECEIVED = "PARTIALLY_RECEIVED"
    RECEIVED = "RECEIVED"
    CANCELLED = "CANCELLED"


L = LineStatus
LINE_MOVES: Moves[LineStatus] = {
    L.PENDING: frozenset({L.CONFIRMED, L.CANCELLED}),
    L.CONFIRMED: frozenset({L.PARTIALLY_RECEIVED, L.RECEIVED, L.CANCELLED}),
    L.PARTIALLY_RECEIVED: frozenset({L.RECEIVED, L.CANCELLED}),
    L.RECEIVED: frozenset(),
    L.CANCELLED: frozenset(),
}


class PayableStatus(StrEnum):
    PENDING = "PENDING"
    PAID = "PAID"
    CANCELLED = "CANCELLED"


PAYABLE_MOVES: Moves[PayableStatus] = {
    PayableStatus.PENDING: frozenset({PayableStatus.PAID, PayableStatus.CANCELLED}),
    PayableStatus.PAID: frozenset(),
    PayableStatus.CANCELLED: frozenset(),
}
