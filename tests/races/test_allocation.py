"""Plans and counters at once: a seat is sold or planned, never both; nobody waits in a circle."""

from collections.abc import Callable
from functools import partial
from random import Random
from uuid import UUID

import pytest
from sqlalchemy.exc import DBAPIError

from core.domain.holds.comparing import Comparison, Present, compare
from core.domain.holds.painting import Painting, bare
from core.domain.holds.uses import HoldType, held
from core.domain.staff import Role
from core.services.holds import changing
from core.services.holds.applying import Applied, apply_plan, undo_plan
from core.services.holds.placing import HoldDraft, hold_seats, release_seats
from core.services.holds.plans import create_plan, paint_plan
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from tests.clock import NOW
from tests.databases import TestDatabase
from tests.races.counters import House, at_once, broken, count, in_turn, kinds

SEATS = 50
ARTIST = held(HoldType.ARTIST)


@pytest.fixture
def managers(fresh_database: TestDatabase) -> list[SignedIn]:
    return [fresh_database.sign_in(Role.MANAGER) for _ in range(2)]


def planned(
    house: House, manager: SignedIn, ranks: range, *, name: str = "Plan"
) -> tuple[UUID, int]:
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        made = create_plan(work, house.event_id, name, key=new_key())
        painting = bare(SEATS).with_use(ranks, ARTIST)
        painted = paint_plan(
            work, made.id, painting, version=made.version, on_plan=house.on_plan, key=new_key()
        )
    return painted.id, painted.version


def apply(plan: tuple[UUID, int], work: Work) -> Applied:
    return apply_plan(work, plan[0], version=plan[1], key=new_key())


def buy(house: House, places: list[int], work: Work) -> BookingRow:
    return reserve_seats(
        work, house.event_id, [house.seat_ids[place] for place in places], key=new_key()
    )


def hold(house: House, ranks: list[int], work: Work) -> object:
    draft = HoldDraft(HoldType.VENUE)
    return hold_seats(work, house.event_id, ranks, draft, on_plan=house.on_plan, key=new_key())


def let_go(house: House, ranks: list[int], work: Work) -> object:
    return release_seats(work, house.event_id, ranks, on_plan=house.on_plan, key=new_key())


@pytest.mark.parametrize("turn", range(4))
def test_a_plan_is_applied_or_a_seat_of_it_is_sold_never_both(
    house: House, clerks: list[SignedIn], managers: list[SignedIn], turn: int
) -> None:
    plan = planned(house, managers[0], range(40))

    applied, bought = at_once(
        (managers[0], partial(apply, plan)), (clerks[0], partial(buy, house, [turn, turn + 30]))
    )

    assert isinstance(applied, Applied) != isinstance(bought, BookingRow)
    assert kinds([applied, bought]).keys() <= {
        "Applied",
        "BookingRow",
        "SeatsTakenMeanwhile",
        "SeatsOffSale",
        "SeatsTaken",
    }
    held_now = "SELECT count(*) FROM parterre.event_seats WHERE status = 'HELD'"
    assert count(house.database.super_url, held_now) == (40 if isinstance(applied, Applied) else 0)
    assert broken(house.database.super_url) == {}


def test_two_managers_apply_two_plans_over_the_same_seats(
    house: House, managers: list[SignedIn]
) -> None:
    plans = [planned(house, managers[0], range(40), name=f"Plan {n}") for n in range(2)]

    results = at_once(*(zip(managers, (partial(apply, plan) for plan in plans), strict=True)))

    assert kinds(results) == {"Applied": 1, "NothingToChange": 1}
    assert count(house.database.super_url, "SELECT count(*) FROM parterre.holds") == 1


def test_one_plan_is_undone_once(house: House, managers: list[SignedIn]) -> None:
    plan = planned(house, managers[0], range(40))
    with begin_work(managers[0].sessions, managers[0].actor, clock=lambda: NOW) as work:
        apply(plan, work)

    results = at_once(
        *((manager, lambda work: undo_plan(work, plan[0], key=new_key())) for manager in managers)
    )

    assert kinds(results) == {"Applied": 1, "NothingToUndo": 1}


def test_holding_releasing_and_selling_never_wait_in_a_circle(
    house: House, clerks: list[SignedIn], managers: list[SignedIn]
) -> None:
    dice = Random(11)
    for _ in range(5):
        sets = [dice.sample(range(SEATS), 9) for _ in range(6)]
        steps: list[tuple[SignedIn, Callable[[Work], object]]] = [
            *(
                (clerk, partial(buy, house, places))
                for clerk, places in zip(clerks, sets, strict=False)
            ),
            (
                managers[0],
                partial(hold, house, sets[4]),
            ),
            (
                managers[1],
                partial(let_go, house, sets[5]),
            ),
        ]
        assert kinds(at_once(*steps)).keys() <= {
            "BookingRow",
            "SeatsTaken",
            "SeatsOffSale",
            "SeatsChanged",
            "SeatsTakenMeanwhile",
            "SeatsNotOnHold",
        }

    assert broken(house.database.super_url) == {}


def grown_and_emptied(house: House, managers: list[SignedIn], *, grows_first: bool) -> None:
    """A seat comes into a hold as its only one is let go; the second waits for the first."""
    with begin_work(managers[0].sessions, managers[0].actor, clock=lambda: NOW) as work:
        hold(house, [1], work)
    grows = (managers[0], partial(hold, house, [2]))
    empties = (managers[1], partial(let_go, house, [1]))

    steps = (grows, empties) if grows_first else (empties, grows)
    assert kinds(in_turn(house.database, *steps)) == {"SeatsChanged": 2}


def test_a_hold_that_is_emptied_while_it_grows_goes_on(
    house: House, managers: list[SignedIn]
) -> None:
    """Whoever lets its last seat go sees none of those that are being held with it."""
    grown_and_emptied(house, managers, grows_first=True)

    assert count(house.database.super_url, "SELECT count(*) FROM parterre.holds") == 1
    its_seats = "SELECT count(*) FROM parterre.event_seats JOIN parterre.holds h ON h.id = hold_id"
    assert count(house.database.super_url, f"{its_seats} WHERE h.is_active") == 1


def test_a_hold_grows_no_more_once_it_is_being_emptied(
    house: House, managers: list[SignedIn]
) -> None:
    grown_and_emptied(house, managers, grows_first=False)

    each = "SELECT count(*) FROM parterre.holds WHERE is_active"
    assert count(house.database.super_url, each) == 1
    assert count(house.database.super_url, f"{each} IS FALSE") == 1


def test_without_the_lock_the_plan_runs_into_the_databases_wall(
    house: House,
    clerks: list[SignedIn],
    managers: list[SignedIn],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the lock is for: read without it, a seat is sold between the look and the change."""
    plan_id, version = planned(house, managers[0], range(4))

    def sell_meanwhile(present: Present, plan: Painting) -> Comparison:
        with begin_work(clerks[0].sessions, clerks[0].actor, clock=lambda: NOW) as work:
            buy(house, [1], work)
        return compare(present, plan)

    monkeypatch.setattr(changing, "compare", sell_meanwhile)
    with (
        pytest.raises(DBAPIError, match="no such move between states"),
        begin_work(managers[0].sessions, managers[0].actor, clock=lambda: NOW) as work,
    ):
        apply_plan(work, plan_id, version=version, key=new_key(), lock=False)

    assert broken(house.database.super_url) == {}
