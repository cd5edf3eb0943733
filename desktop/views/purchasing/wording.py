"""The words of buying: terms, ways of delivery, progress."""

from core.domain.purchasing.states import (
    FulfillmentMethod,
    OrderStatus,
    PaymentTerms,
    SupplierType,
)
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


def progress_text(received: int, ordered: int) -> str:
    """``80 of 120``."""
    return f"{number_text(received)} of {number_text(ordered)}"
