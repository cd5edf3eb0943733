"""Seats that are held, presold or kept for a channel, at the counter."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from sqlalchemy import select

from core.domain.holds.painting import bare
from core.domain.holds.presales import PresaleDraft
from core.domain.holds.uses import HoldType, Use, presold
from core.domain.staff import Role
from core.services.holds.applying import apply_plan
from core.services.holds.placing import HoldDraft, hold_seats
from core.services.holds.plans import create_plan
from core.services.holds.presales import create_presale
from core.services.holds.queries import HoldRow, list_holds
from core.services.venues.maps import plan_of_event
from core.services.work import Work, begin_work, new_key
from db.models import Booking
from desktop.views.box_office.choose_special import ChooseSpecial
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.counters import ALT
from tests.desktop.views.box_office.conftest import Counter

K = Qt.Key
Done = TypeVar("Done")
FAMILY = HoldDraft(HoldType.ARTIST, "Family of the singer")


def manage(counter: Counter, step: Callable[[Work], Done]) -> Done:
    """Something that a manager does at another workstation."""
    manager = counter.seating.database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        return step(work)


def hold(counter: Counter, *ranks: int, draft: HoldDraft = FAMILY) -> HoldRow:
    held = hold_unseen(counter, *ranks, draft=draft)
    shown(counter, ranks[0], SeatStatus.HELD)
    return held


def hold_unseen(counter: Counter, *ranks: int, draft: HoldDraft = FAMILY) -> HoldRow:
    """A window that hears of nothing doesn't show it."""

    def step(work: Work) -> HoldRow:
        on_plan = plan_of_event(work.session, counter.event_id)
        hold_seats(work, counter.event_id, ranks, draft, on_plan=on_plan, key=new_key())
        return list_holds(work.session, counter.event_id)[0]

    return manage(counter, step)


def keep(counter: Counter, ranks: range, use: Use) -> None:
    def step(work: Work) -> None:
        plan = create_plan(
            work, counter.event_id, "Kept", bare(40).with_use(ranks, use), key=new_key()
        )
        apply_plan(work, plan.id, version=plan.version, key=new_key())

    manage(counter, step)
    if counter.box.sale.event is not None and counter.box.sale.event.id == counter.event_id:
        shown(counter, ranks[0], SeatStatus.HELD)


def presale(counter: Counter, ranks: range, **fields: object) -> None:
    now = datetime.now(UTC)
    draft = PresaleDraft(
        **{  # type: ignore[arg-type]
            "name": "Friends",
            "start": now - timedelta(days=1),
            "end": now + timedelta(days=1),
            "access_code": "FRIENDS-1",
            **fields,
        }
    )

    def step(work: Work) -> UUID:
        return create_presale(work, counter.event_id, draft, key=new_key()).id

    made = manage(counter, step)
    keep(counter, ranks, presold(made))


def shown(counter: Counter, rank: int, status: SeatStatus) -> None:
    counter.wait(lambda: counter.box.map.view.status(rank) is status)


def sell_from(counter: Counter) -> ChooseSpecial:
    counter.press(K.Key_S, how=ALT)
    asked = counter.dialog(ChooseSpecial)
    counter.wait(lambda: asked.found.current_row() is not None)
    return asked


def booked(counter: Counter) -> list[Booking]:
    with counter.seating.person.sessions() as session:
        return list(session.scalars(select(Booking).order_by(Booking.created_at.desc())))


def holds(counter: Counter) -> list[HoldRow]:
    with counter.seating.person.sessions() as session:
        return list_holds(session, counter.event_id)
