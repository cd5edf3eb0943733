"""The seats of a version: written in one statement, and retired when a later one lacks them."""

from collections.abc import Sequence

from sqlalchemy import (
    DateTime,
    Double,
    Exists,
    Integer,
    Text,
    Uuid,
    bindparam,
    exists,
    insert,
    not_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from core.domain.venues.plan import PlanSeat
from core.services.work import Work
from db.arrays import table_of_arrays
from db.ids import new_id_texts
from db.models import Seat, VenuePlan
from db.statistics import refresh_statistics

_given = table_of_arrays(
    "given",
    seat_key=Uuid(),
    in_section=Text(),
    in_row=Text(),
    number=Text(),
    kind=Text(),
    x=Double(),
    y=Double(),
    at_rank=Integer(),
    at_position=Integer(),
    how_good=Double(),
    of_category=Text(),
    known_as=Text(),
    in_the_way=Text(),
    companion=Text(),
)
# Never named like a column: SQLAlchemy would take such a parameter for a value to set.
_venue = bindparam("of_venue", type_=Uuid())
_plan = bindparam("on_plan", type_=Uuid())
_before = bindparam("former_plan", type_=Uuid())

_then, _now = aliased(Seat), aliased(Seat)
_out_of_use = select(_then.guid).where(_then.plan_id == _before, not_(_then.is_active))
_written = {
    "tenant_id": VenuePlan.tenant_id,  # its default would be asked for each row
    "id": _given.c.seat_key,
    "venue_id": VenuePlan.venue_id,
    "plan_id": VenuePlan.id,
    "section": _given.c.in_section,
    "row": _given.c.in_row,
    "seat_number": _given.c.number,
    "seat_type": _given.c.kind,
    "x_coordinate": _given.c.x,
    "y_coordinate": _given.c.y,
    "rank": _given.c.at_rank,
    "position": _given.c.at_position,
    "quality": _given.c.how_good,
    "category": _given.c.of_category,
    "guid": _given.c.known_as,
    "restricted_view": _given.c.in_the_way,
    "companion_guid": _given.c.companion,
}
_insert = insert(Seat).from_select(
    list(_written), select(*_written.values()).join_from(_given, VenuePlan, VenuePlan.id == _plan)
)


def _on_the_new_plan(guid: InstrumentedAttribute[str | None]) -> Exists:
    """A seat of the new version has this guid; a join, however many seats there are."""
    return exists().where(_now.venue_id == _venue, _now.plan_id == _plan, _now.guid == guid)


_gone = select(_then.guid).where(_then.plan_id == _before, not_(_on_the_new_plan(_then.guid)))
_retire = (
    update(Seat)
    .where(Seat.venue_id == _venue, Seat.guid.in_(_gone), Seat.retired_at.is_(None))
    .values(retired_at=bindparam("at_moment", type_=DateTime(timezone=True)))
    .returning(Seat.guid, Seat.rank, Seat.plan_id)
)
_take_back = (
    update(Seat)
    .where(Seat.venue_id == _venue, Seat.retired_at.is_not(None), _on_the_new_plan(Seat.guid))
    .values(retired_at=None)
)
_stay_out = (
    update(Seat).where(Seat.plan_id == _plan, Seat.guid.in_(_out_of_use)).values(is_active=False)
)
_former = (
    select(VenuePlan.id)
    .where(
        VenuePlan.venue_id == _venue,
        VenuePlan.version == bindparam("former_version", type_=Integer()),
    )
    .scalar_subquery()
)
_retired = (
    select(_then.guid)
    .where(
        _then.plan_id == _former,
        _then.guid.is_not(None),
        not_(_on_the_new_plan(_then.guid)),
    )
    .order_by(_then.rank)
)


def insert_seats(
    work: Work, plan: VenuePlan, seats: Sequence[PlanSeat], *, before: VenuePlan | None
) -> None:
    """Insert all seats of a version in one statement; those out of use before stay so."""
    columns = {
        "seat_key": new_id_texts(len(seats)),
        "in_section": [seat.section for seat in seats],
        "in_row": [seat.row for seat in seats],
        "number": [seat.number for seat in seats],
        "kind": [seat.seat_type.value for seat in seats],
        "x": [seat.x for seat in seats],
        "y": [seat.y for seat in seats],
        "at_rank": [seat.rank for seat in seats],
        "at_position": [seat.position for seat in seats],
        "how_good": [seat.quality for seat in seats],
        "of_category": [seat.category for seat in seats],
        "known_as": [seat.guid for seat in seats],
        "in_the_way": _if_any([seat.restricted_view for seat in seats]),
        "companion": _if_any([seat.companion_of for seat in seats]),
    }
    connection = work.session.connection()
    connection.execute(_insert, {"on_plan": plan.id, **columns})
    refresh_statistics(work.session, "seats", len(seats))
    if before is not None:
        connection.execute(_stay_out, {"on_plan": plan.id, "former_plan": before.id})


def _if_any(values: list[str | None]) -> list[str | None]:
    """Nothing instead of 60,000 times nothing: a shorter list is padded with NULL."""
    return [] if values.count(None) == len(values) else values


def retire_seats(work: Work, plan: VenuePlan, before: VenuePlan) -> tuple[str, ...]:
    """Mark the seats of older versions that this one lacks, and unmark those that came back.

    Returns what `retired_by` finds.
    """
    named = {"of_venue": plan.venue_id, "on_plan": plan.id, "former_plan": before.id}
    connection = work.session.connection()
    rows = connection.execute(_retire, {**named, "at_moment": work.now}).all()
    connection.execute(_take_back, named)
    gone = sorted((rank, guid) for guid, rank, plan_id in rows if guid and plan_id == before.id)
    return tuple(guid for _, guid in gone)


def retired_by(session: Session, plan: VenuePlan) -> tuple[str, ...]:
    """The guids that the version before had and this one has not, in its order."""
    values = {"of_venue": plan.venue_id, "on_plan": plan.id, "former_version": plan.version - 1}
    return tuple(guid for guid in session.scalars(_retired, values) if guid is not None)
