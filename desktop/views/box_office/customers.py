"""Who buys (F4): a walk-up, somebody known, or somebody new with as little as a name."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from core.services.sales.customers import CustomerDraft, CustomerRow, find_customers
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, button, label, row
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.forms import EmailEdit, Field, Form
from desktop.latest import Latest
from desktop.operations.sales import new_customer
from desktop.table import Column, RecordTable, SearchLine
from desktop.theme import space
from desktop.words import with_key

PAUSE_MS = 200
COLUMNS: list[Column[CustomerRow]] = [
    Column("Name", lambda customer: customer.name, stretch=True, strong=True),
    Column("E-mail", lambda customer: customer.email, muted=True),
    Column("Phone", lambda customer: customer.phone, muted=True),
]
HEIGHT = 280

Chosen = Callable[[CustomerRow | None], Any]


class ChooseCustomer(Dialog):
    """Search as one types; Enter takes the marked one."""

    def __init__(self, desk: Desk, chosen: Chosen, *, parent: QWidget | None = None) -> None:
        super().__init__("Who buys?", parent=parent)
        self._desk, self._chosen = desk, chosen
        self._attempts, self._latest = Attempts(), Latest()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(space(190))
        self.found = RecordTable(COLUMNS, key=lambda customer: customer.id)
        self.search = SearchLine(self.found)
        self.search.setPlaceholderText("Name, e-mail or phone")
        self.search.setAccessibleName("Find a customer")
        self.found.setMinimumHeight(HEIGHT)
        self.found.opened.connect(self._take)
        self._none = label("", Look.MUTED)
        self.form = self._make_form()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.entered.connect(self._submit)
        words = with_key("New customer", "F3")
        self._new = button(words, self._begin_new, icon="plus", kind=Kind.QUIET)
        for widget in (self.search, self._none, self.found, self.form):
            self.content.addWidget(widget)
        below = row(self._new)
        below.addStretch(1)
        self.content.addLayout(below)
        self._walk_up = self.add_button(with_key("Walk-up", "F4"), lambda: self._finish(None))
        self.submit = self.add_button("Take this customer", self._submit, kind=Kind.PRIMARY)
        self._begin_search()

    def _begin_search(self) -> None:
        QShortcut(QKeySequence("F3"), self, self._begin_new)
        QShortcut(QKeySequence("F4"), self, lambda: self._finish(None))
        self.form.hide()
        self._none.hide()
        self.search.setFocus()
        self._ask()

    def _ask(self) -> None:
        text = self.search.text()
        self._desk.ask(
            self,
            lambda session: find_customers(session, text),
            self._show,
            still=self._latest.begin(),
        )

    def _show(self, found: Sequence[CustomerRow]) -> None:
        self.found.show_rows(found)
        if found:
            self.found.select_key(found[0].id)
        self._none.setText(f"Nobody called {self.search.text()} yet." if self.search.text() else "")
        self._none.setVisible(not found and bool(self.search.text()))
        self.submit.setEnabled(bool(found))

    def _submit(self) -> None:
        if self.form.isVisibleTo(self):
            self._add()
            return
        chosen = self.found.current_row()
        if chosen is not None:
            self._take(chosen)

    def _begin_new(self) -> None:
        self._pause.stop()
        self._latest.drop()
        self.name.setText(self.search.text().strip())
        for widget in (self.search, self.found, self._none, self._new):
            widget.hide()
        self.form.show()
        self.submit.setText("Add and take")
        self.submit.setEnabled(True)
        self.adjustSize()
        (self.email if self.name.text() else self.name).setFocus()

    def _add(self) -> None:
        if not self.form.check():
            return
        draft = CustomerDraft(
            self.name.text().strip(), self.email.address(), self.phone.text().strip()
        )
        key = self._attempts.key_for(draft)
        self._desk.start(self, new_customer(draft, key=key), self._take, pressed=self.submit)

    def _take(self, customer: CustomerRow) -> None:
        self._finish(customer)

    def _finish(self, customer: CustomerRow | None) -> None:
        self._chosen(customer)
        self.accept()

    def _make_form(self) -> Form:
        self.name, self.email, self.phone = QLineEdit(), EmailEdit(), QLineEdit()
        form = Form()
        form.add_row(Field("Name", self.name, required=True))
        form.add_row(Field("E-mail", self.email), Field("Phone", self.phone))
        return form
