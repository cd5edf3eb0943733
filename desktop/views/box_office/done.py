"""After the sale: the change in large figures, the papers, and the next customer."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.errors import Refusal
from core.domain.payments.states import PaymentMethod
from core.services.work import Clock
from desktop.controls import Kind, Look, button, frame, label
from desktop.feedback import Banner
from desktop.theme import Tone, space
from desktop.views.box_office.sale import SaleInHand
from desktop.words import count, due_text, money_text, with_key


class Done(QWidget):
    """The side of the screen when a sale is through; also the place of refusals about papers."""

    next_wanted = Signal()
    papers_wanted = Signal()
    tickets_opened = Signal()
    receipt_opened = Signal()

    def __init__(self, now: Clock) -> None:
        super().__init__()
        self._now = now
        self._word = label("", Look.MUTED)
        self.change = label("", Look.DISPLAY)
        self._told = label("", Look.MUTED, wrap=True)
        self.papers = label("", Look.BODY, wrap=True)
        self.banner = Banner()
        self.tickets = button("Open tickets", self.tickets_opened.emit, icon="ticket")
        self.receipt = button("Open receipt", self.receipt_opened.emit, icon="receipt")
        self.again = button("Make the tickets again", self.papers_wanted.emit, icon="refresh")
        self.next = button(
            with_key("Next customer", "F10"), self.next_wanted.emit, kind=Kind.PRIMARY
        )
        self._lay_out()

    def show_sale(self, sale: SaleInHand) -> None:
        """Show what was sold or promised, and what goes back."""
        sold = sale.sold
        if sold is None:
            return
        booking, payment = sold.booking, sold.payment
        promised = payment is not None and payment.method is PaymentMethod.BANK_TRANSFER
        cash = payment is not None and payment.method is PaymentMethod.CASH
        self._word.setText("Change" if cash else "Total")
        self.change.setText(money_text(sold.change if cash else booking.total))
        words = f"{count(booking.ticket_count, 'ticket')} for {money_text(booking.total)}"
        self._told.setText(f"{words}\n{sale.seats_text}\n{booking.number}, {sale.buyer}")
        self.banner.hide()
        due = payment.due_at if payment is not None else None
        if promised and due is not None:
            self.papers.setText(f"The transfer is due by {due_text(due, self._now().tzinfo)}.")
        else:
            self.papers.setText("Making the tickets …")
        for made in (self.tickets, self.receipt, self.again):
            made.hide()
        self.next.setFocus()

    def show_papers(self, tickets: Path, number: int) -> None:
        """The tickets are made."""
        self.papers.setText(f"{count(number, 'ticket')} and the receipt are ready.")
        self.papers.setToolTip(str(tickets))
        self.tickets.show()
        self.receipt.show()
        self.again.hide()
        self.banner.hide()

    def show_refusal(self, refusal: Refusal) -> None:
        """The sale stands, but its papers could not be made: say why (the desk finds this)."""
        self.papers.setText("The sale is booked; its tickets are not made yet.")
        self.banner.say(str(refusal), Tone.WARNING)
        self.again.show()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        layout.addWidget(self._word)
        layout.addWidget(self.change)
        layout.addWidget(self._told)
        layout.addWidget(frame("line"))
        layout.addWidget(self.papers)
        layout.addWidget(self.banner)
        layout.addWidget(self.tickets)
        layout.addWidget(self.receipt)
        layout.addWidget(self.again)
        layout.addStretch(1)
        layout.addWidget(self.next)
