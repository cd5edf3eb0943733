"""The audit log: one row per statement and kind of change, written by triggers only."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, String, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import UserDefinedType, Uuid

from db.base import Base


class TransactionId(UserDefinedType[int]):
    """PostgreSQL's `xid8`: compared with a snapshot to read a change feed without gaps."""

    cache_ok = True

    def get_col_spec(self, **_kw: object) -> str:
        return "xid8"


class AuditEntry(Base):
    """Who changed what. It is the change feed of the seat map too: `event_id` and `xid`."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index(
            "ix_audit_log_feed",
            "tenant_id",
            "event_id",
            "xid",
            postgresql_where=text("table_name = 'event_seats'"),
        ),
        Index("ix_audit_log_at", "tenant_id", "at"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    #: Not granted to anybody: its gaps would show how busy other agencies are.
    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(server_default=text("clock_timestamp()"))
    login: Mapped[str] = mapped_column(server_default=text("SESSION_USER"))
    address: Mapped[str | None]
    xid: Mapped[int] = mapped_column(TransactionId(), server_default=text("pg_current_xact_id()"))
    table_name: Mapped[str]
    operation: Mapped[str] = mapped_column(String(6))
    event_id: Mapped[UUID | None]
    row_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))
    #: Only the columns that changed; personal ones hold "changed", never their value.
    old: Mapped[dict[str, Any] | None]
    new: Mapped[dict[str, Any] | None]
