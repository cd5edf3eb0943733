"""The clerk's drawer: whether it is open, opening it with a float, counting it at the end."""

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from core.domain.money import Money
from core.services.payments.till import TillRow, open_till_of
from desktop.attempts import Attempts
from desktop.controls import IconLabel, Kind, Look, button, frame, label, number_label, row
from desktop.desk import Desk, Query
from desktop.dialogs import Dialog, may_open
from desktop.forms import Field, Form, MoneyEdit
from desktop.operations.sales import close_drawer, open_drawer
from desktop.theme import Tone, space
from desktop.views.page import Page
from desktop.widgets.elided import ElidedLabel
from desktop.words import count, money_text
from desktop.workplace import Workplace

DRAWER = "drawer"
"""Preference: the drawer that was opened last on this computer."""
Then = Callable[[TillRow], Any]


class TillLine(QWidget):
    """In the head of the screen: the drawer's state and its one action (F11)."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("till")
        self.words = ElidedLabel("", Look.MUTED)
        self.words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.act = button("Open the till", self.asked.emit)
        self.act.setToolTip("F11")
        self.setLayout(row(self._icon, self.words, self.act, gap=2))
        self.show_till(None)

    def show_till(self, till: TillRow | None, zone: tzinfo | None = None) -> None:
        """Show an open drawer by clocks of this zone, or that there is none."""
        if till is None:
            self._icon.show_icon("till", Tone.WARNING)
            self.words.setText("No open till")
            self.act.setText("Open the till")
        else:
            self._icon.show_icon("till", Tone.GOOD)
            since = till.opened_at.astimezone(zone)
            self.words.setText(f"{till.drawer}, {count(till.sales, 'sale')} since {since:%H:%M}")
            self.act.setText("Close the till")


class OpenTill(Dialog):
    """Asks for the drawer and the counted float."""

    def __init__(self, workplace: Workplace, then: Then, *, parent: QWidget | None = None) -> None:
        super().__init__("Open the till", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workplace, self._then, self._attempts = workplace, then, Attempts()
        self.drawer = QLineEdit(workplace.preferences.get(DRAWER, "Till 1"))
        self.counted = MoneyEdit(workplace.agency.currency)
        self.form = Form()
        self.form.add_row(Field("Drawer", self.drawer, required=True))
        hint = "Count what is in the drawer now."
        self.form.add_row(Field("Float", self.counted, required=True, hint=hint))
        self.content.addWidget(self.form)
        self.add_button("Not now", self.reject)
        self.submit = self.add_button("Open the till", self.start, kind=Kind.PRIMARY)
        self.counted.setFocus()

    def start(self) -> None:
        """Open it, if the fields say how."""
        if not self.form.check():
            return
        counted = self.counted.money()
        if counted is None:
            return
        drawer = self.drawer.text().strip()
        key = self._attempts.key_for(drawer, counted)
        operation = open_drawer(drawer, counted, key=key)
        self._workplace.desk.start(self, operation, self._opened, pressed=self.submit)

    def _opened(self, till: TillRow) -> None:
        self._workplace.preferences.keep(DRAWER, till.drawer)
        self._then(till)
        self.accept()


class CloseTill(Dialog):
    """Asks what was counted, shows the difference, and wants a note about one."""

    def __init__(
        self, desk: Desk, till: TillRow, then: Then, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Close {till.drawer}", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._till, self._then, self._attempts = desk, till, then, Attempts()
        self.counted = MoneyEdit(till.expected.currency)
        self.note = QLineEdit()
        self.difference = number_label("", Look.TITLE)
        self._note_field = Field("Why is it off?", self.note, check=self._note_missing)
        self.form = Form()
        self.form.add_row(Field("Cash counted", self.counted, required=True))
        self.form.add_row(self._note_field)
        self.content.addLayout(self._sums())
        self.content.addWidget(frame("line"))
        self.content.addWidget(self.form)
        off = row(label("Difference", Look.MUTED))
        off.addStretch(1)
        off.addWidget(self.difference)
        self.content.addLayout(off)
        self.counted.textEdited.connect(lambda _text: self._show_difference())
        self.add_button("Keep it open", self.reject)
        self.submit = self.add_button("Close the till", self.start, kind=Kind.PRIMARY)
        self._note_field.hide()
        self.counted.setFocus()

    def start(self) -> None:
        """Close it, if the count is there, and a note where it is off."""
        counted = self.counted.money()
        if not self.form.check() or counted is None:
            return
        note = self.note.text().strip()
        key = self._attempts.key_for(counted, note)
        operation = close_drawer(self._till.id, counted, note, key=key)
        self._desk.start(self, operation, self._closed, pressed=self.submit)

    def _closed(self, till: TillRow) -> None:
        self._then(till)
        self.accept()

    def _off(self) -> Money | None:
        counted = self.counted.money()
        return None if counted is None else counted - self._till.expected

    def _note_missing(self) -> str:
        off = self._off()
        missing = bool(off) and not self.note.text().strip()
        return "Write down why the count is off." if missing else ""

    def _show_difference(self) -> None:
        off = self._off()
        self.difference.setText("" if off is None else money_text(off))
        self._note_field.setVisible(bool(off))

    def _sums(self) -> QGridLayout:
        till = self._till
        grid = QGridLayout()
        grid.setVerticalSpacing(space(1))
        lines = (
            ("Float", till.opening_float),
            ("Cash taken", till.cash_in),
            ("Cash paid out", -till.cash_out),
            ("Must be in the drawer", till.expected),
        )
        for at, (what, much) in enumerate(lines):
            look = Look.STRONG if what == lines[-1][0] else Look.BODY
            grid.addWidget(label(what, look), at, 0)
            grid.addWidget(number_label(money_text(much), look), at, 1)
        cards = number_label(money_text(till.card_takings), Look.MUTED)
        grid.addWidget(label("By card, on the terminal", Look.MUTED), len(lines), 0)
        grid.addWidget(cards, len(lines), 1)
        return grid


class TillDesk(QObject):
    """Knows the clerk's open drawer; opens it, and counts it at the end (F11)."""

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page)
        self._page, self._workplace = page, workplace
        self.till: TillRow | None = None
        self.line = TillLine()
        self.line.asked.connect(self.open_or_close)

    def refresh(self) -> None:
        """Read how the drawer stands."""
        self._page.ask(self._own_till(), self._show, part="till")

    def open_or_close(self) -> None:
        """Open a till, or count the open one, as it stands at this moment."""
        self._page.ask(self._own_till(), self._ask_clerk, part="count")

    def _own_till(self) -> Query[TillRow | None]:
        staff_id = self._workplace.actor.staff_id
        return lambda session: open_till_of(session, staff_id)

    def _ask_clerk(self, till: TillRow | None) -> None:
        self._show(till)
        desk = self._workplace.desk
        if not may_open(self._page):
            return
        if till is None:
            OpenTill(self._workplace, self._learn, parent=self._page).open()
        else:
            CloseTill(desk, till, lambda _closed: self._learn(None), parent=self._page).open()

    def _learn(self, till: TillRow | None) -> None:
        """What was just done is newer than what is being read."""
        self._page.drop("till")
        self._show(till)

    def _show(self, till: TillRow | None) -> None:
        self.till = till
        self.line.show_till(till, self._workplace.now().tzinfo)
