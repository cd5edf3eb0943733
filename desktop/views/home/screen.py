"""Home: takings, tickets sold, the next events and what needs attention."""

from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from core.domain.payments.states import PaymentMethod
from core.domain.reporting import Profit
from core.domain.staff import Permission, Role
from core.services.payments.till import TillRow
from core.services.reporting.home import Today
from desktop.feedback import Empty
from desktop.theme import space
from desktop.views.home.board import HomeBoard, read_board
from desktop.views.home.cards import Attention, Figure, LatestSales, NextEvents, Notice
from desktop.views.home.notices import notice_of
from desktop.views.home.tills import KEY as TILLS_KEY
from desktop.views.home.tills import TillsDialog
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

    tables = frozenset(
        {
            "bookings",
            "payments",
            "events",
            "event_seats",
            "till_shifts",
            "purchase_orders",
            "payables",
        }
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk, "Today")
        self.workplace = workplace
        self.takings = Figure("Taken today")
        self.tickets = Figure("Tickets sold today")
        self.third = Figure("Cash in your till")
        self.events = NextEvents()
        self.attention = Attention()
        self.sales = LatestSales(workplace.now)
        if workplace.may(Permission.SEE_HISTORY):
            self.tills = self.add_action("Tills…", self.open_tills, icon="till", shortcut=TILLS_KEY)
        self.events.opened.connect(self._open_event)
        self.attention.opened.connect(self._follow)
        self.sales.table.opened.connect(lambda line: self.workplace.go("Bookings", line.booking.id))
        self.set_hero(self._hero_of_cards())

    def refresh(self) -> None:
        self.ask(read_board(self.workplace), self.show_board)

    def show_board(self, board: HomeBoard) -> None:
        """Show what was read."""
        zone = ZoneInfo(self.workplace.agency.timezone)
        local = board.now.astimezone(zone)
        self.set_title("Today", f"{local:%A} {local.day} {local:%B %Y}")
        if not (board.home.events or board.sales or board.home.attention):
            self.show_empty(self._fresh())
            return
        self.show_hero()
        self._show_figures(board)
        self.events.show_events(board.home.events, board.now)
        self.attention.show_notices(
            [notice_of(one, board.now, zone) for one in board.home.attention]
        )
        self.sales.table.show_rows(board.sales)
        steps = (*self.events.shown, *self.attention.shown, self.sales.table)
        for here, after in pairwise(steps):  # as one reads; Qt would go by when each was made
            self.setTabOrder(here, after)

    def open_tills(self) -> None:
        """Show the shifts of all tills (F8)."""
        TillsDialog(self.desk, self.workplace.now, parent=self).open()

    def _show_figures(self, board: HomeBoard) -> None:
        if board.home.today is not None:
            self._show_today(board.home.today)
        if board.earned is not None and board.till is None:
            self._show_earned(board.earned)
        else:
            self._show_till(board.till)

    def _show_today(self, today: Today) -> None:
        taken = today.takings
        parts = [(METHOD_WORDS[method], money_text(much)) for method, much in taken.by_method]
        self.takings.show_figure(money_text(taken.total), parts)
        sold = today.tickets_sold
        self.tickets.show_figure(number_text(sold), [("Paid", count(taken.payments, "sale"))])

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
        if not self.workplace.may(Permission.MANAGE_VENUES):
            return Empty("calendar", "Nothing is on sale yet", "The first event shows here.")
        return Empty(
            "calendar",
            "Welcome to Parterre",
            "Draw a venue's plan or open one from a file, and make an event there. "
            "Then order its seats, receive and price them.",
            "Go to venues",
            lambda: self.workplace.go("Venues"),
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
