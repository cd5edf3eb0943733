"""Sell from … (Alt+S): the holds and presales of the event in one list, Enter takes one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from core.domain.staff import Permission
from core.services.holds.presales import PresaleRow, list_presales
from core.services.holds.queries import HoldRow, list_holds
from core.services.sales.presale_entry import is_access_code
from core.services.work import Clock
from desktop.controls import Kind, Look, label
from desktop.desk import Query
from desktop.dialogs import Dialog
from desktop.forms import Field
from desktop.operations.presales import say
from desktop.table import Column, RecordTable, SearchLine, time_column
from desktop.theme import space
from desktop.views.box_office.specials import HoldSale, PresaleSale, Special, whom
from desktop.words import number_text, when_text
from desktop.workplace import Workplace

WIDTH, HEIGHT = 170, 260
MANAGERS_ONLY = "A manager sells held seats."
GENERAL = "What everybody can buy"


@dataclass(frozen=True, slots=True)
class Line:
    """One way to sell: a hold, a presale, or (without both) the general sale."""

    hold: HoldRow | None = None
    presale: PresaleRow | None = None

    @property
    def key(self) -> UUID | None:
        row = self.hold or self.presale
        return None if row is None else row.id

    @property
    def what(self) -> str:
        if self.hold is not None:
            return "Hold"
        return "General sale" if self.presale is None else "Presale"

    @property
    def name(self) -> str:
        if self.hold is not None:
            who = whom(self.hold)
            words = f"{who[0].upper()}{who[1:]}"
            return f"{words}: {self.hold.reason}" if self.hold.reason else words
        return GENERAL if self.presale is None else self.presale.name

    @property
    def seats(self) -> str:
        if self.hold is not None:
            return number_text(self.hold.left)
        return "" if self.presale is None else number_text(self.presale.seats)

    @property
    def end(self) -> datetime | None:
        if self.hold is not None:
            return self.hold.until
        return None if self.presale is None else self.presale.end


def _columns(clock: Clock) -> list[Column[Line]]:
    return [
        Column("From", lambda line: line.what, muted=True),
        Column("For", lambda line: line.name, stretch=True, strong=True),
        Column("Seats", lambda line: line.seats, right=True),
        time_column("Until", lambda line: line.end, clock),
    ]


def all_lines(event_id: UUID, now: datetime) -> Query[list[Line]]:
    """The query for every way to sell at an event; what is over by now is left out."""
    return lambda session: [
        Line(),
        *(Line(presale=one) for one in list_presales(session, event_id) if now < one.end),
        *(Line(hold=one) for one in list_holds(session, event_id) if _has_seats(one, now)),
    ]


def _has_seats(hold: HoldRow, now: datetime) -> bool:
    return hold.left > 0 and (hold.until is None or now < hold.until)


class ChooseSpecial(Dialog):
    """Search as one types; Enter takes a line. `chosen` gets the Special, None: general sale."""

    def __init__(
        self,
        workplace: Workplace,
        event_id: UUID,
        chosen: Callable[[Special | None], Any],
        *,
        marked: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Sell from", parent=parent)
        self._workplace, self._chosen, self._marked = workplace, chosen, marked
        self._now = workplace.now()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(space(WIDTH))
        self.found = RecordTable(_columns(workplace.now), key=lambda line: line.key)
        self.search = SearchLine(self.found)
        self.search.setPlaceholderText("For whom, or why")
        self.search.setAccessibleName("Find a hold or a presale")
        self.found.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.found.setMinimumHeight(HEIGHT)
        self.note = label("", Look.MUTED, wrap=True)
        self.code = QLineEdit()
        self.code_field = Field("Access code", self.code)
        for widget in (self.search, self.found, self.note, self.code_field):
            self.content.addWidget(widget)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Sell from this", self.take, kind=Kind.PRIMARY)
        self._connect()
        self._show_line(None)
        self.search.setFocus()
        workplace.desk.ask(self, all_lines(event_id, self._now), self._show)

    def take(self) -> None:
        """Take the marked line; a code is checked first, while the customer is there."""
        line = self.found.current_row()
        if line is None or not self.submit.isEnabled():
            return
        if line.hold is not None:
            self._finish(HoldSale(line.hold))
        elif line.presale is None:
            self._finish(None)
        else:
            self._take_presale(PresaleSale(line.presale, self.code.text().strip()))

    def _take_presale(self, special: PresaleSale) -> None:
        presale = special.presale
        if special.code:
            self._workplace.desk.start(
                self,
                say(special.entry),
                lambda _said: self._ask_answer(special),
                pressed=self.submit,
            )
        elif presale.by_code and not presale.customer_tiers:
            self.code_field.say("Type the code that the customer says.")
            self.code.setFocus()
        else:
            self._finish(special)

    def _ask_answer(self, special: PresaleSale) -> None:
        entry = special.entry
        self._workplace.desk.ask(
            self,
            lambda session: is_access_code(session, entry),
            partial(self._checked, special),
            failed=lambda _error: self.submit.setEnabled(True),
        )

    def _checked(self, special: PresaleSale, right: bool) -> None:  # noqa: FBT001 (an answer)
        line = self.found.current_row()
        if line is None or line.presale != special.presale:
            return  # the clerk went on to another one
        self.submit.setEnabled(True)
        if right:
            self._finish(special)
        else:
            self.code_field.say(f"That is not the access code of {special.presale.name}.")
            self.code.selectAll()
            self.code.setFocus()

    def _finish(self, special: Special | None) -> None:
        self._chosen(special)
        self.accept()

    def _show(self, lines: Sequence[Line]) -> None:
        self.found.show_rows(lines)
        first = lines[min(1, len(lines) - 1)].key
        self.found.select_key(self._marked or first)
        line = self.found.current_row()
        if line is not None and self.code_field.isVisibleTo(self) and line.key == self._marked:
            self.code.setFocus()

    def _narrow(self, text: str) -> None:
        self.found.search(text)
        if self.found.records.shown:
            self.found.select_key(self.found.records.shown[0].key)
        else:
            self._show_line(None)

    def _show_line(self, line: Line | None) -> None:
        presale = line.presale if line is not None else None
        note = self._why_not(line) if line is not None else ""
        self.submit.setEnabled(line is not None and not note)
        if presale is not None and not note:
            note = who_may(presale)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.code_field.setVisible(presale is not None and presale.by_code)
        self.code_field.clear()

    def _why_not(self, line: Line) -> str:
        if line.hold is not None and not self._workplace.may(Permission.HOLD_SEATS):
            return MANAGERS_ONLY
        if line.presale is not None and not line.presale.is_open(self._now):
            return f"It opens {when_text(line.presale.start, self._now)}."
        return ""

    def _connect(self) -> None:
        self.search.entered.connect(self.take)
        self.search.textChanged.connect(self._narrow)
        self.found.selected.connect(self._show_line)
        self.found.opened.connect(lambda _line: self.take())


def who_may(presale: PresaleRow) -> str:
    """Who may buy in a presale, in a sentence."""
    tiers = " and ".join(tier.lower() for tier in presale.customer_tiers)
    if presale.by_code:
        return f"With the access code, or for {tiers} customers (F4)." if tiers else ""
    return f"For {tiers} customers (F4)." if tiers else "For customers with a name (F4)."
