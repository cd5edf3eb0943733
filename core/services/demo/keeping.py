"""What the house keeps back of events to come: holds, blocked seats, a presale, a plan of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from core.domain.holds.painting import bare
from core.domain.holds.presales import PresaleDraft
from core.domain.holds.uses import HoldType, blocked, held, kept_for, presold
from core.domain.inventory.finding import OpenSeat
from core.domain.inventory.states import Allotment
from core.domain.money import Money
from core.services.demo.stocking import Calendar, StockedEvent
from core.services.holds.applying import apply_plan
from core.services.holds.placing import HoldDraft, block_seats, hold_seats
from core.services.holds.plans import create_plan
from core.services.holds.presales import create_presale
from core.services.holds.standing import plan_size
from core.services.holds.templates import plan_from_template, save_template
from core.services.inventory.finding import open_seats
from core.services.purchasing.payables import list_payables
from core.services.purchasing.paying import pay_payable
from core.services.work import Work, new_key

PLAN, TEMPLATE = "House and friends", "House and friends"
_FEWEST = 36
"""Free seats from which an event can spare some."""
_PRESALE_SEATS, _WEB_SEATS = 24, 16
_PART_PAID = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A hold of so many seats, ended so long before the event; None: until it is released."""

    kind: HoldType
    seats: int
    reason: str
    ends: timedelta | None = None


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
    planned, seats = max(spare, key=lambda one: one[0].start)
    for event, free in spare:
        if event is not planned:
            _hold(work, event, _best_first(free))
    template_id = _plan(work, calendar, planned, _best_first(seats))
    for event, _ in spare:
        if event is not planned and event.card.venue == planned.card.venue:
            plan_from_template(work, template_id, event.id, PLAN, key=new_key())


def pay_suppliers(work: Work, calendar: Calendar) -> None:
    """Pay the bill that is longest due, and a part of the next."""
    overdue = [owed for owed in list_payables(work.session) if owed.due < calendar.today]
    for owed, share in zip(overdue, (Decimal(1), _PART_PAID), strict=False):
        amount = Money.rounded(owed.open.amount * share, owed.open.currency)
        pay_payable(work, owed.id, amount, reference=f"SEPA {owed.order_number}", key=new_key())


def _best_first(seats: Sequence[OpenSeat]) -> list[int]:
    return [seat.rank for seat in sorted(seats, key=lambda seat: -seat.quality)]


def _hold(work: Work, event: StockedEvent, ranks: list[int]) -> None:
    for kept in _HOLDS:
        until = None if kept.ends is None else event.start - kept.ends
        if until is not None and until <= work.now:
            continue  # it would have ended by now
        mine, ranks = ranks[: kept.seats], ranks[kept.seats :]
        hold_seats(work, event.id, mine, HoldDraft(kept.kind, kept.reason, until), key=new_key())
    block_seats(work, event.id, ranks[-3:], "Behind the sound desk", key=new_key())


def _plan(work: Work, calendar: Calendar, event: StockedEvent, ranks: list[int]) -> UUID:
    """Paint and apply a plan with a presale in it, and keep it as a template; its id."""
    draft = PresaleDraft(
        "Friends of the house",
        calendar.at(2),
        calendar.at(9),
        max_tickets_per_customer=4,
        access_code="FRIENDS",
    )
    presale = create_presale(work, event.id, draft, key=new_key())
    uses = [
        (held(kept.kind, kept.reason, event.start - kept.ends if kept.ends else None), kept.seats)
        for kept in _HOLDS
    ]
    uses += [
        (presold(presale.id), _PRESALE_SEATS),
        (kept_for(Allotment.WEB, event.start - timedelta(days=3)), _WEB_SEATS),
        (blocked("Behind the sound desk"), 3),
    ]
    painting = bare(plan_size(work.session, event.id))
    for use, seats in uses:
        mine, ranks = ranks[:seats], ranks[seats:]
        painting = painting.with_use(mine, use)
    plan = create_plan(work, event.id, PLAN, painting, key=new_key())
    apply_plan(work, plan.id, version=plan.version, key=new_key())
    return save_template(work, plan.id, TEMPLATE, key=new_key()).id
