"""The counter: a walk-up with cash, a customer with a card, and seats whose reservation ran out."""

from decimal import Decimal
from uuid import UUID

from cli.touring.day import CURRENCY, Day, shown
from core.domain.money import Money
from core.domain.staff import Role
from core.services.events.queries import EventRow
from core.services.inventory.finding import Together, Wish, find_seats
from core.services.payments.till import open_till
from core.services.sales.customers import CustomerDraft, add_customer
from core.services.sales.queries import booking_in_full
from core.services.sales.releasing import release_expired
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.work import Work, new_key

FLOAT = Money(Decimal("200.00"), CURRENCY)
_NOTE = 50


def open_counter(day: Day) -> None:
    """Open the till that takes the money."""
    with day.step("Open the till") as tell:
        with day.as_(Role.BOX_OFFICE) as work:
            till = open_till(work, "Front counter", FLOAT, key=new_key())
        tell(f"{till.drawer} with a float of {shown(till.opening_float)}.")


def sell_four(day: Day, event: EventRow) -> UUID:
    """Four seats beside each other for somebody at the counter, paid in cash; the booking."""
    with day.step("Sell four adjacent seats for cash") as tell:
        with day.as_(Role.BOX_OFFICE) as work:
            found = find_seats(work.session, event.id, Wish(4, Together.ADJACENT), now=day.now)
            booking = reserve_seats(work, event.id, [seat.id for seat in found], key=new_key())
            tendered = Money(_notes(booking.total.amount), CURRENCY)
            sale = pay_cash(work, booking.id, tendered, key=new_key())
            seats = seats_of(work, sale.booking.id)
        tell(f"{sale.booking.number}: {seats} for {shown(sale.booking.total)}; given")
        tell(f"{shown(tendered)}, change {shown(sale.change)}.")
    return sale.booking.id


def sell_best(day: Day, event: EventRow) -> UUID:
    """The best two seats that are left, for a customer who pays by card; the booking."""
    with day.step("Sell the best available to a customer") as tell:
        with day.as_(Role.BOX_OFFICE) as work:
            who = CustomerDraft("Aoife Byrne", email="aoife.byrne@mail.example")
            customer = add_customer(work, who, key=new_key())
            found = find_seats(work.session, event.id, Wish(2), now=day.now)
            booking = reserve_seats(
                work,
                event.id,
                [seat.id for seat in found],
                customer_id=customer.id,
                key=new_key(),
            )
            sale = pay_by_terminal(work, booking.id, reference="T 000417", key=new_key())
            seats = seats_of(work, sale.booking.id)
        tell(f"{customer.name}, {sale.booking.number}: {seats} for {shown(sale.booking.total)}, by")
        tell("card at the terminal.")
    return sale.booking.id


def take_over(day: Day, event: EventRow) -> None:
    """Seats that somebody reserved and never paid are sold to the next, without any clean-up."""
    with day.step("Take over an expired reservation") as tell:
        with day.as_(Role.BOX_OFFICE) as work:
            found = find_seats(work.session, event.id, Wish(3, Together.ADJACENT), now=day.now)
            wanted = [seat.id for seat in found]
            lapsed = reserve_seats(work, event.id, wanted, key=new_key())
        day.wait(16)
        with day.as_(Role.BOX_OFFICE) as work:
            booking = reserve_seats(work, event.id, wanted, key=new_key())
            sale = pay_cash(work, booking.id, booking.total, key=new_key())
            seats = seats_of(work, sale.booking.id)
        tell(f"{lapsed.number} ran out after 15 minutes; {sale.booking.number} took its seats")
        tell(f"({seats}) for {shown(sale.booking.total)}.")


def clean_up(day: Day) -> None:
    """What the worker does every few seconds: close reservations whose time is over."""
    with day.step("Close what ran out") as tell, day.as_(Role.WORKER) as work:
        tell(f"{release_expired(work)} reservation closed; its seats had been sold by then.")


def seats_of(work: Work, booking_id: UUID) -> str:
    """The seats of a booking as a clerk says them."""
    tickets = booking_in_full(work.session, booking_id).tickets
    return ", ".join(ticket.label for ticket in tickets)


def _notes(amount: Decimal) -> Decimal:
    """The sum in fifties that somebody would put down for it."""
    return (amount // _NOTE + 1) * _NOTE
