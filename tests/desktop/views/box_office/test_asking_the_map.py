"""Whose seats they are: by typing, by scanning, and everything about one seat."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from core.domain.numbers import booking_number
from core.domain.venues.editing.house import add_picture, set_background
from core.domain.venues.editing.places import ZoneAt
from core.domain.venues.editing.sections import set_view
from core.domain.venues.extras import Background
from core.domain.venues.plan import Plan
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.queries import booking_in_full
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.work import begin_work, new_key
from desktop.views.box_office.sale import Step
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.counters import event_on_sale
from tests.desktop.painted import data_uri, quarters
from tests.desktop.views.box_office.conftest import Counter
from tests.desktop.views.door.keys import scan
from tests.services.plans import grid_plan

K = Qt.Key


@pytest.fixture
def booked(counter: Counter) -> BookingRow:
    """Ines Kurt has reserved seats 2 to 4."""
    person = counter.seating.person
    with begin_work(person.sessions, person.actor) as work:
        ines = add_customer(work, CustomerDraft("Ines Kurt"), key=new_key())
        seats = counter.seats([2, 3, 4])
        booking = reserve_seats(work, counter.event_id, seats, customer_id=ines.id, key=new_key())
    counter.wait(lambda: counter.box.map.view.status(3) is SeatStatus.RESERVED)
    return booking


def facts(counter: Counter) -> dict[str, str]:
    return dict(counter.box.map.panel.details.facts.shown)


def rings(counter: Counter) -> int:
    return len(counter.box.map.view._scene.found._places)


def find(counter: Counter, text: str) -> None:
    panel = counter.box.map.panel
    counter.box.map.view.setFocus()
    counter.seating.press(K.Key_Slash)
    counter.wait(panel.find_field.hasFocus)
    counter.seating.type(text)
    counter.seating.press(K.Key_Return)


def test_customers_seats_are_found_by_name(counter: Counter, booked: BookingRow) -> None:
    find(counter, "ines")
    counter.wait(lambda: rings(counter) == 3)

    assert counter.box.map.view.cursor_rank == 2
    assert not counter.box.map.panel.find_field.isVisible()
    assert booked.number in counter.box.map.panel._not_found.text()

    counter.seating.press(K.Key_Escape)
    assert rings(counter) == 0


def test_one_of_several_bookings_is_picked_by_key(counter: Counter, booked: BookingRow) -> None:
    person = counter.seating.person
    with begin_work(person.sessions, person.actor) as work:
        seats = counter.seats([10, 11])
        reserve_seats(work, counter.event_id, seats, customer_id=booked.customer_id, key=new_key())
    find(counter, "kurt")
    counter.wait(counter.box.map.panel.people.hasFocus)
    counter.seating.press(K.Key_Down)
    words = counter.box.map.panel.people.currentItem().text()
    counter.seating.press(K.Key_Return)

    assert words.startswith("Ines Kurt, ")
    assert rings(counter) == (2 if "2 seats" in words else 3)
    assert counter.box.map.view.hasFocus()


def test_unknown_name_is_said(counter: Counter) -> None:
    find(counter, "nobody at all")
    said = counter.box.map.panel._not_found
    counter.wait(lambda: said.text() == "No seat and no customer called nobody at all")


def test_click_on_a_taken_seat_tells_whose_it_is(counter: Counter, booked: BookingRow) -> None:
    view = counter.box.map.view
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(view.place(3))
    )
    counter.wait(lambda: facts(counter).get("Customer") == "Ines Kurt")

    seen = facts(counter)
    assert (seen["Booking"], seen["Together"]) == (booked.number, "3 tickets")
    assert seen["Paid for this seat"] == "50.00 EUR"
    assert counter.box.sale.ranks == []


def test_enter_tells_all_and_escape_goes_back_to_the_map(
    counter: Counter, booked: BookingRow
) -> None:
    assert booked
    view, details = counter.box.map.view, counter.box.map.panel.details
    view.setFocus()
    view.set_cursor_seat(3)
    counter.seating.press(K.Key_Return)
    counter.wait(lambda: "Customer" in facts(counter))
    assert details.isVisible()
    assert "Customer Ines Kurt" in details.accessibleDescription()

    counter.seating.press(K.Key_Escape)
    assert not details.isVisible()
    assert view.hasFocus()


def test_details_follow_what_happens_to_the_seat(counter: Counter) -> None:
    view = counter.box.map.view
    view.open_seat(8)
    counter.wait(lambda: facts(counter).get("Status") == "Available")
    counter.colleague_takes(8)

    counter.wait(lambda: facts(counter).get("Status") == "Reserved")


@pytest.mark.parametrize("code", ["booking", "ticket", "barcode"])
def test_scan_shows_the_seats_and_touches_no_letter(
    counter: Counter, booked: BookingRow, code: str
) -> None:
    with counter.seating.person.sessions() as session:
        ticket = booking_in_full(session, booked.id).tickets[1]
    codes = {"booking": booked.number, "ticket": ticket.number, "barcode": ticket.barcode}
    counter.choose(0)
    counter.box.map.view.setFocus()
    scan(counter.seating.window, codes[code] + "\r")
    counter.wait(lambda: rings(counter) == 3)

    assert counter.box.sale.ranks == [0]
    assert not counter.box.map.view.lasso
    assert counter.box.map.view.cursor_rank in (2, 3, 4)


def test_scan_of_nothing_here_is_said(counter: Counter) -> None:
    foreign = booking_number(2026, bytes(range(16)))
    counter.box.map.view.setFocus()
    scan(counter.seating.window, foreign + "\r")

    counter.wait(lambda: foreign in counter.box.banner.text)


def test_foreign_code_goes_to_the_field_in_use(counter: Counter) -> None:
    counter.seating.press(K.Key_F2)
    counter.box.map.panel.find_field.open()
    scan(counter.seating.window, "LOYAL 4711\r")

    field = counter.box.map.panel.find_field
    assert isinstance(field, QLineEdit)
    assert field.text() == "LOYAL 4711"


def test_scans_while_paying_go_to_the_field(counter: Counter) -> None:
    counter.reserve(0)
    counter.seating.press(K.Key_F7)
    scan(counter.seating.window, "T-12345678")
    number = counter.box.payment.receipt_number()

    assert counter.box.sale.step is Step.PAY
    assert number == "T-12345678"


def test_seat_shows_the_view_from_its_section(counter: Counter) -> None:
    counter.box.open_record(event_on_sale(counter.seating.database, title="Carmen", plan=seen()))
    view, details = counter.box.map.view, counter.box.map.panel.details
    counter.wait(lambda: view.picture is not None)  # the background, after the seats

    view.open_seat(0)
    counter.wait(details.seen.isVisible)
    assert details.seen.accessibleName() == details.caption.text() == "View from A"
    shown = details.seen.pixmap().deviceIndependentSize()
    assert (shown.width(), shown.height()) == (188, 141)  # as high as there is room for
    counter.wait(lambda: "Status" in facts(counter))
    assert details.seen.isVisible()

    view.open_seat(len(view.plan) - 1)
    assert not details.seen.isVisible()


def seen() -> Plan:
    """A house with a picture under it, and one from its first section."""
    plan, picture = add_picture(grid_plan("Opera", seats=10), data_uri(quarters()))
    plan = set_view(plan, frozenset({ZoneAt(0)}), picture).plan
    return set_background(plan, Background(picture, -20, -20, 1_200, 0.5)).plan
