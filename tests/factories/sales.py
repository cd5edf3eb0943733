"""What a sale needs: an open till."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from db.models import TillShift
from tests.clock import NOW


def open_till(session: Session, staff_id: UUID, **fields: Any) -> TillShift:
    """An open shift of this person with 100.00 in the drawer."""
    shift = TillShift(
        **{
            "staff_id": staff_id,
            "currency": "EUR",
            "opening_float": Decimal("100.00"),
            "opened_at": NOW,
            **fields,
        }
    )
    session.add(shift)
    session.flush()
    return shift
