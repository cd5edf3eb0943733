"""The tables, one module a context; importing this package registers every one of them."""

from db.base import Base
from db.bounds import add_bounds
from db.models.audit import AuditEntry
from db.models.door import Scan
from db.models.events import Event, EventCategory, PriceLevel
from db.models.holds import AllocationPlan, AllocationTemplate, Hold, Presale
from db.models.inventory import EventSeat
from db.models.parties import Address, Customer, Organizer, Party, Supplier
from db.models.payments import JournalEntry, Payment, TillShift
from db.models.purchasing import (
    DeliveryReceipt,
    DeliveryReceiptSeat,
    Payable,
    PurchaseOrder,
    PurchaseOrderLine,
    TicketType,
)
from db.models.sales import Booking, BookingItem
from db.models.staff import Request, SigningKey, Staff, Tenant
from db.models.tickets import Ticket
from db.models.venues import PlanDraft, Seat, Venue, VenuePlan

__all__ = [
    "Address",
    "AllocationPlan",
    "AllocationTemplate",
    "AuditEntry",
    "Booking",
    "BookingItem",
    "Customer",
    "DeliveryReceipt",
    "DeliveryReceiptSeat",
    "Event",
    "EventCategory",
    "EventSeat",
    "Hold",
    "JournalEntry",
    "Organizer",
    "Party",
    "Payable",
    "Payment",
    "PlanDraft",
    "Presale",
    "PriceLevel",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "Request",
    "Scan",
    "Seat",
    "SigningKey",
    "Staff",
    "Supplier",
    "Tenant",
    "Ticket",
    "TicketType",
    "TillShift",
    "Venue",
    "VenuePlan",
]

add_bounds(Base.metadata)
