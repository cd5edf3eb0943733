"""The sales of past weeks, a day at a time: the counter by its seller, transfers by the manager."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from core.domain.money import Money
from core.domain.sales.paper import PaperSale
from core.services.demo.rhythm import AT_THE_COUNTER, TRANSFERS, Ending, PlannedSale, counter_hours
from core.services.demo.stocking import Calendar
from core.services.payments.till import close_till, open_till, till_summary
from core.services.sales.paper_sales import record_paper_sales
from core.services.sales.releasing import release_expired, release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.sales.transfers import book_transfer, promise_transfer, trust_transfer
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key

_BEFORE_OPENING = timedelta(minutes=10)
_AFTER_CLOSING = timedelta(minutes=20)
_MISCOUNT = 0.08


@dataclass(frozen=True, slots=True)
class Counter:
    """One till with its seller, and the manager who looks after the transfers."""

    seller: SignedIn
    office: SignedIn
    drawer: str
    opening_float: Money
    calendar: Calendar
    chance: Random
    #: Its sales may stay open for days: it looks after those that run out. One counter only, for
    #: the other counters' days are earlier or later.
    promises: bool = False
    #: Today's shift is left open.
    still_open: bool = False
    _later: dict[int, list[Callable[[Work], object]]] = field(default_factory=dict)

    def work_through(self, sales: Sequence[PlannedSale]) -> Iterator[int]:
        """Run the sales day by day; yields how many were made in each day."""
        by_day: dict[int, list[PlannedSale]] = {}
        for sale in sorted(sales, key=lambda one: one.at):
            by_day.setdefault(self.calendar.day_of(sale.at), []).append(sale)
        for day in range(min(by_day, default=1), 1):
            self._open_for_a_day(day, by_day.get(day, []))
            self._do_the_books(day)
            yield len(by_day.get(day, []))

    def _open_for_a_day(self, day: int, sales: Sequence[PlannedSale]) -> None:
        if not sales:
            return
        opens, closes = counter_hours(self.calendar, day)
        with begin_work(self.seller.sessions, self.seller.actor) as work:
            opened = replace(work, now=opens - _BEFORE_OPENING)
            shift = open_till(opened, self.drawer, self.opening_float, key=new_key())
            for sale in sales:
                if sale.ending not in AT_THE_COUNTER:
                    self._reserve(replace(work, now=sale.at), day, sale)
            done = [sale for sale in sales if sale.ending in AT_THE_COUNTER]
            # One list a day, for a sale by itself takes a hundred times as long.
            record_paper_sales(
                replace(work, now=closes), list(map(self._sold, done)), key=new_key()
            )
            if day < 0 or not self.still_open:
                self._close(replace(work, now=closes + _AFTER_CLOSING * (day < 0)), shift.id)

    def _close(self, work: Work, shift_id: UUID) -> None:
        counted, note = till_summary(work.session, shift_id).expected, None
        if self.chance.random() < _MISCOUNT:
            counted += Money(self.chance.choice((Decimal(-5), Decimal(-2), Decimal(1))), "EUR")
            note = "Counted twice; change given wrongly"
        close_till(work, shift_id, counted, note=note, key=new_key())

    def _sold(self, sale: PlannedSale) -> PaperSale:
        by_card = sale.ending is Ending.TERMINAL
        return PaperSale(
            event_id=sale.event.id,
            seat_ids=sale.seats,
            at=sale.at,
            customer_id=sale.customer,
            terminal_receipt=f"T{self.chance.randrange(10**9):09d}" if by_card else None,
        )

    def _reserve(self, work: Work, day: int, sale: PlannedSale) -> None:
        booking = reserve_seats(
            work, sale.event.id, sale.seats, customer_id=sale.customer, key=new_key()
        )
        soon = replace(work, now=work.now + timedelta(seconds=self.chance.randint(40, 200)))
        if sale.ending is Ending.GIVEN_BACK:
            release_reservation(soon, booking.id, key=new_key())
        elif sale.ending in TRANSFERS:
            promise_transfer(soon, booking.id, key=new_key())
            self._follow_up(day, sale, booking)

    def _follow_up(self, day: int, sale: PlannedSale, booking: BookingRow) -> None:
        """The office trusts some transfers the next day and books most within the week."""
        if sale.ending is Ending.TRANSFER_TRUSTED:
            self._plan(day + 1, lambda work: trust_transfer(work, booking.id, key=new_key()))
        if sale.ending is Ending.TRANSFER_BOOKED:
            arrives = day + self.chance.randint(1, 4)
            paper = f"SEPA {self.chance.randrange(10**8):08d}"
            self._plan(
                arrives,
                lambda work: book_transfer(work, booking.id, reference=paper, key=new_key()),
            )

    def _plan(self, day: int, job: Callable[[Work], object]) -> None:
        self._later.setdefault(min(day, 0), []).append(job)

    def _do_the_books(self, day: int) -> None:
        with begin_work(self.office.sessions, self.office.actor) as work:
            evening = replace(work, now=self._evening(day))
            for job in self._later.pop(day, []):
                job(evening)
            if self.promises:
                release_expired(evening)

    def _evening(self, day: int) -> datetime:
        return counter_hours(self.calendar, day)[1] + timedelta(minutes=5)
