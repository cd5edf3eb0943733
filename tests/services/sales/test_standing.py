"""How a booking stands: owed, owed back, replaced; bookings searched; fees and outlooks read."""

from decimal import Decimal
from uuid import uuid4

import pytest

from core.domain.errors import NotFound
from core.domain.sales.states import BookingStatus
from core.domain.sales.totals import FeeRules
from core.domain.staff import Role
from core.services.sales.cancelling_event import cancelling_outlook
from core.services.sales.fees import event_fees
from core.services.sales.queries import search_bookings
from core.services.sales.standing import booking_standing
from db.models import Event
from tests.conftest import WorkAs
from tests.factories import promised_by_ada
from tests.services.sales.conftest import Counter, Office, euros

LATE = 9


def test_a_promise_is_owed_until_its_money_came(counter: Counter, office: Office) -> None:
    booking = counter.reserve(0, 1)
    promised_by_ada(counter.work, booking.id)
    before = booking_standing(counter.work.session, booking.id)

    office.book(booking.id)

    after = booking_standing(counter.work.session, booking.id)
    assert (before.owed, before.refund_due) == (euros("100.00"), euros("0.00"))
    assert (after.owed, after.refund_due) == (euros("0.00"), euros("0.00"))


def test_a_lapsed_booking_and_its_heir_name_each_other(counter: Counter, office: Office) -> None:
    lapsed = counter.reserve(0, 1)
    promised_by_ada(counter.work, lapsed.id)
    office.clean_up(counter, LATE)
    heir = office.book(lapsed.id, days=LATE).sale.booking

    old = booking_standing(counter.work.session, lapsed.id)
    new = booking_standing(counter.work.session, heir.id)

    assert (old.replaced_by, old.instead_of) == (heir.number, None)
    assert (new.replaced_by, new.instead_of) == (None, lapsed.number)


def test_money_without_seats_is_owed_back(counter: Counter, office: Office) -> None:
    lapsed = counter.reserve(0, 1)
    promised_by_ada(counter.work, lapsed.id)
    office.clean_up(counter, LATE)
    counter.after(60 * 24 * LATE).reserve(1)
    office.book(lapsed.id, days=LATE)

    standing = booking_standing(counter.work.session, lapsed.id)

    assert (standing.refund_due, standing.owed) == (euros("100.00"), euros("0.00"))


def test_no_booking_has_no_standing(counter: Counter) -> None:
    nowhere = uuid4()
    with pytest.raises(NotFound) as refused:
        booking_standing(counter.work.session, nowhere)

    assert refused.value.wanted == nowhere


def test_bookings_are_searched_by_number_event_and_status(counter: Counter) -> None:
    first, second = counter.reserve(0), counter.reserve(1)
    promised_by_ada(counter.work, second.id)
    session = counter.work.session

    def found(text: str = "", *statuses: BookingStatus) -> list[str]:
        return [line.booking.number for line in search_bookings(session, text, statuses=statuses)]

    assert set(found()) == {first.number, second.number}
    assert found(first.number.lower()) == [first.number]
    assert set(found(first.event[:4])) == {first.number, second.number}
    assert found("", BookingStatus.PENDING) == [second.number]
    assert found("no such words") == []


def test_the_outlook_of_cancelling_counts_what_goes_and_what_stays(counter: Counter) -> None:
    counter.open_till()
    paid = counter.reserve(0, 1)
    counter.pay(paid)
    counter.reserve(2)

    outlook = cancelling_outlook(counter.work.session, counter.event_id)

    assert outlook.releasing == 1
    assert [one.number for one in outlook.open_money] == [paid.number]


def test_fees_are_the_events_or_the_agencys(work_as: WorkAs, counter: Counter) -> None:
    session, tenant = counter.work.session, counter.work.actor.tenant_id
    agency = event_fees(session, counter.event_id)
    with work_as(Role.MANAGER) as managers:
        event = managers.session.get_one(Event, (tenant, counter.event_id))
        event.delivery_fee, event.service_fee_rate = Decimal("4.50"), Decimal("0.05")

    assert agency == FeeRules()
    assert event_fees(session, counter.event_id) == FeeRules(
        service_percent=Decimal(5), delivery=Decimal("4.50")
    )
    with pytest.raises(NotFound):
        event_fees(session, uuid4())
