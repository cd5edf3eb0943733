"""Put a painting onto the seats of an event: all of it or nothing, in the caller's transaction.

lock the painted seats in id order → compare → refuse → let go of what is held, blocked or lapsed →
holds for whom seats are held now → one statement for all seats → end the holds that are empty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.collecting import collector_paused
from core.domain.errors import NotFound
from core.domain.events import EventStatus
from core.domain.holds.comparing import Comparison, compare
from core.domain.holds.painting import Level, Painting, bare
from core.domain.holds.refusals import (
    EventIsOver,
    HoldInThePast,
    MapChanged,
    NoSuchPaint,
    NothingToChange,
    SeatsNotHeldByUs,
    SeatsTakenMeanwhile,
)
from core.domain.holds.uses import Use, UseKind
from core.domain.inventory.states import Allotment, SeatStatus
from core.domain.staff import Permission
from core.services.holds.standing import ASKED_RANKS, SeatNow, hold_types, lock_seats, present_of
from core.services.holds.writing import close_empty_holds, free_lapsed, let_go, write_seats
from core.services.work import Work
from db.changes import announce
from db.ids import new_id
from db.joins import on
from db.models import Event, EventSeat, Hold, Presale, PriceLevel, Seat

_OVER = (EventStatus.COMPLETED, EventStatus.CANCELLED)
_STATUS = {
    UseKind.OPEN: SeatStatus.AVAILABLE,
    UseKind.ALLOTTED: SeatStatus.AVAILABLE,
    UseKind.HELD: SeatStatus.HELD,
    UseKind.BLOCKED: SeatStatus.BLOCKED,
}


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed; `former` is how those seats stood before, and nothing else."""

    comparison: Comparison
    former: Painting

    @property
    def seats(self) -> int:
        """How many seats changed."""
        return len(self.comparison.changed)


def event_to_plan(work: Work, event_id: UUID, *, on_plan: UUID | None = None) -> Event:
    """The event, if its seats may still be planned. Refuses `NotFound`, `EventIsOver`.

    Locked as by whoever points to it, so that it stays on its plan: ranks name other seats on
    another. `on_plan` is the version that the caller's ranks are of; refuses `MapChanged` where
    the event is on another one by now.
    """
    event = work.session.get(
        Event,
        (work.actor.tenant_id, event_id),
        with_for_update={"read": True, "key_share": True},
        populate_existing=True,
    )
    if event is None:
        raise NotFound("event", event_id)
    if event.status in _OVER:
        raise EventIsOver(event.title)
    if on_plan not in (None, event.plan_id):
        raise MapChanged(event.title)
    return event


@collector_paused()
def change_seats(
    work: Work,
    event_id: UUID,
    painting: Painting,
    *,
    said_by: str,
    price_levels_of: Iterable[UUID] = (),
    lock: bool = True,
) -> Changed:
    """Make the seats as painted; those that are so already stay untouched.

    Refuses `SeatsTakenMeanwhile`, `SeatsNotHeldByUs`, `HoldInThePast`, `NoSuchPaint`, and
    `NothingToChange` in the name of `said_by`. `price_levels_of` is written into new holds.
    """
    session, now = work.session, work.now
    ends = _presale_ends(session, event_id, painting)
    seats = lock_seats(session, event_id, painting.painted(), lock=lock)
    types = hold_types(session, event_id)
    # Only those who sell may cancel a reservation that ran out; for others it is still there.
    selling = work.actor.may(Permission.SELL_SEATS)
    present = present_of(seats, types, len(painting), now, lapsed_free=selling)
    comparison = compare(present, painting)
    _refuse(work, event_id, comparison)
    if not comparison.changed:
        raise NothingToChange(said_by)
    by_rank = {seat.rank: seat for seat in seats}
    _clear(work, event_id, comparison, by_rank)
    painter = _Painter(work, event_id, comparison, by_rank, ends, tuple(price_levels_of))
    painter.write()
    close_empty_holds(session, [event_id], now)
    announce(session, "event_seats", "holds", event_id=event_id)
    return Changed(comparison, _former(comparison, len(painting)))


def seat_labels(session: Session, event_id: UUID, ranks: Sequence[int]) -> list[str]:
    """Seats as a clerk says them, in the order of the map."""
    rows = session.execute(
        select(Seat.section, Seat.row, Seat.seat_number)
        .join(EventSeat, on(EventSeat.seat_id, Seat.id))
        .where(EventSeat.event_id == event_id, EventSeat.rank.in_(ASKED_RANKS))
        .order_by(EventSeat.rank),
        {"asked_rank": ranks},
    )
    return [f"{section} {row}-{number}" for section, row, number in rows]


def _presale_ends(session: Session, event_id: UUID, painting: Painting) -> dict[UUID, datetime]:
    """When the painted presales end; locked before the seats, as whoever moves an end does."""
    wanted = {use.presale_id for use, _ in painting.use_counts() if use.presale_id is not None}
    if not wanted:
        return {}
    rows = session.execute(
        select(Presale.id, Presale.end_datetime)
        .where(Presale.event_id == event_id, Presale.is_active, Presale.id.in_(wanted))
        .order_by(Presale.id)
        .with_for_update(read=True)
    )
    ends = {row.id: row.end_datetime for row in rows}
    if len(ends) < len(wanted):
        raise NoSuchPaint("presale")
    return ends


def _refuse(work: Work, event_id: UUID, comparison: Comparison) -> None:
    if comparison.taken:
        raise SeatsTakenMeanwhile(seat_labels(work.session, event_id, comparison.taken))
    if comparison.not_ours:
        raise SeatsNotHeldByUs(seat_labels(work.session, event_id, comparison.not_ours))
    for change in comparison.uses:
        if change.after.until is not None and change.after.ended(work.now):
            raise HoldInThePast(change.after.until)


def _clear(work: Work, event_id: UUID, comparison: Comparison, by_rank: dict[int, SeatNow]) -> None:
    """Moves go through AVAILABLE: from held to blocked, and from a reservation that ran out."""
    held: list[UUID] = []
    lapsed: list[UUID] = []
    for change in comparison.uses:
        after = _STATUS[change.after.kind]
        for seat in (by_rank[rank] for rank in change.ranks):
            if seat.status == SeatStatus.RESERVED:
                lapsed.append(seat.id)
            elif SeatStatus.AVAILABLE not in (seat.status, after) and seat.status != after:
                held.append(seat.id)
    free_lapsed(work.session, event_id, sorted(lapsed), work.now)
    let_go(work.session, event_id, sorted(held))


def _former(comparison: Comparison, size: int) -> Painting:
    former = bare(size)
    for change in comparison.uses:
        former = former.with_use(change.ranks, change.before)
    for level_change in comparison.levels:
        former = former.with_level(level_change.ranks, level_change.before)
    return former


@dataclass(frozen=True, slots=True)
class _Painter:
    """Makes the lists of the one statement: the paints, and each seat's numbers among them."""

    work: Work
    event_id: UUID
    comparison: Comparison
    by_rank: dict[int, SeatNow]
    presale_ends: dict[UUID, datetime]
    levels_asked: tuple[UUID, ...]

    def write(self) -> None:
        """Put every change onto its seats."""
        uses = list(dict.fromkeys(change.after for change in self.comparison.uses))
        levels = list(dict.fromkeys(change.after for change in self.comparison.levels))
        use_of = {r: uses.index(c.after) + 1 for c in self.comparison.uses for r in c.ranks}
        level_of = {r: levels.index(c.after) + 1 for c in self.comparison.levels for r in c.ranks}
        ranks = self.comparison.changed
        seats: dict[str, Sequence[Any]] = {
            "seat": [self.by_rank[rank].id for rank in ranks],
            "use_number": [use_of.get(rank, 0) for rank in ranks],
            "level_number": [level_of.get(rank, 0) for rank in ranks],
        }
        write_seats(self.work.session, self.event_id, seats, self._uses(uses), self._levels(levels))

    def _uses(self, uses: Sequence[Use]) -> dict[str, list[Any]]:
        return {
            "new_status": [_STATUS[use.kind].value for use in uses],
            "new_hold": [self._hold_for(use) for use in uses],
            "new_reason": [use.reason or None for use in uses],
            "new_until": [use.until if use.kind is UseKind.HELD else None for use in uses],
            "new_allotment": [use.allotment and use.allotment.value for use in uses],
            "new_allotted_until": [_allotted_until(use, self.presale_ends) for use in uses],
            "new_presale": [use.presale_id for use in uses],
        }

    def _levels(self, levels: Sequence[Level]) -> dict[str, list[Any]]:
        query = select(PriceLevel.id, PriceLevel.base_price).where(
            PriceLevel.event_id == self.event_id
        )
        prices = {row.id: row.base_price for row in self.work.session.execute(query)}
        if any(level not in prices for level in levels if level is not None):
            raise NoSuchPaint("price level")
        return {
            "new_level": list(levels),
            "new_base": [prices[level] if level else Decimal(0) for level in levels],
        }

    def _hold_for(self, use: Use) -> UUID | None:
        """The active hold that is alike, grown by these seats, or a new one."""
        if use.hold_type is None:
            return None
        session = self.work.session
        seat_ids = [
            self.by_rank[rank].id
            for change in self.comparison.uses
            if change.after == use
            for rank in change.ranks
        ]
        found = session.scalars(
            select(Hold)
            .where(
                Hold.event_id == self.event_id,
                Hold.is_active,
                Hold.hold_type == use.hold_type,
                Hold.reason == use.reason,
                Hold.hold_until.is_not_distinct_from(use.until),
            )
            .order_by(Hold.id)
            .with_for_update()
        ).first()
        if found is None:
            found = self._new_hold(use, seat_ids)
        else:
            found.seat_ids = list(dict.fromkeys([*found.seat_ids, *seat_ids]))
            found.quantity = len(found.seat_ids)
        session.flush()  # the seats point to their hold
        return found.id

    def _new_hold(self, use: Use, seat_ids: list[UUID]) -> Hold:
        made = Hold(
            id=new_id(),
            event_id=self.event_id,
            hold_type=use.hold_type,
            seat_ids=seat_ids,
            price_level_ids=list(self.levels_asked),
            quantity=len(seat_ids),
            reason=use.reason,
            hold_until=use.until,
            placed_by=self.work.actor.staff_id,
        )
        self.work.session.add(made)
        return made


def _allotted_until(use: Use, presale_ends: dict[UUID, datetime]) -> datetime | None:
    if use.allotment is Allotment.PRESALE and use.presale_id is not None:
        return presale_ends[use.presale_id]
    return use.until if use.kind is UseKind.ALLOTTED else None
