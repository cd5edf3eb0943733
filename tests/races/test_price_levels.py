"""A price level is removed, or something names it: never a name without its level."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from core.domain.errors import NotFound
from core.domain.holds.painting import bare
from core.domain.holds.presales import PresaleDraft
from core.domain.holds.refusals import NoSuchPaint
from core.domain.staff import Role
from core.services.events.changing_levels import PriceLevelInUse, remove_price_level
from core.services.events.price_levels import LevelDraft, list_price_levels, set_price_levels
from core.services.holds.plans import create_plan
from core.services.holds.presales import create_presale
from core.services.purchasing.ticket_types import TicketTypeDraft, add_ticket_type
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from tests.clock import NOW
from tests.races.counters import House, at_once, in_turn, kinds

REMOVERS = 3


@dataclass(frozen=True)
class Level:
    """A price level that no seat has, and the manager who is to remove it."""

    house: House
    manager: SignedIn
    id: UUID

    def remove(self, work: Work) -> None:
        return remove_price_level(work, self.id, key=new_key())

    def is_there(self) -> bool:
        with self.manager.sessions() as session:
            return self.id in [row.id for row in list_price_levels(session, self.house.event_id)]


@pytest.fixture
def level(house: House) -> Level:
    manager = house.database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor, clock=lambda: NOW) as work:
        draft = LevelDraft("Front", Decimal(60), ())
        made = set_price_levels(work, house.event_id, [draft], key=new_key())[-1]
    return Level(house, manager, made.id)


def presale(level: Level, work: Work) -> object:
    days = (NOW + timedelta(days=1), NOW + timedelta(days=2))
    draft = PresaleDraft("Early", *days, 4, price_level_ids=(level.id,))
    return create_presale(work, level.house.event_id, draft, key=new_key())


def ticket_type(level: Level, work: Work) -> object:
    draft = TicketTypeDraft(level.house.event_id, "FRONT", "Front", price_level_id=level.id)
    return add_ticket_type(work, draft, key=new_key())


def plan(level: Level, work: Work) -> object:
    painting = bare(len(level.house.seat_ids)).with_level([3], level.id)
    return create_plan(work, level.house.event_id, "Plan", painting, key=new_key())


@pytest.mark.parametrize(
    ("name", "what"),
    [(presale, "presale"), (ticket_type, "ticket type"), (plan, "allocation plan")],
    ids=["presale", "ticket type", "plan"],
)
def test_what_is_being_named_is_not_removed(
    level: Level, name: Callable[[Level, Work], object], what: str
) -> None:
    naming = (level.manager, lambda work: name(level, work))

    _, removed = in_turn(level.house.database, naming, (level.manager, level.remove))

    assert isinstance(removed, PriceLevelInUse)
    assert removed.uses == ((what, 1),)
    assert level.is_there()


@pytest.mark.parametrize(
    ("name", "refusal"),
    [(presale, NoSuchPaint), (ticket_type, NotFound)],
    ids=["presale", "ticket type"],
)
def test_what_is_being_removed_is_not_named(
    level: Level, name: Callable[[Level, Work], object], refusal: type
) -> None:
    naming = (level.manager, lambda work: name(level, work))

    _, named = in_turn(level.house.database, (level.manager, level.remove), naming)

    assert isinstance(named, refusal)
    assert not level.is_there()


def test_a_level_is_removed_once(level: Level) -> None:
    results = at_once(*((level.manager, level.remove) for _ in range(REMOVERS)))

    assert kinds(results) == {"NoneType": 1, "NotFound": REMOVERS - 1}
