"""The table model answers Qt's questions; the proxy sorts by value and finds words."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from desktop.table import Column, RecordSort, RecordTableModel, number_column, state_column
from desktop.table.model import CHIP_ROLE, SORT_ROLE
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


@pytest.fixture
def order(model: RecordTableModel[Seat]) -> RecordSort:
    made = RecordSort()
    made.setSourceModel(model)
    return made


def test_model_keeps_qts_rules(model: RecordTableModel[Seat], qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_cell_knows_text_value_chip_and_hint(model: RecordTableModel[Seat]) -> None:
    place, price, state = (model.index(0, column) for column in range(3))

    assert place.data() == "F 12"
    assert place.data(Qt.ItemDataRole.ToolTipRole) == "Row F 12"
    assert price.data(SORT_ROLE) == 90
    assert state.data(CHIP_ROLE) == chip_for("SOLD")


def test_numbers_stand_right_under_their_title(model: RecordTableModel[Seat]) -> None:
    role = Qt.ItemDataRole.TextAlignmentRole
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

    assert model.index(0, 1).data(role) == right
    assert model.headerData(1, Qt.Orientation.Horizontal, role) == right


def test_rows_sort_by_value_not_by_text(order: RecordSort) -> None:
    order.sort(1)

    assert [order.index(row, 1).data() for row in range(3)] == ["90", "250", "1,100"]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [("", ["F 12", "F 13", "A 1"]), ("f held", ["F 13"]), ("1,1", ["F 13"]), ("gone", [])],
)
def test_search_finds_rows_with_every_word(
    order: RecordSort, wanted: str, places: list[str]
) -> None:
    order.search(wanted)

    assert [order.index(row, 0).data() for row in range(order.rowCount())] == places
