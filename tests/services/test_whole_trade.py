"""Any order of buying, receiving, pricing, holding, selling, paying and admitting keeps the books.

Beside the program runs a second bookkeeper, who has to agree after every step.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import InstrumentedAttribute

from core.domain.door import Verdict
from core.domain.errors import Refusal
from core.domain.holds.uses import HoldType
from core.domain.inventory.pricing import FixedPrice, MarkUp
from core.domain.inventory.states import SeatStatus
from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.staff import Role
from core.services.door.scanning import scan_ticket
from core.services.holds.placing import HoldDraft, hold_seats, release_seats
from core.services.inventory.pricing import Selection, set_retail_prices
from core.services.payments.till import close_till, open_till, open_till_of
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    cancel_order,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.paying import book_supplier_refund, pay_payable
from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, receive_delivery
from core.services.sales.cancelling_event import cancel_event
from core.services.sales.from_holds import reserve_from_hold, return_to_hold
from core.services.sales.releasing import release_expired, release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.sales.transfers import book_transfer, promise_transfer, trust_transfer
from core.services.tickets.keys import load_verifiers
from core.services.work import Work, new_key
from db.doctor import questions
from db.models import (
    Booking,
    EventSeat,
    Hold,
    Payable,
    PurchaseOrderLine,
    Seat,
    Ticket,
)
from tests.clock import NOW
from tests.conftest import WorkAs, as_login
from tests.factories import make_event, make_supplier, make_ticket_type, make_venue
from tests.services.second_bookkeeper import SecondBookkeeper

SEATS = 10
HALF = 0.5
# Of numbers, not `st.randoms`: how much is drawn from it depends on what is there.
CHANCES = st.integers(0, 2**32).map(Random)


class PlacedSeat(NamedTuple):
    section: str
    row: str
    number: str
    key: UUID


class WholeTrade(RuleBasedStateMachine):
    """A manager who does everything alone, on one event of ten seats; examples are rolled back."""

    work: Work
    connection: Connection
    ill_before: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.example = self.work.session.begin_nested()
        self.now, self.steps = NOW, 0
        self.beside = SecondBookkeeper()
        session = self.work.session
        venue = make_venue(session, rows=1, seats=SEATS)
        self.event = make_event(
            session,
            venue,
            service_fee_rate=Decimal("0.075"),
            service_fee_per_ticket=Decimal("0.35"),
            tax_rate=Decimal("0.07"),
        )
        self.kind = make_ticket_type(session, self.event)
        self.supplier = make_supplier(session)
        labels = select(Seat.section, Seat.row, Seat.seat_number, EventSeat.id).join(
            EventSeat, EventSeat.seat_id == Seat.id
        )
        rows = session.execute(
            labels.where(EventSeat.event_id == self.event.id).order_by(EventSeat.rank)
        )
        self.seats = [PlacedSeat(*row) for row in rows]

    def teardown(self) -> None:
        self.example.rollback()

    def attempt(self, step: Callable[[Work], object]) -> bool:
        """Do the step as its own transaction would; say whether it was allowed."""
        with self.work.session.begin_nested() as tried:
            try:
                step(replace(self.work, now=self.now))
            except Refusal:
                tried.rollback()
                return False
        return True

    def keys(self, column: InstrumentedAttribute[UUID]) -> list[UUID]:
        """Of all rows, the oldest first."""
        return sorted(self.work.session.scalars(select(column)))

    def some_booking(self, chance: Random) -> UUID | None:
        """Mostly the latest."""
        found = self.keys(Booking.id)
        return chance.choice([*found, *found[-1:] * 2]) if found else None

    def some_seats(self, chance: Random, size: int) -> list[UUID]:
        """Mostly of those that could be sold: free or held, and priced."""
        fit = select(EventSeat.id).where(
            EventSeat.event_id == self.event.id,
            EventSeat.retail_price.is_not(None),
            EventSeat.status.in_([SeatStatus.AVAILABLE, SeatStatus.HELD]),
        )
        found = list(self.work.session.scalars(fit.order_by(EventSeat.rank)))
        if len(found) < size or not chance.randrange(5):
            found = [seat.key for seat in self.seats]
        return chance.sample(found, size)

    # Buying

    @initialize(lot=st.integers(0, 40_000), here=st.integers(4, 7), cents=st.integers(0, 9_000))
    def shop_opens(self, lot: int, here: int, cents: int) -> None:
        """Some of the first order's seats are here and priced, and the till is open."""
        self.order(8, lot)
        self.deliver(next(iter(self.beside.agreed)), self.seats[:here])
        self.price(cents, 50)
        self.open_or_close_the_till(cents)

    @rule(quantity=st.integers(1, SEATS), lot=st.integers(0, 40_000))
    def order(self, quantity: int, lot: int) -> None:
        """An order for a lot whose price no number of seats divides."""
        total = Decimal(lot) / 100
        line = LineDraft(self.kind.id, quantity, Decimal("1.00"), line_total=total)
        made: list[UUID] = []

        def step(work: Work) -> None:
            draft = OrderDraft(self.supplier.id, (line,))
            made.append(draft_order(work, draft, key=new_key()))
            submit_order(work, made[0])
            confirm_order(work, made[0])

        assert self.attempt(step)
        self.beside.note_order(made[0], quantity, lot)

    @rule(chance=CHANCES, size=st.integers(0, SEATS))
    def receive(self, chance: Random, size: int) -> None:
        self.deliver(chance.choice(sorted(self.beside.agreed)), chance.sample(self.seats, size))

    def deliver(self, order_id: UUID, seats: Sequence[PlacedSeat]) -> None:
        lines = PurchaseOrderLine.purchase_order_id == order_id
        line = self.work.session.scalars(select(PurchaseOrderLine).where(lines)).one()
        listed = tuple(DeliveredSeat(seat.section, seat.row, seat.number) for seat in seats)
        delivery = [LineDelivery(line.id, listed)]
        self.attempt(lambda work: receive_delivery(work, order_id, delivery, key=new_key()))

    @rule(chance=CHANCES)
    def cancel_an_order(self, chance: Random) -> None:
        orders = sorted(self.beside.agreed)
        order_id = chance.choice(orders[-1:] * 3 + orders)
        self.attempt(lambda work: cancel_order(work, order_id))

    @rule(chance=CHANCES, cents=st.integers(-1, 30_000))
    def pay_the_supplier(self, chance: Random, cents: int) -> None:
        owed = chance.choice(self.keys(Payable.id))
        amount = Decimal(cents) / 100
        source = chance.choice([Account.BANK, Account.SAFE])
        if self.attempt(
            lambda work: pay_payable(work, owed, Money(amount, "EUR"), source=source, key=new_key())
        ):
            self.beside.paid_out += amount

    @rule(chance=CHANCES, cents=st.integers(-1, 30_000))
    def the_supplier_pays_back(self, chance: Random, cents: int) -> None:
        owed = chance.choice(self.keys(Payable.id))
        amount = Decimal(cents) / 100
        money = Money(amount, "EUR")
        if self.attempt(lambda work: book_supplier_refund(work, owed, money, key=new_key())):
            self.beside.paid_back += amount

    # Pricing and holding

    @rule(cents=st.integers(0, 20_000), up=st.integers(-100, 200))
    def price(self, cents: int, up: int) -> None:
        ranks = tuple(range(1 + cents % SEATS))
        fixed = FixedPrice(Money(Decimal(cents) / 100, "EUR"))
        rest = MarkUp(Decimal(up))
        event = self.event.id
        self.attempt(lambda work: set_retail_prices(work, event, Selection(), rest, key=new_key()))
        self.attempt(
            lambda work: set_retail_prices(work, event, Selection(ranks), fixed, key=new_key())
        )

    @rule(ranks=st.sets(st.integers(0, SEATS - 1), min_size=1, max_size=4), hours=st.integers(0, 9))
    def hold(self, ranks: set[int], hours: int) -> None:
        until = self.now + timedelta(hours=hours) if hours else None
        draft, plan = HoldDraft(HoldType.ARTIST, until=until), self.event.plan_id
        self.attempt(
            lambda work: hold_seats(
                work, self.event.id, sorted(ranks), draft, on_plan=plan, key=new_key()
            )
        )

    @rule(ranks=st.sets(st.integers(0, SEATS - 1), min_size=1, max_size=4))
    def let_go(self, ranks: set[int]) -> None:
        self.attempt(
            lambda work: release_seats(
                work, self.event.id, sorted(ranks), on_plan=self.event.plan_id, key=new_key()
            )
        )

    # Selling

    @rule(chance=CHANCES, size=st.integers(1, 4))
    def reserve(self, chance: Random, size: int) -> None:
        seats = self.some_seats(chance, size)
        self.attempt(lambda work: reserve_seats(work, self.event.id, seats, key=new_key()))

    @rule(chance=CHANCES, size=st.integers(1, 4))
    def reserve_what_is_held(self, chance: Random, size: int) -> None:
        holds = self.keys(Hold.id)
        seats = self.some_seats(chance, size)
        if holds:
            one = chance.choice(holds)
            self.attempt(lambda work: reserve_from_hold(work, one, seats, key=new_key()))

    @rule(chance=CHANCES)
    def back_to_the_hold(self, chance: Random) -> None:
        holds, one = self.keys(Hold.id), self.some_booking(chance)
        if holds and one:
            hold = chance.choice(holds)
            self.attempt(lambda work: return_to_hold(work, one, hold, key=new_key()))

    @rule(chance=CHANCES, tendered=st.integers(0, 90_000))
    def pay_in_cash(self, chance: Random, tendered: int) -> None:
        if one := self.some_booking(chance):
            owed = self.work.session.scalars(select(Booking.total_amount).where(Booking.id == one))
            money = Money(Decimal(tendered) / 100 if tendered % 2 else owed.one(), "EUR")
            self.attempt(lambda work: pay_cash(work, one, money, key=new_key()))

    @rule(chance=CHANCES)
    def pay_at_the_terminal(self, chance: Random) -> None:
        if one := self.some_booking(chance):
            receipt = str(chance.randrange(4))
            self.attempt(lambda work: pay_by_terminal(work, one, reference=receipt, key=new_key()))

    @rule(chance=CHANCES, deep=st.integers(1, 3))
    def transfer(self, chance: Random, deep: int) -> None:
        if one := self.some_booking(chance):
            steps = (promise_transfer, trust_transfer, book_transfer)
            for step in steps[deep - 1 : deep] if chance.random() < HALF else steps[:deep]:
                self.attempt(lambda work, do=step: do(work, one, key=new_key()))  # type: ignore[misc]

    @rule(chance=CHANCES)
    def give_back(self, chance: Random) -> None:
        if one := self.some_booking(chance):
            self.attempt(lambda work: release_reservation(work, one, key=new_key()))

    @rule()
    def clean_up(self) -> None:
        self.attempt(release_expired)

    @rule(minutes=st.sampled_from([1, 14, 16, 60 * 5, 60 * 24 * 9]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    # The till and the door

    @rule(counted=st.integers(0, 50_000))
    def open_or_close_the_till(self, counted: int) -> None:
        mine = open_till_of(self.work.session, self.work.actor.staff_id)
        money = Money(Decimal(counted) / 100, "EUR")
        if mine is None:
            self.attempt(lambda work: open_till(work, "Till 1", money, key=new_key()))
        else:
            counted_now = mine.expected if counted % 2 else money
            self.attempt(
                lambda work: close_till(work, mine.id, counted_now, note="Counted", key=new_key())
            )

    @rule(chance=CHANCES)
    def scan(self, chance: Random) -> None:
        tickets = sorted(self.work.session.scalars(select(Ticket.barcode)))
        if tickets:
            code = chance.choice(tickets)
            before = self.work.session.scalar(
                select(func.count()).where(Ticket.barcode == code, Ticket.scanned_at.is_not(None))
            )
            answers: list[Verdict] = []
            self.attempt(
                lambda work: answers.append(
                    scan_ticket(
                        work,
                        self.event.id,
                        code,
                        nonce=new_key(),
                        gate="Main",
                        verifiers=load_verifiers(work.session),
                    ).verdict
                )
            )
            assert not (before and Verdict.ADMITTED in answers)

    @rule(chance=CHANCES)
    def cancel_the_event(self, chance: Random) -> None:
        open_too, event = chance.random() < HALF, self.event.id
        if not chance.randrange(8):
            self.attempt(lambda work: cancel_event(work, event, leaving_money_open=open_too))

    # What must hold after every step

    @invariant()
    def the_database_would_commit(self) -> None:
        """The deferred invariants: seats, tickets, bookings, receipts, payments, payables."""
        self.work.session.flush()
        for when in ("IMMEDIATE", "DEFERRED"):
            self.connection.execute(text(f"SET CONSTRAINTS ALL {when}"))

    @invariant()
    def the_second_bookkeeper_agrees(self) -> None:
        self.beside.check_sales(self.work, self.event.id)
        self.beside.check_stock(self.work, self.event.id)
        self.beside.check_suppliers(self.work)

    @invariant()
    def the_doctor_finds_nothing_new(self) -> None:
        """Every few steps: its questions are as many as all others together."""
        self.steps += 1
        if self.steps % 8 == 0:
            assert doctor_says(self.connection) <= self.ill_before


def doctor_says(connection: Connection) -> set[str]:
    """What the doctor would find if this were committed."""
    found: set[str] = set()
    with as_login(connection, "DEFAULT"):
        for query in questions("reconciliations").values():
            found |= {str(row[0]) for row in connection.exec_driver_sql(query)}
    return found


def test_any_order_of_trading_keeps_the_books(work_as: WorkAs, connection: Connection) -> None:
    with work_as(Role.MANAGER) as managers:

        class OneTrade(WholeTrade):
            work = managers

        OneTrade.connection = connection
        OneTrade.ill_before = doctor_says(connection)
        run_state_machine_as_test(
            OneTrade,
            settings=settings(
                max_examples=6,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
