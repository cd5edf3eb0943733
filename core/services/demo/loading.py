"""Load the demo season into a fresh database, which then takes the old one's place.

Two lanes at once, for two processors: the theatre and the hall with the box office, the stadium
with the manager's own till. Nothing is inserted here: everything is a use case of its person, at
its moment.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from threading import Lock
from uuid import UUID
from zoneinfo import ZoneInfo

from core.domain.money import Money
from core.domain.purchasing.seat_labels import VenueLabels
from core.domain.staff import Role
from core.services.agency import set_agency_terms
from core.services.demo.databases import (
    DEMO_MARK,
    DemoPlace,
    NotADemo,
    analyze,
    forget_jobs,
    hurry,
    look_into,
)
from core.services.demo.evenings import close_the_books, open_the_doors
from core.services.demo.keeping import keep_back, pay_suppliers
from core.services.demo.people import desk_people, read_staff
from core.services.demo.replacing import made_beside
from core.services.demo.rhythm import PlannedSale, Rhythm
from core.services.demo.season import Season, VenueCard, read_season
from core.services.demo.selling import Counter
from core.services.demo.stocking import Calendar, StockedEvent, buy, make_event, make_venue
from core.services.inventory.finding import open_seats
from core.services.purchasing.list_files import labels_of_event
from core.services.purchasing.suppliers import add_supplier
from core.services.sales.customers import add_customers, find_customers
from core.services.sales.releasing import release_expired
from core.services.sales.sold_out import refresh_sold_out
from core.services.staff import SignedIn, sign_in
from core.services.tickets.issuing import issue_unsigned
from core.services.tickets.keys import load_signer
from core.services.work import Work, begin_work, new_key
from db.agencies import create_agency
from db.logins import NewLogin, create_login
from db.setup import set_up

_SOLD_INTO = ("bookings", "booking_items", "tickets", "payments", "journal_entries", "requests")
_FEW, _GROWN = 25, 2


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is there now."""

    events: int
    seats_owned: int
    customers: int
    bookings: int
    scans: int


class Progress:
    """Adds up the share that is done, from several threads; `tell(what, share)` shows it."""

    def __init__(self, tell: Callable[[str, float], None]) -> None:
        self._tell, self._lock, self._done = tell, Lock(), 0.0
        self._ended = False

    def step(self, what: str, weight: float) -> None:
        """Say that a share of the whole is done, and what is being done; ends a thread in vain."""
        with self._lock:
            if self._ended:
                raise _InVain
            self._done = min(self._done + weight, 1.0)
            self._tell(what, self._done)

    @contextmanager
    def together(self) -> Iterator[None]:
        """End the threads at their next step when the block fails or is stopped."""
        try:
            yield
        except BaseException:
            self._ended = True
            raise


class _InVain(Exception):
    """What a thread is doing is for nothing: another has failed, or somebody stopped all."""


def load_demo(
    place: DemoPlace,
    database: str,
    *,
    now: datetime,
    tell: Callable[[str, float], None] = lambda _what, _share: None,
    keys: Path | None = None,
) -> Loaded:
    """Build the demo beside the database of this name and put it there; the old one is gone then.

    Refuses `NotADemo` where the name holds anything else. `keys` is where the signing key is kept.
    What fails or is stopped leaves everything as it was.
    """
    if not look_into(place, database).replaceable:
        raise NotADemo(database)
    progress = Progress(tell)
    progress.step("Making the database", 0.0)
    with made_beside(place, database) as fresh:
        set_up(place.admin_url(fresh))
        hurry(place, fresh)
        season = read_season()
        _hire(place, fresh, season)
        analyze(place, fresh)
        with _everybody(place, fresh) as people:
            calendar = Calendar(now, ZoneInfo(season.agency.timezone))
            plan_anew = partial(analyze, place, fresh)
            loaded = _Loading(season, people, calendar, progress, keys, plan_anew).run()
        forget_jobs(place, fresh)
        analyze(place, fresh)
    return loaded


def _hire(place: DemoPlace, database: str, season: Season) -> None:
    """Make the agency and the logins of its people."""
    url = place.admin_url(database)
    agency = season.agency
    tenant = create_agency(
        url,
        agency.name,
        currency=agency.currency,
        timezone=agency.timezone,
        settings={DEMO_MARK: True},  # at once: whoever is stopped leaves a demo, not books
    )
    for person in read_staff():
        create_login(
            url,
            tenant,
            NewLogin(
                login=person.login,
                display_name=person.name,
                role=person.role,
                password=person.password,
            ),
        )


@contextmanager
def _everybody(place: DemoPlace, database: str) -> Iterator[Mapping[Role, SignedIn]]:
    with ExitStack() as stack:
        people = {}
        for person in desk_people():
            signed_in = sign_in(
                lambda login, password: place.url_of(database, login, password),
                person.login,
                person.password,
            )
            stack.callback(signed_in.sign_out)
            people[person.role] = signed_in
        yield people


@dataclass(frozen=True, slots=True)
class _Lane:
    """Houses that are stocked and sold by one thread."""

    houses: tuple[str, ...]
    seller: Role
    drawer: str
    customers: slice
    transfers: bool
    seed: int


_LANES = (
    _Lane(("theatre", "hall"), Role.BOX_OFFICE, "Front counter", slice(480), True, 7),
    _Lane(("stadium",), Role.MANAGER, "Stadium desk", slice(480, None), False, 8),
)


@dataclass(frozen=True, slots=True)
class _Stocked:
    events: tuple[StockedEvent, ...]
    customers: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class _Loading:
    season: Season
    people: Mapping[Role, SignedIn]
    calendar: Calendar
    progress: Progress
    keys: Path | None
    #: Makes the server plan anew: plans made for empty tables are bad for full ones.
    plan_anew: Callable[..., None]

    def run(self) -> Loaded:
        suppliers = self._open_for_business()
        with ThreadPoolExecutor(len(_LANES)) as threads, self.progress.together():
            stocked = list(threads.map(lambda lane: self._stock(lane, suppliers), _LANES))
            self.plan_anew()
            sold = list(threads.map(self._sell, _LANES, stocked))
            self._sign()
            past = [
                event for lane in stocked for event in lane.events if event.end < self.calendar.now
            ]
            scans = sum(threads.map(self._evening, past))
        self._tidy_up(past)
        self._keep_back([event for lane in stocked for event in lane.events])
        return Loaded(
            events=sum(len(lane.events) for lane in stocked),
            seats_owned=sum(owned for owned, _ in sold),
            customers=sum(len(lane.customers) for lane in stocked),
            bookings=sum(bookings for _, bookings in sold),
            scans=scans,
        )

    def _open_for_business(self) -> Mapping[str, UUID]:
        self.progress.step("Greeting the customers", 0.06)
        terms = self.season.agency.terms
        marked = replace(terms, settings={**terms.settings, DEMO_MARK: True})
        with self._as(Role.MANAGER) as work:
            set_agency_terms(work, marked, key=new_key())
            add_customers(work, self.season.customers, key=new_key())
            return {
                code: add_supplier(work, draft, key=new_key()).id
                for code, draft in self.season.suppliers.items()
            }

    def _stock(self, lane: _Lane, suppliers: Mapping[str, UUID]) -> _Stocked:
        events: dict[str, StockedEvent] = {}
        for venue in self.season.venues:
            if venue.code in lane.houses:
                events |= self._play(venue)
                self.progress.step("Drawing the venues", 0.06)
        labels: dict[str, VenueLabels] = {}  # by house: its events are on the same plan
        for order in self.season.orders:
            if bought := events.get(order.event):
                with self._as(Role.BUYER) as work:
                    house = bought.card.venue
                    if house not in labels:
                        labels[house] = labels_of_event(work.session, bought.id)
                    buy(
                        work,
                        self.calendar,
                        order,
                        event_id=bought.id,
                        labels=labels[house],
                        suppliers=suppliers,
                    )
                self.progress.step("Buying seats", 0.01)
        with self._as(lane.seller) as work:
            everybody = find_customers(work.session, limit=len(self.season.customers))
        customers = [customer.id for customer in everybody[lane.customers]]
        return _Stocked(tuple(events.values()), tuple(customers))

    def _play(self, venue: VenueCard) -> dict[str, StockedEvent]:
        """The house and its events by code, each in its own transaction.

        Whoever fills a table refreshes its statistics, and the other lane waits until that ends.
        """
        with self._as(Role.BUYER) as work:
            venue_id = make_venue(work, venue)
        events = {}
        for card in self.season.events:
            if card.venue == venue.code:
                with self._as(Role.BUYER) as work:
                    events[card.code] = make_event(work, self.calendar, card, venue, venue_id)
        return events

    def _sell(self, lane: _Lane, stocked: _Stocked) -> tuple[int, int]:
        """Sell what the lane has; return the seats that were owned and the bookings made."""
        chance = Random(lane.seed)
        rhythm = Rhythm(self.calendar, stocked.customers, chance, lane.transfers)
        sales: list[PlannedSale] = []
        owned = 0
        with self._as(lane.seller) as work:
            for event in stocked.events:
                stock = open_seats(work.session, event.id, now=self.calendar.now)
                owned += len(stock)
                sales += rhythm.sales(event, stock)
        counter = Counter(
            seller=self.people[lane.seller],
            office=self.people[Role.MANAGER],
            drawer=lane.drawer,
            opening_float=Money(Decimal("200.00"), self.season.agency.currency),
            calendar=self.calendar,
            chance=chance,
            promises=lane.transfers,
            still_open=lane.seller is Role.BOX_OFFICE,
        )
        sold = planned_for = 0
        for made in counter.work_through(sales):
            sold += made
            if sold > planned_for * _GROWN + _FEW:
                self.plan_anew(*_SOLD_INTO)
                planned_for = sold
            self.progress.step("Selling", 0.25 * made / len(sales))
        return owned, len(sales)

    def _sign(self) -> None:
        with self._as(Role.MANAGER) as work:
            signer = load_signer(work, self.keys)
        while True:
            with self._as(Role.MANAGER) as work:
                if not issue_unsigned(work, signer):
                    break
            self.progress.step("Signing tickets", 0.01)

    def _evening(self, event: StockedEvent) -> int:
        chance = Random(event.card.code)
        readings = open_the_doors(self.people[Role.DOOR], event, chance)
        self.progress.step("Opening the doors", 0.02)
        return readings

    def _tidy_up(self, past: Sequence[StockedEvent]) -> None:
        close_the_books(self.people[Role.MANAGER], past)
        with self._as(Role.MANAGER) as work:
            release_expired(work)
            refresh_sold_out(work)

    def _keep_back(self, events: Sequence[StockedEvent]) -> None:
        with self._as(Role.MANAGER) as work:
            keep_back(work, self.calendar, events)
            pay_suppliers(work, self.calendar)
        self.progress.step("Ready", 1.0)

    @contextmanager
    def _as(self, role: Role) -> Iterator[Work]:
        person = self.people[role]
        with begin_work(person.sessions, person.actor, clock=lambda: self.calendar.now) as work:
            yield work
