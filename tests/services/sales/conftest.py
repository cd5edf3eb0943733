"""A counter to sell at: a stocked event and a clerk's work, rolled back at the end."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from core.domain.money import Money
from core.domain.staff import Role
from core.services.payments.journal import TrialBalance, trial_balance
from core.services.payments.till import TillRow, open_till
from core.services.sales.releasing import release_expired
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow, Sale
from core.services.sales.settling import pay_cash
from core.services.sales.transfers import BookedTransfer, book_transfer, trust_transfer
from core.services.work import Work, new_key
from tests.conftest import WorkAs
from tests.factories import Stock, stocked_event


@dataclass(frozen=True)
class Counter:
    """A clerk at work beside the stock: 20 seats at 50.00 that cost 30.00 each."""

    work: Work
    stock: Stock

    @property
    def event_id(self) -> UUID:
        return self.stock.event.id

    def seats(self, *places: int) -> list[UUID]:
        return [self.stock.seats[place].id for place in places]

    def reserve(self, *places: int) -> BookingRow:
        return reserve_seats(self.work, self.event_id, self.seats(*places), key=new_key())

    def after(self, minutes: int) -> "Counter":
        return replace(
            self, work=replace(self.work, now=self.work.now + timedelta(minutes=minutes))
        )

    def open_till(self) -> TillRow:
        return open_till(self.work, "Till 1", euros("100.00"), key=new_key())

    def pay(self, booking: BookingRow, tendered: str | None = None) -> Sale:
        given = booking.total if tendered is None else euros(tendered)
        return pay_cash(self.work, booking.id, given, key=new_key())


class Office:
    """A manager with the bank statement, and the worker who tidies up."""

    def __init__(self, work_as: WorkAs) -> None:
        self.work_as = work_as

    def trust(self, booking: BookingRow) -> BookingRow:
        with self.work_as(Role.MANAGER) as managers:
            return trust_transfer(managers, booking.id, key=new_key()).booking

    def book(
        self,
        booking_id: UUID,
        key: UUID | None = None,
        reference: str | None = "B-1",
        *,
        days: int = 0,
    ) -> BookedTransfer:
        with self.work_as(Role.MANAGER) as managers:
            later = replace(managers, now=managers.now + timedelta(days=days))
            return book_transfer(later, booking_id, reference=reference, key=key or new_key())

    def balance(self) -> TrialBalance:
        with self.work_as(Role.MANAGER) as managers:
            return trial_balance(managers.session)

    def clean_up(self, counter: Counter, days: int) -> int:
        with self.work_as(Role.WORKER) as workers:
            later = replace(workers, now=counter.work.now + timedelta(days=days))
            return release_expired(later)


@pytest.fixture
def office(work_as: WorkAs) -> Office:
    return Office(work_as)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.fixture
def stock(work_as: WorkAs) -> Stock:
    with work_as(Role.MANAGER) as managers:
        return stocked_event(managers.session)


@pytest.fixture
def counter(work_as: WorkAs, stock: Stock) -> Iterator[Counter]:
    with work_as(Role.BOX_OFFICE) as clerks:
        yield Counter(clerks, stock)
