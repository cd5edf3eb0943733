"""What the house keeps back of events to come: holds, blocked seats, a presale, a plan of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from core.domain.holds.painting import bare
from core.domain.holds.presales import PresaleDraft
from core.domain.holds.uses import HoldType, Use, blocked, held, kept_for, presold
from core.domain.inventory.finding import OpenSeat
from core.domain.inventory.states import Allotment
from core.domain.money import Money
from core.services.demo.stocking import Calendar, StockedEvent
from core.services.holds.applying import apply_plan
from core.services.holds.placing import HoldDraft, block_seats, hold_seats
from core.services.holds.plans import create_plan
from core.services.holds.presales import create_presale
from core.services.holds.standing import plan_size
from core.services.holds.templates import save_template
from core.services.inventory.finding import open_seats
from core.services.purchasing.payables import list_payables
from core.services.purchasing.paying import pay_payable
from core.services.venues.maps import plan_of_event
from core.services.work import Work, new_key

PLAN = "House and friends"
_FEWEST = 36
"""Free seats from which an event can spare some."""
_PRESALE_SEATS, _WEB_SEATS, _PHONE_SEATS = 24, 16, 8
_BLOCKED, _WHY_BLOCKED = 3, "Behind the sound desk"
_PART_PAID = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A hold of so many seats, ended so long before the event; None: until it is released."""

    kind: HoldType
    seats: int
    reason: str
    ends: timedelta | None = None

    def until(self, event: StockedEvent, now: datetime) -> datetime | None:
        """When it ends; until somebody releases it where that would be over by now."""
        end = None if self.ends is None else event.start - self.ends
        return end if end is not None and end > now else None


_HOLDS = (
    _Kept(HoldType.ARTIST, 6, "Guests of the cast", timedelta(days=2)),
    _Kept(HoldType.PRESS, 4, "Critics", timedelta(days=1)),
    _Kept(HoldType.PROMOTER, 6, "Promoter's partners", timedelta(days=5)),
    _Kept(HoldType.VENUE, 2, "House manager"),
)


def keep_back(work: Work, calendar: Calendar, events: Sequence[StockedEvent]) -> None:
    """Keep seats back of the events to come that can spare some, as a manager."""
    spare = [
        (event, seats)
        for event in events
        if event.start > calendar.now and event.card.on_sale is not None
        if len(seats := open_seats(work.session, event.id, now=calendar.now)) >= _FEWEST
    ]
    if not spare:
        return
    planned = max((event for event, _ in spare), key=lambda event: event.start)
    for event, free in spare:
        ranks = _best_first(free)
        if event is planned:
            plan_id = _plan(work, event, ranks, _presale_uses(work, calendar, event))
            save_template(work, plan_id, PLAN, key=new_key())
        elif event.card.venue == planned.card.venue:
            _plan(work, event, ranks, [])
        else:
            _hold(work, event, ranks)


def pay_suppliers(work: Work, calendar: Calendar) -> None:
    """Pay the bill that is longest due, and a part of the next."""
    overdue = [owed for owed in list_payables(work.session) if owed.due < calendar.today]
    for owed, share in zip(overdue, (Decimal(1), _PART_PAID), strict=False):
        amount = Money.rounded(owed.open.amount * share, owed.open.currency)
        pay_payable(work, owed.id, amount, reference=f"SEPA {owed.order_number}", key=new_key())


def _best_first(seats: Sequence[OpenSeat]) -> list[int]:
    return [seat.rank for seat in sorted(seats, key=lambda seat: -seat.quality)]


def _hold(work: Work, event: StockedEvent, ranks: list[int]) -> None:
    """Hold seats one by one, as somebody does who has no plan."""
    on_plan = plan_of_event(work.session, event.id)
    for kept in _HOLDS:
        mine, ranks = ranks[: kept.seats], ranks[kept.seats :]
        draft = HoldDraft(kept.kind, kept.reason, kept.until(event, work.now))
        hold_seats(work, event.id, mine, draft, on_plan=on_plan, key=new_key())
    out_of_use = ranks[-_BLOCKED:]
    block_seats(work, event.id, out_of_use, _WHY_BLOCKED, on_plan=on_plan, key=new_key())


def _plan(
    work: Work, event: StockedEvent, ranks: list[int], more: Sequence[tuple[Use, int]]
) -> UUID:
    """Paint the house's holds and more uses over the best seats, and apply the plan; its id."""
    holds = [
        (held(kept.kind, kept.reason, kept.until(event, work.now)), kept.seats) for kept in _HOLDS
    ]
    painting = bare(plan_size(work.session, event.id))
    for use, seats in (*holds, *more, (blocked(_WHY_BLOCKED), _BLOCKED)):
        mine, ranks = ranks[:seats], ranks[seats:]
        painting = painting.with_use(mine, use)
    plan = create_plan(work, event.id, PLAN, painting, key=new_key())
    apply_plan(work, plan.id, version=plan.version, key=new_key())
    return plan.id


def _presale_uses(work: Work, calendar: Calendar, event: StockedEvent) -> Sequence[tuple[Use, int]]:
    """A presale that runs, and the web's and the phone's own seats, each with how many."""
    draft = PresaleDraft(
        "Friends of the house",
        calendar.past(-1),
        calendar.at(9),
        max_tickets_per_customer=4,
        access_code="FRIENDS",
        customer_tiers=("GOLD", "PLATINUM"),
    )
    presale = create_presale(work, event.id, draft, key=new_key())
    web = kept_for(Allotment.WEB, event.start - timedelta(days=3))
    phone = kept_for(Allotment.PHONE, event.start - timedelta(days=1))
    return (presold(presale.id), _PRESALE_SEATS), (web, _WEB_SEATS), (phone, _PHONE_SEATS)
