"""A delivery before it is booked: the same seats, the same reasons, the same cost."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import select

from core.domain.money import Money
from core.domain.purchasing.seat_labels import SeatLabel
from core.domain.purchasing.states import OrderStatus
from core.services.events.creating import EventDraft, create_event
from core.services.purchasing.previewing import (
    DeliveryPreview,
    ListProblem,
    OpenReceipt,
    SeatMark,
    open_receipt,
    preview_delivery,
)
from core.services.venues.creating import create_venue
from core.services.work import Work, new_key
from db.models import Event, EventSeat, PurchaseOrder, Seat, Venue
from tests.clock import NOW
from tests.factories.events import make_event, make_price_level
from tests.factories.purchasing import make_line, make_order, make_ticket_type, own_seats
from tests.services.plans import grid_plan

M = SeatMark


@pytest.fixture
def venue(work: Work) -> Venue:
    """Sections A and B, rows 1 and 2, seats 1 to 5: ranks go along the rows of A, then of B."""
    made = create_venue(work, grid_plan(), key=new_key())
    return work.session.scalars(select(Venue).where(Venue.id == made.id)).one()


@pytest.fixture
def order(work: Work, venue: Venue) -> PurchaseOrder:
    """Three seats of section A for 100.00, and two of a price level, row 2 of B, at 30.00."""
    event = make_event(work.session, venue)
    level = make_price_level(work.session, event)
    seats = work.session.scalars(
        select(EventSeat).where(EventSeat.event_id == event.id).order_by(EventSeat.rank)
    ).all()
    for seat in seats[15:]:
        seat.price_level_id = level.id
    own_seats(work.session, event, seats[4:5])
    made = make_order(work.session)
    of_a = make_ticket_type(work.session, event, sections=["A"])
    of_level = make_ticket_type(work.session, event, price_level_id=level.id)
    make_line(
        work.session,
        made,
        of_a,
        quantity=3,
        unit_price=Decimal("33.33"),
        line_total=Decimal("100.00"),
    )
    make_line(work.session, made, of_level, quantity=2, line_no=2)
    return made


def opened(work: Work, order: PurchaseOrder) -> OpenReceipt:
    return open_receipt(work.session, order.id, event_id=None, now=work.now)


def previewed(work: Work, order: PurchaseOrder, *texts: str) -> DeliveryPreview:
    receipt = opened(work, order)
    assert receipt.floor is not None
    lists = {line.id: text for line, text in zip(receipt.lines, texts, strict=False)}
    return preview_delivery(receipt.floor, receipt.lines, lists)


def marks(preview: DeliveryPreview) -> dict[SeatMark, int]:
    return {mark: int((preview.marks == mark).sum()) for mark in SeatMark}


def test_without_a_list_the_map_shows_what_could_come(work: Work, order: PurchaseOrder) -> None:
    preview = previewed(work, order)

    assert [int(mark) for mark in preview.marks[:6]] == [1, 1, 1, 1, 2, 1]
    assert marks(preview) == {
        M.NOT_COVERED: 5,
        M.COVERED: 14,
        M.OURS: 1,
        M.ARRIVING: 0,
        M.REFUSED: 0,
    }
    assert not preview.is_receivable


def test_a_good_delivery_counts_and_costs_what_receiving_would(
    work: Work, order: PurchaseOrder
) -> None:
    preview = previewed(work, order, "A row 1 seats 1-2", "B;2;1\nB;2;2")

    assert (preview.quantity, preview.problems, preview.is_receivable) == (4, (), True)
    assert marks(preview)[M.ARRIVING] == 4
    assert preview.cost == Money(Decimal("66.67") + Decimal("60.00"), "EUR")
    assert preview.lines[0].seats == (SeatLabel("A", "1", "1"), SeatLabel("A", "1", "2"))


def test_what_stands_in_the_way_is_told_and_marked(work: Work, order: PurchaseOrder) -> None:
    preview = previewed(work, order, "A 1 5\nB 1 1\nA 9 1", "A 1 1\nB 2 1\nA 1 5")
    first, second = preview.lines

    assert first.problems == (
        ListProblem("there is no row A 9", 3, "A 9 1"),
        ListProblem("A 1 5 is already ours"),
        ListProblem("B 1 1 is not what this line buys"),
    )
    assert second.problems == (
        ListProblem("A 1 5 is already ours"),
        ListProblem("A 1 1, A 1 5 are not what this line buys"),
        ListProblem("A 1 5 is listed for another line too"),
        ListProblem("2 seats are to come, and the list names 3"),
    )
    assert (marks(preview)[M.REFUSED], marks(preview)[M.ARRIVING]) == (3, 1)
    assert not preview.is_receivable


def test_seats_out_of_use_do_not_shift_the_map(work: Work, venue: Venue) -> None:
    for seat in work.session.scalars(
        select(Seat).where(Seat.venue_id == venue.id, Seat.rank.in_([0, 12]))
    ):
        seat.is_active = False
    work.session.flush()
    draft = EventDraft(
        title="Matinee",
        venue_id=venue.id,
        start_datetime=NOW + timedelta(days=30),
        end_datetime=NOW + timedelta(days=30, hours=2),
        timezone="Europe/Berlin",
    )
    made = create_event(work, draft, key=new_key())
    event = work.session.get_one(Event, (work.actor.tenant_id, made.id))
    order = make_order(work.session)
    make_line(
        work.session, order, make_ticket_type(work.session, event, sections=["B"]), quantity=9
    )

    preview = previewed(work, order, "B 1 1\nB 1 3")

    assert np.flatnonzero(preview.marks == M.NOT_COVERED).tolist() == list(range(10))
    assert preview.problems == (ListProblem("B 1 3 is not what this line buys"),)
    assert np.flatnonzero(preview.marks == M.ARRIVING).tolist() == [10]
    assert np.flatnonzero(preview.marks == M.REFUSED).tolist() == [12]


def test_order_that_is_not_confirmed_opens_without_lines(work: Work) -> None:
    drafted = make_order(work.session, status=OrderStatus.DRAFT)

    receipt = opened(work, drafted)

    assert (receipt.lines, receipt.floor, receipt.events) == ((), None, ())


def test_one_event_at_a_time(work: Work, order: PurchaseOrder, venue: Venue) -> None:
    another = make_event(work.session, venue, title="Matinee")
    kind = make_ticket_type(work.session, another)
    make_line(work.session, order, kind, quantity=1, line_no=3)

    first = opened(work, order)
    second = open_receipt(work.session, order.id, event_id=another.id, now=work.now)

    assert [line.line_no for line in first.lines] == [1, 2]
    assert [line.line_no for line in second.lines] == [3]
    assert [event_id for _, event_id in first.events] == _events(first) == _events(second)


def _events(receipt: OpenReceipt) -> list[UUID]:
    return [event_id for _, event_id in receipt.events]
