"""Sales from paper (F12): the list typed or pasted, each line looked over, entered as one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.domain.errors import Refusal
from core.domain.money import Money
from core.domain.sales.paper import PaperSaleRefused
from core.services.events.queries import EventRow
from core.services.reporting.paper_list import CheckedSale, check_paper_list
from core.services.work import Clock
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, label
from desktop.dialogs import Dialog
from desktop.operations.paper_sales import enter
from desktop.table import Column, RecordTable, money_column, time_column
from desktop.theme import Chip, Tone, font
from desktop.words import count, money_text
from desktop.workplace import Workplace

KEY = "F12"
WIDTH, TEXT_HEIGHT, TABLE_HEIGHT = 960, 150, 210
STATE_WIDTH, PAID_WIDTH = 116, 140
PAUSE_MS = 250
HINT = (
    "19:05; Stalls A 4-6; cash\n19:12; Circle B 1-2 / Circle C 1; card 4711\n19:20; Box 3; cash 200"
)
READY = Chip("Ready", "check-circle", Tone.GOOD)
WRONG = Chip("Not yet", "alert", Tone.BAD)


def _how(one: CheckedSale) -> str:
    if one.sale is None and not one.seats:
        return ""
    if one.receipt is not None:
        return f"Card {one.receipt}"
    given = one.sale.tendered if one.sale is not None else None
    return "Cash" if given is None else f"Cash, {money_text(given)}"


def _seats(one: CheckedSale) -> str:
    return one.problem or ", ".join(card.label for card in one.seats)


def _columns(clock: Clock) -> list[Column[CheckedSale]]:
    return [
        Column("Sale", lambda one: one.number, right=True),
        Column(
            "Check",
            lambda one: bool(one.problem),
            chip=lambda wrong: WRONG if wrong else READY,
            width=STATE_WIDTH,
        ),
        time_column("Made", lambda one: one.at, clock),
        Column("Seats, or what is wrong", _seats, stretch=True),
        Column("Paid", _how, width=PAID_WIDTH),
        money_column("Total", lambda one: one.total),
    ]


class PaperSalesDialog(Dialog):
    """All of the list is entered, or nothing of it; `entered` carries how many sales."""

    entered = Signal(int)

    def __init__(
        self, workplace: Workplace, event: EventRow, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Sales from paper for {event.title}", parent=parent)
        self._workplace, self._event = workplace, event
        self._attempts = Attempts()
        self._checked: Sequence[CheckedSale] = ()
        self._asked = 0
        self.setMinimumWidth(WIDTH)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("The list, one sale a line")
        self.text.setPlaceholderText(HINT)
        self.text.setFont(font())
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(TEXT_HEIGHT)
        self.table: RecordTable[CheckedSale] = RecordTable(
            _columns(workplace.now), key=lambda one: one.number
        )
        self.table.setMinimumHeight(TABLE_HEIGHT)
        self.table.setAccessibleName("The sales as they were read")
        self.sums = label("", Look.STRONG)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._check)
        self._lay_out()
        self.text.textChanged.connect(self._typed)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.start)

    def start(self) -> None:
        """Enter the list, if every line of it can be entered (Ctrl+Return)."""
        sales = tuple(one.sale for one in self._checked if one.sale is not None)
        if not self.submit.isEnabled() or len(sales) < len(self._checked):
            return
        self.banner.hide()
        self.submit.setEnabled(False)
        key = self._attempts.key_for(sales)
        self._workplace.desk.start(
            self, enter(sales, key=key), self._done, failed=lambda _error: self._check()
        )

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why, and put the cursor on the line that is meant (the desk finds this method)."""
        super().show_refusal(refusal)
        if isinstance(refusal, PaperSaleRefused):
            self.table.select_key(refusal.number)

    def _done(self, entered: int) -> None:
        self.entered.emit(entered)
        self.accept()

    def _typed(self) -> None:
        self.submit.setEnabled(False)
        self._pause.start()

    def _check(self) -> None:
        self._asked += 1
        asked, text, place = self._asked, self.text.toPlainText(), self._workplace
        event_id, now, timezone = self._event.id, place.clock(), place.agency.timezone

        def show(checked: Sequence[CheckedSale]) -> None:
            if asked == self._asked:
                self._show(checked)

        place.desk.ask(
            self,
            lambda session: check_paper_list(session, event_id, text, now=now, timezone=timezone),
            show,
        )

    def _show(self, checked: Sequence[CheckedSale]) -> None:
        self._checked = checked
        self.table.show_rows(checked)
        wrong = sum(bool(one.problem) for one in checked)
        self.submit.setText(f"Enter {count(len(checked), 'sale')}" if checked else "Enter")
        self.submit.setEnabled(bool(checked) and not wrong)
        self.sums.setText(self._sums_text(wrong))

    def _sums_text(self, wrong: int) -> str:
        if not self._checked:
            return ""
        if wrong:
            return f"{count(wrong, 'sale')} to be put right before the list can be entered."
        currency = self._event.currency
        cash, card = (
            Money.total(
                (one.total for one in self._checked if one.total and bool(one.receipt) is by_card),
                currency,
            )
            for by_card in (False, True)
        )
        seats = sum(len(one.seats) for one in self._checked)
        return (
            f"{count(seats, 'seat')}: {money_text(cash)} in cash, {money_text(card)} by card, "
            "fees and tax included."
        )

    def _lay_out(self) -> None:
        told = (
            "One sale a line: the time, its seats, and cash or the terminal's receipt, divided by "
            "semicolons. A slash begins another row. It goes into your own open till."
        )
        self.content.addWidget(label(told, Look.MUTED, wrap=True))
        self.content.addWidget(self.text)
        self.content.addWidget(self.table)
        self.content.addWidget(self.sums)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Enter", self.start, kind=Kind.PRIMARY)
        self.submit.setToolTip("Ctrl+Return")
        self.submit.setEnabled(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text.setFocus()
