"""Sales from paper at the box office: typed, looked over line by line, entered as one."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.domain.payments.states import PaymentMethod
from core.domain.sales.states import BookingStatus
from desktop.views.box_office.paper_list import PaperSalesDialog
from tests.desktop.counters import CONTROL
from tests.desktop.views.box_office.conftest import Counter

K = Qt.Key


def open_list(counter: Counter) -> PaperSalesDialog:
    """Press F12, some minutes after the till was opened."""
    counter.seating.clock.ahead = timedelta(minutes=5)
    counter.seating.press(K.Key_F12)
    return counter.dialog(PaperSalesDialog)


def clock_of(counter: Counter) -> str:
    """The time that a clerk writes down: a minute ago, at the agency's."""
    moment = counter.seating.clock() - timedelta(minutes=1)
    return f"{moment.astimezone(ZoneInfo(counter.seating.workplace.agency.timezone)):%H:%M}"


def enter(counter: Counter) -> None:
    counter.press(K.Key_Return, how=CONTROL)


def test_a_list_is_entered_by_keyboard(counter: Counter) -> None:
    asked = open_list(counter)
    at = clock_of(counter)
    counter.seating.type(f"{at}; A row 1 seats 1-2; cash 120")
    counter.seating.press(K.Key_Return)
    counter.seating.type(f"{at}; A 1 3 / A row 2 seat 1; card 4711")
    counter.wait(asked.submit.isEnabled)
    assert asked.submit.text() == "Enter 2 sales"
    assert asked.sums.text().startswith("4 seats: 100.00 EUR in cash, 100.00 EUR by card")

    enter(counter)

    counter.wait(lambda: len(counter.bookings()) == 2)
    bookings = [line.booking for line in counter.bookings()]
    assert {booking.status for booking in bookings} == {BookingStatus.PAID}
    assert {booking.payment_method for booking in bookings} == {
        PaymentMethod.CASH,
        PaymentMethod.CREDIT_CARD,
    }
    counter.wait(lambda: QApplication.activeModalWidget() is None)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("noon; A row 1 seat 1; cash", "The time “noon” can't be read. Write it like 19:05."),
        ("{at}; Z 9; cash", "no row Z"),
        ("{at}; A row 1 seat 1; cash 10", "missing"),
        ("{at}; A row 1 seat 9; cash\n{at}; A row 1 seat 9; cash", "was sold by sale 1"),
    ],
)
def test_what_is_wrong_stands_at_its_line(counter: Counter, line: str, problem: str) -> None:
    asked = open_list(counter)
    asked.text.setPlainText(line.format(at=clock_of(counter)))
    counter.wait(lambda: any(one.problem for one in asked.table.shown_rows()))

    told = asked.table.shown_rows()[-1].problem

    assert problem in told
    assert not asked.submit.isEnabled()
    asked.reject()


def test_a_seat_that_was_sold_is_named(counter: Counter) -> None:
    counter.colleague_takes(0)
    asked = open_list(counter)
    asked.text.setPlainText(f"{clock_of(counter)}; A row 1 seat 1; cash")
    counter.wait(asked.submit.isEnabled)

    enter(counter)

    counter.wait(lambda: bool(asked.banner.text))
    assert "Sale 1 of the list" in asked.banner.text
    assert len(counter.bookings()) == 1
    asked.reject()
