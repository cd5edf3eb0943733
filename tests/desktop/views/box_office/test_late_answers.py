"""Answers that come when the clerk has gone on to something else, as on a slow line."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from core.domain.sales.refusals import PaidAlready
from core.domain.sales.states import CustomerTier, CustomerType
from core.domain.staff import Role
from core.services.events.queries import EventRow
from core.services.inventory.finding import Wish
from core.services.sales.customers import CustomerRow
from core.services.sales.rows import BookingRow, Sale
from core.services.work import new_key
from desktop.operations.tickets import Papers
from desktop.views.box_office.customers import ChooseCustomer
from desktop.views.box_office.sale import Step
from desktop.views.box_office.special_strip import SellHeld
from desktop.views.box_office.specials import HoldSale
from desktop.views.box_office.till import OpenTill
from tests.desktop.late_answers import LateTasks, late_answers
from tests.desktop.views.box_office.conftest import Counter, Hears
from tests.desktop.views.box_office.specials import hold, hold_unseen, presale, sell_from


@pytest.fixture
def hears() -> Hears:
    return Hears.NOTHING


def another(event: EventRow | None) -> EventRow:
    assert event is not None
    return replace(event, id=new_key(), title="Coppélia")


def select(counter: Counter, *ranks: int) -> None:
    counter.box.map.view.select_ranks(np.array(ranks, np.intp))


def reserve(counter: Counter, late: LateTasks) -> BookingRow:
    select(counter, 0)
    late.go_on(-1)
    counter.box.go_on()
    late.go_on(-1)
    assert counter.box.sale.booking is not None
    return counter.box.sale.booking


def test_seats_let_go_of_do_not_come_back_into_the_cart(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    select(counter, 0, 1)
    select(counter)
    late.go_on(0)

    assert (counter.box.sale.cards, counter.box.choosing.known) == ((), True)


def test_seats_found_for_another_event_are_not_chosen(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    counter.box.choosing.find(Wish(2))
    counter.box.show_event(another(counter.box.sale.event))
    late.go_on(0)

    assert not len(counter.box.map.view.selection)


def test_seats_found_while_others_are_reserved_are_not_chosen(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    select(counter, 0)
    late.go_on(0)
    counter.box.choosing.find(Wish(2))
    counter.box.go_on()
    late.go_on(2, 1)

    assert counter.box.sale.step is Step.PAY
    assert counter.box.map.view.selection.tolist() == [0]


def test_what_is_being_reserved_stays_of_its_event(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    box, event = counter.box, counter.box.sale.event
    select(counter, 0)
    late.go_on(0)
    box.go_on()
    offered = box.picker.isEnabled(), box.selling.line.isEnabled()
    box.show_event(another(event))
    box.choose_customer()
    box.enter_paper_sales()
    box.step_back()
    late.go_on(1)

    assert (offered, QApplication.activeModalWidget()) == ((False, False), None)
    assert (box.sale.step, box.sale.event, len(box.sale.cards)) == (Step.PAY, event, 1)
    assert box.picker.event_picked == event


def test_a_hold_of_another_event_is_not_sold_from(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    held = hold_unseen(counter, 4, 5)
    counter.box.selling.hold_wanted = held.id
    counter.box.selling.take_wanted()
    counter.box.show_event(another(counter.box.sale.event))
    late.go_on(0)

    assert counter.box.sale.special is None


def test_seats_of_a_hold_that_was_left_are_not_chosen(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    first = hold_unseen(counter, 4, 5)
    second, selling = replace(first, id=new_key()), counter.box.selling
    selling._wanted = first.id
    selling._loaded()
    selling.take(HoldSale(second))
    late.go_on(0)

    assert not len(counter.box.map.view.selection)


def test_for_whom_a_seat_is_held_is_not_said_at_another_event(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    box, event = counter.box, counter.box.sale.event
    assert event is not None
    box.banner.hide()
    box.selling._ask_kept(event, 4)
    box.show_event(another(event))
    late.go_on(0)

    assert not box.banner.isVisible()


def test_a_sale_that_was_paid_already_is_not_taken_over_by_the_next(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    booking = reserve(counter, late)
    counter.box.show_refusal(PaidAlready(booking.number, None))
    counter.box.sale.begin_again(counter.box.sale.event)
    late.answer(-1, Sale(booking, None))

    assert counter.box.sale.step is Step.CHOOSE


class TestManager:
    """Who may sell held seats, at a window that hears of what is held."""

    @pytest.fixture
    def hears(self) -> Hears:
        return Hears.ALL

    @pytest.fixture
    def role(self) -> Role:
        return Role.MANAGER

    def test_nobody_is_asked_about_held_seats_once_the_clerk_has_left(
        self, counter: Counter
    ) -> None:
        box, held = counter.box, hold(counter, 4, 5)
        box.selling.take(HoldSale(held))
        counter.wait(lambda: box.map.view.selection.tolist() == [4, 5] and box.choosing.known)
        late = late_answers(box.desk)
        select(counter, 4)
        box.go_on()
        counter.seating.window.open_titled("Bookings")
        late.go_on(0)
        unasked = not box.findChildren(SellHeld)
        counter.seating.window.open_titled("Box office")
        box.go_on()

        assert unasked
        counter.dialog(SellHeld)

    def test_a_code_is_said_once_and_sells_from_what_is_marked(self, counter: Counter) -> None:
        presale(counter, range(20))
        asked = sell_from(counter)
        counter.wait(asked.code_field.isVisible)
        late = late_answers(counter.box.desk)
        asked.code.setText("FRIENDS-1")
        asked.take()
        asked.take()
        said = len(late.asked)
        late.go_on(0)
        asked.found.select_key(None)  # the general sale
        late.go_on(1)

        assert (said, counter.box.sale.special, asked.isVisible()) == (1, None, True)
        assert asked.submit.isEnabled()


def test_no_till_is_asked_about_over_another_dialog(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    counter.box.till.open_or_close()
    counter.box.choose_customer()
    late.answer(0, None)

    assert not counter.box.findChildren(OpenTill)


def test_a_till_that_was_just_opened_stays_open_on_the_screen(
    counter: Counter,
) -> None:
    till = counter.box.till
    till.refresh()
    counter.wait(lambda: till.till is not None)
    opened = till.till
    late = late_answers(counter.box.desk)
    till.refresh()
    till._learn(opened)
    late.answer(0, None)  # read before

    assert till.till == opened


def test_papers_made_late_are_opened_but_are_not_the_next_customers(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    box, booking = counter.box, reserve(counter, late)
    made, ready = Papers(Path("tickets.pdf"), Path("receipt.pdf"), 1), list[Papers]()
    box.papers.make(booking, ready.append)
    issued = len(late.asked) - 1
    box.next_customer()
    late.answer(issued, ())
    late.answer(-1, made)

    assert counter.seating.shown == [made.tickets]
    assert (box.papers.made, ready) == (None, [])


def test_customers_found_for_fewer_letters_are_not_offered(counter: Counter) -> None:
    late = late_answers(counter.box.desk)
    kind, tier = CustomerType.INDIVIDUAL, CustomerTier.BRONZE
    anna, anton = (
        CustomerRow(new_key(), name, None, None, kind, tier) for name in ("Anna", "Anton")
    )
    counter.box.choose_customer()
    dialog = counter.dialog(ChooseCustomer)
    dialog.search.setText("Anna")
    dialog._ask()
    late.answer(1, [anna])
    late.answer(0, [anton, anna])

    assert dialog.found.shown_rows() == [anna]
