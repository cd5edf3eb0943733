"""The words of buying: terms, ways of delivery, progress."""

from datetime import date

from core.domain.purchasing.states import (
    FulfillmentMethod,
    OrderStatus,
    PaymentTerms,
    SupplierType,
)
from core.services.purchasing.queries import OrderRow
from desktop.words import number_text

TERMS = {
    PaymentTerms.IMMEDIATE: "At once",
    PaymentTerms.NET_30: "30 days",
    PaymentTerms.NET_60: "60 days",
}
WAYS = {
    FulfillmentMethod.ELECTRONIC_TRANSFER: "Electronic transfer",
    FulfillmentMethod.MOBILE_TRANSFER: "Mobile transfer",
    FulfillmentMethod.PDF_DELIVERY: "PDF tickets",
    FulfillmentMethod.WILL_CALL: "Collected at the venue",
    FulfillmentMethod.PAPER_SHIPMENT: "Paper tickets",
}
SUPPLIER_TYPES = {
    SupplierType.PROMOTER: "Promoter",
    SupplierType.EVENT_ORGANIZER: "Event organizer",
    SupplierType.VENUE_OWNER: "Venue owner",
    SupplierType.PRODUCTION_COMPANY: "Production company",
}
OPEN = frozenset(
    {
        OrderStatus.DRAFT,
        OrderStatus.PENDING,
        OrderStatus.CONFIRMED,
        OrderStatus.PARTIALLY_RECEIVED,
    }
)
RECEIVABLE = frozenset({OrderStatus.CONFIRMED, OrderStatus.PARTIALLY_RECEIVED})
LATE = "LATE"
"""The name of the chip that a late order has instead of its status."""


def is_late(order: OrderRow, today: date) -> bool:
    """Whether seats that the supplier owes us were expected before today."""
    return order.status in RECEIVABLE and order.expected is not None and order.expected < today


def progress_text(received: int, ordered: int) -> str:
    """``80 of 120``."""
    return f"{number_text(received)} of {number_text(ordered)}"
