"""BookingsScreen: find a booking, see how it stands, and take its next step."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from core.domain.errors import Outage, Refusal
from core.domain.money import Money
from core.domain.sales.states import CHANNEL_WORDS
from core.domain.staff import Permission
from core.services.reporting.profit import BookingProfit, profit_of_booking
from core.services.sales.queries import BookingLine, SoldBy, search_bookings
from core.services.sales.releasing import GIVEN_BACK
from core.services.sales.standing import BookingStanding, booking_standing, owed_for
from core.services.sales.transfers import BookedTransfer
from core.services.work import Clock
from desktop.attempts import Attempts
from desktop.dialogs import Confirmation, confirm
from desktop.feedback import Empty
from desktop.forms import Pick
from desktop.operations import sales
from desktop.operations.bookings import transfer_words, trust
from desktop.operations.tickets import Papers
from desktop.table import Column, RecordTable, money_column, number_column, time_column
from desktop.theme import Tone, chip_for
from desktop.views.bookings.panel import BookingPanel
from desktop.views.bookings.payment_dialog import PaymentDialog
from desktop.views.bookings.steps import KEYS, Step, ways_to_pay
from desktop.views.bookings.wording import ANYHOW, FILTERS, SOLD, Statuses
from desktop.views.box_office.papers import PaperWork
from desktop.views.page import Page
from desktop.views.subjects import BookingSeats, BookingsFor
from desktop.words import count, money_text, number_text
from desktop.workplace import Workplace

MOST = 300
PAUSE_MS = 200
STATUS_WIDTH = 136
NOTHING = Empty(
    "receipt",
    "No bookings yet",
    "Every reservation, promise and sale of the counter and the web is listed here.",
)


def _columns(clock: Clock) -> list[Column[BookingLine]]:
    return [
        Column("Booking", lambda line: line.booking.number, strong=True),
        Column("Status", lambda line: line.booking.status, chip=chip_for, width=STATUS_WIDTH),
        Column("Customer", lambda line: line.customer or "Walk-up"),
        Column("Event", lambda line: line.booking.event, stretch=True),
        number_column("Tickets", lambda line: line.booking.ticket_count, spare=1),
        money_column("Total", lambda line: line.booking.total),
        money_column("Owed", lambda line: owed_for(line.booking) or None, hidden=True),
        time_column("Made", lambda line: line.booking.created_at, clock, muted=True, hidden=True),
        time_column(
            "Until", lambda line: line.booking.reserved_until, clock, muted=True, hidden=True
        ),
        Column("E-mail", lambda line: line.email, muted=True, hidden=True),
        Column("Sold", lambda line: CHANNEL_WORDS[line.booking.channel], muted=True, hidden=True),
        Column("Presale", lambda line: line.presale, muted=True, hidden=True),
    ]


class BookingsScreen(Page):
    """The latest bookings, narrowed by words and status; Enter takes the usual step of one."""

    tables = frozenset({"bookings", "payments", "tickets"})

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk, "Bookings")
        self.workplace = workplace
        self.attempts = Attempts()
        self.panel: BookingPanel | None = None
        self._wanted: UUID | None = None
        self.papers = PaperWork(workplace, self)
        self.table: RecordTable[BookingLine] = RecordTable(
            _columns(workplace.now),
            key=lambda line: line.booking.id,
            preferences=workplace.preferences,
            name="bookings",
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._list)
        self.search = self.add_search(
            "Number, customer or event", lambda _text: self._pause.start()
        )
        self.filter: Pick[Statuses] = Pick(FILTERS)
        self.filter.setAccessibleName("Which bookings")
        self.add_filter(self.filter)
        self.sold: Pick[SoldBy] = Pick(SOLD)
        self.sold.setAccessibleName("How they were sold")
        self.add_filter(self.sold)
        self.set_hero(self.table)
        self._connect()

    def open_record(self, subject: UUID | BookingsFor) -> None:
        """Select this booking, whatever is searched for; or search for some words."""
        words = subject.words if isinstance(subject, BookingsFor) else ""
        self._want(None if isinstance(subject, BookingsFor) else subject)
        self.drop("")  # it was listed as somebody else wanted it
        self.search.setText(words)
        self._pause.stop()
        self.filter.set_value(())
        self.sold.set_value(ANYHOW)
        self.refresh_now()

    def refresh(self) -> None:
        self._list()
        self._show_booking(self.table.current_row())

    def take(self, step: Step) -> None:
        """Take a step of the selected booking, if it is on offer."""
        panel = self._own_panel()
        if panel is None or step not in panel.steps:
            return
        self.banner.hide()
        standing = panel.standing
        {
            Step.PAY: self._ask_payment,
            Step.LATE: self._ask_payment,
            Step.TRUST: self._ask_trust,
            Step.TICKETS: self._print,
            Step.SEATS: self._show_seats,
            Step.RELEASE: self._ask_release,
        }[step](standing)

    def take_usual(self) -> None:
        """The first step of the selected booking: its payment, else its tickets."""
        panel = self._own_panel()
        if panel is not None and panel.steps:
            self.take(panel.steps[0])

    def _own_panel(self) -> BookingPanel | None:
        """The panel, once it is that of the selected booking."""
        line, panel = self.table.current_row(), self.panel
        if line is None or panel is None:
            return None
        return panel if panel.standing.full.booking.id == line.booking.id else None

    def show_refusal(self, refusal: Refusal) -> None:
        super().show_refusal(refusal)
        self.refresh_now()

    # The steps

    def _ask_payment(self, standing: BookingStanding) -> None:
        booking = standing.full.booking
        ways = ways_to_pay(standing, self.workplace.actor)
        late = self.panel is not None and Step.LATE in self.panel.steps
        asked = PaymentDialog(self.desk, booking, ways, late=late, parent=self)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.taken.connect(self._taken)
        asked.open()

    def _taken(self, result: object) -> None:
        if isinstance(result, BookedTransfer):
            said = result.instead_of is not None or bool(result.refund_due)
            if said:
                tone = Tone.WARNING if result.refund_due else Tone.GOOD
                self.banner.say(transfer_words(result), tone)
            self.open_record(result.sale.booking.id)
        else:
            self.refresh_now()

    def _ask_trust(self, standing: BookingStanding) -> Confirmation:
        booking = standing.full.booking
        key = self.attempts.key_for(Step.TRUST, booking.id)
        return confirm(
            self,
            f"Confirm {booking.number} before its money is here?",
            f"{count(booking.ticket_count, 'ticket')} can be issued at once, and "
            f"{money_text(booking.total)} stays owed by {standing.full.customer or 'the buyer'}.",
            "Confirm the booking",
            lambda: self.desk.start(
                self, trust(booking, key=key), lambda _sale: self.refresh_now()
            ),
        )

    def _ask_release(self, standing: BookingStanding) -> Confirmation:
        booking = standing.full.booking
        key = self.attempts.key_for(Step.RELEASE, booking.id)
        return confirm(
            self,
            f"Give the seats of {booking.number} back?",
            f"{count(booking.ticket_count, 'seat')} for {booking.event} are on sale again at "
            "once. This can't be taken back.",
            "Give the seats back",
            lambda: self.desk.start(
                self,
                sales.give_back(booking, GIVEN_BACK, key=key),
                lambda _booking: self.refresh_now(),
            ),
        )

    def _print(self, standing: BookingStanding) -> None:
        self.papers.make(standing.full.booking, self._papers_ready)

    def _papers_ready(self, papers: Papers) -> None:
        self.banner.say(
            f"{count(papers.number, 'ticket')} and the receipt are ready.",
            Tone.GOOD,
            action="Open the receipt",
            on_action=self.papers.open_receipt,
        )

    def _show_seats(self, standing: BookingStanding) -> None:
        booking = standing.full.booking
        self.workplace.go("Event", BookingSeats(booking.event_id, booking.number))

    # Showing

    def _narrow(self) -> None:
        self._want(None)
        self._list()

    def _list(self) -> None:
        text, statuses = self.search.text(), self.filter.value() or ()
        sold = self.sold.value() or ANYHOW
        self.ask(
            lambda session: search_bookings(
                session, text, statuses=statuses, sold=sold, limit=MOST
            ),
            self._show,
        )

    def _show(self, lines: Sequence[BookingLine]) -> None:
        filtered = self.filter.value() or self.sold.value() != ANYHOW
        narrowed = bool(self.search.text().strip() or filtered)
        self.table.show_rows(lines)
        self._show_totals(lines)
        if lines:
            self.show_hero()
        else:
            self.hide_panel()
            self.show_empty(self._none_fits() if narrowed else NOTHING)
        if self._wanted is not None:
            self._select(self._wanted, lines)

    def _none_fits(self) -> Empty:
        told = "No booking has these words, this status and was sold this way."
        return Empty("search", "No booking fits", told, "Show all bookings", self._show_all)

    def _show_all(self) -> None:
        self.open_record(BookingsFor(""))

    def _select(self, wanted: UUID, lines: Sequence[BookingLine]) -> None:
        if wanted in [line.booking.id for line in lines]:
            self._want(None)
            self.table.select_key(wanted)
            self.table.setFocus()
            return
        # An old one, beyond the latest: look for it by its number.
        self.ask(
            lambda session: booking_standing(session, wanted),
            lambda found: self.search.setText(found.full.booking.number),
            part="old",
            failed=self._not_found,
        )

    def _not_found(self, error: Exception) -> None:
        if not isinstance(error, Outage):  # after which it is tried again
            self._want(None)

    def _want(self, booking_id: UUID | None) -> None:
        """Look for this booking until it is listed; for none once somebody looks for others."""
        self._wanted = booking_id
        self.drop("old")

    def _show_booking(self, line: BookingLine | None) -> None:
        if line is None:
            self.panel = None
            self.hide_panel()
            return
        booking_id, actor = line.booking.id, self.workplace.actor
        may_see = self.workplace.may(Permission.SEE_PROFIT)
        self.ask(
            lambda session: (
                booking_standing(session, booking_id),
                profit_of_booking(session, actor, booking_id) if may_see else None,
            ),
            self._show_standing,
            part="booking",
        )

    def _show_standing(self, answer: tuple[BookingStanding, BookingProfit | None]) -> None:
        standing, earned = answer
        line = self.table.current_row()
        if line is None or line.booking.id != standing.full.booking.id:
            return
        place = self.workplace
        self.panel = BookingPanel(standing, place.actor, place.now(), earned)
        self.panel.wanted.connect(self.take)
        self.set_panel(self.panel, title=standing.full.booking.number)

    def _show_totals(self, lines: Sequence[BookingLine]) -> None:
        if not lines:
            self.show_totals([])
            return
        number = number_text(len(lines))
        totals = [
            ("The latest" if len(lines) == MOST else "Bookings", number),
            ("Tickets", number_text(sum(line.booking.ticket_count for line in lines))),
        ]
        for currency in sorted({line.booking.total.currency for line in lines}):
            owed = (owed_for(line.booking) for line in lines)
            mine = (much for much in owed if much.currency == currency)
            totals.append(("Owed", money_text(Money.total(mine, currency))))
        self.show_totals(totals)

    def _connect(self) -> None:
        for narrowing in (self.filter, self.sold):
            narrowing.picked.connect(lambda _wanted: self._narrow())
        self.search.textEdited.connect(lambda _text: self._want(None))
        self.search.returnPressed.connect(self._to_first)
        self.table.selected.connect(self._show_booking)
        self.table.opened.connect(lambda _line: self.take_usual())
        for keys in dict.fromkeys(KEYS.values()):
            steps = [step for step, key in KEYS.items() if key == keys]
            shortcut = QShortcut(QKeySequence(keys), self, partial(self._take_first, steps))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.add_key(keys, steps[0].value.rstrip("…"))

    def _take_first(self, steps: Sequence[Step]) -> None:
        for step in steps:
            self.take(step)

    def _to_first(self) -> None:
        """From the search to the first booking found."""
        shown = self.table.shown_rows()
        if shown:
            self.table.select_key(shown[0].booking.id)
            self.table.setFocus()
