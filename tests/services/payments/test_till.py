"""Till shifts: the float, the takings, the count and its difference, all in the journal."""

from decimal import Decimal
from uuid import uuid4

import pytest

from core.domain.errors import KeyReused, NotAllowed, NotFound
from core.domain.money import Money
from core.domain.payments.refusals import NoteNeeded, NotYourTill, TillClosedAlready, TillIsOpen
from core.domain.payments.states import Account, TillStatus
from core.domain.payments.till import NegativeCash
from core.domain.staff import Role
from core.services.payments.journal import trial_balance
from core.services.payments.till import (
    TillRow,
    close_till,
    list_tills,
    open_till,
    open_till_of,
    till_summary,
)
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.work import Work, new_key
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import stocked_event


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def opened(work: Work, opening: str = "100.00") -> TillRow:
    return open_till(work, "Till 1", euros(opening), key=new_key())


def test_open_till_takes_the_float_from_the_safe(work: Work) -> None:
    till = opened(work)

    assert (till.status, till.opened_at, till.expected) == (TillStatus.OPEN, NOW, euros("100.00"))
    assert open_till_of(work.session, work.actor.staff_id) == till
    balance = trial_balance(work.session)
    assert balance.of(Account.CASH_DRAWER, "EUR") == euros("100.00")
    assert balance.of(Account.SAFE, "EUR") == euros("-100.00")


def test_open_till_twice_is_refused(work: Work) -> None:
    opened(work)

    with pytest.raises(TillIsOpen) as refused:
        open_till(work, "Till 2", euros("0.00"), key=new_key())

    assert (refused.value.drawer, refused.value.since) == ("Till 1", NOW)


def test_open_till_with_the_same_key_opens_one(work: Work) -> None:
    key = new_key()
    till = open_till(work, "Till 1", euros("10.00"), key=key)

    assert open_till(work, "Till 1", euros("10.00"), key=key) == till
    with pytest.raises(KeyReused):
        open_till(work, "Till 1", euros("20.00"), key=key)


def test_a_negative_float_is_refused(work: Work) -> None:
    with pytest.raises(NegativeCash):
        opened(work, "-1.00")


def test_takings_are_expected_in_the_drawer(work: Work) -> None:
    till = opened(work)
    stock = stocked_event(work.session)
    first = reserve_seats(work, stock.event.id, stock.seat_ids[:2], key=new_key())
    second = reserve_seats(work, stock.event.id, stock.seat_ids[2:3], key=new_key())
    pay_cash(work, first.id, euros("150.00"), key=new_key())
    pay_by_terminal(work, second.id, reference="R-1", key=new_key())

    now = till_summary(work.session, till.id)

    assert (now.cash_in, now.expected) == (euros("100.00"), euros("200.00"))
    assert (now.card_takings, now.sales) == (euros("50.00"), 2)


@pytest.mark.parametrize(
    ("counted", "note", "difference"),
    [("100.00", None, "0.00"), ("99.00", "A coin fell", "-1.00"), ("101.50", "Tip", "1.50")],
)
def test_close_till_posts_the_difference(
    work: Work, counted: str, note: str | None, difference: str
) -> None:
    till = opened(work)

    closed = close_till(work, till.id, euros(counted), note=note, key=new_key())

    assert closed.status is TillStatus.CLOSED
    assert (closed.counted, closed.difference) == (euros(counted), euros(difference))
    assert closed.expected == euros("100.00")
    balance = trial_balance(work.session)
    assert balance.of(Account.CASH_DRAWER, "EUR") == euros("0.00")
    assert balance.of(Account.CASH_DIFFERENCES, "EUR") == -euros(difference)
    assert balance.of(Account.SAFE, "EUR") == euros(difference)
    assert balance.holds


def test_a_difference_needs_a_note(work: Work) -> None:
    till = opened(work)

    with pytest.raises(NoteNeeded) as refused:
        close_till(work, till.id, euros("90.00"), note=" ", key=new_key())

    assert refused.value.difference == euros("-10.00")


def test_close_till_with_the_same_key_closes_once(work: Work) -> None:
    till, key = opened(work), new_key()
    closed = close_till(work, till.id, euros("100.00"), key=key)

    assert close_till(work, till.id, euros("100.00"), key=key) == closed
    with pytest.raises(TillClosedAlready) as refused:
        close_till(work, till.id, euros("100.00"), key=new_key())
    assert (refused.value.drawer, refused.value.at) == ("Till 1", NOW)


def test_a_new_shift_follows_a_closed_one(work: Work) -> None:
    first = opened(work)
    close_till(work, first.id, euros("100.00"), key=new_key())

    second = opened(work, "50.00")

    assert [row.id for row in list_tills(work.session)] == [second.id, first.id]


def test_a_clerk_closes_only_their_own_till(work: Work, work_as: WorkAs) -> None:
    till = opened(work)
    work.session.commit()

    with work_as(Role.BOX_OFFICE) as clerks, pytest.raises((NotYourTill, NotFound)):
        close_till(clerks, till.id, euros("100.00"), key=new_key())


def test_a_manager_closes_a_clerks_till(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks:
        till = opened(clerks)
    with work_as(Role.MANAGER) as managers:
        closed = close_till(managers, till.id, euros("100.00"), key=new_key())

    assert (closed.clerk, closed.status) == ("Box Office", TillStatus.CLOSED)


def test_unknown_till_is_refused(work: Work) -> None:
    with pytest.raises(NotFound):
        close_till(work, uuid4(), euros("0.00"), key=new_key())


def test_door_staff_run_no_till(work_as: WorkAs) -> None:
    with work_as(Role.DOOR) as doors, pytest.raises(NotAllowed):
        opened(doors)
