"""Selling on other channels, by key presses on a real database."""

import pytest
from PySide6.QtCore import Qt

from core.domain.holds.uses import kept_for
from core.domain.inventory.states import Allotment
from core.domain.sales.states import SalesChannel
from core.domain.staff import Role
from desktop.views.box_office.sale import Step
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.counters import ALT
from tests.desktop.views.box_office.conftest import Counter
from tests.desktop.views.box_office.specials import booked, keep, shown

K = Qt.Key


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


def test_seats_of_another_channel_are_sold_on_it_and_the_booking_says_so(
    counter: Counter,
) -> None:
    keep(counter, range(3), kept_for(Allotment.PHONE))
    counter.press(K.Key_A, how=ALT)
    counter.seating.press(K.Key_Down)
    shown(counter, 0, SeatStatus.AVAILABLE)
    assert counter.box.sale.channel is SalesChannel.PHONE
    counter.reserve(0, 1)
    counter.seating.press(K.Key_F7)
    counter.seating.type("T-4711")
    counter.seating.press(K.Key_F10)
    counter.wait_for(Step.DONE)

    (booking,) = booked(counter)
    assert booking.channel is SalesChannel.PHONE
    counter.seating.press(K.Key_F10)
    assert counter.box.sale.channel is SalesChannel.PHONE  # until the clerk says otherwise


def test_a_click_on_a_seat_of_another_channel_leads_there(counter: Counter) -> None:
    keep(counter, range(3), kept_for(Allotment.PARTNER))
    counter.box.map.view.click_seat(0)
    counter.wait(counter.box.banner.isVisible)
    assert counter.box.banner.text == "A 1-1: kept for the partner."
    counter.box.banner._action.click()

    shown(counter, 0, SeatStatus.AVAILABLE)
    assert counter.box.selling.line.channel.value() is SalesChannel.PARTNER


def test_seats_that_the_channel_can_not_sell_leave_the_selection(counter: Counter) -> None:
    counter.box.selling.sell_on(SalesChannel.PHONE)
    keep(counter, range(3), kept_for(Allotment.COUNTER))
    counter.box.selling.sell_on(SalesChannel.COUNTER)
    shown(counter, 0, SeatStatus.AVAILABLE)
    counter.choose(0, 5)

    counter.box.selling.sell_on(SalesChannel.PHONE)

    counter.wait(lambda: counter.box.sale.ranks == [5])
    assert counter.box.banner.text == "Not sold this way: A 1-1. 1 seat stays chosen."
