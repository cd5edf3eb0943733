"""Scans at the door: every reading, admitted or not."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.door import Verdict
from db.base import TenantRow, listed_by, listed_where_known, points_to


class Scan(TenantRow):
    """One presentation of a ticket; `id` is the scanner's nonce, so a repeat is harmless."""

    __tablename__ = "scans"
    __table_args__ = (
        points_to("events", "event_id"),
        points_to("tickets", "ticket_id"),
        listed_by("scans", "event_id", "scanned_at"),
        listed_where_known("scans", "ticket_id"),
        CheckConstraint("(verdict = 'ADMITTED') <= (ticket_id IS NOT NULL)", name="admitted"),
    )

    event_id: Mapped[UUID]
    ticket_id: Mapped[UUID | None]
    verdict: Mapped[Verdict]
    scanned_at: Mapped[datetime]
    gate: Mapped[str] = mapped_column(server_default=text("'Main entrance'"))
    device: Mapped[str | None]
    scanned_by: Mapped[str] = mapped_column(server_default=text("SESSION_USER"))
