"""Create a venue from a plan: the venue, and all its seats in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Double, Integer, Text, Uuid, bindparam, cast, insert, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import IntegrityError

from core.domain.collecting import collector_paused
from core.domain.errors import Refusal
from core.domain.staff import Permission
from core.domain.venues.plan import Plan, PlanSeat
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import shapes
from core.domain.venues.states import VenueType
from core.services.requests import answered_before
from core.services.venues.shaping import shapes_to_json
from core.services.work import Work
from db.arrays import table_of_arrays
from db.changes import announce
from db.ids import new_id, new_id_texts
from db.models import Seat, Venue
from db.statistics import refresh_statistics


class VenueNameTaken(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is a venue called {name} already. Choose another name.")


@dataclass(frozen=True, slots=True)
class NewVenue:
    """What a plan made: counts of what was read."""

    id: UUID
    name: str
    seats: int
    rows: int
    sections: int


_seats = table_of_arrays(
    "given",
    seat_id=Uuid(),
    section=Text(),
    row=Text(),
    seat_number=Text(),
    seat_type=Text(),
    x=Double(),
    y=Double(),
    rank=Integer(),
    position=Integer(),
    quality=Double(),
    category=Text(),
    guid=Text(),
)
_insert = insert(Seat).from_select(
    [
        "id",
        "venue_id",
        "section",
        "row",
        "seat_number",
        "seat_type",
        "x_coordinate",
        "y_coordinate",
        "rank",
        "position",
        "quality",
        "category",
        "guid",
    ],
    select(
        _seats.c.seat_id,
        bindparam("venue_id", type_=Uuid()),
        _seats.c.section,
        _seats.c.row,
        _seats.c.seat_number,
        _seats.c.seat_type,
        _seats.c.x,
        _seats.c.y,
        _seats.c.rank,
        _seats.c.position,
        _seats.c.quality,
        _seats.c.category,
        _seats.c.guid,
    ),
)


def create_venue(
    work: Work,
    plan: Plan,
    *,
    key: UUID,
    name: str | None = None,
    source: str | None = None,
    venue_type: VenueType = VenueType.OTHER,
) -> NewVenue:
    """Create a venue with every seat of the plan; refuse `VenueNameTaken`.

    `source` is the plan's own file, kept as it came; without it the plan is written anew.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    title = (name or plan.name).strip()
    text = source or write_plan(plan)
    seats = derive_seats(plan)
    venue_id = new_id()
    first = answered_before(work, key, "create_venue", subject_id=venue_id, name=title, plan=text)
    if first is not None and first.subject_id is not None:
        return _counted(first.subject_id, title, seats)
    work.session.add(
        Venue(
            id=venue_id,
            name=title,
            capacity=len(seats),
            venue_type=venue_type,
            seating_configuration=cast(literal(text, Text()), JSONB()),
            map_shapes=_drawn(plan, seats),
        )
    )
    try:
        work.session.flush()  # the seats point to the venue; a taken name shows here
    except IntegrityError as error:
        raise VenueNameTaken(title) from error
    _insert_seats(work, venue_id, seats)
    return _counted(venue_id, title, seats)


def _drawn(plan: Plan, seats: Sequence[PlanSeat]) -> dict[str, Any]:
    with collector_paused():
        return shapes_to_json(shapes(plan, seats))


def _insert_seats(work: Work, venue_id: UUID, seats: Sequence[PlanSeat]) -> None:
    columns = {
        "seat_id": new_id_texts(len(seats)),
        "section": [seat.section for seat in seats],
        "row": [seat.row for seat in seats],
        "seat_number": [seat.number for seat in seats],
        "seat_type": [seat.seat_type.value for seat in seats],
        "x": [seat.x for seat in seats],
        "y": [seat.y for seat in seats],
        "rank": [seat.rank for seat in seats],
        "position": [seat.position for seat in seats],
        "quality": [seat.quality for seat in seats],
        "category": [seat.category for seat in seats],
        "guid": [seat.guid for seat in seats],
    }
    work.session.connection().execute(_insert, {"venue_id": venue_id, **columns})
    announce(work.session, "seats")
    refresh_statistics(work.session, "seats", len(seats))


def _counted(venue_id: UUID, name: str, seats: Sequence[PlanSeat]) -> NewVenue:
    return NewVenue(
        id=venue_id,
        name=name,
        seats=len(seats),
        rows=len({(seat.section, seat.row) for seat in seats}),
        sections=len({seat.section for seat in seats}),
    )
