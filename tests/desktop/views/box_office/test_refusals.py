"""What the counter is told no, in place and with the facts; and what is lost on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from core.domain.errors import Outage
from core.domain.sales.states import BookingStatus
from core.services.tickets.keys import KeyFileDamaged
from core.services.work import Work
from desktop.views.box_office.sale import Step
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.views.box_office.conftest import Counter, Hears

K = Qt.Key


def test_seat_taken_by_a_colleague_shows_by_itself(counter: Counter) -> None:
    counter.choose(0, 1, 2)

    counter.colleague_takes(1)

    counter.wait(lambda: counter.box.map.view.status(1) is SeatStatus.RESERVED)
    counter.wait(lambda: counter.box.sale.ranks == [0, 2])
    assert counter.box.banner.text == ("Just taken by somebody else: A 1-2. 2 seats stay chosen.")


class TestUnheard:
    """The colleague's change has not been heard of yet when the clerk reserves."""

    @pytest.fixture
    def hears(self) -> Hears:
        return Hears.NOTHING

    def test_taken_seats_are_named_and_the_others_stay_chosen(self, counter: Counter) -> None:
        counter.choose(0, 1, 2, 3)
        counter.colleague_takes(1)

        counter.seating.press(K.Key_F9)
        counter.wait(counter.box.banner.isVisible)

        assert counter.box.banner.text == "No longer available: A 1-2. 3 seats stay chosen."
        counter.wait(lambda: counter.box.map.view.status(1) is SeatStatus.RESERVED)
        counter.wait(lambda: counter.box.sale.ranks == [0, 2, 3])
        assert counter.box.map.view.cursor_rank == 1

        counter.seating.press(K.Key_F9)
        counter.wait_for(Step.PAY)


def test_reservation_counts_down_and_runs_out(counter: Counter) -> None:
    counter.reserve(5, 6)
    counter.wait(lambda: counter.box.payment.clock.text().startswith("14:"))

    counter.seating.clock.ahead = timedelta(minutes=16)
    counter.wait_for(Step.CHOOSE)

    [line] = counter.bookings()
    assert line.booking.status is BookingStatus.CANCELLED
    assert line.booking.number in counter.box.banner.text
    assert counter.box.sale.ranks == [5, 6]


def test_reservation_that_the_clean_up_gave_back_lets_the_clerk_go_on(counter: Counter) -> None:
    counter.reserve(5, 6)
    counter.cleaned_up_after(timedelta(minutes=16))

    counter.seating.clock.ahead = timedelta(minutes=16)
    counter.wait_for(Step.CHOOSE)

    assert counter.box.sale.ranks == [5, 6]
    counter.seating.press(K.Key_F9)
    counter.wait_for(Step.PAY)


def test_reservation_whose_answer_was_lost_is_made_once(counter: Counter) -> None:
    counter.choose(0, 1)
    lose_next_answer(counter, carried_out=True)
    counter.seating.press(K.Key_F9)
    counter.wait(counter.seating.window.banner.isVisible)
    counter.wait(lambda: counter.box.map.view.status(0) is SeatStatus.RESERVED)
    assert counter.box.sale.ranks == [0, 1]

    counter.seating.press(K.Key_F9)
    counter.wait_for(Step.PAY)

    assert len(counter.bookings()) == 1


def test_nothing_given_is_asked_for_in_the_field(counter: Counter) -> None:
    counter.reserve(0)
    counter.seating.press(K.Key_F10)

    assert counter.box.payment.cash.problem.startswith("Type what the customer gave")
    assert counter.box.sale.step is Step.PAY


def test_too_little_cash_says_what_is_missing(counter: Counter) -> None:
    counter.reserve(0)
    counter.seating.type("20")
    counter.seating.press(K.Key_F10)

    assert counter.box.payment.cash.problem == "30.00 EUR more is needed."
    assert counter.box.sale.step is Step.PAY


def test_cash_without_a_till_is_refused_in_place(closed_counter: Counter) -> None:
    counter = closed_counter
    counter.reserve(0)
    counter.seating.type("=")
    counter.seating.press(K.Key_F10)
    counter.wait(counter.box.banner.isVisible)

    assert "no open till" in counter.box.banner.text


def test_party_that_finds_no_room_is_told_how_many_are_left(counter: Counter) -> None:
    counter.seating.press(K.Key_F2)
    counter.seating.type("41")
    counter.seating.press(K.Key_Return)
    counter.wait(counter.box.banner.isVisible)

    assert counter.box.banner.text == "41 seats are wanted and 40 are left."


@pytest.mark.parametrize("carried_out", [True, False])
def test_payment_whose_answer_was_lost_counts_once(
    counter: Counter,
    carried_out: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    counter.reserve(0, 1)
    lose_next_answer(counter, carried_out=carried_out)
    counter.seating.type("=")
    counter.seating.press(K.Key_F10)
    counter.wait(counter.seating.window.banner.isVisible)

    counter.seating.press(K.Key_F10)
    counter.wait_for(Step.DONE)

    [line] = counter.bookings()
    assert line.booking.status is BookingStatus.PAID
    counter.wait(lambda: len(counter.seating.shown) == 1)
    with counter.seating.person.sessions() as session:
        paid = session.connection().exec_driver_sql("SELECT count(*) FROM parterre.payments")
        assert paid.scalar() == 1


def lose_next_answer(counter: Counter, *, carried_out: bool) -> None:
    """The line breaks once, before or after the next transaction was committed."""
    desk = counter.seating.workplace.desk
    begin = desk._begin

    @contextmanager
    def lossy() -> Iterator[Work]:
        desk._begin = begin
        with begin() as work:
            yield work
            if not carried_out:
                raise Outage("The database can't be reached.")
        raise Outage("The database can't be reached.")

    desk._begin = lossy


def test_a_damaged_signing_key_is_told_of_beside_the_sale_that_stands(counter: Counter) -> None:
    folder = counter.seating.workplace.keys
    assert folder is not None
    [file] = folder.iterdir()
    file.write_bytes(b"no key")
    broke: list[Exception] = []
    counter.box.desk.broke.connect(broke.append)
    counter.reserve(0)
    counter.seating.type("50")
    counter.seating.press(K.Key_F10)
    done = counter.box.done
    counter.wait(done.banner.isVisible)

    [line] = counter.bookings()
    assert line.booking.status is BookingStatus.PAID
    assert done.papers.text() == "The sale is booked; its tickets are not made yet."
    assert done.banner.text == str(KeyFileDamaged(file))
    assert (done.again.isVisible(), broke) == (True, [])
