"""Seats held back, presales and plans."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.domain.holds.uses import HoldType
from core.domain.inventory.states import SeatStatus
from db.models import AllocationPlan, AllocationTemplate, Event, EventSeat, Hold, Presale
from tests.clock import NOW
from tests.factories.numbers import unique


def put_on_hold(session: Session, event_id: UUID, seat_ids: Sequence[UUID], **fields: Any) -> Hold:
    """Hold these free seats of ours, for the artist."""
    hold = Hold(
        **{
            "event_id": event_id,
            "hold_type": HoldType.ARTIST,
            "seat_ids": list(seat_ids),
            "quantity": len(seat_ids),
            **fields,
        }
    )
    session.add(hold)
    session.flush()
    session.execute(
        update(EventSeat)
        .where(EventSeat.id.in_(seat_ids))
        .values(status=SeatStatus.HELD, hold_id=hold.id, hold_until=hold.hold_until)
    )
    return hold


def make_presale(session: Session, event: Event, **fields: Any) -> Presale:
    """A presale that begins now and ends in a week."""
    presale = Presale(
        **{
            "event_id": event.id,
            "name": unique("Presale"),
            "start_datetime": NOW,
            "end_datetime": NOW + timedelta(days=7),
            **fields,
        }
    )
    session.add(presale)
    session.flush()
    return presale


def make_plan(session: Session, event: Event, **fields: Any) -> AllocationPlan:
    """A plan that paints nothing on one seat."""
    plan = AllocationPlan(
        **{
            "event_id": event.id,
            "venue_plan_id": event.plan_id,
            "name": unique("Plan"),
            "palette": {"uses": [], "levels": []},
            "use_of": b"\0",
            "level_of": b"\0",
            **fields,
        }
    )
    session.add(plan)
    session.flush()
    return plan


def make_template(session: Session, event: Event, **fields: Any) -> AllocationTemplate:
    """A template of the event's venue that blocks one seat."""
    template = AllocationTemplate(
        **{
            "venue_id": event.venue_id,
            "name": unique("Template"),
            "palette": {"uses": [{"kind": "BLOCKED"}], "levels": []},
            "use_of": b"\1",
            "level_of": b"\0",
            "sections": ["Stalls"],
            "seat_rows": ["A"],
            "numbers": ["1"],
            "guids": [None],
            **fields,
        }
    )
    session.add(template)
    session.flush()
    return template
