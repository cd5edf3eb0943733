"""Selling, holding, pricing, buying and clearing up at once: nobody waits in a circle."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import select, text

from core.domain.holds.uses import HoldType
from core.domain.inventory.pricing import FixedPrice
from core.domain.money import Money
from core.domain.sales.paper import PaperSale
from core.domain.staff import Role
from core.services.events.price_levels import LevelDraft, Place, set_price_levels
from core.services.holds.lapsing import release_ended_holds
from core.services.holds.placing import HoldDraft, hold_seats, release_seats
from core.services.inventory.pricing import Selection, set_retail_prices
from core.services.purchasing.ordering import cancel_order
from core.services.purchasing.paying import pay_payable
from core.services.sales.cancelling_event import cancel_event
from core.services.sales.paper_sales import record_paper_sales
from core.services.sales.releasing import release_expired, release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.sales.sold_out import refresh_sold_out
from core.services.staff import SignedIn
from core.services.tickets.issuing import issue_unsigned
from core.services.tickets.keys import load_signer
from core.services.work import Work, begin_work, new_key
from db.doctor import examine
from db.models import Booking, Payable
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.factories import make_event, make_line, make_order, make_payable, make_ticket_type
from tests.races.counters import House, at_once, hire, stock

ROUNDS = 6
ROWS, SEATS = 20, 1000
Step = Callable[[Work], object]
# However busy the machine is; a circle is found by the server within a second all the same.
_PATIENTLY = (text("SET LOCAL lock_timeout = '50s'"), text("SET LOCAL statement_timeout = '50s'"))


@dataclass
class Day:
    """What people do to one event, with seats and bookings as the dice have it."""

    house: House
    keys: Path
    dice: Random = field(default_factory=lambda: Random(5))

    def seats(self, most: int) -> list[UUID]:
        return self.dice.sample(self.house.seat_ids, most)

    def ranks(self) -> list[int]:
        return self.dice.sample(range(SEATS), 300)

    def sell(self, seats: list[UUID], work: Work) -> object:
        booking = reserve_seats(work, self.house.event_id, seats, key=new_key())
        return pay_cash(work, booking.id, booking.total, key=new_key())

    def reserve(self, seats: list[UUID], work: Work) -> object:
        return reserve_seats(work, self.house.event_id, seats, key=new_key())

    def give_back(self, work: Work) -> object:
        latest = select(Booking.id).order_by(Booking.created_at.desc(), Booking.id).limit(1)
        found = work.session.scalars(latest).one_or_none()
        return found and release_reservation(work, found, key=new_key())

    def from_paper(self, seats: list[UUID], work: Work) -> object:
        sale = PaperSale(self.house.event_id, tuple(seats), NOW)
        return record_paper_sales(work, [sale], key=new_key())

    def hold(self, ranks: list[int], work: Work) -> object:
        draft, plan = HoldDraft(HoldType.ARTIST), self.house.on_plan
        return hold_seats(work, self.house.event_id, ranks, draft, on_plan=plan, key=new_key())

    def let_go(self, ranks: list[int], work: Work) -> object:
        plan = self.house.on_plan
        return release_seats(work, self.house.event_id, ranks, on_plan=plan, key=new_key())

    def price(self, ranks: list[int], work: Work) -> object:
        rule = FixedPrice(Money(Decimal(60), "EUR"))
        chosen = Selection(ranks=tuple(ranks))
        return set_retail_prices(work, self.house.event_id, chosen, rule, key=new_key())

    def lay(self, work: Work) -> object:
        level = LevelDraft(str(new_key()), Decimal(55), (Place("Stalls"),))
        return set_price_levels(work, self.house.event_id, [level], key=new_key())

    def pay_supplier(self, work: Work) -> object:
        owed = work.session.scalars(select(Payable.id)).one()
        return pay_payable(work, owed, Money(Decimal(1), "EUR"), key=new_key())

    def cancel(self, work: Work) -> object:
        return cancel_event(work, self.house.event_id, leaving_money_open=True)

    def tidy(self, work: Work) -> object:
        signed = issue_unsigned(work, load_signer(work, self.keys))
        return signed, release_expired(work), release_ended_holds(work), refresh_sold_out(work)


def patiently(step: Step, work: Work) -> object:
    for setting in _PATIENTLY:
        work.session.execute(setting)
    return step(work)


def test_everything_at_once_never_waits_in_a_circle(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    house, clerks = stock(fresh_database, rows=ROWS, seats=SEATS // ROWS), hire(fresh_database, 4)
    managers = [fresh_database.sign_in(Role.MANAGER) for _ in range(4)]
    worker, day = fresh_database.sign_in(Role.WORKER), Day(house, tmp_path)
    order_id = ordered(managers[0])
    for turn in range(ROUNDS):
        last = turn == ROUNDS - 1
        steps: list[tuple[SignedIn, Step]] = [
            (clerks[0], partial(day.sell, day.seats(12))),
            (clerks[1], partial(day.reserve, day.seats(150))),
            (clerks[2], day.give_back),
            (clerks[3], partial(day.from_paper, day.seats(60))),
            (managers[0], partial(day.hold, day.ranks())),
            (managers[1], partial(day.let_go, day.ranks())),
            (managers[2], day.lay if turn % 2 else partial(day.price, day.ranks())),
            (managers[2], day.pay_supplier),
            (managers[3], partial(cancel_order, order_id=order_id) if last else day.pay_supplier),
            (worker, day.tidy),
            *([(managers[3], day.cancel)] if last else []),
        ]
        at_once(*((person, partial(patiently, step)) for person, step in steps))

    assert examine(fresh_database.super_url) == []


def ordered(manager: SignedIn) -> UUID:
    """An order of which nothing has come, and what is owed for it."""
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        event = make_event(work.session)
        order = make_order(work.session)
        make_line(work.session, order, make_ticket_type(work.session, event), quantity=1)
        make_payable(work.session, order)
        return order.id
