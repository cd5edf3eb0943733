"""Seats for some: a plan that holds some and presells others, and who gets them in the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from cli.touring.day import Day, shown
from cli.touring.selling import seats_of
from core.domain.errors import Refusal
from core.domain.holds.painting import bare
from core.domain.holds.presales import PresaleDraft
from core.domain.holds.uses import HoldType, held, presold
from core.domain.inventory.finding import OpenSeat
from core.domain.sales.states import HowSold, PresaleEntry
from core.domain.staff import Role
from core.services.events.queries import EventRow
from core.services.holds.applying import apply_plan
from core.services.holds.plans import create_plan
from core.services.holds.presales import PresaleRow, create_presale
from core.services.holds.queries import HoldRow, list_holds
from core.services.holds.standing import plan_size
from core.services.inventory.finding import open_seats
from core.services.sales.from_holds import reserve_from_hold
from core.services.sales.presale_entry import is_access_code, say_code
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.work import new_key

SECTION, HELD, PRESOLD = "Dress circle", 8, 12
CODE, GUESS = "ORCHARD-26", "ORCHARD-25"


@dataclass(frozen=True, slots=True)
class SetAside:
    """What the plan has set aside: the hold's seats and the presale's."""

    hold: HoldRow
    held: Sequence[UUID]
    presale: PresaleRow
    presold: Sequence[UUID]


def apply_allocation(day: Day, event: EventRow) -> SetAside:
    """Hold seats and keep others for a presale, all by one plan."""
    with day.step("Apply an allocation plan") as tell, day.as_(Role.MANAGER) as work:
        opens = day.now - timedelta(days=2)  # by the server's clock too
        friends = PresaleDraft(
            "Friends of the house", opens, event.start, access_code=CODE, max_tickets_by_code=20
        )
        presale = create_presale(work, event.id, friends, key=new_key())
        free = open_seats(work.session, event.id, now=day.now, section=SECTION)
        front, behind = free[:HELD], free[HELD : HELD + PRESOLD]
        painting = (
            bare(plan_size(work.session, event.id))
            .with_use(_ranks(front), held(HoldType.ARTIST, "the company's families"))
            .with_use(_ranks(behind), presold(presale.id))
        )
        plan = create_plan(work, event.id, "Opening night", painting, key=new_key())
        done = apply_plan(work, plan.id, version=plan.version, key=new_key())
        (hold,) = list_holds(work.session, event.id)
        tell(f"{plan.name} changed {done.seats} seats at once: {hold.left} are held for the artist")
        tell(f"({hold.reason}), {len(behind)} kept for the presale {presale.name}.")
    return SetAside(hold, _ids(front), presale, _ids(behind))


def sell_held(day: Day, event: EventRow, aside: SetAside) -> None:
    """Two seats of a hold: refused to the clerk, let go by the manager, paid at the counter."""
    with day.step("Sell from a hold") as tell:
        seats = aside.held[:2]
        refused = _refused(day, event, seats)
        with day.as_(Role.MANAGER) as work:
            booking = reserve_from_hold(work, aside.hold.id, seats, key=new_key())
        with day.as_(Role.BOX_OFFICE) as work:
            pay_cash(work, booking.id, booking.total, key=new_key())
            labels = seats_of(work, booking.id)
        tell(f"To the clerk: {refused} The manager may: {booking.number} has {labels}")
        tell(f"for {shown(booking.total)}; {aside.hold.left - len(seats)} stay held.")


def sell_presold(day: Day, event: EventRow, aside: SetAside) -> None:
    """Two seats of a presale: refused without its code, sold to who says it."""
    with day.step("Sell in a presale by its code") as tell:
        seats, presale = aside.presold[:2], aside.presale
        refused = _refused(day, event, seats)
        answers = [f"{code} is {_verdict(day, presale, code)}" for code in (GUESS, CODE)]
        how = HowSold(presale=PresaleEntry(presale.id, CODE))
        with day.as_(Role.BOX_OFFICE) as work:
            booking = reserve_seats(work, event.id, seats, how=how, key=new_key())
            pay_cash(work, booking.id, booking.total, key=new_key())
            labels = seats_of(work, booking.id)
        tell(f"To anybody: {refused} {', '.join(answers)}: {booking.number}")
        tell(f"has {labels} for {shown(booking.total)}.")


def _refused(day: Day, event: EventRow, seats: Sequence[UUID]) -> str:
    """What the clerk is told who would sell these seats to anybody."""
    try:
        with day.as_(Role.BOX_OFFICE) as work:
            reserve_seats(work, event.id, seats, key=new_key())
    except Refusal as refusal:
        return str(refusal)
    raise RuntimeError("Seats that are set aside were sold to anybody.")


def _verdict(day: Day, presale: PresaleRow, code: str) -> str:
    """Say a code at the counter and hear whether it is right."""
    entry = PresaleEntry(presale.id, code)
    with day.as_(Role.BOX_OFFICE) as work:
        say_code(work, entry)
    with day.reading(Role.BOX_OFFICE) as session:
        return "right" if is_access_code(session, entry) else "wrong"


def _ranks(seats: Sequence[OpenSeat]) -> list[int]:
    return [seat.rank for seat in seats]


def _ids(seats: Sequence[OpenSeat]) -> list[UUID]:
    return [seat.id for seat in seats]
