"""Any order of selling, releasing and paying leaves seats, tickets, money and journal in step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from core.domain.errors import Refusal
from core.domain.inventory.states import SeatStatus
from core.domain.payments.states import Account, PaymentStatus
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.domain.tickets.states import LIVE_TICKETS, TicketStatus
from core.services.payments.journal import trial_balance
from core.services.payments.till import open_till
from core.services.sales.releasing import release_expired, release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.sales.transfers import book_transfer, trust_transfer
from core.services.work import Work, new_key
from db.models import Booking, EventSeat, Payment, Ticket
from tests.conftest import WorkAs
from tests.factories import Stock, promised_by_ada, stocked_event
from tests.services.sales.conftest import euros

SEATS = 6
_STANDS = {
    SeatStatus.AVAILABLE: None,
    SeatStatus.RESERVED: TicketStatus.RESERVED,
    SeatStatus.SOLD: TicketStatus.CONFIRMED,
}


class Trade(RuleBasedStateMachine):
    """A manager sells six seats alone; each example is rolled back."""

    work: Work
    bookings = Bundle("bookings")

    def __init__(self) -> None:
        super().__init__()
        self.example = self.work.session.begin_nested()
        self.now: datetime = self.work.now
        self.stock: Stock = stocked_event(self.work.session, rows=1, seats=SEATS)
        open_till(self.at(), "Till 1", euros("50.00"), key=new_key())

    def teardown(self) -> None:
        self.example.rollback()

    def at(self) -> Work:
        return replace(self.work, now=self.now)

    def attempt(self, step: Callable[[Work], object]) -> None:
        # A refusal must leave nothing behind; what it rolls back is the request's key.
        with self.work.session.begin_nested() as tried:
            try:
                step(self.at())
            except Refusal:
                tried.rollback()

    @rule(minutes=st.sampled_from([1, 14, 16, 60 * 24 * 9]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(target=bookings, places=st.sets(st.integers(0, SEATS - 1), min_size=1, max_size=4))
    def reserve(self, places: set[int]) -> BookingRow | None:
        made: list[BookingRow] = []
        seats = [self.stock.seats[place].id for place in places]
        self.attempt(
            lambda work: made.append(reserve_seats(work, self.stock.event.id, seats, key=new_key()))
        )
        return made[0] if made else None

    @rule(booking=bookings)
    def pay_in_cash(self, booking: BookingRow | None) -> None:
        if booking is not None:
            self.attempt(lambda work: pay_cash(work, booking.id, booking.total, key=new_key()))

    @rule(booking=bookings)
    def pay_at_the_terminal(self, booking: BookingRow | None) -> None:
        if booking is not None:
            reference = str(new_key())
            self.attempt(
                lambda work: pay_by_terminal(work, booking.id, reference=reference, key=new_key())
            )

    @rule(booking=bookings)
    def promise(self, booking: BookingRow | None) -> None:
        if booking is not None:
            self.attempt(lambda work: promised_by_ada(work, booking.id))

    @rule(booking=bookings)
    def trust(self, booking: BookingRow | None) -> None:
        if booking is not None:
            self.attempt(lambda work: trust_transfer(work, booking.id, key=new_key()))

    @rule(booking=consumes(bookings))
    def book_money(self, booking: BookingRow | None) -> None:
        if booking is not None:
            self.attempt(lambda work: book_transfer(work, booking.id, key=new_key()))

    @rule(booking=bookings)
    def give_back(self, booking: BookingRow | None) -> None:
        if booking is not None:
            self.attempt(lambda work: release_reservation(work, booking.id, key=new_key()))

    @rule()
    def clean_up(self) -> None:
        self.attempt(release_expired)

    @invariant()
    def each_seat_is_what_its_ticket_says(self) -> None:
        rows = self.work.session.execute(
            select(EventSeat.status, Ticket.status)
            .outerjoin(Ticket, Ticket.live_seat_id == EventSeat.id)
            .where(EventSeat.event_id == self.stock.event.id)
        ).all()
        assert len(rows) == SEATS
        assert all(_STANDS[seat] == ticket for seat, ticket in rows)

    @invariant()
    def the_journal_is_what_was_paid(self) -> None:
        balance = trial_balance(self.work.session)
        taken = self.work.session.scalar(
            select(func.sum(Payment.amount)).where(Payment.status == PaymentStatus.SUCCESS)
        )
        received = [
            balance.of(account, "EUR").amount
            for account in (Account.CASH_DRAWER, Account.CARD_CLEARING, Account.BANK)
        ]
        assert balance.holds
        assert sum(received) - 50 == (taken or Decimal(0))

    @invariant()
    def revenue_and_cost_are_those_of_the_seats_sold(self) -> None:
        balance = trial_balance(self.work.session)
        sold = self.work.session.scalar(
            select(func.count())
            .select_from(Booking)
            .join(Ticket, Ticket.booking_id == Booking.id)
            .where(
                Booking.status.in_([BookingStatus.PAID, BookingStatus.CONFIRMED]),
                Ticket.status.in_(LIVE_TICKETS),
            )
        )
        assert balance.of(Account.TICKET_REVENUE, "EUR").amount == -50 * (sold or 0)
        assert balance.of(Account.COST_OF_SALES, "EUR").amount == 30 * (sold or 0)


@pytest.mark.usefixtures("connection")
def test_any_order_of_steps_keeps_everything_in_step(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as managers:

        class OneTrade(Trade):
            work = managers

        run_state_machine_as_test(
            OneTrade,
            settings=settings(
                max_examples=25,
                stateful_step_count=18,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
