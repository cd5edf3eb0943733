"""A venue's map: every seat as columns in rank order, and the shapes around them."""

from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt
from sqlalchemy import Float, LargeBinary, cast, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.elements import ColumnElement

from core.domain.collecting import collector_paused
from core.domain.errors import NotFound
from core.domain.venues.shapes import PlanShapes
from core.services.venues.shaping import shapes_from_json
from db.models import Seat, Venue

# No label holds this character: plans with control characters are refused.
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class VenueMap:
    """Seats as columns of n entries in rank order; coordinates in plan units."""

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


_columns = select(
    _floats(Seat.x_coordinate),
    _floats(Seat.y_coordinate),
    _bytes(func.int4send(Seat.position)),
    _texts(Seat.section),
    _texts(Seat.row),
    _texts(Seat.seat_number),
    func.string_agg(Seat.seat_type, aggregate_order_by(literal(_BETWEEN), Seat.rank)),
)


@collector_paused()
def venue_map(session: Session, venue_id: UUID) -> VenueMap:
    """Read what the map draws of a venue, in one statement for all its seats."""
    venue = session.execute(
        select(Venue.name, Venue.map_shapes).where(Venue.id == venue_id)
    ).one_or_none()
    if venue is None or venue.map_shapes is None:
        raise NotFound("venue", venue_id)
    x, y, position, *texts = session.execute(_columns.where(Seat.venue_id == venue_id)).one()
    sections, rows, numbers, types = (tuple((text or "").split(_BETWEEN)) for text in texts)
    return VenueMap(
        venue_id=venue_id,
        name=venue.name,
        shapes=shapes_from_json(venue.map_shapes),
        x=np.frombuffer(x, ">f4").astype(np.float32),
        y=np.frombuffer(y, ">f4").astype(np.float32),
        position=np.frombuffer(position, ">i4").astype(np.int32),
        sections=sections,
        rows=rows,
        numbers=numbers,
        seat_types=types,
    )
