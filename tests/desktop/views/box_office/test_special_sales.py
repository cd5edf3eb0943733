"""Selling from holds, in presales and on other channels, by key presses on a real database."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from core.domain.events import EventStatus
from core.domain.holds.painting import bare
from core.domain.holds.presales import PresaleDraft
from core.domain.holds.uses import HoldType, Use, kept_for, presold
from core.domain.inventory.states import Allotment
from core.domain.sales.states import BookingStatus, SalesChannel
from core.domain.staff import Role
from core.services.events.life import open_sale
from core.services.holds.applying import apply_plan
from core.services.holds.placing import HoldDraft, hold_seats, release_hold
from core.services.holds.plans import create_plan
from core.services.holds.presales import create_presale
from core.services.holds.queries import HoldRow, list_holds
from core.services.venues.maps import plan_of_event
from core.services.work import Work, begin_work, new_key
from db.models import Booking
from desktop.views.box_office.choose_special import MANAGERS_ONLY, ChooseSpecial
from desktop.views.box_office.customers import ChooseCustomer
from desktop.views.box_office.sale import Step
from desktop.views.box_office.special_strip import SellHeld
from desktop.views.subjects import HoldToSell
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.counters import event_on_sale
from tests.desktop.views.box_office.conftest import Counter

K, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier
T = TypeVar("T")
FAMILY = HoldDraft(HoldType.ARTIST, "Family of the singer")


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def counter(counter: Counter) -> Counter:
    """The box office once it has heard of its till."""
    counter.wait(lambda: counter.box.till.till is not None)
    return counter


def manage(counter: Counter, step: object) -> object:
    """Something that a manager does at another workstation."""
    manager = counter.seating.database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        return step(work)  # type: ignore[operator]


def hold(counter: Counter, *ranks: int, draft: HoldDraft = FAMILY) -> HoldRow:
    def step(work: Work) -> HoldRow:
        on_plan = plan_of_event(work.session, counter.event_id)
        hold_seats(work, counter.event_id, ranks, draft, on_plan=on_plan, key=new_key())
        return list_holds(work.session, counter.event_id)[0]

    held = manage(counter, step)
    assert isinstance(held, HoldRow)
    shown(counter, ranks[0], SeatStatus.HELD)
    return held


def keep(counter: Counter, ranks: range, use: Use) -> None:
    def step(work: Work) -> None:
        plan = create_plan(
            work, counter.event_id, "Kept", bare(40).with_use(ranks, use), key=new_key()
        )
        apply_plan(work, plan.id, version=plan.version, key=new_key())

    manage(counter, step)
    if counter.box.sale.event is not None and counter.box.sale.event.id == counter.event_id:
        shown(counter, ranks[0], SeatStatus.HELD)


def presale(counter: Counter, ranks: range, **fields: object) -> None:
    now = datetime.now(UTC)
    draft = PresaleDraft(
        **{  # type: ignore[arg-type]
            "name": "Friends",
            "start": now - timedelta(days=1),
            "end": now + timedelta(days=1),
            "access_code": "FRIENDS-1",
            **fields,
        }
    )

    def step(work: Work) -> object:
        return create_presale(work, counter.event_id, draft, key=new_key()).id

    made = manage(counter, step)
    keep(counter, ranks, presold(made))  # type: ignore[arg-type]


def shown(counter: Counter, rank: int, status: SeatStatus) -> None:
    counter.wait(lambda: counter.box.map.view.status(rank) is status)


def dialog(counter: Counter, kind: type[T]) -> T:
    counter.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    return found


def press(counter: Counter, key: Qt.Key) -> None:
    """Press Alt and a key."""
    counter.seating.window.activateWindow()
    counter.wait(counter.seating.window.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget() or counter.seating.window, key, ALT)


def sell_from(counter: Counter) -> ChooseSpecial:
    press(counter, K.Key_S)
    asked = dialog(counter, ChooseSpecial)
    counter.wait(lambda: asked.found.current_row() is not None)
    return asked


def booked(counter: Counter) -> list[Booking]:
    with counter.seating.person.sessions() as session:
        return list(session.scalars(select(Booking).order_by(Booking.created_at.desc())))


def holds(counter: Counter) -> list[HoldRow]:
    with counter.seating.person.sessions() as session:
        return list_holds(session, counter.event_id)


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
    confirm = dialog(counter, SellHeld)
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
    dialog(counter, SellHeld)
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
    dialog(counter, SellHeld)
    counter.seating.press(K.Key_Return)
    counter.wait_for(Step.PAY)

    counter.seating.press(K.Key_Escape)
    counter.wait_for(Step.CHOOSE)

    (again,) = holds(counter)
    assert (again.hold_type, again.reason, again.left) == (HoldType.ARTIST, FAMILY.reason, 2)
    shown(counter, 3, SeatStatus.AVAILABLE)  # to whoever sells from this hold
    assert counter.box.map.view.selection.tolist() == [3, 4]
    counter.seating.press(K.Key_F9)
    dialog(counter, SellHeld)
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
    dialog(counter, SellHeld)
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


def test_seats_of_another_channel_are_sold_on_it_and_the_booking_says_so(
    counter: Counter,
) -> None:
    keep(counter, range(3), kept_for(Allotment.PHONE))
    press(counter, K.Key_A)
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


def test_a_named_customer_buys_from_a_hold(counter: Counter) -> None:
    hold(counter, 3)
    sell_from(counter)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: len(counter.box.sale.cards) == 1)
    counter.seating.press(K.Key_F4)
    dialog(counter, ChooseCustomer)
    counter.seating.type("Ines Kurt")
    counter.seating.press(K.Key_F3)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: counter.box.sale.customer is not None)
    counter.seating.press(K.Key_F9)
    dialog(counter, SellHeld)
    counter.seating.press(K.Key_Return)
    counter.wait_for(Step.PAY)

    (booking,) = booked(counter)
    assert booking.customer_id is not None


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
        ahead = event_on_sale(counter.seating.database, title="Aida", status=EventStatus.PUBLISHED)
        counter.event_id = ahead
        presale(counter, range(6))
        counter.wait(lambda: ahead in [event.id for event in counter.box.picker.events])
        counter.box.picker.pick(ahead)
        counter.wait(lambda: len(counter.box.map.view.plan) > 0)
        banner = counter.box.banner
        counter.wait(banner.isVisible)
        assert banner.text == "Aida is not on general sale yet. It is sold in a presale."
        shown(counter, 0, SeatStatus.HELD)
        shown(counter, 10, SeatStatus.NOT_YET)
        counter.seating.press(K.Key_F2, K.Key_F2)
        counter.wait(lambda: "only a presale sells" in banner.text)
        counter.box.map.view.click_seat(10)
        said = "A 2-1 is not on sale yet: Aida is not on general sale."
        counter.wait(lambda: banner.text == said)

        banner._action.click()
        asked = dialog(counter, ChooseSpecial)
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
        ahead = event_on_sale(counter.seating.database, title="Aida", status=EventStatus.PUBLISHED)
        counter.event_id = ahead
        presale(counter, range(6))
        counter.wait(lambda: ahead in [event.id for event in counter.box.picker.events])
        counter.box.picker.pick(ahead)
        shown(counter, 10, SeatStatus.NOT_YET)

        manage(counter, lambda work: open_sale(work, ahead))

        shown(counter, 10, SeatStatus.AVAILABLE)
        shown(counter, 0, SeatStatus.HELD)
        assert counter.box.banner.text == "Aida is on general sale now."
        counter.reserve(10)
