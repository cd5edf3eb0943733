"""The bookings screen: found, paid, trusted, given back, printed, shown; by keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.errors import Outage
from core.domain.holds.presales import PresaleDraft
from core.domain.sales.states import BookingStatus, HowSold, PresaleEntry
from core.domain.staff import Role
from core.services.holds.presales import create_presale
from core.services.sales.releasing import release_expired
from core.services.sales.reserving import OVER_THE_COUNTER, reserve_seats
from core.services.sales.rows import BookingRow
from core.services.sales.standing import BookingStanding, booking_standing
from core.services.sales.transfers import book_transfer
from core.services.work import begin_work, new_key
from db.models import EventSeat
from desktop.dialogs import Confirmation
from desktop.views.bookings import BookingsScreen
from desktop.views.bookings.payment_dialog import PaymentDialog
from desktop.views.bookings.steps import Step
from desktop.views.event import EventScreen
from desktop.views.home import Home
from tests.databases import TestDatabase
from tests.desktop.counters import CONTROL, AtScreen, euros, event_on_sale, open_own_till, seated
from tests.desktop.late_answers import late_answers
from tests.factories import promised_by_ada

K = Qt.Key
LATE = timedelta(days=30)
EARNED = {"Sold for", "Cost", "Profit", "Mark-up"}


@dataclass
class Desk(AtScreen):
    """The bookings screen of whoever signed in; an event of 40 seats at 50.00."""

    screen: BookingsScreen
    event_id: UUID

    def reserve(
        self, *places: int, promised: bool = False, how: HowSold = OVER_THE_COUNTER
    ) -> BookingRow:
        """Reserve seats as the person at the desk; and promise a transfer, if asked."""
        person = self.seating.person
        with begin_work(person.sessions, person.actor) as work:
            seats = select(EventSeat.id).where(
                EventSeat.event_id == self.event_id, EventSeat.rank.in_(places)
            )
            seat_ids = work.session.scalars(seats).all()
            booking = reserve_seats(work, self.event_id, seat_ids, how=how, key=new_key())
            if promised:
                booking = promised_by_ada(work, booking.id).booking
        return booking

    def sell(self, *places: int) -> BookingRow:
        """A manager sells seats for a transfer that has come."""
        manager = self.seating.database.sign_in(Role.MANAGER)
        with begin_work(manager.sessions, manager.actor) as work:
            seats = select(EventSeat.id).where(
                EventSeat.event_id == self.event_id, EventSeat.rank.in_(places)
            )
            booking = reserve_seats(
                work, self.event_id, work.session.scalars(seats).all(), key=new_key()
            )
            promised_by_ada(work, booking.id)
        with begin_work(manager.sessions, manager.actor) as work:
            return book_transfer(work, booking.id, reference="SEPA 1", key=new_key()).sale.booking

    def facts(self) -> list[tuple[str, str]]:
        assert self.screen.panel is not None
        return self.screen.panel.facts.shown

    def lapse(self) -> None:
        """The worker gives back what has run out in a month."""
        worker = self.seating.database.sign_in(Role.WORKER)
        then = datetime.now(UTC) + LATE
        with begin_work(worker.sessions, worker.actor, clock=lambda: then) as work:
            assert release_expired(work) > 0

    def select(self, booking: BookingRow) -> None:
        """Show a booking, as other screens do, and wait for its panel."""
        self.screen.open_record(booking.id)
        self.wait(lambda: self.shown() == booking.id)

    def shown(self) -> UUID | None:
        panel = self.screen.panel
        return None if panel is None else panel.standing.full.booking.id

    def steps(self) -> tuple[Step, ...]:
        assert self.screen.panel is not None
        return self.screen.panel.steps

    def standing(self, booking: BookingRow) -> BookingStanding:
        with self.seating.person.sessions() as session:
            return booking_standing(session, booking.id)

    def status(self, booking: BookingRow) -> BookingStatus:
        return self.standing(booking).full.booking.status

    def agree(self) -> None:
        """Press the button of a confirmation that does it."""
        self.dialog(Confirmation)
        self.seating.press(K.Key_Tab)
        self.seating.press(K.Key_Space)

    def take_up(self) -> PaymentDialog:
        """Enter on the selected booking."""
        self.seating.press(K.Key_Return)
        return self.dialog(PaymentDialog)


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def desk_of(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, role: Role
) -> Iterator[Desk]:
    assert dressed
    event_id = event_on_sale(fresh_database)
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Bookings")
        assert isinstance(screen, BookingsScreen)
        yield Desk(seating, screen, event_id)


def test_a_promised_transfer_is_booked_by_keyboard(desk_of: Desk) -> None:
    booking = desk_of.reserve(0, 1, promised=True)
    desk_of.select(booking)
    asked = desk_of.take_up()
    assert asked.submit.text() == "Book 100.00 EUR"
    desk_of.seating.type("SEPA 12")
    desk_of.seating.press(K.Key_Return)

    desk_of.wait(lambda: desk_of.status(booking) is BookingStatus.PAID)

    standing = desk_of.standing(booking)
    assert standing.full.payments[-1].reference == "SEPA 12"
    assert not standing.owed
    desk_of.wait(lambda: desk_of.steps() == (Step.TICKETS, Step.SEATS))


def test_a_transfer_is_trusted_and_then_paid_in_cash(desk_of: Desk) -> None:
    open_own_till(desk_of.seating)
    booking = desk_of.reserve(0, promised=True)
    desk_of.select(booking)
    desk_of.press(K.Key_T, how=CONTROL)
    desk_of.agree()
    desk_of.wait(lambda: desk_of.status(booking) is BookingStatus.CONFIRMED)
    desk_of.wait(lambda: Step.TRUST not in desk_of.steps())

    asked = desk_of.take_up()
    asked.way.setFocus()
    desk_of.seating.press(K.Key_Down)
    desk_of.seating.type("60")
    desk_of.seating.press(K.Key_Return)

    desk_of.wait(lambda: desk_of.status(booking) is BookingStatus.PAID)
    assert desk_of.standing(booking).full.payments[-1].change == euros("10.00")


def test_a_reservation_is_given_back(desk_of: Desk) -> None:
    booking = desk_of.reserve(3, 4)
    desk_of.select(booking)

    desk_of.press(K.Key_Delete, how=CONTROL)
    desk_of.agree()

    desk_of.wait(lambda: desk_of.status(booking) is BookingStatus.CANCELLED)
    desk_of.wait(lambda: desk_of.steps() == ())


def test_late_money_takes_the_seats_again_and_says_so(desk_of: Desk) -> None:
    lapsed = desk_of.reserve(0, 1, promised=True)
    desk_of.lapse()
    desk_of.select(lapsed)
    assert desk_of.steps() == (Step.LATE,)

    desk_of.take_up()
    desk_of.seating.press(K.Key_Return)

    desk_of.wait(lambda: desk_of.standing(lapsed).replaced_by is not None)
    number = desk_of.standing(lapsed).replaced_by
    desk_of.wait(
        lambda: (
            (panel := desk_of.screen.panel) is not None
            and panel.standing.instead_of == lapsed.number
        )
    )
    told = desk_of.screen.banner.text
    assert f"{lapsed.number} had lapsed" in told
    assert f"as {number}" in told


def test_late_money_for_seats_that_are_gone_is_owed_back(desk_of: Desk) -> None:
    lapsed = desk_of.reserve(0, 1, promised=True)
    desk_of.lapse()
    desk_of.reserve(1)
    desk_of.select(lapsed)

    desk_of.take_up()
    desk_of.seating.press(K.Key_Return)

    desk_of.wait(lambda: desk_of.standing(lapsed).refund_due == euros("100.00"))
    desk_of.wait(lambda: desk_of.steps() == ())
    assert "owed to the customer" in desk_of.screen.banner.text


def test_what_a_booking_earned_is_told_once_it_is_sold(desk_of: Desk) -> None:
    sold, reserved = desk_of.sell(0, 1), desk_of.reserve(2)
    desk_of.select(sold)

    assert [pair for pair in desk_of.facts() if pair[0] in EARNED] == [
        ("Sold for", "100.00 EUR"),
        ("Cost", "60.00 EUR"),
        ("Profit", "40.00 EUR"),
        ("Mark-up", "66.7 %"),
    ]

    desk_of.select(reserved)
    assert EARNED.isdisjoint(dict(desk_of.facts()))


def test_tickets_are_made_again(desk_of: Desk) -> None:
    booking = desk_of.reserve(0, 1, promised=True)
    desk_of.select(booking)
    desk_of.take_up()
    desk_of.seating.press(K.Key_Return)
    desk_of.wait(lambda: Step.TICKETS in desk_of.steps())

    desk_of.press(K.Key_P, how=CONTROL)

    desk_of.wait(lambda: len(desk_of.seating.shown) == 1)
    assert desk_of.seating.shown[0].name == f"{booking.number} tickets.pdf"


def test_seats_are_shown_on_the_map(desk_of: Desk) -> None:
    booking = desk_of.reserve(5, 6)
    desk_of.select(booking)

    desk_of.press(K.Key_M, how=CONTROL)

    event = desk_of.seating.window.screen_shown
    assert isinstance(event, EventScreen)
    desk_of.wait(event.map.panel.details.isVisible)
    assert event.event_id == desk_of.event_id


def test_bookings_are_found_by_number_event_and_status(desk_of: Desk) -> None:
    reserved, promised = desk_of.reserve(0), desk_of.reserve(1, promised=True)
    screen = desk_of.screen

    def numbers() -> set[str]:
        return {line.booking.number for line in screen.table.shown_rows()}

    desk_of.press(K.Key_F, how=CONTROL)
    desk_of.seating.type("gisel")
    desk_of.wait(lambda: numbers() == {reserved.number, promised.number})
    screen.filter.setCurrentIndex(3)
    screen.filter.activated.emit(3)
    desk_of.wait(lambda: numbers() == {promised.number})
    screen.filter.setCurrentIndex(0)
    screen.search.setText(reserved.number)
    desk_of.wait(lambda: numbers() == {reserved.number})
    screen.search.setText("nobody of this name")
    desk_of.wait(lambda: numbers() == set())


def test_a_presale_is_shown_listed_and_asked_for(desk_of: Desk) -> None:
    person, now = desk_of.seating.person, datetime.now(UTC)
    draft = PresaleDraft(
        "Friends", now - timedelta(days=1), now + timedelta(days=1), access_code="EARLY"
    )
    with begin_work(person.sessions, person.actor) as work:
        presale = create_presale(work, desk_of.event_id, draft, key=new_key())
    desk_of.reserve(0)
    presold = desk_of.reserve(1, how=HowSold(presale=PresaleEntry(presale.id, "EARLY")))
    desk_of.select(presold)

    assert desk_of.screen.panel is not None
    assert ("In the presale", "Friends") in desk_of.screen.panel.facts.shown
    sold = desk_of.screen.sold
    sold.setFocus()
    desk_of.seating.press(K.Key_End)
    desk_of.wait(lambda: len(desk_of.screen.table.shown_rows()) == 1)
    assert desk_of.screen.table.shown_rows()[0].presale == "Friends"
    assert desk_of.screen.table.shown_rows()[0].booking.id == presold.id


def test_homes_notice_of_a_reservation_selects_it(desk_of: Desk) -> None:
    booking = desk_of.reserve(0)
    desk_of.seating.clock.ahead = timedelta(minutes=12)
    home = desk_of.seating.window.open_titled("Home")
    assert isinstance(home, Home)
    desk_of.wait(lambda: any("runs out" in one.words for one in home.attention.notices))
    (notice,) = (one for one in home.attention.notices if "runs out" in one.words)

    home.attention.opened.emit(notice)

    desk_of.wait(lambda: desk_of.shown() == booking.id)
    assert desk_of.seating.window.screen_shown is desk_of.screen


def test_nothing_booked_says_so(desk_of: Desk) -> None:
    desk_of.wait(lambda: desk_of.screen._empty is not None)

    assert desk_of.screen.panel is None


class TestClerk:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BOX_OFFICE

    def test_a_clerk_does_not_see_what_a_booking_earned(self, desk_of: Desk) -> None:
        desk_of.select(desk_of.sell(0, 1))

        assert dict(desk_of.facts())["Total"] == "100.00 EUR"
        assert EARNED.isdisjoint(dict(desk_of.facts()))

    def test_a_clerk_takes_cash_and_neither_trusts_nor_books_transfers(self, desk_of: Desk) -> None:
        booking = desk_of.reserve(0, promised=True)
        desk_of.select(booking)

        assert desk_of.steps() == (Step.PAY, Step.SEATS, Step.RELEASE)
        asked = desk_of.take_up()
        assert asked.way.count() == 2
        asked.reject()


def test_no_step_is_taken_of_the_booking_that_was_selected_before(desk_of: Desk) -> None:
    first, second = desk_of.reserve(0), desk_of.reserve(1)
    desk_of.select(first)
    late = late_answers(desk_of.screen.desk)
    desk_of.screen.table.select_key(second.id)
    desk_of.screen.take_usual()
    early = desk_of.screen.findChildren(PaymentDialog)
    late.go_on(0)
    desk_of.screen.take_usual()
    [asked] = desk_of.screen.findChildren(PaymentDialog)

    assert early == []
    assert asked._booking.id == second.id


def test_an_old_booking_is_found_and_selected_though_notices_come(desk_of: Desk) -> None:
    booking = desk_of.reserve(0)
    desk_of.wait(lambda: len(desk_of.screen.table.shown_rows()) == 1)
    late = late_answers(desk_of.screen.desk)
    desk_of.screen._want(booking.id)
    desk_of.screen._list()
    late.answer(0, [])  # it is beyond the latest
    desk_of.screen._list()  # as a notice does
    late.go_on(1)
    desk_of.screen._pause.stop()
    text = desk_of.screen.search.text()
    desk_of.screen._list()
    late.go_on(3)

    selected = desk_of.screen.table.current_row()
    assert (text, selected and selected.booking.id) == (booking.number, booking.id)


def test_what_somebody_looks_for_meanwhile_is_not_overwritten(desk_of: Desk) -> None:
    booking = desk_of.reserve(0)
    late = late_answers(desk_of.screen.desk)
    desk_of.screen._want(booking.id)
    desk_of.screen._show([])
    desk_of.screen.search.setText("Ines")
    desk_of.screen.search.textEdited.emit("Ines")
    late.go_on(0)

    assert desk_of.screen.search.text() == "Ines"


def test_an_old_booking_is_found_when_it_is_tried_again_after_an_outage(desk_of: Desk) -> None:
    screen, booking = desk_of.screen, desk_of.reserve(0)
    late = late_answers(screen.desk)
    again: list[Callable[[], object]] = []
    screen.desk.outage.connect(lambda _outage, retry: again.append(retry))
    screen._want(booking.id)
    screen._show([])
    late.fail(0, Outage("No answer."))
    again[0]()
    late.go_on(1)

    assert screen.search.text() == booking.number
