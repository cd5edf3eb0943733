"""The one shape of every screen."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from core.domain.errors import Refusal
from desktop.desk import Desk, Operation
from desktop.feedback import Empty
from desktop.forms import Pick
from desktop.views.page import Page


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    made = Page(desk, "Bookings")
    qtbot.addWidget(made)
    made.set_hero(QTableWidget())
    made.show()
    return made


def texts(page: Page) -> list[str]:
    shown = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return [text for text in shown if text]


def test_actions_can_be_clicked_and_are_listed_as_keys(page: Page, qtbot: QtBot) -> None:
    clicks: list[str] = []
    export = page.add_action("Export", lambda: clicks.append("export"))
    sell = page.main_action("Sell", lambda: clicks.append("sell"), shortcut="Ctrl+N")
    for button in (export, sell):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert clicks == ["export", "sell"]
    assert page.keys == [("Ctrl+N", "Sell")]


def test_screen_readers_hear_what_the_hero_is(page: Page) -> None:
    named = QTableWidget()
    named.setAccessibleName("Seats of the house")
    page.set_hero(named)

    assert {one.accessibleName() for one in page.findChildren(QTableWidget)} == {
        "Bookings",
        "Seats of the house",
    }


def test_totals_replace_each_other(page: Page, qtbot: QtBot) -> None:
    page.show_totals([("Seats", "4"), ("Total", "20.00 EUR")])
    page.show_totals([("Seats", "5")])

    qtbot.waitUntil(lambda: sorted(texts(page)) == ["5", "Bookings", "Seats"])


def test_empty_state_offers_the_next_step(page: Page, qtbot: QtBot) -> None:
    steps: list[str] = []
    page.show_empty(Empty("ticket", "Nothing yet", "Sell one.", "Sell", lambda: steps.append("x")))
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "Sell")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    page.show_hero()

    assert steps == ["x"]
    table = page.findChild(QTableWidget)
    assert table is not None
    assert table.isVisible()


def test_refusal_is_shown_on_the_page_that_asked(page: Page, desk: Desk) -> None:
    def work(_: object) -> None:
        raise Refusal("Seat 12 is sold.")

    desk.start(page, Operation(work, said=str))

    assert page.banner.text == "Seat 12 is sold."
    assert page.banner.isVisible()


@pytest.mark.parametrize("leave", [lambda page: page.set_panel(QLabel("Paid")), Page.hide_panel])
def test_keys_go_back_to_the_hero_when_the_panel_is_gone(
    page: Page, qtbot: QtBot, leave: Callable[[Page], None]
) -> None:
    step = QPushButton("Take payment")
    page.set_panel(step)
    with qtbot.waitActive(page):
        page.activateWindow()
    step.setFocus()
    assert QApplication.focusWidget() is step

    leave(page)

    assert isinstance(QApplication.focusWidget(), QTableWidget)


def test_side_panel_opens_and_closes(page: Page) -> None:
    inside = QLabel("Ada")
    page.set_panel(inside, title="B-1", shown=False)
    page.show_panel("B-2")
    opened = inside.isVisible()
    page.hide_panel()

    assert (opened, inside.isVisible()) == (True, False)


def test_search_field_narrows_while_typing(page: Page, qtbot: QtBot) -> None:
    typed: list[str] = []
    field = page.add_search("Search", typed.append)

    qtbot.keyClicks(field, "ad")

    assert typed == ["a", "ad"]


@pytest.mark.parametrize("width", [480, 700, 1200])
def test_head_and_filters_never_lie_over_each_other(page: Page, qtbot: QtBot, width: int) -> None:
    page.set_title("Bookings", "of an event with quite a long name, from somebody with another")
    page.set_panel(QLabel("B-2026-00042"), title="B-2026-00042")
    bar = [page.add_action(f"Do what number {number} does…", print) for number in range(4)]
    fields: list[QWidget] = [page.add_search("Number, customer or event", print)]
    fields += [Pick([("Whatever has been sold at the counter", each)]) for each in range(3)]
    for field in fields[1:]:
        page.add_filter(field)
    page.resize(width, 680)
    hero = page._hero

    def in_order() -> bool:
        places = [QRect(each.mapTo(page, QPoint(0, 0)), each.size()) for each in (*bar, *fields)]
        edge, top = hero.mapTo(page, QPoint(hero.width(), 0)).toTuple()
        apart = not any(one.intersects(other) for one, other in combinations(places, 2))
        return apart and all(each.right() < edge and each.bottom() < top for each in places)

    qtbot.waitUntil(in_order)
