"""A plan's map: every seat as columns in rank order, and the shapes around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from sqlalchemy import Float, LargeBinary, Row, cast, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from core.domain.collecting import collector_paused
from core.domain.errors import NotFound
from core.domain.venues.shapes import PlanShapes
from core.services.venues.queries import plan_id_of
from core.services.venues.shaping import shapes_from_json
from db.models import Event, Seat, Venue, VenuePlan

# No label holds this character: plans with control characters are refused.
_BETWEEN = "\x1f"


_plan = select(VenuePlan.venue_id, Venue.name, VenuePlan.map_shapes).join(
    Venue, Venue.id == VenuePlan.venue_id
)


@dataclass(frozen=True, slots=True)
class VenueMap:
    """Seats as columns of n entries in rank order; coordinates in plan units.

    `restricted` tells by rank what is in the way; `companions` the rank of the wheelchair place
    that a companion's belongs to.
    """

    plan_id: UUID
    venue_id: UUID
    name: str
    shapes: PlanShapes
    x: npt.NDArray[np.float32]
    y: npt.NDArray[np.float32]
    position: npt.NDArray[np.int32]
    sections: tuple[str, ...]
    rows: tuple[str, ...]
    numbers: tuple[str, ...]
    #: `core.domain.venues.states.SeatType` values.
    seat_types: tuple[str, ...]
    restricted: Mapping[int, str]
    companions: Mapping[int, int]

    def __len__(self) -> int:
        """How many seats there are."""
        return len(self.x)


def _bytes(value: ColumnElement[bytes]) -> ColumnElement[bytes]:
    return func.string_agg(
        value, aggregate_order_by(cast(literal(""), LargeBinary), Seat.rank), type_=LargeBinary()
    )


def _texts(value: InstrumentedAttribute[str]) -> ColumnElement[str]:
    return func.string_agg(value, aggregate_order_by(literal(_BETWEEN), Seat.rank))


def _floats(value: InstrumentedAttribute[float]) -> ColumnElement[bytes]:
    return _bytes(func.float4send(cast(value, Float(24))))


def _by_rank(value: InstrumentedAttribute[str | None]) -> ColumnElement[Any]:
    """Of few seats, so a rank each."""
    return func.jsonb_object_agg(Seat.rank, value).filter(value.is_not(None))


_columns = select(
    _floats(Seat.x_coordinate),
    _floats(Seat.y_coordinate),
    _bytes(func.int4send(Seat.position)),
    _texts(Seat.section),
    _texts(Seat.row),
    _texts(Seat.seat_number),
    func.string_agg(Seat.seat_type, aggregate_order_by(literal(_BETWEEN), Seat.rank)),
    _by_rank(Seat.restricted_view),
    _by_rank(Seat.companion_guid),
)


def venue_map(session: Session, venue_id: UUID, *, version: int | None = None) -> VenueMap:
    """Read what the map draws of a venue's version, the current one if none is named."""
    return plan_map(session, plan_id_of(session, venue_id, version=version))


def event_map(session: Session, event_id: UUID) -> VenueMap:
    """Read what the map draws of an event: of the version that it sells on."""
    return plan_map(session, plan_of_event(session, event_id))


def plan_of_event(session: Session, event_id: UUID) -> UUID:
    """The id of the version that an event sells on; refuse `NotFound`."""
    plan_id = session.scalar(select(Event.plan_id).where(Event.id == event_id))
    if plan_id is None:
        raise NotFound("event", event_id)
    return plan_id


@collector_paused()
def plan_map(session: Session, plan_id: UUID) -> VenueMap:
    """Read what the map draws of a published plan, in one statement for all its seats."""
    plan = session.execute(_plan.where(VenuePlan.id == plan_id)).one_or_none()
    if plan is None:
        raise NotFound("venue plan", plan_id)
    x, y, position, *texts, restricted, companions = session.execute(
        _columns.where(Seat.plan_id == plan_id)
    ).one()
    sections, rows, numbers, types = (tuple((text or "").split(_BETWEEN)) for text in texts)
    return VenueMap(
        plan_id=plan_id,
        venue_id=plan.venue_id,
        name=plan.name,
        shapes=shapes_from_json(plan.map_shapes),
        x=np.frombuffer(x, ">f4").astype(np.float32),
        y=np.frombuffer(y, ">f4").astype(np.float32),
        position=np.frombuffer(position, ">i4").astype(np.int32),
        sections=sections,
        rows=rows,
        numbers=numbers,
        seat_types=types,
        restricted={int(rank): why for rank, why in (restricted or {}).items()},
        companions=_ranks(session, plan, plan_id, companions or {}),
    )


def _ranks(
    session: Session, plan: Row[Any], plan_id: UUID, companions: Mapping[str, str]
) -> dict[int, int]:
    """The companions' ranks to those of the guids that they name; unknown ones are left out."""
    if not companions:
        return {}
    places = select(Seat.guid, Seat.rank).where(
        Seat.venue_id == plan.venue_id,
        Seat.plan_id == plan_id,
        Seat.guid.in_(set(companions.values())),
    )
    known = {found.guid: found.rank for found in session.execute(places)}
    return {int(own): known[guid] for own, guid in companions.items() if guid in known}
