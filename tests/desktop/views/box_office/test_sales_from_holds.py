"""Selling from holds, by key presses on a real database."""

import pytest
from PySide6.QtCore import Qt

from core.domain.holds.uses import HoldType
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.holds.placing import release_hold
from core.services.work import new_key
from desktop.views.box_office.choose_special import MANAGERS_ONLY
from desktop.views.box_office.customers import ChooseCustomer
from desktop.views.box_office.sale import Step
from desktop.views.box_office.special_strip import SellHeld
from desktop.views.subjects import HoldToSell
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.views.box_office.conftest import Counter
from tests.desktop.views.box_office.specials import (
    FAMILY,
    booked,
    hold,
    holds,
    manage,
    sell_from,
    shown,
)

K = Qt.Key


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


def test_a_hold_is_sold_by_keys_alone(counter: Counter) -> None:
    hold(counter, 3, 4, 5)

    asked = sell_from(counter)
    counter.seating.type("singer")
    assert [line.name for line in asked.found.records.shown] == ["The artist: Family of the singer"]
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: counter.box.sale.ranks == [3, 4, 5])
    assert counter.box.cart.strip.title.text() == "Held for the artist"
    assert "Family of the singer\n3 seats held" in counter.box.cart.strip.detail.text()
    counter.seating.press(K.Key_F9)
    confirm = counter.dialog(SellHeld)
    assert confirm.told.text().startswith("Held for the artist (Family of the singer)")
    counter.seating.press(K.Key_Return)
    counter.wait_for(Step.PAY)
    counter.seating.type("=")
    counter.seating.press(K.Key_F10)
    counter.wait_for(Step.DONE)

    assert [one.status for one in booked(counter)] == [BookingStatus.PAID]
    assert holds(counter) == []
    counter.seating.press(K.Key_F10)
    assert counter.box.sale.special is None
    assert not counter.box.cart.strip.isVisible()


def test_some_seats_of_a_hold_are_found_and_the_rest_stays_held(counter: Counter) -> None:
    hold(counter, *range(10, 16))
    sell_from(counter)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: len(counter.box.sale.cards) == 6)

    counter.seating.press(K.Key_F2)
    counter.seating.type("2")
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: len(counter.box.sale.cards) == 2)
    assert set(counter.box.sale.ranks) <= set(range(10, 16))
    counter.seating.press(K.Key_F9)
    counter.dialog(SellHeld)
    counter.seating.press(K.Key_Return)
    counter.wait_for(Step.PAY)

    (left,) = holds(counter)
    assert (left.left, left.quantity) == (4, 6)


def test_held_seats_that_are_given_back_are_held_and_chosen_again(counter: Counter) -> None:
    hold(counter, 3, 4)
    sell_from(counter)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: len(counter.box.sale.cards) == 2)
    counter.seating.press(K.Key_F9)
    counter.dialog(SellHeld)
    counter.seating.press(K.Key_Return)
    counter.wait_for(Step.PAY)

    counter.seating.press(K.Key_Escape)
    counter.wait_for(Step.CHOOSE)

    (again,) = holds(counter)
    assert (again.hold_type, again.reason, again.left) == (HoldType.ARTIST, FAMILY.reason, 2)
    shown(counter, 3, SeatStatus.AVAILABLE)  # to whoever sells from this hold
    assert counter.box.map.view.selection.tolist() == [3, 4]
    counter.seating.press(K.Key_F9)
    counter.dialog(SellHeld)
    counter.seating.press(K.Key_Return)
    counter.wait_for(Step.PAY)


def test_a_click_on_a_held_seat_says_for_whom_and_leads_to_its_hold(counter: Counter) -> None:
    hold(counter, 3, 4)
    counter.box.map.view.click_seat(3)

    banner = counter.box.banner
    counter.wait(banner.isVisible)
    assert banner.text.startswith("A 1-4: Held for the artist (Family of the singer)")
    banner._action.click()

    counter.wait(lambda: counter.box.sale.ranks == [3, 4])


def test_a_hold_that_was_released_meanwhile_leaves_the_seats_chosen(counter: Counter) -> None:
    held = hold(counter, 3, 4)
    sell_from(counter)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: len(counter.box.sale.cards) == 2)
    counter.seating.press(K.Key_F9)
    counter.dialog(SellHeld)
    manage(counter, lambda work: release_hold(work, held.id, key=new_key()))
    counter.seating.press(K.Key_Return)

    counter.wait(counter.box.banner.isVisible)
    assert counter.box.banner.text == "This hold was released already."
    counter.wait(lambda: counter.box.sale.special is None)
    counter.wait(lambda: counter.box.map.view.sales_mode)
    counter.seating.press(K.Key_F9)
    counter.wait_for(Step.PAY)


def test_another_screen_leads_to_a_hold(counter: Counter) -> None:
    held = hold(counter, 3, 4)
    counter.seating.workplace.go("Box office", HoldToSell(counter.event_id, held.id))

    counter.wait(lambda: counter.box.sale.ranks == [3, 4])
    assert counter.box.cart.strip.isVisible()


def test_a_named_customer_buys_from_a_hold(counter: Counter) -> None:
    hold(counter, 3)
    sell_from(counter)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: len(counter.box.sale.cards) == 1)
    counter.seating.press(K.Key_F4)
    counter.dialog(ChooseCustomer)
    counter.seating.type("Ines Kurt")
    counter.seating.press(K.Key_F3)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: counter.box.sale.customer is not None)
    counter.seating.press(K.Key_F9)
    counter.dialog(SellHeld)
    counter.seating.press(K.Key_Return)
    counter.wait_for(Step.PAY)

    assert [line.customer for line in counter.bookings()] == ["Ines Kurt"]


class TestClerk:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BOX_OFFICE

    def test_a_clerk_sees_for_whom_seats_are_held_and_who_sells_them(
        self, counter: Counter
    ) -> None:
        hold(counter, 3, 4)
        asked = sell_from(counter)
        assert asked.note.text() == MANAGERS_ONLY
        assert not asked.submit.isEnabled()
        counter.seating.press(K.Key_Escape)

        counter.box.map.view.click_seat(3)

        counter.wait(counter.box.banner.isVisible)
        assert counter.box.banner.text.endswith(MANAGERS_ONLY)
