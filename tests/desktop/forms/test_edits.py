"""The editors of forms, by keyboard."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from core.domain.money import Money
from desktop.forms import DateEdit, EmailEdit, Field, MoneyEdit, PasswordEdit, Pick, QuantityEdit

pytestmark = pytest.mark.usefixtures("dressed")
DAY = date(2026, 11, 22)


def test_money_is_tidied_when_the_field_is_left(qtbot: QtBot) -> None:
    edit = MoneyEdit("EUR")
    qtbot.addWidget(edit)

    qtbot.keyClicks(edit, "1234,5")
    qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert edit.text() == "1,234.50"
    assert edit.money() == Money(Decimal("1234.50"), "EUR")


def test_empty_money_is_none_and_no_problem(qtbot: QtBot) -> None:
    edit = MoneyEdit("EUR")
    qtbot.addWidget(edit)

    assert (edit.money(), edit.problem()) == (None, "")


@pytest.mark.parametrize(
    ("typed", "good"),
    [
        ("", True),
        (" ines.kurt+2@mail.example.org ", True),
        ("zoë@bücher.example", True),
        ("ines@", False),
        ("ines@example", False),
        ("ines@example..org", False),
        ("ines kurt@example.org", False),
        ("ines@kurt@example.org", False),
    ],
)
def test_email_address_is_wrong_only_where_it_can_be_none(
    qtbot: QtBot, typed: str, *, good: bool
) -> None:
    edit = EmailEdit()
    field = Field("E-mail", edit)
    qtbot.addWidget(field)
    edit.setText(typed)

    assert field.check() is good


@pytest.mark.parametrize("typed", ["12x", "1.2345"])
def test_wrong_money_is_a_problem_and_stays_as_typed(qtbot: QtBot, typed: str) -> None:
    edit = MoneyEdit("EUR")
    qtbot.addWidget(edit)
    edit.setText(typed)

    qtbot.keyClick(edit, Qt.Key.Key_Return)

    assert edit.text() == typed
    assert edit.money() is None
    assert typed in edit.problem()


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("d", date(2026, 11, 23)),
        ("D", date(2026, 11, 21)),
        ("w", date(2026, 11, 29)),
        ("W", date(2026, 11, 15)),
        ("m", date(2026, 12, 22)),
        ("M", date(2026, 10, 22)),
        ("y", date(2027, 11, 22)),
        ("yY", DAY),
        ("ymd=", DAY),
    ],
)
def test_date_moves_by_letters(qtbot: QtBot, keys: str, day: date) -> None:
    edit = DateEdit(DAY, today=DAY)
    qtbot.addWidget(edit)

    qtbot.keyClicks(edit, keys)

    assert edit.day() == day


def test_quantity_keeps_its_limits_and_shows_its_unit(qtbot: QtBot) -> None:
    edit = QuantityEdit(2400, least=1, most=5000, unit="seats")
    qtbot.addWidget(edit)

    edit.setValue(9000)

    assert edit.value() == 5000
    assert edit.text().endswith(" seats")


def test_pick_keeps_its_value_when_it_is_offered_again(qtbot: QtBot) -> None:
    pick: Pick[int] = Pick([("At once", 0), ("30 days", 30)])
    qtbot.addWidget(pick)
    pick.set_value(30)

    pick.offer([("30 days", 30), ("60 days", 60)])
    kept = pick.value()
    pick.offer([])

    assert (kept, pick.value()) == (30, None)


def test_picking_by_keyboard_tells_the_value(qtbot: QtBot) -> None:
    pick: Pick[int] = Pick([("At once", 0), ("30 days", 30)])
    qtbot.addWidget(pick)

    with qtbot.waitSignal(pick.picked) as told:
        qtbot.keyClick(pick, Qt.Key.Key_Down)

    assert told.args == [30]


def test_password_is_hidden_until_looked_at(qtbot: QtBot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    modes = QLineEdit.EchoMode
    before = edit.line.echoMode()

    edit._toggle()

    assert (before, edit.line.echoMode()) == (modes.Password, modes.Normal)


@pytest.mark.parametrize(
    ("key", "shift", "warned"),
    [("A", False, True), ("A", True, False), ("a", False, False), ("a", True, True)],
)
def test_caps_lock_is_noticed(qtbot: QtBot, *, key: str, shift: bool, warned: bool) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    modifiers = Qt.KeyboardModifier

    qtbot.keyClick(edit.line, key, modifiers.ShiftModifier if shift else modifiers.NoModifier)

    assert edit.hint.isHidden() is not warned


def test_a_choice_that_is_too_long_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    long = "The second balcony on the left, above the organ"
    pick = Pick(((long, 1), ("Stalls", 2)))
    qtbot.addWidget(pick)
    pick.resize(140, 32)
    shown = QStyleOptionComboBox()

    pick.initStyleOption(shown)
    assert shown.currentText.endswith("…")
    assert long.startswith(shown.currentText[:-1])
    assert pick.currentText() == long
    pick.set_value(2)
    pick.initStyleOption(shown)
    assert shown.currentText == "Stalls"
