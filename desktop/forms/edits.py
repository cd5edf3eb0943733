"""The editors of forms: money, quantities, dates, choices, passwords."""

from collections.abc import Sequence
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from core.domain.errors import Refusal
from core.domain.money import Money
from desktop.controls import Look, icon_button, label, row, wear_icon
from desktop.forms.amounts import NotUnderstood, read_amount
from desktop.forms.units import UnitEdit
from desktop.theme import font, space
from desktop.words import MINUS

V = TypeVar("V")
MOST = 1_000_000
CALENDAR = (300, 260)
LEAST_PICK = 40
"""Units of space that a choice keeps where there is no room; then its text is cut."""


class MoneyEdit(UnitEdit):
    """An amount with its currency standing in the field; read it with ``money``."""

    def __init__(self, currency: str, amount: Money | None = None) -> None:
        super().__init__(currency)
        self._currency = currency
        self.editingFinished.connect(self._tidy)
        self.set_money(amount)

    @property
    def currency(self) -> str:
        return self._currency

    def set_currency(self, currency: str) -> None:
        """Ask for an amount in another currency from now on."""
        self._currency = currency
        self.set_unit(currency)

    def set_money(self, amount: Money | None) -> None:
        """Show an amount; None empties the field."""
        text = "" if amount is None else amount.text().removesuffix(amount.currency).strip()
        self.setText(text.replace("-", MINUS))

    def money(self) -> Money | None:
        """What was typed; None if nothing, or what is no amount: ``problem`` says why."""
        return None if self.problem() else self._read()

    def problem(self) -> str:
        """Why what was typed is no amount; nothing if it is one or the field is empty."""
        try:
            self._read()
        except (NotUnderstood, Refusal) as wrong:
            return str(wrong)
        return ""

    def _read(self) -> Money | None:
        typed = self.text().strip()
        return read_amount(typed, self._currency) if typed else None

    def _tidy(self) -> None:
        if not self.problem():
            self.set_money(self.money())


def inset(field: QAbstractSpinBox) -> None:
    """Keep the text off the border, as in every other field: Qt knows no padding for numbers."""
    field.lineEdit().setTextMargins(space(2), 0, space(1), 0)


class QuantityEdit(QSpinBox):
    """A whole number with its unit; the wheel only counts while the field has the focus."""

    def __init__(
        self, quantity: int = 0, *, least: int = 0, most: int = MOST, unit: str = ""
    ) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setValue(quantity)
        self.setGroupSeparatorShown(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(font())
        inset(self)
        if unit:
            self.setSuffix(f" {unit}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


STEPS = {"d": (1, "day"), "w": (7, "day"), "m": (1, "month"), "y": (1, "year")}


class DateEdit(QDateEdit):
    """A day. ``d w m y`` go forward by a day, week, month, year, capitals back, ``=`` is today."""

    def __init__(self, day: date, *, today: date) -> None:
        super().__init__()
        self._today = today
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setCalendarPopup(True)
        self._set_up_calendar()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_day(day)

    def day(self) -> date:
        """The day that the field shows."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show a day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed == "=":
            self.set_day(self._today)
        elif typed.lower() in STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(typed)
        else:
            super().keyPressEvent(event)

    def _set_up_calendar(self) -> None:
        calendar = self.calendarWidget()
        calendar.setMinimumSize(*CALENDAR)
        calendar.setVerticalHeaderFormat(calendar.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())  # no red without a meaning

    def _step(self, typed: str) -> None:
        number, unit = STEPS[typed.lower()]
        by = number if typed.islower() else -number
        moves = {
            "day": self.date().addDays,
            "month": self.date().addMonths,
            "year": self.date().addYears,
        }
        self.setDate(moves[unit](by))


class Pick(QComboBox, Generic[V]):
    """One of a few values; typing jumps to it."""

    picked = Signal(object)

    def __init__(self, choices: Sequence[tuple[str, V]] = ()) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[V] = []
        self.offer(choices)
        self.activated.connect(lambda number: self.picked.emit(self._values[number]))

    def offer(self, choices: Sequence[tuple[str, V]]) -> None:
        """Replace the choices; the value picked stays picked if it is still there."""
        kept = self.value()
        self.clear()
        self._values = [value for _, value in choices]
        self.addItems([text for text, _ in choices])
        if kept in self._values:
            self.set_value(kept)

    def value(self) -> V | None:
        """The value picked, None if there are no choices."""
        number = self.currentIndex()
        return self._values[number] if 0 <= number < len(self._values) else None

    def set_value(self, value: V | None) -> None:
        """Pick a value; one that is not offered picks nothing."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a list that is scrolled past must not change its fields

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(min(least.width(), space(LEAST_PICK)), least.height())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """A text that is too long ends in an ellipsis; Qt alone would cut through a letter."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        kind = QStyle.ComplexControl.CC_ComboBox
        room = self.style().subControlRect(kind, option, part, self).width()
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + space(1)
        elided = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, max(room, 0)
        )
        option.currentText = elided


class PasswordEdit(QWidget):
    """A password with an eye to look at it and a word when caps lock seems to be on."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.line = _PasswordLine()
        self.line.setAccessibleName("Password")
        self.line.returnPressed.connect(self.submitted)
        self.hint: QLabel = self.line.hint
        self._eye = icon_button("eye", "Show the password", self._toggle)
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = row(self.line, self._eye, gap=1)
        self.setLayout(layout)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """The password as typed."""
        return self.line.text()

    def setText(self, text: str) -> None:
        self.line.setText(text)

    def _toggle(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        modes = QLineEdit.EchoMode
        self.line.setEchoMode(modes.Normal if hidden else modes.Password)
        wear_icon(self._eye, "eye-off" if hidden else "eye", "muted")


class _PasswordLine(QLineEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.hint = label("Caps lock is on", Look.SMALL)
        self.hint.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt can't ask for the lock itself; a capital without shift gives it away.
        typed = event.text()
        if typed.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.hint.setVisible(typed.isupper() != shift)
        super().keyPressEvent(event)
