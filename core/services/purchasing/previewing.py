"""A delivery before it is booked: which seats its lists name, and what stands in their way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import IntEnum
from uuid import UUID

import numpy as np
import numpy.typing as npt
from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from core.domain.money import Money
from core.domain.purchasing.seat_lists import SeatLabel, SeatListing, VenueLabels, read_text
from core.domain.purchasing.totals import delivery_costs
from core.services.inventory.availability import SeatCode, seat_states
from core.services.purchasing.queries import LineRow, OrderDetail, one_order
from core.services.purchasing.receiving import OPEN_FOR_DELIVERY
from core.services.venues.maps import VenueMap, event_map
from db.joins import on
from db.models import EventSeat, PurchaseOrderLine, Seat, TicketType

Flags = npt.NDArray[np.bool_]
_SHOWN = 5
_NOT_OURS = (SeatCode.NOT_OWNED, SeatCode.RETURNED)


class SeatMark(IntEnum):
    """What the delivery means for a seat of the map."""

    NOT_COVERED = 0
    COVERED = 1
    OURS = 2
    ARRIVING = 3
    REFUSED = 4


@dataclass(frozen=True)
class ReceivingMap:
    """An event's seats as a delivery meets them; flags have an entry a seat, in rank order."""

    venue: VenueMap
    labels: VenueLabels
    ranks: Mapping[SeatLabel, int]
    ours: Flags
    covered: Mapping[UUID, Flags]
    """By order line: the seats that it buys."""


@dataclass(frozen=True, slots=True)
class ListProblem:
    """Why nothing can be received; `line_no` is the place in the list, None if it is all of it."""

    reason: str
    line_no: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class LinePreview:
    """One order line of the delivery: the seats its list names, and what is wrong with it."""

    line: LineRow
    seats: tuple[SeatLabel, ...]
    problems: tuple[ListProblem, ...]


@dataclass(frozen=True)
class DeliveryPreview:
    """The whole delivery; `marks` holds a `SeatMark` a seat, in rank order."""

    lines: tuple[LinePreview, ...]
    marks: npt.NDArray[np.uint8]
    cost: Money

    @property
    def quantity(self) -> int:
        """Seats that the lists name."""
        return sum(len(one.seats) for one in self.lines)

    @property
    def problems(self) -> tuple[ListProblem, ...]:
        """All problems of all lists."""
        return tuple(problem for one in self.lines for problem in one.problems)

    @property
    def is_receivable(self) -> bool:
        """Whether there is something to receive and nothing wrong with it."""
        return self.quantity > 0 and not self.problems


_bought = and_(
    or_(
        func.cardinality(TicketType.sections) == 0,
        Seat.section == func.any(TicketType.sections),
    ),
    or_(
        TicketType.price_level_id.is_(None),
        TicketType.price_level_id == EventSeat.price_level_id,
    ),
)
# Ranks, not a flag a seat: a seat that was out of use when the event was made is a gap in them.
_covered = (
    select(PurchaseOrderLine.id, func.array_agg(EventSeat.rank).filter(_bought))
    .join(TicketType, TicketType.id == PurchaseOrderLine.item_id)
    .join(EventSeat, EventSeat.event_id == TicketType.event_id)
    .join(Seat, on(Seat.id, EventSeat.seat_id))
    .where(
        PurchaseOrderLine.purchase_order_id == bindparam("of_order"),
        TicketType.event_id == bindparam("of_event"),
    )
    .group_by(PurchaseOrderLine.id)
)


def receiving_map(
    session: Session, order_id: UUID, lines: Sequence[LineRow], *, now: datetime
) -> ReceivingMap:
    """Read the map that a delivery for these lines, all of one event, is held against."""
    event_id = lines[0].event_id
    venue = event_map(session, event_id)
    labels = [
        SeatLabel(*label) for label in zip(venue.sections, venue.rows, venue.numbers, strict=True)
    ]
    codes = seat_states(session, event_id, now=now).codes
    rows = session.execute(_covered, {"of_order": order_id, "of_event": event_id})
    return ReceivingMap(
        venue=venue,
        labels=VenueLabels(labels),
        ranks={label: rank for rank, label in enumerate(labels)},
        ours=~np.isin(codes, _NOT_OURS),
        covered={line_id: _flags(ranks, len(venue)) for line_id, ranks in rows},
    )


def _flags(ranks: Sequence[int] | None, size: int) -> Flags:
    flags = np.zeros(size, np.bool_)
    flags[np.array(ranks or [], np.intp)] = True
    return flags


@dataclass(frozen=True)
class OpenReceipt:
    """An order ready to receive: the lines of one event that wait for seats, and its map.

    Without lines and map nothing can be received; `events` are those that wait for seats.
    """

    detail: OrderDetail
    events: tuple[tuple[str, UUID], ...]
    lines: tuple[LineRow, ...]
    floor: ReceivingMap | None


def open_receipt(
    session: Session, order_id: UUID, *, event_id: UUID | None, now: datetime
) -> OpenReceipt:
    """Read what a delivery of this event, else of the order's first, is held against."""
    detail = one_order(session, order_id)
    waits = detail.row.status in OPEN_FOR_DELIVERY
    waiting = [line for line in detail.lines if line.open] if waits else []
    events = tuple({line.event_id: line.event for line in waiting}.items())
    wanted = event_id if event_id in dict(events) else next(iter(dict(events)), None)
    lines = tuple(line for line in waiting if line.event_id == wanted)
    floor = receiving_map(session, order_id, lines, now=now) if lines else None
    return OpenReceipt(detail, tuple((title, key) for key, title in events), lines, floor)


def preview_delivery(
    floor: ReceivingMap, lines: Sequence[LineRow], texts: Mapping[UUID, str]
) -> DeliveryPreview:
    """Read the lists and hold them against the map, by the rules of `receive_delivery`."""
    marks = _marks_before(floor, lines)
    taken = np.zeros(len(floor.venue), np.bool_)
    previews = []
    for line in lines:
        listing = read_text(texts.get(line.id, ""), floor.labels)
        ranks = np.array([floor.ranks[seat] for seat in listing.seats], np.intp)
        wrong = _Wrong(
            floor.ours[ranks], ~floor.covered[line.id][ranks], taken[ranks], len(ranks) - line.open
        )
        previews.append(LinePreview(line, listing.seats, tuple(_problems(line, listing, wrong))))
        marks[ranks] = np.where(wrong.any, SeatMark.REFUSED, SeatMark.ARRIVING)
        taken[ranks] = True
    return DeliveryPreview(tuple(previews), marks, _cost(previews))


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What stands in the way of a list's seats, a flag a seat, and how many are too many."""

    ours: Flags
    not_covered: Flags
    twice: Flags
    too_many: int

    @property
    def any(self) -> Flags:
        return self.ours | self.not_covered | self.twice


def _marks_before(floor: ReceivingMap, lines: Sequence[LineRow]) -> npt.NDArray[np.uint8]:
    marks = np.full(len(floor.venue), SeatMark.NOT_COVERED, np.uint8)
    for line in lines:
        marks[floor.covered[line.id]] = SeatMark.COVERED
    marks[floor.ours] = SeatMark.OURS
    return marks


def _problems(line: LineRow, listing: SeatListing, wrong: _Wrong) -> Iterator[ListProblem]:
    for one in listing.problems:
        yield ListProblem(one.reason, one.line_no, one.text)
    for flags, what in (
        (wrong.ours, "already ours"),
        (wrong.not_covered, "not what this line buys"),
        (wrong.twice, "listed for another line too"),
    ):
        if flags.any():
            yield ListProblem(_named(listing.seats, flags, what))
    if wrong.too_many > 0:
        yield ListProblem(
            f"{line.open:,} seats are to come, and the list names {len(listing.seats):,}"
        )


def _named(seats: Sequence[SeatLabel], flags: Flags, what: str) -> str:
    at = np.flatnonzero(flags)
    names = ", ".join(str(seats[place]) for place in at[:_SHOWN])
    more = f" and {len(at) - _SHOWN:,} more" if len(at) > _SHOWN else ""
    return f"{names}{more} {'is' if len(at) == 1 else 'are'} {what}"


def _cost(previews: Sequence[LinePreview]) -> Money:
    """What the seats cost; a list that is too long counts up to what is to come."""
    costs = (
        delivery_costs(
            one.line.total,
            one.line.quantity,
            received=one.line.received,
            arriving=min(len(one.seats), one.line.open),
        )
        for one in previews
    )
    amount = sum((cost.amount for line in costs for cost in line), Decimal(0))
    return Money(amount, previews[0].line.total.currency)
