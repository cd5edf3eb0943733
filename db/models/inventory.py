"""Event seats: how a seat stands on the map, whether it is ours, whether it can be sold."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.inventory.states import Allotment, Ownership, SeatStatus
from db.base import TenantRow, points_to


class EventSeat(TenantRow):
    """One seat of one event. Nothing that a sale changes is indexed, so that updates stay HOT.

    Who reserved or bought it is its live ticket (`tickets.live_seat_id`), never a copy here. Who
    sold it to us has no foreign key of its own: a seat that is or was ours is in a receipt of that
    order from that supplier (the invariant "stock"), and receipts point to both and stay forever.
    """

    __tablename__ = "event_seats"
    __table_args__ = (
        points_to("events", "event_id"),
        points_to("seats", "seat_id"),
        points_to("price_levels", "price_level_id"),
        UniqueConstraint("tenant_id", "event_id", "seat_id"),
        CheckConstraint(
            "(ownership_status = 'OWNED') OR status = ANY ('{AVAILABLE,BLOCKED}')", name="only_ours"
        ),
        CheckConstraint(
            "num_nonnulls(supplier_id, purchase_order_id, purchase_price) ="
            " CASE ownership_status WHEN 'NOT_OWNED' THEN 0 ELSE 3 END",
            name="bought_from",
        ),
        CheckConstraint("(status = 'RESERVED') = (reserved_until IS NOT NULL)", name="reserved"),
        CheckConstraint("(status = 'HELD') = (hold_id IS NOT NULL)", name="held"),
        CheckConstraint(
            "num_nonnulls(hold_reason, hold_until) = 0 OR status = 'HELD'"
            " OR (status = 'BLOCKED' AND hold_until IS NULL)",
            name="held_why",
        ),
        CheckConstraint(
            "CASE WHEN allotted_to IS NULL THEN num_nonnulls(allotted_until, presale_id) = 0"
            " ELSE status <> ALL ('{HELD,BLOCKED}')"
            " AND (allotted_to = 'PRESALE') = (presale_id IS NOT NULL) END",
            name="allotted",
        ),
        CheckConstraint("base_price >= 0", name="base_price"),
        CheckConstraint("purchase_price >= 0", name="purchase_price"),
        CheckConstraint("retail_price >= 0", name="retail_price"),
        # Half a page free: a delivery rewrites every seat of an event, and stays on its page.
        {"postgresql_with": {"fillfactor": 50}},
    )

    event_id: Mapped[UUID]
    seat_id: Mapped[UUID]
    #: The seat's rank in its plan: the place of its byte in the event's status string.
    rank: Mapped[int]
    price_level_id: Mapped[UUID | None]
    base_price: Mapped[Decimal] = mapped_column(server_default=text("0"))
    status: Mapped[SeatStatus] = mapped_column(server_default=text("'AVAILABLE'"))
    ownership_status: Mapped[Ownership] = mapped_column(server_default=text("'NOT_OWNED'"))
    supplier_id: Mapped[UUID | None]
    purchase_order_id: Mapped[UUID | None]
    purchase_price: Mapped[Decimal | None]
    retail_price: Mapped[Decimal | None]
    #: When the agency received it: its age in stock.
    received_at: Mapped[datetime | None]
    #: Its hold, while it is HELD; the invariant "seats" stands for the foreign key.
    hold_id: Mapped[UUID | None]
    #: Why it is held or blocked.
    hold_reason: Mapped[str | None]
    #: A hold past this moment counts as free, as a reservation does.
    hold_until: Mapped[datetime | None]
    #: Sold through this channel alone, until the moment given; None is through every one.
    allotted_to: Mapped[Allotment | None]
    allotted_until: Mapped[datetime | None]
    presale_id: Mapped[UUID | None]
    #: A reservation past this moment counts as free, whether or not it was tidied up.
    reserved_until: Mapped[datetime | None]
