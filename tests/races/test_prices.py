"""Prices set and restored at once: both lock seats in id order, so nobody waits in a circle."""

from decimal import Decimal

from core.domain.inventory.pricing import FixedPrice
from core.domain.money import Money
from core.domain.staff import Role
from core.services.events.price_levels import LevelDraft, Place, set_price_levels
from core.services.inventory.pricing import Selection, restore_prices, set_retail_prices
from core.services.work import Work, new_key
from tests.databases import TestDatabase
from tests.races.counters import at_once, stock

ROUNDS = 12


def test_prices_set_and_restored_at_once_never_deadlock(fresh_database: TestDatabase) -> None:
    house = stock(fresh_database, rows=20, seats=50)
    manager = fresh_database.sign_in(Role.MANAGER)
    backwards = dict.fromkeys(reversed(house.seat_ids), Decimal(40))

    def price(work: Work) -> int:
        rule = FixedPrice(Money(Decimal(70), "EUR"))
        return set_retail_prices(work, house.event_id, Selection(), rule, key=new_key()).seats

    def restore(work: Work) -> int:
        return restore_prices(work, house.event_id, backwards, key=new_key())

    def paint(work: Work) -> int:
        level = LevelDraft(str(new_key()), Decimal(55), (Place("Stalls"),))
        return set_price_levels(work, house.event_id, [level], key=new_key())[-1].seats

    for _ in range(ROUNDS):
        steps = ((manager, price), (manager, restore), (manager, paint))
        assert at_once(*steps) == [1000, 1000, 1000]
