"""How the seats of an event stand, read for comparing, and locked for changing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Executable,
    Integer,
    Text,
    Uuid,
    bindparam,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from core.domain.collecting import collector_paused
from core.domain.errors import NotFound
from core.domain.holds.comparing import NOT_OURS, NOT_THERE, OURS, TAKEN, Present
from core.domain.holds.painting import Level, Painting
from core.domain.holds.uses import OPEN, HoldType, Use, UseKind
from core.domain.inventory.states import Allotment, Ownership, SeatStatus
from db.arrays import table_of_arrays
from db.models import Event, EventSeat, Hold, Seat


class SeatNow(NamedTuple):
    """An event seat as far as plans change it; its words are texts, read faster than enums."""

    id: UUID
    rank: int
    status: str
    ownership: str
    reserved_until: datetime | None
    level_id: UUID | None
    hold_id: UUID | None
    reason: str | None
    until: datetime | None
    allotted_to: str | None
    allotted_until: datetime | None
    presale_id: UUID | None

    def lapsed(self, now: datetime) -> bool:
        """Whether its reservation has run out, so that it counts as free."""
        return self.reserved_until is not None and self.reserved_until <= now


_seats = select(
    EventSeat.id,
    EventSeat.rank,
    type_coerce(EventSeat.status, Text()),
    type_coerce(EventSeat.ownership_status, Text()),
    EventSeat.reserved_until,
    EventSeat.price_level_id,
    EventSeat.hold_id,
    EventSeat.hold_reason,
    EventSeat.hold_until,
    type_coerce(EventSeat.allotted_to, Text()),
    EventSeat.allotted_until,
    EventSeat.presale_id,
).where(EventSeat.event_id == bindparam("of_event", type_=Uuid()))
# A join, whatever the statistics: comparing each seat with each number would take minutes.
_numbers = table_of_arrays("asked", asked_rank=Integer())
ASKED_RANKS = select(_numbers.c.asked_rank)
"""The ranks that are bound as `asked_rank`, for queries of other modules too."""
_asked = _seats.where(EventSeat.rank.in_(ASKED_RANKS)).order_by(EventSeat.id)
_size = select(
    Event.id,
    select(func.coalesce(func.max(Seat.rank) + 1, 0))
    .where(Seat.plan_id == Event.plan_id)
    .scalar_subquery(),
)
_hold_types = select(Hold.id, Hold.hold_type).where(
    Hold.event_id == bindparam("of_event", type_=Uuid()), Hold.is_active
)


def plan_size(session: Session, event_id: UUID) -> int:
    """How many places the event's map has. Refuses `NotFound`."""
    found = session.execute(_size.where(Event.id == event_id)).one_or_none()
    if found is None:
        raise NotFound("event", event_id)
    return int(found[1])


@collector_paused()
def present_seats(session: Session, event_id: UUID, *, now: datetime) -> Present:
    """How every seat of the event stands."""
    size = plan_size(session, event_id)
    seats = _read(session, _seats, {"of_event": event_id})
    return present_of(seats, hold_types(session, event_id), size, now)


@collector_paused()
def lock_seats(
    session: Session, event_id: UUID, ranks: Sequence[int], *, lock: bool = True
) -> list[SeatNow]:
    """The event's seats at these ranks, locked in id order until the transaction ends.

    Only a test of what the lock is for reads them without.
    """
    statement = _asked.with_for_update(of=EventSeat) if lock else _asked
    return _read(session, statement, {"of_event": event_id, "asked_rank": ranks})


def hold_types(session: Session, event_id: UUID) -> dict[UUID, HoldType]:
    """For whom each active hold of the event is."""
    rows = session.execute(_hold_types, {"of_event": event_id})
    return {row.id: row.hold_type for row in rows}


def present_of(
    seats: Iterable[SeatNow],
    types: Mapping[UUID, HoldType],
    size: int,
    now: datetime,
    *,
    lapsed_free: bool = True,
) -> Present:
    """These seats as a painting; places without one of them are not there."""
    use_of, level_of = bytearray(size), bytearray(size)
    stands = bytearray([NOT_THERE]) * size
    uses: dict[Use, int] = {}
    levels: dict[Level, int] = {None: 0}
    known: dict[tuple[object, ...], int] = {}
    for seat in seats:
        facts = (seat.status, *seat[6:])
        number = known.get(facts)
        if number is None:
            number = uses.setdefault(_use(seat, types, now), len(uses) + 1)
            known[facts] = number
        use_of[seat.rank] = number
        level_of[seat.rank] = levels.setdefault(seat.level_id, len(levels))
        stands[seat.rank] = _stands(seat, now, lapsed_free=lapsed_free)
    painting = Painting(bytes(use_of), bytes(level_of), tuple(uses), tuple(levels)[1:])
    return Present(painting, bytes(stands))


def _read(session: Session, statement: Executable, values: dict[str, Any]) -> list[SeatNow]:
    return [SeatNow(*tuple(row)) for row in session.connection().execute(statement, values)]


def _stands(seat: SeatNow, now: datetime, *, lapsed_free: bool) -> int:
    if seat.status == SeatStatus.SOLD:
        return TAKEN
    if seat.status == SeatStatus.RESERVED and not (lapsed_free and seat.lapsed(now)):
        return TAKEN
    return OURS if seat.ownership == Ownership.OWNED else NOT_OURS


def _use(seat: SeatNow, types: Mapping[UUID, HoldType], now: datetime) -> Use:
    """What a seat is used for; a use whose time is over is open."""
    use = OPEN
    if seat.status == SeatStatus.HELD:
        hold_type = types.get(seat.hold_id, HoldType.VENUE) if seat.hold_id else HoldType.VENUE
        use = Use(UseKind.HELD, hold_type, seat.reason or "", seat.until)
    elif seat.status == SeatStatus.BLOCKED:
        use = Use(UseKind.BLOCKED, reason=seat.reason or "")
    elif seat.allotted_to is not None:
        over = seat.allotted_until is not None and seat.allotted_until <= now
        presale = seat.allotted_to == Allotment.PRESALE
        until = None if presale else seat.allotted_until
        if not over:
            allotment = Allotment(seat.allotted_to)
            use = Use(
                UseKind.ALLOTTED, until=until, allotment=allotment, presale_id=seat.presale_id
            )
    return OPEN if use.ended(now) else use
