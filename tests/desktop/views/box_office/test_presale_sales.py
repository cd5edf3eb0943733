"""Selling in presales, by key presses on a real database."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtCore import Qt

from core.domain.events import EventStatus
from core.domain.staff import Role
from core.services.events.life import open_sale
from desktop.views.box_office.choose_special import ChooseSpecial
from desktop.views.box_office.sale import Step
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.counters import event_on_sale
from tests.desktop.views.box_office.conftest import Counter
from tests.desktop.views.box_office.specials import booked, manage, presale, sell_from, shown

K = Qt.Key


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


def test_a_presale_is_sold_with_its_code_by_keys_alone(counter: Counter) -> None:
    presale(counter, range(6))
    asked = sell_from(counter)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: bool(asked.code_field.problem))
    counter.seating.type("WRONG")
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: asked.code_field.problem == "That is not the access code of Friends.")
    counter.seating.type("friends-1")
    counter.seating.press(K.Key_Return)
    shown(counter, 0, SeatStatus.AVAILABLE)

    counter.seating.press(K.Key_F2)
    counter.seating.type("2")
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: len(counter.box.sale.cards) == 2)
    counter.seating.press(K.Key_F9)
    counter.wait_for(Step.PAY)

    (booking,) = booked(counter)
    assert booking.presale_id is not None
    assert set(counter.box.sale.ranks) <= set(range(6))


def test_more_than_a_customer_may_buy_is_said(counter: Counter) -> None:
    presale(counter, range(6), max_tickets_per_customer=1)
    sell_from(counter)
    counter.seating.press(K.Key_Return)
    counter.seating.type("FRIENDS-1")
    counter.seating.press(K.Key_Return)
    shown(counter, 0, SeatStatus.AVAILABLE)
    counter.choose(0, 1)
    counter.seating.press(K.Key_F9)

    counter.wait(counter.box.banner.isVisible)
    assert counter.box.banner.text == (
        "One customer may buy 1 ticket in Friends: 2 were asked for now."
    )
    assert counter.box.sale.ranks == [0, 1]


def test_a_presale_to_come_says_when_it_opens(counter: Counter) -> None:
    presale(counter, range(6), start=datetime.now(UTC) + timedelta(hours=2))
    asked = sell_from(counter)

    assert asked.note.text().startswith("It opens")
    assert not asked.submit.isEnabled()


def test_a_seat_of_a_presale_to_come_says_when_that_opens(counter: Counter) -> None:
    presale(counter, range(6), start=datetime.now(UTC) + timedelta(hours=2))
    counter.box.map.view.click_seat(0)

    counter.wait(counter.box.banner.isVisible)
    opens = "A 1-1: kept for the presale Friends, which opens "
    assert counter.box.banner.text.startswith(opens)


def pick_ahead(counter: Counter) -> UUID:
    """Pick an event that only its presale sells yet."""
    ahead = event_on_sale(counter.seating.database, title="Aida", status=EventStatus.PUBLISHED)
    counter.event_id = ahead
    presale(counter, range(6))
    counter.wait(lambda: ahead in [event.id for event in counter.box.picker.events])
    counter.box.picker.pick(ahead)
    shown(counter, 10, SeatStatus.NOT_YET)
    return ahead


class TestClerk:
    @pytest.fixture
    def role(self) -> Role:
        return Role.BOX_OFFICE

    def test_a_clerk_says_the_code_and_guesses_a_few_times_only(self, counter: Counter) -> None:
        presale(counter, range(6))
        asked = sell_from(counter)
        asked.code.setFocus()
        for number in range(5):
            asked.code.clear()
            counter.seating.type(f"WRONG-{number}")
            counter.seating.press(K.Key_Return)
            counter.wait(lambda: bool(asked.code_field.problem))
            asked.code_field.clear()
        counter.seating.type("FRIENDS-1")
        counter.seating.press(K.Key_Return)

        counter.wait(asked.banner.isVisible)
        assert asked.banner.text.startswith("Too many wrong access codes.")
        assert counter.box.sale.special is None

    def test_a_presale_is_sold_before_the_general_sale(self, counter: Counter) -> None:
        pick_ahead(counter)
        banner = counter.box.banner
        counter.wait(banner.isVisible)
        assert banner.text == "Aida is not on general sale yet. It is sold in a presale."
        shown(counter, 0, SeatStatus.HELD)
        counter.seating.press(K.Key_F2, K.Key_F2)
        counter.wait(lambda: "only a presale sells" in banner.text)
        counter.box.map.view.click_seat(10)
        said = "A 2-1 is not on sale yet: Aida is not on general sale."
        counter.wait(lambda: banner.text == said)

        banner._action.click()
        asked = counter.dialog(ChooseSpecial)
        counter.wait(lambda: asked.found.current_row() is not None)
        asked.code.setFocus()
        counter.seating.type("FRIENDS-1")
        counter.seating.press(K.Key_Return)
        shown(counter, 0, SeatStatus.AVAILABLE)
        shown(counter, 10, SeatStatus.NOT_YET)
        counter.box.map.view.select_ranks(np.array([0, 10], np.intp))
        assert counter.box.map.view.selection.tolist() == [0]
        counter.choose(0, 1)
        counter.seating.press(K.Key_F9)
        counter.wait_for(Step.PAY)

    def test_the_general_sale_opens_before_the_clerk_s_eyes(self, counter: Counter) -> None:
        ahead = pick_ahead(counter)

        manage(counter, lambda work: open_sale(work, ahead))

        shown(counter, 10, SeatStatus.AVAILABLE)
        shown(counter, 0, SeatStatus.HELD)
        assert counter.box.banner.text == "Aida is on general sale now."
        counter.reserve(10)
