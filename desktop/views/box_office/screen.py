"""BoxOffice: choose seats, reserve, take the money, hand out the tickets, next customer."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from core.domain.errors import IllegalMove, Outage, Refusal
from core.domain.holds.refusals import HoldOver
from core.domain.payments.states import PaymentMethod
from core.domain.sales.refusals import PaidAlready, ReservationLapsed, SeatsTaken
from core.domain.sales.states import BookingStatus
from core.services.events.queries import EventRow
from core.services.sales.customers import CustomerRow
from core.services.sales.from_holds import ReturnedSeats
from core.services.sales.queries import booking_in_full
from core.services.sales.releasing import GIVEN_BACK, LAPSED
from core.services.sales.rows import BookingRow, Sale
from core.services.sales.selling import events_to_sell
from desktop.desk import Operation
from desktop.dialogs import may_open
from desktop.map_colors import Viewer
from desktop.maps import LiveSeatMap
from desktop.operations.sales import give_back, give_back_to_hold, name_buyer_of
from desktop.operations.tickets import Papers
from desktop.views.box_office.cart import Cart
from desktop.views.box_office.choosing import Choosing
from desktop.views.box_office.countdown import Countdown
from desktop.views.box_office.customers import ChooseCustomer
from desktop.views.box_office.delivery import KEY as DELIVERY_KEY
from desktop.views.box_office.done import Done
from desktop.views.box_office.notices import KEYS, NOTHING_ON_SALE
from desktop.views.box_office.paper_list import KEY as PAPER_KEY
from desktop.views.box_office.paper_list import PaperSalesDialog
from desktop.views.box_office.papers import PaperWork
from desktop.views.box_office.paying import paying
from desktop.views.box_office.payment import Payment
from desktop.views.box_office.sale import SaleInHand, Step, reserving, sale_of
from desktop.views.box_office.scans import TillScans
from desktop.views.box_office.selling_from import SellingFrom
from desktop.views.box_office.special_strip import CHANNEL_KEY, FROM_KEY, SellHeld
from desktop.views.box_office.specials import HoldSale
from desktop.views.box_office.till import TillDesk
from desktop.views.event_picker import EventPicker
from desktop.views.map_answers import MapAnswers
from desktop.views.page import Page
from desktop.views.subjects import HoldToSell
from desktop.workplace import Workplace

T = TypeVar("T")


class BoxOffice(Page):
    """One sale at a time. The map chooses, the side panel leads through it, F-keys do all of it."""

    tables = frozenset({"events", "presales", "till_shifts", "price_levels"})

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk, "Box office")
        self.workplace = workplace
        self.sale = SaleInHand()
        self.picker = EventPicker()
        viewer = Viewer(workplace.actor, workplace.preferences, "box office")
        self.map = LiveSeatMap(workplace.desk, clock=workplace.clock, viewer=viewer)
        self.cart, self.payment, self.done = Cart(workplace.now), Payment(), Done(workplace.now)
        self.till = TillDesk(self, workplace)
        self.choosing = Choosing(self, self.map, self.cart, self.sale, workplace.clock)
        self.selling = SellingFrom(self, workplace, self.map, self.choosing)
        self.answers = MapAnswers(self.map, workplace)
        self.scans = TillScans(self, self.answers)
        self.papers = PaperWork(workplace, self.done)
        self._steps = QStackedWidget()
        self._hero_shown = False
        self._wanted_event: UUID | None = None
        self.countdown = Countdown(
            self, self.sale, self.payment, workplace.clock, lambda: self._give_back(LAPSED)
        )
        self._arrange()
        self._connect()
        self._show_step()

    # Reading

    def refresh(self) -> None:
        now = self.workplace.clock()
        self.ask(lambda session: events_to_sell(session, now=now), self._offer, part="events")
        self.till.refresh()

    def _offer(self, selling: Sequence[EventRow]) -> None:
        self.picker.offer(selling, self.workplace.clock())
        self._hero_shown = bool(selling)
        if not selling:
            self.show_empty(NOTHING_ON_SALE)
            self.hide_panel()
            return
        self.show_hero()
        self._show_step()
        picked, wanted = self.picker.event_picked, self._wanted_event
        self._wanted_event = None
        if wanted in [event.id for event in selling]:
            self.picker.pick(wanted)
            self.selling.take_wanted()
        elif picked is None:
            self.picker.pick(selling[0].id)
        else:
            self.selling.follow_event(picked)

    def show_event(self, event: EventRow) -> None:
        """Sell for this event from now on; not while a reservation is being paid."""
        if self.sale.step is Step.DONE:
            self.next_customer()
        if not self.sale.can_change:
            self.picker.show_picked(self.sale.event.id if self.sale.event is not None else None)
            return
        self.choosing.show_event(event)
        self.selling.say_presold(event)
        self._show_step()

    def open_record(self, subject: UUID | HoldToSell) -> None:
        """Sell for the event that another screen came from, or from one of its holds."""
        if isinstance(subject, HoldToSell):
            self._wanted_event, self.selling.hold_wanted = subject.event_id, subject.hold_id
        else:
            self._wanted_event = subject
        self.refresh_now()

    # The steps of a sale

    def go_on(self) -> None:
        """Reserve what is chosen (F9)."""
        if self.sale.can_change:
            self.choosing.when_known(self._confirm)

    def _confirm(self) -> None:
        """Held seats are sold after a look at whom they are held for."""
        special = self.sale.special
        if isinstance(special, HoldSale) and self.sale.cards:
            if not may_open(self):
                return
            asked = SellHeld(special, len(self.sale.cards), self.workplace.now(), parent=self)
            asked.accepted.connect(self._reserve)
            asked.open()
        else:
            self._reserve()

    def _reserve(self) -> None:
        wanted = reserving(self.sale)
        if wanted is not None:
            self.choosing.freeze(frozen=True)
            self._start(wanted, self._reserved)

    def _reserved(self, booking: BookingRow) -> None:
        self.sale.reserved(booking)
        self.countdown.begin()
        self.payment.show_sale(self.sale)
        self._show_step()
        self.payment.take_focus()

    def finish(self) -> None:
        """Take the payment, or go on to the next customer (F10)."""
        if self.sale.step is Step.DONE:
            self.next_customer()
        if self.sale.step is not Step.PAY or self.sale.under_way:
            return
        if self.payment.needs_buyer:
            self.choose_customer()
            return
        payment = paying(self.sale, self.payment)
        if payment is not None:
            self._start(payment, self._sold)

    def _sold(self, sold: Sale) -> None:
        self.sale.sold = sold
        self.done.show_sale(self.sale)
        self._show_step()
        self.refresh_now()
        if sold.booking.status in (BookingStatus.PAID, BookingStatus.CONFIRMED):
            self.make_papers()

    def make_papers(self) -> None:
        """Sign and draw the tickets and the receipt of what was just sold, and show the tickets."""
        if self.sale.sold is not None:
            self.papers.make(self.sale.sold.booking, self._papers_ready)

    def _papers_ready(self, papers: Papers) -> None:
        self.done.show_papers(papers.tickets, papers.number)

    def next_customer(self) -> None:
        """Begin again with an empty cart at the same event."""
        self.banner.hide()
        self.papers.go_on()
        self.choosing.begin_again()
        self._show_step()
        self.cart.finder.open()

    def enter_paper_sales(self) -> None:
        """Enter what was sold on paper for the event that is picked (F12)."""
        event = self.sale.event
        if event is not None and self.sale.can_change:
            asked = PaperSalesDialog(self.workplace, event, parent=self)
            asked.entered.connect(lambda _sales: self.refresh_now())
            asked.open()

    def step_back(self) -> None:
        """Give the seats back and choose again; or choose none (Esc)."""
        if self.sale.can_change:
            self.choosing.choose_none()
        elif self.sale.step is Step.PAY and not self.sale.under_way:
            self._give_back(GIVEN_BACK)

    def _give_back(self, reason: str) -> None:
        booking = self.sale.booking
        if booking is None:
            return
        key, special = self.sale.attempts.key_for("give back", booking.id), self.sale.special
        if isinstance(special, HoldSale):
            self._start(give_back_to_hold(booking, special.hold.id, key=key), self._held_again)
        else:
            self._start(give_back(booking, reason, key=key), lambda _released: self._choose_again())

    def _held_again(self, returned: ReturnedSeats) -> None:
        self.selling.follow_returned(returned.hold_id)
        self._choose_again()

    def _choose_again(self) -> None:
        self.sale.given_back()
        self.choosing.freeze(frozen=False)
        self._show_step()

    # Who buys

    def choose_customer(self) -> None:
        """Ask who buys (F4); a walk-up's reservation can still get a customer."""
        if self.sale.under_way or self.choosing.waits:
            return
        if self.sale.step is Step.CHOOSE:
            ChooseCustomer(self.desk, self._take_customer, parent=self).open()
        elif self.sale.step is Step.PAY and self.sale.customer is None:
            ChooseCustomer(self.desk, self._name_buyer, parent=self).open()

    def _take_customer(self, customer: CustomerRow | None) -> None:
        self.sale.customer = customer
        self.cart.show_sale(self.sale)

    def _name_buyer(self, customer: CustomerRow | None) -> None:
        booking = self.sale.booking  # None if its time has run out meanwhile
        if customer is not None and booking is not None:
            key = self.sale.attempts.key_for("name buyer", booking.id, customer.id)
            wanted = name_buyer_of(booking, customer, key=key)
            self._start(wanted, partial(self._named, customer))

    def _named(self, customer: CustomerRow, booking: BookingRow) -> None:
        self.sale.customer, self.sale.booking = customer, booking
        self.payment.show_buyer(self.sale)

    # Refusals

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why, with the facts, and put the sale where it can go on (the desk finds this)."""
        if isinstance(refusal, SeatsTaken):
            self.choosing.lose(refusal)
        elif isinstance(refusal, HoldOver):
            self.selling.leave_over()
            super().show_refusal(refusal)
        elif isinstance(refusal, PaidAlready) and self.sale.booking is not None:
            self._take_over_paid(self.sale.booking.id)
        elif isinstance(refusal, ReservationLapsed):
            self._choose_again()
            super().show_refusal(refusal)
        elif isinstance(refusal, IllegalMove) and self.sale.step is Step.PAY:
            self._choose_again()  # given back already, by the clean-up
        else:
            super().show_refusal(refusal)

    def _take_over_paid(self, booking_id: UUID) -> None:
        # An earlier try was carried out although its answer was lost: go on from there.
        def take_over(sold: Sale) -> None:
            if self.sale.booking is not None and self.sale.booking.id == booking_id:
                self._sold(sold)

        self.ask(
            lambda session: sale_of(booking_in_full(session, booking_id)), take_over, part="paid"
        )

    # The frame around it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.step_back()
        else:
            super().keyPressEvent(event)

    def _start(self, operation: Operation[T], done: Callable[[T], Any]) -> None:
        """Run one step of the sale; nothing else is begun before it has ended."""
        self.sale.under_way = True
        self._let_change()
        self.banner.hide()

        def ended(result: T) -> None:
            self.sale.under_way = False
            done(result)
            self._let_change()

        self.desk.start(self, operation, ended, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        self.sale.under_way = False
        self._let_change()
        # After an outage nobody knows whether the seats are ours: they stay as they are, so that
        # the next try asks for exactly the same.
        if self.sale.step is Step.CHOOSE and not isinstance(error, Outage):
            self.choosing.freeze(frozen=False)

    def _show_step(self) -> None:
        step = self.sale.step
        self._steps.setCurrentIndex(list(Step).index(step))
        self._let_change()
        if self._hero_shown:
            self.show_panel(self.sale.headline)
        # A card receipt may be scanned into its field.
        self.scans.listen(on=step is not Step.PAY)
        self.countdown.follow_step()

    def _let_change(self) -> None:
        """What is being reserved, or is reserved, is of one event and from one offer."""
        self.picker.setEnabled(self.sale.can_change or self.sale.step is Step.DONE)
        self.selling.line.setEnabled(self.sale.can_change)

    def _arrange(self) -> None:
        for step in (self.cart, self.payment, self.done):
            self._steps.addWidget(step)
        self.set_panel(self._steps, title=self.sale.headline, closable=False)
        self.set_hero(self.map)
        self.add_filter(self.picker)
        self.add_filter(self.selling.line)
        self.add_head(self.till.line)
        self.add_action("From paper…", self.enter_paper_sales, icon="edit", shortcut=PAPER_KEY)
        self.keys.extend(KEYS)

    def _connect(self) -> None:
        self.picker.picked.connect(self.show_event)
        self.cart.go_on.connect(self.go_on)
        self.cart.buyer.asked.connect(self.choose_customer)
        self.payment.finished.connect(self.finish)
        self.payment.left.connect(self.step_back)
        self.done.next_wanted.connect(self.next_customer)
        self.done.papers_wanted.connect(self.make_papers)
        self.done.tickets_opened.connect(self.papers.open_tickets)
        self.done.receipt_opened.connect(self.papers.open_receipt)
        methods = dict(zip(("F6", "F7", "F8"), self.payment.method_buttons, strict=True))
        shortcuts: list[tuple[str, Callable[[], object]]] = [
            ("F2", self._find),
            ("F3", self.picker.open),
            ("F4", self.choose_customer),
            (DELIVERY_KEY, self.cart.delivery.focus),
            (FROM_KEY, self.selling.ask),
            (CHANNEL_KEY, self.selling.line.channel.setFocus),
            ("F9", self.go_on),
            ("F10", self.finish),
            ("F11", self.till.open_or_close),
            *((key, partial(self._pay_by, method)) for key, method in methods.items()),
        ]
        for keys, act in shortcuts:
            QShortcut(QKeySequence(keys), self, act)

    def _find(self) -> None:
        if self.sale.step is Step.CHOOSE:
            self.cart.finder.open()

    def _pay_by(self, method: PaymentMethod) -> None:
        if self.sale.step is Step.PAY:
            self.payment.choose(method)
