"""Cancelling an event from its screen: what it names, what has to be agreed to, who may."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from core.domain.events import EventStatus
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.events.queries import one_event
from core.services.sales.queries import recent_bookings
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.work import begin_work, new_key
from db.models import EventSeat
from desktop.views.bookings import BookingsScreen
from desktop.views.event import EventScreen
from desktop.views.event.cancelling import CancelDialog
from tests.databases import TestDatabase
from tests.desktop.counters import CONTROL, AtScreen, euros, event_on_sale, open_own_till, seated

K = Qt.Key


@dataclass
class Ending(AtScreen):
    """The event screen with Giselle on it."""

    screen: EventScreen

    def sell(self, *places: int, paid: bool) -> None:
        """Reserve seats, and take cash for them if asked."""
        person, event_id = self.seating.person, self.screen.event_id
        assert event_id is not None
        with begin_work(person.sessions, person.actor) as work:
            seats = select(EventSeat.id).where(
                EventSeat.event_id == event_id, EventSeat.rank.in_(places)
            )
            seat_ids = work.session.scalars(seats).all()
            booking = reserve_seats(work, event_id, seat_ids, key=new_key())
            if paid:
                pay_cash(work, booking.id, euros("500.00"), key=new_key())

    def ask(self) -> CancelDialog:
        """Press Ctrl+Del."""
        self.press(K.Key_Delete, how=CONTROL)
        return self.dialog(CancelDialog)

    def status(self) -> EventStatus:
        event = self.screen.event_shown
        assert event is not None
        with self.seating.person.sessions() as session:
            return one_event(session, event.id).status


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def ending(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, role: Role
) -> Iterator[Ending]:
    assert dressed
    event_on_sale(fresh_database)
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Event")
        assert isinstance(screen, EventScreen)
        made = Ending(seating, screen)
        made.wait(lambda: screen.event_shown is not None)
        yield made


def test_an_event_with_reservations_is_cancelled_by_keyboard(ending: Ending) -> None:
    ending.sell(0, 1, paid=False)
    asked = ending.ask()
    assert asked.keep.isDefault()
    assert asked.submit.isEnabled()
    ending.seating.press(K.Key_Tab, K.Key_Space)

    ending.wait(lambda: ending.status() is EventStatus.CANCELLED)
    with ending.seating.person.sessions() as session:
        assert recent_bookings(session)[0].booking.status is BookingStatus.CANCELLED


def test_sold_bookings_are_listed_and_have_to_be_agreed_to(ending: Ending) -> None:
    open_own_till(ending.seating)
    ending.sell(0, 1, paid=True)
    asked = ending.ask()
    assert [one.total for one in asked.table.shown_rows()] == [euros("100.00")]
    assert not asked.submit.isEnabled()
    asked.settle.setFocus()
    ending.seating.press(K.Key_Space)
    assert asked.submit.isEnabled()
    asked.submit.setFocus()
    ending.seating.press(K.Key_Space)

    ending.wait(lambda: ending.status() is EventStatus.CANCELLED)
    ending.wait(lambda: isinstance(ending.seating.window.screen_shown, BookingsScreen))
    bookings = ending.seating.window.screen_shown
    assert isinstance(bookings, BookingsScreen)
    ending.wait(lambda: len(bookings.table.shown_rows()) == 1)
    assert bookings.search.text() == "Giselle"


def test_keeping_the_event_changes_nothing(ending: Ending) -> None:
    ending.ask()
    ending.seating.press(K.Key_Return)

    assert QApplication.activeModalWidget() is None
    assert ending.status() is EventStatus.ON_SALE


class TestBuyer:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BUYER

    def test_a_buyer_is_not_offered_to_cancel(self, ending: Ending) -> None:
        assert not ending.screen.cancel.isVisible()
