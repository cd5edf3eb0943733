"""Hold, block and release seats directly, without a plan."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, or_, select

from core.domain.errors import NotFound
from core.domain.holds.comparing import ended_as_open
from core.domain.holds.painting import Painting, bare
from core.domain.holds.palettes import palette_of
from core.domain.holds.refusals import (
    HoldOver,
    NoSeatsChosen,
    SeatsNotOnHold,
    TooFewToHold,
)
from core.domain.holds.uses import OPEN, HoldType, Use, blocked, held
from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.staff import Permission
from core.services.holds.changing import change_seats, event_to_plan
from core.services.holds.standing import ASKED_RANKS, plan_size
from core.services.inventory.offering import FREE, NOW, UNTOUCHED
from core.services.requests import answered_before
from core.services.work import Work
from db.models import Event, EventSeat, Hold

_ON_HOLD = (SeatStatus.HELD, SeatStatus.BLOCKED)


@dataclass(frozen=True, slots=True)
class HoldDraft:
    """For whom, why, and until when (aware; None: until somebody releases it)."""

    hold_type: HoldType
    reason: str = ""
    until: datetime | None = None

    @property
    def use(self) -> Use:
        """As a use of seats. Raises `UnreadableReason`."""
        return held(self.hold_type, self.reason, self.until)


@dataclass(frozen=True, slots=True)
class SeatsChanged:
    """How many seats were changed, and how they stood before: `restore_seats` takes it back.

    A repeat of a request that was answered already has no former state any more. `on_plan`: the
    version of the venue's plan that its ranks are of.
    """

    event_id: UUID
    seats: int
    former: Painting | None = None
    on_plan: UUID | None = None


def hold_seats(
    work: Work, event_id: UUID, ranks: Sequence[int], draft: HoldDraft, *, on_plan: UUID, key: UUID
) -> SeatsChanged:
    """Hold the event's seats at these ranks of a version of the venue's plan: all of them or none.

    Refuses `SeatsTakenMeanwhile`, `SeatsNotHeldByUs`, `HoldInThePast`, `UnreadableReason`,
    `NoSeatsChosen`, `NothingToChange`, `EventIsOver`, and `MapChanged` where the event is on
    another version.
    """
    return _paint(work, event_id, _On(on_plan, ranks), draft.use, "hold_seats", key)


def hold_of_levels(
    work: Work,
    event_id: UUID,
    level_ids: Sequence[UUID],
    quantity: int,
    draft: HoldDraft,
    *,
    key: UUID,
) -> SeatsChanged:
    """Hold so many free seats of ours in these price levels, the best of the plan first.

    Seats that are kept for a channel stay with it, and those whose hold has ended are free.
    Refuses `TooFewToHold` and what `hold_seats` refuses.
    """
    work.actor.require(Permission.HOLD_SEATS)
    body = [sorted(map(str, level_ids)), quantity, asdict(draft)]
    if answered_before(work, key, "hold_of_levels", event=event_id, asked=body) is not None:
        return SeatsChanged(event_id, quantity)
    event = event_to_plan(work, event_id)
    sells = work.actor.may(Permission.SELL_SEATS)
    free = work.session.scalars(
        select(EventSeat.rank)
        .where(
            EventSeat.event_id == event_id,
            EventSeat.price_level_id.in_(level_ids),
            EventSeat.ownership_status == Ownership.OWNED,
            FREE if sells else UNTOUCHED,
            or_(EventSeat.allotted_to.is_(None), EventSeat.allotted_until <= NOW),
        )
        .order_by(EventSeat.rank),
        {"now": work.now},
    ).all()
    if quantity < 1 or len(free) < quantity:
        raise TooFewToHold(quantity, len(free))
    painting = bare(plan_size(work.session, event_id)).with_use(free[:quantity], draft.use)
    done = change_seats(work, event_id, painting, said_by="the hold", price_levels_of=level_ids)
    return SeatsChanged(event_id, done.seats, done.former, event.plan_id)


def block_seats(
    work: Work, event_id: UUID, ranks: Sequence[int], reason: str = "", *, on_plan: UUID, key: UUID
) -> SeatsChanged:
    """Take the event's seats at these ranks out of use; seats that aren't ours too.

    Refuses as `hold_seats` does.
    """
    return _paint(work, event_id, _On(on_plan, ranks), blocked(reason), "block_seats", key)


def release_seats(
    work: Work, event_id: UUID, ranks: Sequence[int], *, on_plan: UUID, key: UUID
) -> SeatsChanged:
    """Open those of these seats that are held, blocked or kept for a channel.

    Refuses `SeatsNotOnHold`, `EventIsOver`, `MapChanged`.
    """
    work.actor.require(Permission.HOLD_SEATS)
    asked = sorted(map(int, ranks))
    first = answered_before(work, key, "release_seats", event=event_id, ranks=asked, plan=on_plan)
    if first is not None:
        return SeatsChanged(event_id, len(asked))
    event = event_to_plan(work, event_id, on_plan=on_plan)
    on_hold = work.session.scalars(
        select(EventSeat.rank).where(
            EventSeat.event_id == event_id,
            EventSeat.rank.in_(ASKED_RANKS),
            or_(
                EventSeat.status.in_(_ON_HOLD),
                and_(EventSeat.status == SeatStatus.AVAILABLE, EventSeat.allotted_to.is_not(None)),
            ),
        ),
        {"asked_rank": asked},
    ).all()
    if not on_hold:
        raise SeatsNotOnHold
    return _change(work, event, on_hold, OPEN)


def release_hold(work: Work, hold_id: UUID, *, key: UUID) -> SeatsChanged:
    """Release every seat that a hold still holds. Refuses `NotFound`, `HoldOver`, `EventIsOver`."""
    work.actor.require(Permission.HOLD_SEATS)
    hold = work.session.get(Hold, (work.actor.tenant_id, hold_id))
    if hold is None:
        raise NotFound("hold", hold_id)
    if answered_before(work, key, "release_hold", hold=hold_id) is not None:
        return SeatsChanged(hold.event_id, hold.quantity)
    event = event_to_plan(work, hold.event_id)
    ranks = work.session.scalars(
        select(EventSeat.rank).where(
            EventSeat.event_id == hold.event_id, EventSeat.hold_id == hold_id
        )
    ).all()
    if not hold.is_active or not ranks:
        raise HoldOver(hold.reason)
    return _change(work, event, ranks, OPEN)


def restore_seats(
    work: Work, event_id: UUID, former: Painting, *, on_plan: UUID, key: UUID
) -> SeatsChanged:
    """Take a change back: the seats stand as before, but a hold that has ended is not put back.

    Refuses as `hold_seats` does.
    """
    work.actor.require(Permission.HOLD_SEATS)
    body = [palette_of(former), former.use_of.hex(), former.level_of.hex(), str(on_plan)]
    if answered_before(work, key, "restore_seats", event=event_id, former=body) is not None:
        return SeatsChanged(event_id, len(former.painted()))
    event_to_plan(work, event_id, on_plan=on_plan)
    painting = ended_as_open(former, work.now, OPEN)
    done = change_seats(work, event_id, painting, said_by="the former state")
    return SeatsChanged(event_id, done.seats, done.former, on_plan)


class _On(NamedTuple):
    """Seats by their ranks on a version of the venue's plan."""

    plan_id: UUID
    ranks: Sequence[int]


def _paint(
    work: Work, event_id: UUID, seats: _On, use: Use, use_case: str, key: UUID
) -> SeatsChanged:
    work.actor.require(Permission.HOLD_SEATS)
    asked = sorted(map(int, seats.ranks))
    where = [seats.plan_id, asked]
    first = answered_before(work, key, use_case, event=event_id, seats=where, use=repr(use))
    if first is not None:
        return SeatsChanged(event_id, len(asked))
    if not asked:
        raise NoSeatsChosen
    return _change(work, event_to_plan(work, event_id, on_plan=seats.plan_id), asked, use)


def _change(work: Work, event: Event, ranks: Sequence[int], use: Use) -> SeatsChanged:
    size = plan_size(work.session, event.id)
    painting = bare(size).with_use([rank for rank in ranks if rank < size], use)
    done = change_seats(work, event.id, painting, said_by="the request")
    return SeatsChanged(event.id, done.seats, done.former, event.plan_id)
