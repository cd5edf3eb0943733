"""Home: takings, tickets sold, the next events and what needs attention."""

from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from core.domain.money import Money
from core.domain.payments.states import PaymentMethod
from core.domain.reporting import Profit
from core.domain.staff import Role
from core.services.payments.till import TillRow
from desktop.feedback import Empty
from desktop.theme import space
from desktop.views.home.board import HomeBoard, notices_of, read_board
from desktop.views.home.cards import Attention, Figure, LatestSales, NextEvents, Notice
from desktop.views.page import Page
from desktop.words import count, money_text, number_text
from desktop.workplace import Workplace

METHOD_WORDS = {
    PaymentMethod.CASH: "Cash",
    PaymentMethod.CREDIT_CARD: "Card",
    PaymentMethod.DEBIT_CARD: "Debit card",
    PaymentMethod.PAYPAL: "PayPal",
    PaymentMethod.BANK_TRANSFER: "Transfer",
}
GAP = 4


class Home(Page):
    """What the day has brought so far; follows the notices of every workstation."""

    tables = frozenset({"bookings", "payments", "events", "event_seats", "till_shifts"})

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk, "Today")
        self.workplace = workplace
        self.takings = Figure("Taken today")
        self.tickets = Figure("Tickets sold today")
        self.third = Figure("Cash in your till")
        self.events = NextEvents()
        self.attention = Attention()
        self.sales = LatestSales()
        self.events.opened.connect(self._open_event)
        self.attention.opened.connect(self._follow)
        self.set_hero(self._hero_of_cards())

    def refresh(self) -> None:
        self.ask(read_board(self.workplace), self.show_board)

    def show_board(self, board: HomeBoard) -> None:
        """Show what was read."""
        local = board.now.astimezone(ZoneInfo(self.workplace.agency.timezone))
        self.set_title("Today", f"{local:%A} {local.day} {local:%B %Y}")
        if not board.events and not board.takings.payments:
            self.show_empty(self._fresh())
            return
        self.show_hero()
        self._show_figures(board)
        self.events.show_events(board.events, board.now)
        self.attention.show_notices(notices_of(board))
        self.sales.table.show_rows(board.sales)

    def _show_figures(self, board: HomeBoard) -> None:
        today = board.takings
        parts = [(METHOD_WORDS[method], money_text(sum_)) for method, sum_ in today.by_method]
        self.takings.show_figure(money_text(today.total), parts)
        payments = count(today.payments, "sale")
        each = _each(today.total, board.tickets)
        self.tickets.show_figure(
            number_text(board.tickets),
            [("In", payments), ("Each, on average", each)] if board.tickets else (),
        )
        if board.earned is not None and board.till is None:
            self._show_earned(board.earned)
        else:
            self._show_till(board.till)

    def _show_earned(self, earned: Profit) -> None:
        mark_up = earned.mark_up
        self.third.heading.setText("Earned today, before fees")
        self.third.show_figure(
            money_text(earned.profit),
            [
                ("Cost of what was sold", money_text(earned.cost)),
                ("Mark-up", "None" if mark_up is None else f"{mark_up} %"),
            ],
        )

    def _show_till(self, till: TillRow | None) -> None:
        self.third.heading.setText("Cash in your till")
        if till is None:
            self.third.show_figure("Closed", [("Open it at the box office", "F11")])
            return
        self.third.show_figure(
            money_text(till.expected),
            [
                ("Sales since opening", number_text(till.sales)),
                ("By card", money_text(till.card_takings)),
            ],
        )

    def _fresh(self) -> Empty:
        manages = self.workplace.actor.role in (Role.MANAGER, Role.BUYER)
        if not manages:
            return Empty("calendar", "Nothing is on sale yet", "The first event shows here.")
        return Empty(
            "calendar",
            "Welcome to Parterre",
            "Import a venue and create an event on it; then order seats, receive and price them.",
            "Go to events",
            lambda: self.workplace.go("Event"),
        )

    def _open_event(self, event_id: UUID) -> None:
        clerk = self.workplace.actor.role is Role.BOX_OFFICE
        self.workplace.go("Box office" if clerk else "Event", event_id)

    def _follow(self, notice: Notice) -> None:
        if notice.screen:
            self.workplace.go(notice.screen, notice.subject)

    def _hero_of_cards(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(space(GAP))
        for at, card in enumerate((self.takings, self.tickets, self.third)):
            grid.addWidget(card, 0, at)
            grid.setColumnStretch(at, 1)
        grid.addWidget(self.events, 1, 0, 1, 2)
        grid.addWidget(self.attention, 1, 2)
        grid.addWidget(self.sales, 2, 0, 1, 3)
        grid.setRowStretch(2, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area


def _each(total: Money, tickets: int) -> str:
    return money_text(Money.rounded(total.amount / tickets, total.currency)) if tickets else ""
