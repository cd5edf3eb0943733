"""The table: selection outlives a reload, columns are remembered, everything by keyboard."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.preferences import Preferences
from desktop.table import Column, RecordTable, number_column, state_column

pytestmark = pytest.mark.usefixtures("dressed")


@dataclass(frozen=True, slots=True)
class Seat:
    place: str
    price: int
    state: str = "SOLD"


SEATS = [Seat("F 12", 90), Seat("F 13", 1100), Seat("A 1", 250)]
COLUMNS: list[Column[Seat]] = [
    Column("Seat", lambda seat: seat.place, stretch=True),
    number_column("Price", lambda seat: seat.price),
    state_column("State", lambda seat: seat.state),
]


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    return Preferences("mara", kept)


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable[Seat]:
    made = RecordTable(COLUMNS, key=lambda seat: seat.place, parent=None)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.show_rows(SEATS)
    return made


def test_selection_outlives_a_reload(table: RecordTable[Seat]) -> None:
    table.select_key("F 13")

    table.show_rows([Seat("Z 1", 1), Seat("F 13", 1200, "HELD")])

    assert table.current_row() == Seat("F 13", 1200, "HELD")
    assert table.selected_rows() == [Seat("F 13", 1200, "HELD")]


def test_selecting_a_row_lets_go_of_the_one_before(table: RecordTable[Seat]) -> None:
    table.select_key("F 13")
    table.select_key("A 1")

    assert table.selected_rows() == [SEATS[2]]


def test_selection_is_told_and_enter_opens(table: RecordTable[Seat], qtbot: QtBot) -> None:
    selected, opened = list[Seat | None](), list[Seat]()
    table.selectRow(0)
    table.selected.connect(selected.append)
    table.opened.connect(opened.append)

    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)

    assert selected == [SEATS[1]]
    assert opened == [SEATS[1]]


def test_typing_jumps_to_a_row(table: RecordTable[Seat], qtbot: QtBot) -> None:
    table.setFocus()
    qtbot.keyClicks(table, "A")

    assert table.current_row() == SEATS[2]


def test_a_search_that_finds_nothing_may_become_narrower(table: RecordTable[Seat]) -> None:
    table.search("no such seat")
    table.resize(400, 300)

    assert table.shown_rows() == []


def test_search_narrows_and_keeps_the_order(table: RecordTable[Seat]) -> None:
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    table.search("f")

    assert table.shown_rows() == [SEATS[1], SEATS[0]]


def test_copy_takes_shown_columns_with_their_titles(table: RecordTable[Seat]) -> None:
    table.column_menu().actions()[2].setChecked(False)
    table.selectRow(1)

    table.copy()

    assert QGuiApplication.clipboard().text() == "Seat\tPrice\nF 13\t1,100"


def test_columns_fill_the_table(table: RecordTable[Seat]) -> None:
    assert sum(table.columnWidth(at) for at in range(3)) == table.viewport().width()


def test_empty_table_has_its_columns_laid_out(qtbot: QtBot) -> None:
    made = RecordTable(COLUMNS)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()

    assert sum(made.columnWidth(at) for at in range(3)) == made.viewport().width()


def test_choice_of_columns_is_remembered_per_person(qtbot: QtBot, preferences: Preferences) -> None:
    def open_table() -> RecordTable[Seat]:
        made = RecordTable(COLUMNS, preferences=preferences, name="seats")
        qtbot.addWidget(made)
        return made

    open_table().column_menu().actions()[1].setChecked(False)

    assert [open_table().isColumnHidden(at) for at in range(3)] == [False, True, False]


def test_column_without_room_is_left_out_and_comes_back(
    qtbot: QtBot, preferences: Preferences
) -> None:
    columns = [
        Column[Seat]("Seat", lambda seat: seat.place, strong=True, width=200),
        Column[Seat]("Remark", lambda _seat: "As long as it can be", width=300, spare=1),
        number_column("Price", lambda seat: seat.price),
    ]

    def open_table(width: int) -> RecordTable[Seat]:
        made = RecordTable(columns, preferences=preferences, name="remarks")
        qtbot.addWidget(made)
        made.resize(width, 300)
        made.show()
        made.show_rows(SEATS)
        return made

    narrow = open_table(400)
    gone = narrow.isColumnHidden(1)
    offered = narrow.column_menu().actions()[1].isChecked()
    narrow.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    narrow.resize(1500, 300)
    wide = open_table(1500)

    assert (gone, offered) == (True, True)
    assert not narrow.isColumnHidden(1)
    assert not wide.isColumnHidden(1)


def test_table_that_was_sorted_once_still_fits_its_window(
    qtbot: QtBot, preferences: Preferences
) -> None:
    for width in (900, 400):
        made = RecordTable(COLUMNS, preferences=preferences, name="seats")
        qtbot.addWidget(made)
        made.resize(width, 300)
        made.show()
        made.show_rows(SEATS)
        made.sortByColumn(1, Qt.SortOrder.DescendingOrder)

    assert sum(made.columnWidth(at) for at in range(3)) == made.viewport().width()
    assert made.horizontalHeader().sortIndicatorSection() == 1


def test_row_that_has_the_keys_is_selected(table: RecordTable[Seat], qtbot: QtBot) -> None:
    table.activateWindow()
    table.setFocus()

    qtbot.waitUntil(lambda: table.selected_rows() == [SEATS[0]])


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_columns_are_chosen_by_the_menu_key_too(table: RecordTable[Seat]) -> None:
    at = table.rect().center()
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, table.mapToGlobal(at))
    QApplication.sendEvent(table, by_key)

    (menu,) = table.findChildren(QMenu)
    assert menu.isVisible()
    assert [action.text() for action in menu.actions()] == ["Seat", "Price", "State"]
    menu.close()


def test_first_column_always_stays(table: RecordTable[Seat]) -> None:
    assert not table.column_menu().actions()[0].isEnabled()


def test_table_of_many_rows_is_painted(table: RecordTable[Seat]) -> None:
    table.show_rows([Seat(f"F {number}", number, "AVAILABLE") for number in range(500)])

    assert not table.grab().isNull()
