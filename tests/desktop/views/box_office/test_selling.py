"""Selling at the counter by key presses, on a real database with a clerk's own login."""

from PySide6.QtCore import Qt

from core.domain.payments.states import PaymentMethod
from core.domain.sales.states import BookingStatus
from desktop.views.box_office.customers import ChooseCustomer
from desktop.views.box_office.sale import Step
from desktop.views.box_office.till import CloseTill, OpenTill
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.counters import euros
from tests.desktop.views.box_office.conftest import Counter

K = Qt.Key


def test_walk_up_sale_by_keys_alone(closed_counter: Counter) -> None:
    counter, at = closed_counter, closed_counter.seating

    at.press(K.Key_F11)
    counter.dialog(OpenTill)
    at.type("100")
    at.press(K.Key_Return)
    counter.wait(lambda: counter.box.till.till is not None)
    at.press(K.Key_F2)
    at.type("4")
    at.press(K.Key_Return)
    counter.wait(lambda: len(counter.box.sale.cards) == 4)
    at.press(K.Key_F9)
    counter.wait_for(Step.PAY)
    at.type("500")
    at.press(K.Key_F10)
    counter.wait_for(Step.DONE)

    assert counter.box.done.change.text() == "300.00 EUR"
    counter.wait(lambda: len(at.shown) == 1)
    assert at.shown[0].read_bytes().startswith(b"%PDF")
    [line] = counter.bookings()
    assert line.booking.status is BookingStatus.PAID
    assert line.booking.total == euros("200.00")
    assert line.customer is None

    at.press(K.Key_F10)

    assert counter.box.sale.step is Step.CHOOSE
    assert counter.box.sale.cards == ()
    assert len(counter.box.map.view.selection) == 0


def test_the_card_has_its_key(counter: Counter) -> None:
    counter.reserve(0, 1)
    counter.seating.press(K.Key_F7)
    counter.seating.type("T-4711")
    counter.seating.press(K.Key_F10)
    counter.wait_for(Step.DONE)

    [line] = counter.bookings()
    paid = (PaymentMethod.CREDIT_CARD, BookingStatus.PAID)
    assert (line.booking.payment_method, line.booking.status) == paid


def test_equals_sign_takes_down_exactly_what_is_due(counter: Counter) -> None:
    counter.reserve(0, 1)
    counter.seating.type("=")
    counter.seating.press(K.Key_F10)
    counter.wait_for(Step.DONE)

    assert counter.box.done.change.text() == "0.00 EUR"


def test_f2_leads_to_the_number_and_again_finds_the_seats(counter: Counter) -> None:
    counter.seating.press(K.Key_F2)
    counter.seating.type("3")
    counter.seating.press(K.Key_F2)

    counter.wait(lambda: len(counter.box.sale.cards) == 3)


def test_note_button_takes_down_its_amount(counter: Counter) -> None:
    counter.reserve(0)
    counter.box.payment.cash.note_buttons[-1].click()

    assert counter.box.payment.given() == euros("200.00")
    assert counter.box.payment.cash.change.text() == "150.00 EUR"


def test_new_customer_is_added_and_buys(counter: Counter) -> None:
    counter.choose(0)
    counter.seating.press(K.Key_F4)
    counter.dialog(ChooseCustomer)
    counter.seating.type("Ines Kurt")
    counter.seating.press(K.Key_F3)
    counter.seating.type("ines@example.org")
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: counter.box.sale.customer is not None)
    counter.seating.press(K.Key_F9)
    counter.wait_for(Step.PAY)

    [line] = counter.bookings()
    assert (line.customer, line.email) == ("Ines Kurt", "ines@example.org")


def test_escape_gives_the_seats_back_and_keeps_them_chosen(counter: Counter) -> None:
    counter.reserve(3, 4)
    counter.seating.press(K.Key_Escape)
    counter.wait_for(Step.CHOOSE)

    [line] = counter.bookings()
    assert line.booking.status is BookingStatus.CANCELLED
    assert counter.box.sale.ranks == [3, 4]
    counter.wait(lambda: counter.box.map.view.status(3) is SeatStatus.AVAILABLE)
    assert counter.box.map.view.selection.tolist() == [3, 4]


def test_seats_given_back_can_be_reserved_again(counter: Counter) -> None:
    counter.reserve(3, 4)
    counter.seating.press(K.Key_Escape)
    counter.wait_for(Step.CHOOSE)
    counter.seating.press(K.Key_F9)
    counter.wait_for(Step.PAY)

    statuses = [line.booking.status for line in counter.bookings()]
    assert statuses == [BookingStatus.RESERVED, BookingStatus.CANCELLED]


def test_enter_does_not_press_the_button_with_the_focus(counter: Counter) -> None:
    counter.choose(0)
    counter.box.cart.reserve.setFocus()
    counter.seating.press(K.Key_Return, K.Key_Enter)

    assert counter.box.sale.step is Step.CHOOSE
    assert counter.bookings() == []


def test_till_is_counted_with_a_note_where_it_is_off(counter: Counter) -> None:
    counter.seating.press(K.Key_F11)
    dialog = counter.dialog(CloseTill)
    dialog.counted.setFocus()
    dialog.counted.clear()
    counter.seating.bot.keyClicks(dialog.counted, "98")

    assert dialog.difference.text() == "−2.00 EUR"
    dialog.start()
    assert dialog._note_field.problem == "Write down why the count is off."

    dialog.note.setText("A coin rolled away")
    dialog.start()
    counter.wait(lambda: counter.box.till.till is None)
