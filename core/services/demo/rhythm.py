"""Who buys which seats when, and how it ends: drawn from a seed, the same for the same stock."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto
from itertools import groupby
from random import Random
from uuid import UUID

from core.domain.inventory.finding import OpenSeat
from core.services.demo.stocking import Calendar, StockedEvent

OPENS, CLOSES = time(10, 0), time(19, 0)
#: On the day of loading the counter has been open this long.
TODAY_HOURS = 5
_PARTY_SIZES, _HOW_OFTEN = (1, 2, 3, 4, 5, 6), (9, 47, 13, 23, 4, 4)
_FIRST_DAY, _LAST_DAYS, _TODAY = 5.0, 2.0, 2.5
_RECENT_DAYS = 5


class Ending(Enum):
    """How a sale ends."""

    CASH = auto()
    TERMINAL = auto()
    TRANSFER_BOOKED = auto()
    TRANSFER_TRUSTED = auto()
    TRANSFER_PROMISED = auto()
    GIVEN_BACK = auto()
    RAN_OUT = auto()


AT_THE_COUNTER = {Ending.CASH: 44, Ending.TERMINAL: 56}
_ANY = {
    Ending.CASH: 36,
    Ending.TERMINAL: 46,
    Ending.TRANSFER_BOOKED: 10,
    Ending.TRANSFER_TRUSTED: 3,
    Ending.GIVEN_BACK: 3,
    Ending.RAN_OUT: 2,
}
TRANSFERS = (Ending.TRANSFER_BOOKED, Ending.TRANSFER_TRUSTED, Ending.TRANSFER_PROMISED)
_COMES_BACK = (Ending.GIVEN_BACK, Ending.RAN_OUT)
_NAMED = {Ending.CASH: 0.2, Ending.TERMINAL: 0.5}


@dataclass(frozen=True, slots=True)
class PlannedSale:
    """A party's visit to the counter: its seats lie beside each other."""

    at: datetime
    event: StockedEvent
    seats: tuple[UUID, ...]
    ending: Ending
    customer: UUID | None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Draws the sales of a lane; without `transfers` everybody pays at once."""

    calendar: Calendar
    customers: Sequence[UUID]
    chance: Random
    transfers: bool

    def sales(self, event: StockedEvent, stock: Sequence[OpenSeat]) -> list[PlannedSale]:
        """The sales of one event so far, for the share of its stock that is gone by now."""
        days = self._days(event)
        if not days:
            return []
        left = round(len(stock) * event.card.sold)
        planned: list[PlannedSale] = []
        for party in self._parties(stock):
            if left <= 0:
                break
            seats = party[:left]
            left -= len(seats)
            at = self._moment(event, days)
            ending = self._ending(event, at)
            planned.append(
                PlannedSale(
                    at=at,
                    event=event,
                    seats=tuple(seat.id for seat in seats),
                    ending=ending,
                    customer=self._customer(ending),
                )
            )
        return planned

    def _days(self, event: StockedEvent) -> list[tuple[int, float]]:
        """Days of the sale with their weights: busy at first, and again before the event."""
        if event.card.on_sale is None:
            return []
        last = min(event.card.day, 0)
        first = event.card.day - event.card.on_sale
        return [(day, self._weight(day, first, event.card.day)) for day in range(first, last + 1)]

    @staticmethod
    def _weight(day: int, first: int, event_day: int) -> float:
        if day == 0:
            return _TODAY
        if day == first:
            return _FIRST_DAY
        return _LAST_DAYS if event_day - day <= _RECENT_DAYS else 1.0

    def _moment(self, event: StockedEvent, days: Sequence[tuple[int, float]]) -> datetime:
        day = self.chance.choices([day for day, _ in days], [weight for _, weight in days])[0]
        opens, closes = counter_hours(self.calendar, day)
        closes = min(closes, event.start - timedelta(hours=1))
        return opens + (closes - opens) * self.chance.uniform(0.01, 0.97)

    def _ending(self, event: StockedEvent, at: datetime) -> Ending:
        endings = _ANY if self.transfers else AT_THE_COUNTER
        if event.card.sold == 1:  # sold out: nothing comes back
            endings = {how: weight for how, weight in endings.items() if how not in _COMES_BACK}
        ending = self.chance.choices(list(endings), list(endings.values()))[0]
        age = -self.calendar.day_of(at)
        if ending is Ending.TRANSFER_BOOKED and age <= _RECENT_DAYS:
            ending = Ending.TRANSFER_PROMISED
        ends_soon = event.card.day - self.calendar.day_of(at) <= _RECENT_DAYS + 2
        return Ending.TERMINAL if ending in TRANSFERS and ends_soon else ending

    def _customer(self, ending: Ending) -> UUID | None:
        if self.chance.random() < _NAMED.get(ending, 1.0):
            return self.chance.choice(self.customers)
        return None

    def _parties(self, stock: Sequence[OpenSeat]) -> list[tuple[OpenSeat, ...]]:
        """The stock cut into parties of neighbours; better seats go earlier, but not strictly."""
        parties = [party for run in _runs(stock) for party in self._cut(run)]
        return sorted(
            parties, key=lambda party: self.chance.gauss(0, 0.12) - float(party[0].quality)
        )

    def _cut(self, run: Sequence[OpenSeat]) -> Iterator[tuple[OpenSeat, ...]]:
        place = 0
        while place < len(run):
            size = self.chance.choices(_PARTY_SIZES, _HOW_OFTEN)[0]
            yield tuple(run[place : place + size])
            place += size


def counter_hours(calendar: Calendar, day: int) -> tuple[datetime, datetime]:
    """When the counter is open on a day; today it opened some hours ago and is open still."""
    if day < 0:
        return calendar.at(day, OPENS), calendar.at(day, CLOSES)
    opened = max(calendar.at(0, time(0, 1)), calendar.now - timedelta(hours=TODAY_HOURS))
    return opened, calendar.now - timedelta(minutes=6)


def _runs(stock: Sequence[OpenSeat]) -> Iterator[Sequence[OpenSeat]]:
    """Seats of a row that lie beside each other."""
    by_row = sorted(stock, key=lambda seat: (seat.section, seat.row, seat.position))
    for _, row in groupby(by_row, key=lambda seat: (seat.section, seat.row)):
        for _, run in groupby(enumerate(row), key=lambda one: one[1].position - one[0]):
            yield [seat for _, seat in run]
