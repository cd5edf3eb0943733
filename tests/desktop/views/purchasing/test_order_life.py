"""An order from its first line to its seats, by keyboard and with the buyer's own login."""

from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from core.domain.money import Money
from core.domain.purchasing.states import OrderStatus, PaymentTerms
from desktop.dialogs import Confirmation
from desktop.forms import Field
from desktop.views.purchasing.ticket_type_dialog import TicketTypeDialog
from tests.desktop.counters import CONTROL
from tests.desktop.late_answers import late_answers
from tests.desktop.views.purchasing.conftest import ENTER, Buying

K = Qt.Key


def test_first_order_is_offered_where_there_is_none(buying: Buying) -> None:
    orders = buying.screen.orders
    buying.wait(lambda: _button(buying, "Write the first order") is not None)
    first_order = _button(buying, "Write the first order")
    assert first_order is not None

    QTest.mouseClick(first_order, Qt.MouseButton.LeftButton)

    assert buying.screen.page is buying.screen.new_order
    assert not orders.isVisible()


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_order_lives_by_keyboard(buying: Buying) -> None:
    form = buying.screen.new_order
    buying.press(K.Key_N, how=CONTROL)
    buying.wait(lambda: form.supplier.count() == 1 and form.line_form.event_pick.count() == 1)

    buying.tab_to(form.line_form.event_pick)
    buying.seating.type("giselle")
    buying.press(ENTER)
    buying.wait(lambda: form.line_form.kind.count() == 1)
    buying.tab_to(form.line_form.quantity)
    buying.seating.type("12")
    buying.tab_to(form.line_form.price)
    buying.seating.type("30")
    buying.press(ENTER)
    buying.wait(lambda: form.submit.text() == "Write the order for 360.00 EUR")
    assert [field.problem for field in form.line_form.findChildren(Field) if field.problem] == []
    buying.press(ENTER, how=CONTROL)
    _steps_to(buying, OrderStatus.DRAFT)

    for status in (OrderStatus.PENDING, OrderStatus.CONFIRMED):
        buying.press(ENTER, how=CONTROL)
        _steps_to(buying, status)
    buying.press(ENTER, how=CONTROL)
    buying.wait(lambda: buying.screen.receiving.preview is not None)
    buying.seating.type("A row 1")
    buying.press(ENTER)
    buying.seating.type("A row 2 seats 1-2")
    buying.wait(lambda: buying.screen.receiving.submit.text() == "Receive 12 seats")
    buying.press(ENTER, how=CONTROL)

    _steps_to(buying, OrderStatus.COMPLETED)
    (order,) = buying.orders()
    assert (order.received, order.ordered) == (12, 12)
    assert order.total == Money(Decimal(360), "EUR")
    assert "12 seats of PO-" in buying.screen.orders.banner.text


@pytest.mark.parametrize("confirmed", [False, True])
def test_enter_opens_the_receipt_and_only_leads_to_other_steps(
    buying: Buying, *, confirmed: bool
) -> None:
    orders = buying.screen.orders
    order_id = buying.place_order() if confirmed else buying.draft_order()
    buying.wait(lambda: bool(orders.table.shown_rows()))
    orders.select(order_id)
    buying.wait(lambda: orders.panel is not None and orders.panel.step is not None)

    buying.press(ENTER)

    if confirmed:
        buying.wait(lambda: buying.screen.receiving.preview is not None)
    else:
        assert orders.panel is not None
        assert orders.panel.step is QApplication.focusWidget()


def test_order_is_told_by_the_agencys_clock(buying: Buying) -> None:
    orders = buying.screen.orders
    order_id = buying.place_order()
    buying.wait(lambda: bool(orders.table.shown_rows()))
    orders.select(order_id)
    buying.wait(lambda: orders.panel is not None)

    submitted = buying.order(order_id).submitted_at
    assert orders.panel is not None
    assert submitted is not None
    told = [each.text() for each in orders.panel.findChildren(QLabel)]
    at = f"{submitted.astimezone(ZoneInfo('Europe/Berlin')):%H:%M} by "
    assert any(at in words for words in told)


def test_supplier_terms_and_new_supplier_are_picked(buying: Buying) -> None:
    form = buying.screen.new_order
    buying.press(K.Key_N, how=CONTROL)
    buying.wait(lambda: form.supplier.count() == 1)
    assert form.terms.value() is PaymentTerms.NET_30

    dialog = form.add_supplier()
    dialog.terms.set_value(PaymentTerms.NET_60)
    dialog.add()
    refused = dialog.name.property("refused")
    dialog.name.setText("Brightside")
    dialog.add()
    buying.wait(lambda: form.supplier.count() == 2)

    assert refused == "true"
    assert (form.supplier.currentText(), form.terms.value()) == ("Brightside", PaymentTerms.NET_60)


def test_ticket_type_is_made_of_sections_and_picked(buying: Buying) -> None:
    form = buying.screen.new_order
    buying.press(K.Key_N, how=CONTROL)
    buying.wait(lambda: form.line_form.event_pick.count() == 1)
    form.line_form.event_pick.pick(buying.goods.event_id)
    buying.wait(lambda: form.line_form.kind.count() == 1)

    form.line_form.new_type.click()
    buying.wait(lambda: isinstance(QApplication.activeModalWidget(), TicketTypeDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TicketTypeDialog)
    dialog.sections.item(1).setCheckState(Qt.CheckState.Checked)
    suggested = (dialog.name.text(), dialog.code.text())
    dialog.name.setText("Balcony")
    dialog.add()
    buying.wait(lambda: form.line_form.kind.currentText() == "Balcony")

    kind = form.line_form.kind.value()
    assert suggested == ("B", "B")
    assert kind is not None
    assert kind.sections == ("B",)


def test_price_for_the_lot_is_kept_to_the_cent(buying: Buying) -> None:
    form = buying.screen.new_order
    buying.press(K.Key_N, how=CONTROL)
    buying.wait(lambda: form.line_form.event_pick.count() == 1)
    form.line_form.event_pick.pick(buying.goods.event_id)
    buying.wait(lambda: form.line_form.kind.count() == 1)

    form.line_form.quantity.setValue(3)
    form.line_form.priced.setCurrentIndex(1)
    form.line_form.price.setText("100")
    form.line_form.add_line()
    form.write()
    buying.wait(lambda: len(buying.orders()) == 1)

    (order,) = buying.orders()
    (line,) = buying.order(order.id).lines
    assert (line.total, line.unit_price) == (euros("100.00"), euros("33.33"))


def test_line_without_a_price_is_not_added(buying: Buying) -> None:
    form = buying.screen.new_order
    buying.press(K.Key_N, how=CONTROL)
    buying.wait(lambda: form.line_form.event_pick.count() == 1)
    form.line_form.event_pick.pick(buying.goods.event_id)
    buying.wait(lambda: form.line_form.kind.count() == 1)

    form.line_form.add_line()

    assert form.table.shown_rows() == []
    assert not form.submit.isEnabled()


@pytest.mark.parametrize("answer", ["Cancel the order", "Keep as it is"])
def test_cancelling_asks_first(buying: Buying, answer: str) -> None:
    order_id = buying.place_order()
    buying.screen.orders.refresh_now()
    buying.wait(lambda: buying.screen.orders.table.shown_rows() != [])
    buying.screen.orders.select(order_id)

    buying.press(K.Key_Delete, how=CONTROL)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, Confirmation)
    next(one for one in asked.findChildren(QPushButton) if one.text() == answer).click()
    wanted = OrderStatus.CANCELLED if "Cancel" in answer else OrderStatus.CONFIRMED
    buying.wait(lambda: buying.orders()[0].status is wanted)

    assert buying.order(order_id).lines[0].cancelled == (12 if "Cancel" in answer else 0)


def test_list_narrows_by_state_and_words(buying: Buying) -> None:
    for _ in range(2):
        buying.place_order()
    orders = buying.screen.orders
    orders.refresh_now()
    buying.wait(lambda: len(orders.table.shown_rows()) == 2)

    orders.search.setText(buying.orders()[0].number)
    by_words = len(orders.table.shown_rows())
    orders.search.clear()
    orders.filter.setCurrentIndex(1)
    orders.filter.activated.emit(1)

    assert (by_words, len(orders.table.shown_rows())) == (1, 0)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_what_is_late_says_so_in_the_list(buying: Buying) -> None:
    tomorrow = buying.seating.clock().date() + timedelta(days=1)
    late, _in_time = buying.place_order(expected=tomorrow), buying.place_order()
    orders = buying.screen.orders
    orders.refresh_now()
    buying.wait(lambda: len(orders.table.shown_rows()) == 2)
    words = next(one for one in orders.table.records.columns if one.title == "Status")
    assert [words.shown(row) for row in orders.table.shown_rows()] == ["Confirmed", "Confirmed"]

    buying.seating.clock.ahead = timedelta(days=3)
    orders.filter.setCurrentText("Late")
    orders.filter.activated.emit(orders.filter.currentIndex())

    assert [row.id for row in orders.table.shown_rows()] == [late]
    assert [words.shown(row) for row in orders.table.shown_rows()] == ["Late"]


def _button(buying: Buying, text: str) -> QPushButton | None:
    shown = buying.screen.orders.findChildren(QPushButton)
    return next((one for one in shown if one.text() == text and one.isVisible()), None)


def _steps_to(buying: Buying, status: OrderStatus) -> None:
    """Wait until the one order has this status, here and on the screen."""
    table = buying.screen.orders.table

    def is_shown() -> bool:
        row = table.current_row()
        return row is not None and row.status is status

    buying.wait(is_shown)
    assert [order.status for order in buying.orders()] == [status]


def test_an_order_is_shown_though_a_notice_comes_while_the_list_is_read(buying: Buying) -> None:
    first, second = buying.place_order(), buying.place_order()
    orders = buying.screen.orders
    buying.wait(lambda: len(orders.table.shown_rows()) == 2)
    rows = orders.table.shown_rows()
    late = late_answers(orders.desk)
    for order_id in (first, second):
        orders.search.setText("nothing like it")
        late.asked.clear()
        orders.show_later(order_id)
        asked = len(late.asked)
        orders.refresh_now()
        late.answer(0, rows)
        late.answer(asked, rows)
        current = orders.table.current_row()
        assert current is not None
        assert current.id == order_id


def test_an_order_written_late_does_not_take_one_away_from_another(buying: Buying) -> None:
    order_id = buying.place_order()
    buying.screen.receive(order_id)
    buying.screen.new_order.written.emit(order_id)

    assert buying.screen.page is buying.screen.receiving


def test_sections_read_late_open_nothing_for_another_event(buying: Buying) -> None:
    form = buying.screen.new_order
    buying.screen.write_order()
    buying.wait(lambda: form.line_form.event_pick.count() == 1)
    event = form.line_form.event_pick.events[0]
    late = late_answers(form.desk)
    form._new_type(event)
    late.go_on(0)

    assert not form.findChildren(TicketTypeDialog)
