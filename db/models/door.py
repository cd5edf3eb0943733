"""Scans at the door: every reading, admitted or not."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.door import Verdict
from db.base import TenantRow, points_to


class Scan(TenantRow):
    """One presentation of a ticket; `id` is the scanner's nonce, so a repeat is harmless."""

    __tablename__ = "scans"
    __table_args__ = (
        points_to("events", "event_id"),
        points_to("tickets", "ticket_id"),
        # Partial, so that nobody looks a nonce up by it: while no guest has come yet the planner
        # takes every index of the agency's scans for as good as the key, and keeps to it.
        Index(
            "ix_scans_event_id_scanned_at",
            "tenant_id",
            "event_id",
            "scanned_at",
            postgresql_where=text("event_id IS NOT NULL"),
        ),
        Index(
            "ix_scans_ticket",
            "tenant_id",
            "ticket_id",
            postgresql_where=text("ticket_id IS NOT NULL"),
        ),
        CheckConstraint("(verdict = 'ADMITTED') <= (ticket_id IS NOT NULL)", name="admitted"),
    )

    event_id: Mapped[UUID]
    ticket_id: Mapped[UUID | None]
    verdict: Mapped[Verdict]
    scanned_at: Mapped[datetime]
    gate: Mapped[str] = mapped_column(server_default=text("'Main entrance'"))
    device: Mapped[str | None]
    scanned_by: Mapped[str] = mapped_column(server_default=text("SESSION_USER"))
