"""Answers about an event, its seats and its map that come when the screen shows another one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.events.queries import EventRow
from core.services.inventory.availability import ChangedSeats
from core.services.sales.cancelling_event import Outlook
from core.services.sales.customer_seats import BookedSeats
from core.services.work import new_key
from desktop.live import EVERYTHING, Change
from desktop.maps import MapChanges, Whole, whole_map
from desktop.views.event import EventScreen
from desktop.views.event.cancelling import CancelDialog
from desktop.views.levels import PriceLevelsDialog
from desktop.widgets.seat_map import SeatStatus
from tests.databases import TestDatabase
from tests.desktop.counters import AtScreen, event_on_sale, seated
from tests.desktop.late_answers import late_answers

NO_PRICE = np.full(4, -1, np.int64)


@dataclass
class Slow(AtScreen):
    """The event screen of a manager, with everything read."""

    screen: EventScreen
    event: EventRow

    @property
    def another(self) -> EventRow:
        return replace(self.event, id=new_key(), title="Coppélia")

    def select(self, *ranks: int) -> None:
        self.screen.map.view.select_ranks(np.array(ranks, np.intp))

    def whole(self) -> Whole:
        """The map as the database has it now."""
        asked = whole_map(self.event, self.seating.clock, shown=self.event.plan_id)
        with self.seating.person.sessions() as session:
            return asked(session)


@pytest.fixture
def slow(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Slow]:
    assert dressed
    event_on_sale(fresh_database)
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot, live=False) as seating:
        screen = seating.window.open_titled("Event")
        assert isinstance(screen, EventScreen)
        qtbot.waitUntil(lambda: screen.map.is_loaded and screen.facts.isVisible())
        event = screen.event_shown
        assert event is not None
        yield Slow(seating, screen, event)


def test_seats_of_a_hold_are_not_selected_at_another_event(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    slow.screen.show_seats_held(new_key())
    slow.screen.show_event(slow.another)
    late.answer(0, [0, 1])

    assert not len(slow.screen.map.view.selection)


def test_what_was_selected_before_is_not_added_up(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    slow.select(0)
    slow.screen._add_up()
    shown = slow.screen.facts.shown
    slow.select(0, 1)
    late.go_on(0)

    assert slow.screen.facts.shown == shown


def test_nothing_is_shown_of_an_event_that_is_no_longer_offered(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    slow.screen.refresh()
    slow.screen._nothing()
    late.go_on(0)
    slow.screen.refresh()

    assert (slow.screen.cancel.isVisible(), slow.screen.facts.isVisible()) == (False, False)
    assert len(late.asked) == 3  # of the first time


@pytest.mark.parametrize("gone", ["event", "screen", "behind a dialog", "nowhere"])
def test_cancelling_is_asked_about_only_where_it_was_asked_for(slow: Slow, gone: str) -> None:
    late = late_answers(slow.screen.desk)
    screen = slow.screen
    screen.ask_cancel()
    if gone == "event":
        screen.show_event(slow.another)
    elif gone == "screen":
        slow.seating.window.open_titled("Bookings")
    elif gone == "behind a dialog":
        screen.ask_levels()
        assert screen.findChildren(PriceLevelsDialog)
    late.answer(0, Outlook(0, ()))

    assert bool(screen.findChildren(CancelDialog)) is (gone == "nowhere")


def test_details_of_a_seat_close_with_its_event(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    screen = slow.screen
    screen.answers.open_seat(0)
    opened = screen.map.panel.details.isVisible()
    screen.show_event(slow.another)
    late.go_on(0)

    assert (opened, screen.map.panel.details.isVisible()) == (True, False)


def booked(ranks: tuple[int, ...]) -> list[BookedSeats]:
    return [BookedSeats(new_key(), "B-1", BookingStatus.PAID, None, ranks)]


def test_whose_seats_they_are_is_not_said_at_another_event(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    slow.screen.answers.find_code("B-1")
    slow.screen.show_event(slow.another)
    late.answer(0, booked((999,)))

    assert slow.screen.map.panel._not_found.text() == ""


def test_seats_of_a_code_are_shown_once_the_map_is_there(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    screen, seats = slow.screen, slow.screen.map
    seats.hear(EVERYTHING)  # as after a lost connection: the plan is read anew
    screen.answers.find_code("B-1")
    late.answer(0, booked((3, 4)))
    early = seats.panel._not_found.text()
    seats.refresh()
    late.answer(1, slow.whole())

    assert early == ""
    assert seats.view.cursor_rank == 3
    assert seats.panel._not_found.text() != ""


def statuses(slow: Slow) -> set[SeatStatus]:
    return {slow.screen.map.view.status(rank) for rank in range(4)}


def test_changes_wait_for_the_whole_map_that_is_being_read(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    seats, before = slow.screen.map, slow.whole()
    seats.read_again()
    seats.refresh()  # as a notice does
    only_one = len(late.asked)
    late.answer(0, before)
    late.go_on(1)

    assert only_one == 1
    assert (len(late.asked), statuses(slow)) == (2, {SeatStatus.AVAILABLE})


def test_changes_read_before_the_whole_map_do_not_overwrite_it(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    seats, whole = slow.screen.map, slow.whole()
    seats.refresh()
    sold = replace(whole, states=replace(whole.states, status=np.full(40, 4, np.uint8)))
    seats.read_again()
    late.answer(1, sold)
    free = ChangedSeats(np.arange(4, dtype=np.int32), np.full(4, 1, np.uint8), NO_PRICE, 0)
    late.answer(0, MapChanges(slow.event.id, seats.offer, free))

    assert statuses(slow) == {SeatStatus.SOLD}


def test_a_move_to_another_plan_is_read_though_the_map_was_being_read(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    seats = slow.screen.map
    seats.read_again()
    seats.hear(Change(frozenset({"seats"}), frozenset({slow.event.id})))
    seats.refresh()
    late.answer(0, slow.whole())
    early = seats.is_loaded
    late.go_on(1)

    assert (early, seats.is_loaded) == (False, True)


def test_a_map_left_while_it_was_read_is_read_when_it_is_shown_again(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    seats, event = slow.screen.map, slow.event
    seats.show_event(slow.another)
    slow.seating.window.open_titled("Bookings")
    number = len(late.asked)
    seats.show_event(event)
    slow.seating.window.open_titled("Event")
    asked = [one for one in late.asked[number:] if one.owner is seats]
    for one in asked:
        one.done(one.work())

    assert seats.is_loaded


def test_another_events_move_leaves_the_map_that_is_being_read_alone(slow: Slow) -> None:
    late = late_answers(slow.screen.desk)
    seats = slow.screen.map
    seats.hear(EVERYTHING)
    seats.refresh()
    seats.hear(Change(frozenset({"seats", "event_seats"}), frozenset({new_key()})))
    late.go_on(0)

    assert seats.is_loaded
