"""Receiving: the preview says and shows what will be ours, and then it is."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from core.domain.purchasing.states import OrderStatus
from core.services.purchasing import receiving
from core.services.purchasing.previewing import SeatMark
from core.services.work import begin_work
from desktop.widgets.seat_map import SeatStatus
from tests.desktop.counters import CONTROL
from tests.desktop.late_answers import late_answers
from tests.desktop.views.purchasing.conftest import ENTER, Buying

LIST = "Section;Row;Seat\nA;1;1\nA;1;2\nA;1;3"


def test_pasted_list_is_previewed_and_then_ours(buying: Buying) -> None:
    order_id = buying.place_order()
    buying.open_receipt(order_id)
    page = buying.screen.receiving

    page.lists.take(LIST)
    buying.wait(lambda: page.submit.text() == "Receive 3 seats")
    seen = [page.map.view.status(rank) for rank in (0, 2, 3, 20)]
    buying.press(ENTER, how=CONTROL)
    buying.wait(lambda: buying.screen.page is buying.screen.orders)

    order = buying.order(order_id)
    available, covered, outside = (
        SeatStatus.AVAILABLE,
        SeatStatus.RETURNED,
        SeatStatus.NOT_OWNED,
    )
    assert seen == [available, available, covered, outside]
    assert (order.row.status, order.row.received) == (OrderStatus.PARTIALLY_RECEIVED, 3)
    assert [delivery.quantity for delivery in order.deliveries] == [3]


def test_problems_are_listed_by_line_and_nothing_can_be_received(buying: Buying) -> None:
    buying.open_receipt(buying.place_order())
    page = buying.screen.receiving

    page.lists.take("A 1 1\nB 1 1\nnonsense here\nA 1 1")
    buying.wait(lambda: page.lists.problems.count() == 3)

    assert _texts(page.lists.problems) == [
        "Line 3, “nonsense here”: it can't be read as seats or as a block.",
        "Line 4, “A 1 1”: listed before: A 1 1 (line 1).",
        "B 1 1 is not what this line buys.",
    ]
    assert not page.submit.isEnabled()
    assert page.preview is not None
    assert int((page.preview.marks == SeatMark.REFUSED).sum()) == 1


def test_problem_leads_to_its_line(buying: Buying) -> None:
    buying.open_receipt(buying.place_order())
    page = buying.screen.receiving
    page.lists.take("A 1 1\nnonsense here\nA 1 2")
    buying.wait(lambda: page.lists.problems.count() == 1)

    page.lists.problems.setCurrentRow(0)
    page.lists.problems.itemActivated.emit(page.lists.problems.item(0))

    assert page.lists.text.textCursor().selectedText() == "nonsense here"


def test_files_are_read_into_the_list(buying: Buying, tmp_path: Path) -> None:
    buying.open_receipt(buying.place_order())
    page = buying.screen.receiving
    csv, xlsx = tmp_path / "list.csv", tmp_path / "list.xlsx"
    csv.write_text(LIST, "utf-8")
    book = Workbook()
    for row in (["Section", "Row", "Seat"], ["A", 2, 9], ["A", 2, 10]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(xlsx)

    page.open_list(csv)
    buying.wait(lambda: page.submit.text() == "Receive 3 seats")
    page.open_list(xlsx)
    buying.wait(lambda: page.submit.text() == "Receive 2 seats")

    assert page.lists.text.toPlainText() == "Section\tRow\tSeat\nA\t2\t9\nA\t2\t10"


def test_unreadable_file_is_refused_in_place(buying: Buying, tmp_path: Path) -> None:
    buying.open_receipt(buying.place_order())

    buying.screen.receiving.open_list(tmp_path / "gone.csv")
    buying.wait(buying.screen.receiving.banner.isVisible)

    assert buying.screen.receiving.banner.text.startswith("gone.csv can't be read")


def test_seats_that_a_colleague_received_meanwhile_turn_up_as_ours(buying: Buying) -> None:
    mine, theirs = buying.place_order(), buying.place_order()
    buying.open_receipt(mine)
    page = buying.screen.receiving
    page.lists.take("A 1 1")
    buying.wait(page.submit.isEnabled)

    person = buying.seating.person
    with begin_work(person.sessions, person.actor) as work:
        seat = receiving.DeliveredSeat("A", "1", "1")
        line = buying.order(theirs).lines[0].id
        receiving.receive_delivery(
            work, theirs, [receiving.LineDelivery(line, (seat,))], key=person.actor.staff_id
        )
    buying.wait(lambda: not page.submit.isEnabled())

    assert _texts(page.lists.problems) == ["A 1 1 is already ours."]


def test_delivery_whose_answer_was_lost_is_booked_once(
    buying: Buying, monkeypatch: pytest.MonkeyPatch
) -> None:
    order_id = buying.place_order()
    buying.open_receipt(order_id)
    page = buying.screen.receiving
    page.lists.take(LIST)
    buying.wait(page.submit.isEnabled)
    draft = page._draft()
    assert draft is not None
    key = page._attempts.key_for(draft)
    person = buying.seating.person
    with begin_work(person.sessions, person.actor) as work:
        receiving.receive_delivery(work, order_id, draft.lines, key=key)
    outages = []
    buying.seating.workplace.desk.outage.connect(lambda error, _retry: outages.append(error))
    monkeypatch.setattr(page, "_opened", None)  # no second preview: the answer is on its way

    page.receive()
    buying.wait(lambda: buying.screen.page is buying.screen.orders)

    order = buying.order(order_id)
    assert (order.row.received, len(order.deliveries), outages) == (3, 1, [])


def test_finished_order_says_that_nothing_is_to_come(buying: Buying) -> None:
    order_id = buying.place_order(quantity=1)
    buying.open_receipt(order_id)
    page = buying.screen.receiving
    page.lists.take("A 1 1")
    buying.wait(page.submit.isEnabled)
    page.receive()
    buying.wait(lambda: buying.screen.page is buying.screen.orders)

    buying.screen.receive(order_id)
    buying.wait(lambda: page._empty is not None)

    assert not page.submit.isEnabled()
    assert page._order_id == order_id


def test_escape_goes_back_and_keeps_the_list(buying: Buying) -> None:
    order_id = buying.place_order()
    buying.open_receipt(order_id)
    page = buying.screen.receiving
    page.lists.take(LIST)

    buying.press(Qt.Key.Key_Escape)
    buying.wait(lambda: buying.screen.page is buying.screen.orders)
    buying.screen.receive(order_id)
    buying.wait(page.submit.isEnabled)

    assert page.lists.text.toPlainText() == LIST


def _texts(shown: QListWidget) -> list[str]:
    return [shown.item(at).text() for at in range(shown.count())]


def test_a_list_goes_to_the_order_and_the_line_it_was_opened_for(
    buying: Buying, tmp_path: Path
) -> None:
    first, second = buying.place_order(), buying.place_order()
    buying.open_receipt(first)
    page, file = buying.screen.receiving, tmp_path / "list.csv"
    file.write_text(LIST)
    late = late_answers(page.desk)
    page.open_list(file)
    page.open(second)
    late.go_on(0)

    assert page.lists.text.toPlainText() == ""


def test_what_was_listed_for_another_order_is_not_previewed(buying: Buying) -> None:
    first, second = buying.place_order(), buying.place_order()
    buying.open_receipt(first)
    page = buying.screen.receiving
    late = late_answers(page.desk)
    page.lists.take(LIST)
    page.open(second)
    late.go_on(0)

    assert (page.preview, page.submit.isEnabled()) == (None, False)


def test_a_delivery_booked_late_leaves_the_next_receipt_alone(buying: Buying) -> None:
    first, second = buying.place_order(), buying.place_order()
    buying.open_receipt(first)
    page = buying.screen.receiving
    page.lists.take(LIST)
    buying.wait(page.submit.isEnabled)
    late = late_answers(page.desk)
    page.receive()
    page.receive()
    once = len(late.asked)
    page._preview()  # as a notice of it does
    late.go_on(1)
    enabled = page.submit.isEnabled()
    page.open(second)
    page.reference.setText("DN-2")
    late.go_on(0)

    assert (once, enabled) == (1, False)
    assert (buying.screen.page, page.reference.text()) == (page, "DN-2")
    assert buying.screen.orders.banner.text.startswith("3 seats of ")
