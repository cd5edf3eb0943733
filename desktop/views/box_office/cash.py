"""Cash over the counter: what was given, likely notes as buttons, and what goes back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from core.domain.money import Money
from core.domain.sales.terms import cash_change, suggested_cash
from desktop.controls import Look, button, label, number_label, row
from desktop.forms import Field, MoneyEdit
from desktop.theme import space
from desktop.words import money_text


class GivenEdit(MoneyEdit):
    """The cash that was handed over; ``=`` means exactly what is due."""

    due: Money | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "=" and self.due is not None:
            self.set_money(self.due)
            self.textEdited.emit(self.text())
        else:
            super().keyPressEvent(event)


class CashBox(QWidget):
    """Asks what the customer gave and shows the change while it is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.given = GivenEdit("EUR")
        self._due: Money | None = None
        self._field = Field("Cash given", self.given)
        self._notes = QGridLayout()
        self._notes.setSpacing(space(2))
        self.note_buttons: list[QPushButton] = []
        self._word = label("Change", Look.MUTED)
        self.change = number_label("", Look.TITLE)
        change = row(self._word, gap=2)
        change.addStretch(1)
        change.addWidget(self.change)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        layout.addWidget(self._field)
        layout.addLayout(self._notes)
        layout.addLayout(change)
        layout.addStretch(1)
        self.given.textEdited.connect(lambda _text: self._show_change())

    def ask_for(self, due: Money) -> None:
        """Ask for this much, nothing given yet."""
        self._due = self.given.due = due
        self.given.set_currency(due.currency)
        self.given.set_money(None)
        self._field.clear()
        self._offer(suggested_cash(due))
        self._show_change()

    def give(self, amount: Money) -> None:
        """Take down an amount."""
        self.given.set_money(amount)
        self._field.clear()
        self._show_change()
        self.given.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, as shown."""
        return self._field.problem

    def checked(self) -> Money | None:
        """What was given, if it is enough; says in place what is missing, and then None."""
        given = self.given.money()
        if given is not None and (self._due is None or given >= self._due):
            return given
        if given is not None and self._due is not None:
            self._field.say(f"{money_text(self._due - given)} more is needed.")
        elif self._field.check():
            self._field.say("Type what the customer gave, or = for the exact amount.")
        self.given.setFocus()
        return None

    def _show_change(self) -> None:
        given, due = self.given.money(), self._due
        if given is None or due is None:
            self._word.setText("Change")
            self.change.setText("")
        elif given < due:
            self._word.setText("Still missing")
            self.change.setText(money_text(due - given))
        else:
            self._word.setText("Change")
            self.change.setText(money_text(cash_change(due, given)))

    def _offer(self, amounts: Sequence[Money]) -> None:
        for old in self.note_buttons:
            self._notes.removeWidget(old)
            old.deleteLater()
        self.note_buttons = [self._note(number, amount) for number, amount in enumerate(amounts)]
        for number, made in enumerate(self.note_buttons):
            self._notes.addWidget(made, number // 2, number % 2)

    def _note(self, number: int, amount: Money) -> QPushButton:
        words = "Exact" if number == 0 else amount.text().removesuffix(amount.currency).strip()
        made = button(words, lambda: self.give(amount))
        made.setToolTip(f"Alt+{number + 1}")
        made.setShortcut(f"Alt+{number + 1}")
        made.setAccessibleName(f"{money_text(amount)} given")
        return made
