"""SOLD_OUT comes and goes with the last owned seat."""

import pytest
from sqlalchemy import update

from core.domain.errors import NotAllowed
from core.domain.events import EventStatus
from core.domain.inventory.states import SeatStatus
from core.domain.staff import Role
from core.services.sales.sold_out import SoldOutChange, refresh_sold_out
from db.models import EventSeat
from tests.conftest import WorkAs
from tests.factories import put_on_hold
from tests.services.sales.conftest import Counter


def refreshed(work_as: WorkAs) -> list[SoldOutChange]:
    with work_as(Role.WORKER) as workers:
        return refresh_sold_out(workers)


def test_the_last_seat_sold_sells_the_event_out(work_as: WorkAs, counter: Counter) -> None:
    counter.open_till()
    counter.pay(counter.reserve(*range(19)))
    last = counter.reserve(19)
    assert refreshed(work_as) == []

    counter.pay(last)

    title = counter.stock.event.title
    assert refreshed(work_as) == [SoldOutChange(counter.event_id, title, EventStatus.SOLD_OUT)]
    assert refreshed(work_as) == []


def test_a_held_seat_that_is_let_go_reopens_the_sale(work_as: WorkAs, counter: Counter) -> None:
    counter.open_till()
    held = update(EventSeat).where(EventSeat.id.in_(counter.seats(19)))
    with work_as(Role.MANAGER) as managers:
        put_on_hold(managers.session, counter.event_id, counter.seats(19))
    counter.pay(counter.reserve(*range(19)))
    assert [change.status for change in refreshed(work_as)] == [EventStatus.SOLD_OUT]

    with work_as(Role.MANAGER) as managers:
        managers.session.execute(held.values(status=SeatStatus.AVAILABLE))

    assert [change.status for change in refreshed(work_as)] == [EventStatus.ON_SALE]


def test_an_event_that_sold_nothing_is_not_sold_out(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.MANAGER) as managers:
        put_on_hold(managers.session, counter.event_id, counter.seats(*range(20)))

    assert refreshed(work_as) == []


def test_a_clerk_may_not_refresh(counter: Counter) -> None:
    with pytest.raises(NotAllowed):
        refresh_sold_out(counter.work)
