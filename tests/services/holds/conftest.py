"""An event of 40 seats of ours with two price levels, and short words for what is done to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import select

from core.domain.holds.painting import Painting, bare
from core.domain.holds.uses import Use
from core.domain.inventory.states import SeatStatus
from core.services.holds.plans import create_plan, paint_plan
from core.services.holds.standing import present_seats
from core.services.work import Work, new_key
from db.models import EventSeat, PriceLevel
from tests.clock import NOW
from tests.factories import Stock, make_price_level, stocked_event

SEATS = 40


@dataclass
class Planner:
    """The manager's work on one event."""

    work: Work
    stock: Stock
    front: PriceLevel
    back: PriceLevel

    @property
    def event_id(self) -> UUID:
        return self.stock.event.id

    @property
    def on_plan(self) -> UUID:
        return self.stock.event.plan_id

    def seats(self, *ranks: int) -> list[EventSeat]:
        """These event seats as the database has them now."""
        self.work.session.flush()
        self.work.session.expire_all()
        query = select(EventSeat).where(
            EventSeat.event_id == self.event_id, EventSeat.rank.in_(ranks)
        )
        return list(self.work.session.scalars(query.order_by(EventSeat.rank)))

    def statuses(self, *ranks: int) -> list[SeatStatus]:
        return [seat.status for seat in self.seats(*ranks)]

    def uses(self, *ranks: int) -> list[Use | None]:
        painting = present_seats(self.work.session, self.event_id, now=self.work.now).painting
        return [painting.use_at(rank) for rank in ranks]

    def plan(self, painting: Painting, name: str = "Plan") -> tuple[UUID, int]:
        """A plan with this painting: its id and version."""
        made = create_plan(self.work, self.event_id, name, key=new_key())
        painted = paint_plan(
            self.work, made.id, painting, version=made.version, on_plan=self.on_plan, key=new_key()
        )
        return painted.id, painted.version


def painted(*strokes: tuple[Iterable[int], Use], seats: int = SEATS) -> Painting:
    """A painting of these uses on an event of 40 seats."""
    painting = bare(seats)
    for ranks, use in strokes:
        painting = painting.with_use(ranks, use)
    return painting


@pytest.fixture
def planner(work: Work) -> Planner:
    stock = stocked_event(work.session, rows=4, seats=10)
    front = make_price_level(work.session, stock.event, name="Front", base_price=60)
    back = make_price_level(work.session, stock.event, name="Back", base_price=40)
    assert work.now == NOW
    return Planner(work, stock, front, back)
