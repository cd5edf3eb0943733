"""Receipts of an order's deliveries on paper, by keyboard and button."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt

from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, receive_delivery
from core.services.work import begin_work, new_key
from tests.desktop.counters import CONTROL
from tests.desktop.views.purchasing.conftest import Buying

K = Qt.Key


@pytest.fixture
def numbers(buying: Buying) -> list[str]:
    """The receipts of the selected order: two deliveries of two seats each."""
    order_id = buying.place_order(4)
    _deliver(buying, "1", "2")
    _deliver(buying, "3", "4")
    orders = buying.screen.orders
    buying.screen.open_record(order_id)
    buying.wait(lambda: orders.panel is not None and len(orders.panel.prints) == 2)
    return [delivery.number for delivery in buying.order(order_id).deliveries]


def test_the_latest_receipt_is_printed_by_its_key(buying: Buying, numbers: list[str]) -> None:
    buying.press(K.Key_P, how=CONTROL)
    buying.wait(lambda: bool(buying.seating.shown))

    (file,) = buying.seating.shown
    assert file.name == f"{numbers[1]} receipt.pdf"
    words = PdfReader(file).pages[0].extract_text()
    for expected in (numbers[1], "Seats 3–4", "60.00 EUR"):
        assert expected in words
    assert buying.screen.orders.banner.text == f"{numbers[1]} is ready."


def test_each_delivery_has_its_button(buying: Buying, numbers: list[str]) -> None:
    panel = buying.screen.orders.panel
    assert panel is not None
    buying.tab_to(panel.prints[0])
    buying.press(K.Key_Space)
    buying.wait(lambda: bool(buying.seating.shown))

    assert [file.name for file in buying.seating.shown] == [f"{numbers[0]} receipt.pdf"]


def test_a_folder_that_cannot_be_written_is_told(buying: Buying, numbers: list[str]) -> None:
    papers: Path = buying.seating.workplace.papers
    papers.touch()

    buying.press(K.Key_P, how=CONTROL)
    banner = buying.screen.orders.banner
    buying.wait(lambda: "could not be written" in banner.text)

    assert f"{numbers[1]} receipt.pdf" in banner.text
    assert buying.seating.shown == []


def test_an_order_without_deliveries_has_no_receipt(buying: Buying) -> None:
    orders = buying.screen.orders
    buying.screen.open_record(buying.place_order(4))
    buying.wait(lambda: orders.panel is not None)

    buying.press(K.Key_P, how=CONTROL)

    assert orders.panel is not None
    assert orders.panel.prints == []
    assert buying.seating.shown == []


def _deliver(buying: Buying, *numbers: str) -> None:
    person = buying.seating.person
    (order,) = buying.orders()
    (line,) = buying.order(order.id).lines
    seats = tuple(DeliveredSeat("A", "1", number) for number in numbers)
    with begin_work(person.sessions, person.actor) as work:
        receive_delivery(work, order.id, [LineDelivery(line.id, seats)], key=new_key())
