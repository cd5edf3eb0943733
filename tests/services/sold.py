"""A sold booking: what issuing, printing, the door and the reports begin with."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from core.domain.staff import Role
from core.services.payments.till import open_till
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.sales.settling import pay_cash
from core.services.tickets.issuing import issue_tickets
from core.services.tickets.keys import load_signer
from core.services.tickets.signatures import PrivateKey
from core.services.work import Work, new_key
from db.models import Customer
from tests.conftest import WorkAs
from tests.factories import Stock, stocked_event
from tests.services.sales.conftest import euros


@dataclass(frozen=True)
class Sold:
    """An event of which one booking is paid; its tickets are signed where `signer` is given."""

    stock: Stock
    booking: BookingRow

    @property
    def event_id(self) -> UUID:
        return self.stock.event.id


def sell(work: Work, stock: Stock, *places: int, customer: Customer | None = None) -> BookingRow:
    """Reserve these places of the stock and take the cash; the clerk's till must be open."""
    booking = reserve_seats(
        work,
        stock.event.id,
        [stock.seats[place].id for place in places],
        customer_id=None if customer is None else customer.id,
        key=new_key(),
    )
    return pay_cash(work, booking.id, booking.total, key=new_key()).booking


def open_drawer(work: Work) -> None:
    open_till(work, "Till 1", euros("100.00"), key=new_key())


def sold(work_as: WorkAs, *places: int, **stocked: object) -> Sold:
    """Stock an event and sell these places to a walk-up."""
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session, **stocked)  # type: ignore[arg-type]
    with work_as(Role.BOX_OFFICE) as clerks:
        open_drawer(clerks)
        return Sold(stock, sell(clerks, stock, *places))


def issue(work_as: WorkAs, booking: BookingRow, folder: Path) -> PrivateKey:
    """Sign a booking's tickets as the worker; the key is made in the folder."""
    with work_as(Role.WORKER) as workers:
        signer = load_signer(workers, folder)
        issue_tickets(workers, booking.id, signer=signer)
    return signer
