"""What the map's colours need to know of every seat."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import event as listening
from sqlalchemy import select

from core.domain.errors import NotAllowed
from core.domain.holds.uses import HoldType
from core.domain.inventory.states import Allotment, SeatStatus
from core.domain.staff import Actor, Role
from core.services.events.creating import EventDraft, create_event
from core.services.inventory.costs import seat_ages, seat_costs
from core.services.inventory.kinds import seat_holds, seat_orders, seat_suppliers
from core.services.work import Work, new_key
from db.models import Event, EventSeat, Hold, Seat
from tests.clock import NOW
from tests.factories.events import make_venue
from tests.factories.purchasing import Stock, own_seats, stocked_event


def clerk(work: Work) -> Actor:
    return Actor("c", "Cleo", Role.BOX_OFFICE, work.actor.tenant_id, uuid4())


def seats_of(work: Work, stock: Stock) -> list[EventSeat]:
    """All seats of the event by rank, ours or not."""
    mine = select(EventSeat).where(EventSeat.event_id == stock.event.id)
    return list(work.session.scalars(mine.order_by(EventSeat.rank)))


def test_costs_come_in_hundredths_by_rank(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=4, owned=2)
    own_seats(work.session, stock.event, seats_of(work, stock)[3:], cost=Decimal("12.34"))

    costs = seat_costs(work.session, work.actor, stock.event.id)

    assert costs.tolist() == [3000, 3000, -1, 1234]


def test_ages_count_whole_days_since_the_delivery(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=4, owned=3)
    received = (NOW, NOW - timedelta(days=8, hours=1), NOW + timedelta(minutes=5))
    for seat, moment in zip(stock.seats, received, strict=False):
        seat.received_at = moment
    work.session.flush()

    ages = seat_ages(work.session, work.actor, stock.event.id, now=NOW + timedelta(hours=1))

    assert ages.tolist() == [0, 8, 0, -1]


def test_suppliers_and_orders_are_named_once_and_sorted(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=4, owned=1)
    other, _ = own_seats(work.session, stock.event, seats_of(work, stock)[2:])

    orders = seat_orders(work.session, work.actor, stock.event.id)
    suppliers = seat_suppliers(work.session, work.actor, stock.event.id)

    assert orders.names == tuple(sorted((stock.order.po_number, other.po_number)))
    mine, theirs = orders.names.index(stock.order.po_number), orders.names.index(other.po_number)
    assert orders.index.tolist() == [mine, -1, theirs, theirs]
    assert len(suppliers.names) == 2
    assert suppliers.index[2] == suppliers.index[3] != suppliers.index[0]
    assert suppliers.index[1] == -1


def test_holds_are_named_by_type_reason_or_channel(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=6, owned=6)
    _hold(work, stock, 0, HoldType.ARTIST, "band's family")
    _hold(work, stock, 1, HoldType.PRESS, "")
    stock.seats[2].status = SeatStatus.BLOCKED
    stock.seats[2].hold_reason = "camera"
    stock.seats[3].status = SeatStatus.BLOCKED
    stock.seats[4].allotted_to = Allotment.WEB
    work.session.flush()

    holds = seat_holds(work.session, stock.event.id)

    assert set(holds.names) == {"Artist: band's family", "camera", "Kept for web", "Press"}
    assert [holds.names[n] if n >= 0 else "" for n in holds.index.tolist()] == [
        "Artist: band's family",
        "Press",
        "camera",
        "",
        "Kept for web",
        "",
    ]


def test_a_seat_out_of_use_leaves_a_gap(work: Work) -> None:
    venue = make_venue(work.session, rows=1, seats=4)
    second = select(Seat).where(Seat.venue_id == venue.id, Seat.rank == 1)
    work.session.scalars(second).one().is_active = False
    work.session.flush()
    draft = EventDraft("Gala", venue.id, NOW, NOW + timedelta(hours=2), "Europe/Berlin")
    event_id = create_event(work, draft, key=new_key()).id
    event = work.session.scalars(select(Event).where(Event.id == event_id)).one()
    mine = select(EventSeat).where(EventSeat.event_id == event.id, EventSeat.rank > 1)
    own_seats(work.session, event, work.session.scalars(mine).all())

    costs = seat_costs(work.session, work.actor, event.id)
    orders = seat_orders(work.session, work.actor, event.id)

    assert costs.tolist() == [-1, -1, 3000, 3000]
    assert orders.index.tolist() == [-1, -1, 0, 0]


@pytest.mark.parametrize("read", [seat_costs, seat_suppliers, seat_orders])
def test_who_may_not_see_profit_learns_nothing(work: Work, read: object) -> None:
    stock = stocked_event(work.session, rows=1, seats=1)

    with pytest.raises(NotAllowed) as refused:
        read(work.session, clerk(work), stock.event.id)  # type: ignore[operator]

    assert refused.value.permission == "see_profit"


def test_who_may_not_see_profit_does_not_learn_ages(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=1)

    with pytest.raises(NotAllowed):
        seat_ages(work.session, clerk(work), stock.event.id, now=NOW)


def test_each_reading_is_one_statement(work: Work) -> None:
    stock = stocked_event(work.session, rows=2, seats=5)
    statements: list[str] = []
    connection = work.session.connection()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    listening.listen(connection, "before_cursor_execute", note)
    seat_costs(work.session, work.actor, stock.event.id)
    seat_ages(work.session, work.actor, stock.event.id, now=NOW)
    seat_suppliers(work.session, work.actor, stock.event.id)
    seat_orders(work.session, work.actor, stock.event.id)
    holds = seat_holds(work.session, stock.event.id)
    listening.remove(connection, "before_cursor_execute", note)

    assert len(statements) == 5
    assert np.array_equal(holds.index, np.full(10, -1))


def _hold(work: Work, stock: Stock, place: int, kind: HoldType, reason: str) -> None:
    seat = stock.seats[place]
    hold = Hold(
        event_id=stock.event.id, hold_type=kind, seat_ids=[seat.id], quantity=1, reason=reason
    )
    work.session.add(hold)
    work.session.flush()
    seat.status = SeatStatus.HELD
    seat.hold_id, seat.hold_reason = hold.id, reason or None
    work.session.flush()
