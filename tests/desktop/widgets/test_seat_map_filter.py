"""Selecting by filter: each condition, all of them together, and the dialog that asks for them."""

from collections.abc import Iterable
from decimal import Decimal

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.money import Money
from desktop.widgets.seat_map import SeatMapPanel, SeatStates, SeatStatus
from desktop.widgets.seat_map.filter_dialog import FilterDialog
from desktop.widgets.seat_map.seat_filter import SeatFilter, rows_typed
from tests.desktop.widgets.seat_map_hands import at, click, drag, press, selected
from tests.desktop.widgets.seat_map_house import SEATS, house

K = Qt.Key
STATUS = np.ones(SEATS, np.uint8)
STATUS[:5] = SeatStatus.SOLD
PRICE = np.where(np.arange(SEATS) < 20, 5_000, 3_000).astype(np.int64)
PRICE[50:] = -1
LEVEL = np.where(np.arange(SEATS) < 20, 0, 1).astype(np.int16)
STATES = SeatStates(STATUS, PRICE, LEVEL, ("Front", "Back"), "EUR")


@pytest.mark.parametrize(
    ("wanted", "ranks"),
    [
        (SeatFilter(), range(SEATS)),
        (SeatFilter(statuses=frozenset({SeatStatus.SOLD})), range(5)),
        (SeatFilter(least=4_000), range(20)),
        (SeatFilter(most=4_000), range(20, 50)),
        (SeatFilter(least=3_000, most=3_000, section="Circle"), range(40, 50)),
        (SeatFilter(level="Front"), range(20)),
        (SeatFilter(level="Nowhere"), ()),
        (SeatFilter(section="Circle"), range(40, 56)),
        (SeatFilter(section="Nowhere"), ()),
        (SeatFilter(rows=frozenset({"b"})), [*range(10, 20), *range(48, 56)]),
        (SeatFilter(seat_type=2), [40]),
        (SeatFilter(rows=frozenset({"a"}), statuses=frozenset({1}), level="Front"), range(5, 10)),
    ],
)
def test_filter_means_these_seats(wanted: SeatFilter, ranks: Iterable[int]) -> None:
    assert np.flatnonzero(wanted.mask(house(), STATES, STATUS)).tolist() == list(ranks)


def test_states_without_prices_mean_no_seat_of_a_price() -> None:
    bare = SeatStates(STATUS)

    assert not SeatFilter(least=1).mask(house(), bare, STATUS).any()
    assert not SeatFilter(level="Front").mask(house(), bare, STATUS).any()


def test_rows_are_read_as_people_type_them() -> None:
    assert rows_typed(" A, c;D  12") == {"a", "c", "d", "12"}


@pytest.fixture
def panel(dressed: QApplication, qtbot: QtBot) -> SeatMapPanel:
    assert dressed
    made = SeatMapPanel()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.view.set_plan(house())
    made.view.set_states(STATES)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def dialog(panel: SeatMapPanel) -> FilterDialog:
    press(panel.view, K.Key_F)
    found = panel.findChild(FilterDialog)
    assert found is not None
    return found


def test_dialog_counts_and_selects(panel: SeatMapPanel, dialog: FilterDialog) -> None:
    dialog.statuses[SeatStatus.AVAILABLE].setChecked(True)
    dialog.level.set_value("Front")
    assert dialog.found.text() == "15 seats match"
    QTest.keyClick(dialog, K.Key_Return)

    assert selected(panel.view) == list(range(5, 20))
    assert panel.tools.summary.text() == "15 seats selected, 750.00 EUR"
    assert panel.view.filter is None


def test_dialog_adds_and_keeps(panel: SeatMapPanel, dialog: FilterDialog) -> None:
    panel.view.select_ranks(np.arange(18, 25))
    dialog.rows.setText("b")
    dialog.section.set_value("Stalls")
    dialog.keep()
    assert selected(panel.view) == [18, 19]

    press(panel.view, K.Key_F)
    again = panel.findChildren(FilterDialog)[-1]
    again.section.set_value("Circle")
    again.add()
    assert selected(panel.view) == [18, 19, *range(40, 56)]


def test_dialog_reads_prices(panel: SeatMapPanel, dialog: FilterDialog) -> None:
    dialog.least.set_money(Money(Decimal(20), "EUR"))
    dialog.most.setText("30,00")
    dialog.select()

    assert selected(panel.view) == list(range(20, 50))


def test_price_that_is_none_is_said_in_place(panel: SeatMapPanel, dialog: FilterDialog) -> None:
    dialog.least.setText("a lot")
    dialog.select()

    assert dialog.isVisible()
    assert selected(panel.view) == []
    assert "a lot" in dialog._form.fields[0].problem


def test_till_is_told_how_many_can_be_selected(panel: SeatMapPanel) -> None:
    panel.view.sales_mode = True
    dialog = panel.open_filter()
    dialog.level.set_value("Front")

    assert dialog.found.text() == "20 seats match, 15 can be selected"


def test_shown_alone_other_seats_fade_and_cannot_be_hit(
    panel: SeatMapPanel, dialog: FilterDialog
) -> None:
    dialog.level.set_value("Back")
    dialog.only.setChecked(True)
    dialog.select()
    view = panel.view
    view.clear_selection()
    click(view, 3)
    drag(
        view,
        at(view, 0) - (at(view, 11) - at(view, 0)),
        at(view, 39) + (at(view, 11) - at(view, 0)),
    )

    assert selected(view) == list(range(20, 40))
    assert panel.tools.filter.isChecked()
    opacity = view._scene.drawing.seats._fragments.array[:, 9]
    assert sorted(set(opacity.tolist())) == [0.16, 1.0]

    view.show_only(None)
    click(view, 3)
    assert 3 in selected(view)
    assert not panel.tools.filter.isChecked()
