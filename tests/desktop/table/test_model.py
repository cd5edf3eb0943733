"""The table model answers Qt's questions; the proxy sorts by value and finds words."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from desktop.table import Column, RecordTableModel, number_column, state_column
from desktop.table.model import CHIP_ROLE
from desktop.theme import chip_for


@dataclass(frozen=True, slots=True)
class Seat:
    place: str
    price: int
    state: str


SEATS = [Seat("F 12", 90, "SOLD"), Seat("F 13", 1100, "HELD"), Seat("A 1", 250, "AVAILABLE")]
COLUMNS: list[Column[Seat]] = [
    Column("Seat", lambda seat: seat.place, hint=lambda seat: f"Row {seat.place}"),
    number_column("Price", lambda seat: seat.price),
    state_column("State", lambda seat: seat.state),
]


@pytest.fixture
def model() -> RecordTableModel[Seat]:
    made = RecordTableModel(COLUMNS)
    made.show_rows(SEATS)
    return made


def test_model_keeps_qts_rules(model: RecordTableModel[Seat], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_cell_knows_text_value_chip_and_hint(model: RecordTableModel[Seat]) -> None:
    place, price, state = (model.index(0, column) for column in range(3))

    assert place.data() == "F 12"
    assert place.data(Qt.ItemDataRole.ToolTipRole) == "Row F 12"
    assert price.data() == "90"
    assert state.data(CHIP_ROLE) == chip_for("SOLD")


def test_numbers_stand_right_under_their_title(model: RecordTableModel[Seat]) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

    assert model.index(0, 1).data(role) == right
    assert model.headerData(1, Qt.Orientation.Horizontal, role) == right


def places(model: RecordTableModel[Seat]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_rows_sort_by_value_and_back_to_how_they_came(model: RecordTableModel[Seat]) -> None:
    model.sort(1)
    by_price = places(model)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    dearest = places(model)
    model.sort(-1)

    assert by_price == ["F 12", "A 1", "F 13"]
    assert dearest == by_price[::-1]
    assert places(model) == ["F 12", "F 13", "A 1"]


def test_new_rows_keep_the_order_and_the_search(model: RecordTableModel[Seat]) -> None:
    model.sort(1)
    model.search("f")
    model.show_rows([*SEATS, Seat("F 1", 10, "SOLD")])

    assert places(model) == ["F 1", "F 12", "F 13"]
    assert len(model.rows) == 4


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("", ["F 12", "F 13", "A 1"]), ("f held", ["F 13"]), ("1,1", ["F 13"]), ("gone", [])],
)
def test_search_finds_rows_with_every_word(
    model: RecordTableModel[Seat], wanted: str, found: list[str]
) -> None:
    model.search(wanted)

    assert places(model) == found
