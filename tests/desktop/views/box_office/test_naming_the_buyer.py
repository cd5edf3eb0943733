"""A transfer is promised by somebody: a walk-up gets a name before the seats are kept."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.domain.payments.states import PaymentMethod
from core.domain.sales.states import BookingStatus
from desktop.views.box_office.customers import ChooseCustomer
from desktop.views.box_office.sale import Step
from tests.desktop.views.box_office.conftest import Counter

K = Qt.Key


def say_who(counter: Counter, name: str) -> None:
    """Add a customer in the dialog that is open."""
    counter.wait(lambda: isinstance(QApplication.activeModalWidget(), ChooseCustomer))
    counter.seating.type(name)
    counter.seating.press(K.Key_F3, K.Key_Return)
    counter.wait(lambda: counter.box.sale.customer is not None)


def sold_to(counter: Counter) -> tuple[str | None, BookingStatus]:
    """Press the button that ends the sale: the one booking's customer and state."""
    counter.seating.press(K.Key_F10)
    counter.wait_for(Step.DONE)
    (line,) = counter.bookings()
    return line.customer, line.booking.status


def test_a_walk_up_says_who_promises_the_transfer(counter: Counter) -> None:
    counter.reserve(0, 1)
    counter.seating.press(K.Key_F8)
    payment = counter.box.payment
    assert payment.finish.text().startswith("Say who buys")

    counter.seating.press(K.Key_F10)
    say_who(counter, "Ines Kurt")
    counter.wait(lambda: payment.finish.text().startswith("Keep 2 seats for a transfer"))
    assert (counter.box.sale.step, payment.method) == (Step.PAY, PaymentMethod.BANK_TRANSFER)

    assert sold_to(counter) == ("Ines Kurt", BookingStatus.PENDING)


def test_a_customer_known_before_is_asked_for_nothing_more(counter: Counter) -> None:
    counter.choose(0)
    counter.seating.press(K.Key_F4)
    say_who(counter, "Ines Kurt")
    counter.seating.press(K.Key_F9)
    counter.wait_for(Step.PAY)
    counter.seating.press(K.Key_F8)

    assert sold_to(counter) == ("Ines Kurt", BookingStatus.PENDING)


def test_a_walk_up_who_pays_in_cash_may_say_a_name_too(counter: Counter) -> None:
    counter.reserve(0)
    counter.seating.press(K.Key_F4)
    say_who(counter, "Ines Kurt")
    counter.wait(lambda: not counter.box.sale.under_way)
    counter.seating.type("=")

    assert sold_to(counter) == ("Ines Kurt", BookingStatus.PAID)
