"""Home: the day's figures and what needs attention, for each job what it may see."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from core.domain.events import EventStatus
from core.domain.payments.states import PaymentMethod
from core.domain.purchasing.states import OrderStatus
from core.domain.staff import Role
from core.services.reporting.attention import Attention, Kind, needs_attention
from core.services.reporting.home import home_screen
from core.services.sales.reserving import reserve_seats
from core.services.work import Work, new_key
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import (
    make_event,
    make_order,
    make_payable,
    make_supplier,
    open_till,
    promised_by_ada,
    stocked_event,
)
from tests.services.sales.conftest import euros
from tests.services.sold import sold

BERLIN = "Europe/Berlin"


def found(work: Work, kind: Kind, *, now: datetime = NOW) -> list[Attention]:
    everything = needs_attention(work.session, work.actor, now=now, timezone=BERLIN)
    return [one for one in everything if one.kind is kind]


def test_home_shows_the_day(work_as: WorkAs) -> None:
    sale = sold(work_as, 0, 1)

    with work_as(Role.BOX_OFFICE) as clerks:
        home = home_screen(clerks.session, clerks.actor, now=NOW)

    assert home.agency == "Balcony Tickets"
    assert home.today is not None
    assert home.today.takings.total == euros("100.00")
    assert home.today.takings.by_method == ((PaymentMethod.CASH, euros("100.00")),)
    assert home.today.tickets_sold == 2
    assert [event.id for event in home.events] == [sale.event_id]


def test_yesterday_is_not_today(work_as: WorkAs) -> None:
    sold(work_as, 0)
    midnight = datetime(2026, 9, 1, 22, 0, tzinfo=UTC)  # in Berlin

    with work_as(Role.BOX_OFFICE) as clerks:
        before = home_screen(clerks.session, clerks.actor, now=midnight - timedelta(seconds=1))
        after = home_screen(clerks.session, clerks.actor, now=midnight)

    assert before.today is not None
    assert after.today is not None
    assert (before.today.tickets_sold, after.today.tickets_sold) == (1, 0)
    assert after.today.takings.total == euros("0.00")


def test_door_sees_the_events_only(work_as: WorkAs) -> None:
    sale = sold(work_as, 0)

    with work_as(Role.DOOR) as ushers:
        home = home_screen(ushers.session, ushers.actor, now=NOW)

    assert home.today is None
    assert home.attention == ()
    assert [event.id for event in home.events] == [sale.event_id]


def test_overdue_payable_is_a_buyers_matter(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as managers:
        owed = overdue_payable(managers.session)
    with work_as(Role.BUYER) as buyers:
        (one,) = found(buyers, Kind.PAYABLE_OVERDUE)
    with work_as(Role.BOX_OFFICE) as clerks:
        assert found(clerks, Kind.PAYABLE_OVERDUE) == []

    assert one.record_id == owed
    assert one.amount == euros("90.00")
    assert one.at == date(2026, 8, 31)


def overdue_payable(session: Session) -> UUID:
    supplier = make_supplier(session)
    for due in (date(2026, 8, 31), date(2026, 9, 1)):
        order = make_order(session, supplier, total_amount=Decimal("90.00"))
        owed = make_payable(session, order, Decimal("90.00"), due=due)
        if due < NOW.date():
            overdue = owed.id
    return overdue


def test_order_expected_before_today_is_late(work: Work) -> None:
    late = make_order(work.session, expected_date=date(2026, 8, 31))
    make_order(work.session, expected_date=date(2026, 9, 1))
    make_order(work.session, status=OrderStatus.PENDING, expected_date=date(2026, 8, 1))

    (one,) = found(work, Kind.ORDER_LATE)

    assert one.record_id == late.id
    assert one.subject.startswith(late.po_number)


def test_till_open_since_yesterday(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks:
        open_till(clerks.session, clerks.actor.staff_id, opened_at=NOW - timedelta(days=1))
        (one,) = found(clerks, Kind.TILL_LEFT_OPEN)

    assert one.subject == "Till 1 · Box Office"
    assert one.at == NOW - timedelta(days=1)


def test_till_of_today_is_in_order(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks:
        open_till(clerks.session, clerks.actor.staff_id)
        assert found(clerks, Kind.TILL_LEFT_OPEN) == []


@pytest.mark.parametrize(("minutes", "lapsing"), [(9, 0), (11, 1), (20, 1)])
def test_reservation_about_to_run_out(work_as: WorkAs, minutes: int, lapsing: int) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session)
    with work_as(Role.BOX_OFFICE) as clerks:
        booking = reserve_seats(clerks, stock.event.id, stock.seat_ids[:3], key=new_key())
        later = found(clerks, Kind.RESERVATION_LAPSING, now=NOW + timedelta(minutes=minutes))

    assert len(later) == lapsing
    assert all((one.record_id, one.count) == (booking.id, 3) for one in later)


def test_promised_money_that_did_not_come(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session)
    with work_as(Role.BOX_OFFICE) as clerks:
        booking = reserve_seats(clerks, stock.event.id, stock.seat_ids[:1], key=new_key())
        promised_by_ada(clerks, booking.id)
        soon = found(clerks, Kind.TRANSFER_OVERDUE, now=NOW + timedelta(days=6))
        (one,) = found(clerks, Kind.TRANSFER_OVERDUE, now=NOW + timedelta(days=8))

    assert soon == []
    assert one.record_id == booking.id
    assert one.amount == euros("50.00")


@pytest.mark.parametrize(("days", "seen"), [(13, 1), (15, 0), (-1, 0)])
def test_seats_without_a_price_soon(work: Work, days: int, seen: int) -> None:
    stock = stocked_event(
        work.session,
        owned=4,
        price=None,
        start_datetime=NOW + timedelta(days=days),
        end_datetime=NOW + timedelta(days=days, hours=2),
    )

    unpriced = found(work, Kind.SEATS_UNPRICED)

    assert [(one.record_id, one.count) for one in unpriced] == [(stock.event.id, 4)] * seen


def test_sold_out_event_wants_more_seats(work: Work) -> None:
    event = make_event(work.session, status=EventStatus.SOLD_OUT)

    (one,) = found(work, Kind.SOLD_OUT)

    assert (one.record_id, one.subject) == (event.id, event.title)
