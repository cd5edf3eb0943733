"""The night: what the day earned, whether the books balance, and the summary as JSON."""

import json
from dataclasses import asdict, dataclass

from cli.touring.day import CURRENCY, Day, shown
from core.domain.money import Money
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.door.queries import count_admissions
from core.services.events.queries import EventRow
from core.services.payments.journal import trial_balance
from core.services.reporting.profit import profit_of_event
from core.services.sales.queries import recent_bookings

SUMMARY = "summary.json"
_SOLD = (BookingStatus.CONFIRMED, BookingStatus.PAID)


@dataclass(frozen=True, slots=True)
class Figures:
    """The keys of summary.json but the steps; money with two decimals."""

    seats_owned: int
    seats_sold: int
    bookings: int
    revenue: str
    cost: str
    profit: str
    admitted: int
    refused: int
    trial_balance: str


def count_up(day: Day, event: EventRow) -> Figures:
    """Read profit, guests and trial balance as the manager does."""
    person = day.people[Role.MANAGER]
    with day.step("Count the profit") as tell, day.reading(Role.MANAGER) as session:
        earned = profit_of_event(session, person.actor, event.id)
        sold = recent_bookings(session, event_id=event.id, statuses=_SOLD)
        guests = count_admissions(session, event.id)
        profit = earned.profit
        tell(f"{earned.tickets} of {earned.owned} seats sold in {len(sold)} bookings: revenue")
        tell(f"{shown(profit.revenue)}, cost {shown(profit.cost)}, profit {shown(profit.profit)}.")
    return Figures(
        seats_owned=earned.owned,
        seats_sold=earned.tickets,
        bookings=len(sold),
        revenue=_plain(profit.revenue),
        cost=_plain(profit.cost),
        profit=_plain(profit.profit),
        admitted=guests.admitted,
        refused=guests.refused,
        trial_balance=_balance(day),
    )


def _balance(day: Day) -> str:
    with day.step("Balance the books") as tell, day.reading(Role.MANAGER) as session:
        trial = trial_balance(session)
        difference = Money.total(trial.differences, CURRENCY)
        debit = Money.total((row.debit for row in trial.accounts), CURRENCY)
        credit = Money.total((row.credit for row in trial.accounts), CURRENCY)
        tell(f"{len(trial.accounts)} accounts: debit {shown(debit)}, credit {shown(credit)},")
        tell(f"difference {shown(difference)}.")
    return _plain(difference)


def write_summary(day: Day, figures: Figures) -> None:
    """Write summary.json."""
    summary = {**asdict(figures), "steps": [asdict(step) for step in day.steps]}
    text = json.dumps(summary, indent=2, ensure_ascii=False)
    day.keep(SUMMARY, f"{text}\n".encode())


def _plain(money: Money) -> str:
    return f"{money.amount:.2f}"
