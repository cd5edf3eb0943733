"""Find seats for a party among what can be sold now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, true
from sqlalchemy.orm import Session

from core.domain.inventory.finding import (
    NotOnGeneralSale,
    OpenSeat,
    best_available,
    find_adjacent,
    find_same_section,
)
from core.domain.inventory.offers import COUNTER_SALE, Offer
from core.domain.inventory.states import Ownership
from core.services.inventory.offering import (
    FREE,
    IN_HOLD,
    IN_PRESALE,
    KEPT_ELSEWHERE,
    ON_SALE_YET,
    offered,
)
from db.joins import on
from db.models import EventSeat, Seat


class Together(StrEnum):
    """How close a party sits."""

    BEST_AVAILABLE = "BEST_AVAILABLE"
    ADJACENT = "ADJACENT"
    SAME_SECTION = "SAME_SECTION"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a party asks for; `section` and `level` narrow it."""

    count: int
    together: Together = Together.BEST_AVAILABLE
    section: str | None = None
    level: UUID | None = None


def find_seats(
    session: Session, event_id: UUID, wish: Wish, *, now: datetime, offer: Offer = COUNTER_SALE
) -> tuple[OpenSeat, ...]:
    """Propose seats of the offer for the wish; nothing is reserved yet.

    Refuses with the reasons of `core.domain.inventory.finding` when the wish can't be met.
    """
    if not offer.generally and offer.presale_id is None:
        raise NotOnGeneralSale
    seats = open_seats(session, event_id, now=now, section=wish.section, offer=offer)
    if wish.together is Together.ADJACENT:
        return find_adjacent(_of_level(seats, wish.level), wish.count, wish.section)
    if wish.together is Together.SAME_SECTION:
        return find_same_section(_of_level(seats, wish.level), wish.count)
    return best_available(seats, wish.count, section=wish.section, level=wish.level)


def open_seats(
    session: Session,
    event_id: UUID,
    *,
    now: datetime,
    section: str | None = None,
    offer: Offer = COUNTER_SALE,
) -> list[OpenSeat]:
    """Every seat of the event that can be sold now: owned, priced and free; by rank.

    In a presale or from a hold only its own seats, else those of the channel.
    """
    query = (
        select(
            EventSeat.id,
            Seat.section,
            Seat.row,
            Seat.position,
            Seat.rank,
            Seat.quality,
            func.coalesce(EventSeat.retail_price, 0),
            EventSeat.price_level_id,
        )
        .join(Seat, on(Seat.id, EventSeat.seat_id))
        .where(
            EventSeat.event_id == event_id,
            EventSeat.ownership_status == Ownership.OWNED,
            EventSeat.retail_price.is_not(None),
            _reached(offer),
            ON_SALE_YET,
        )
        .order_by(EventSeat.rank)
    )
    if section is not None:
        query = query.where(Seat.section == section)
    return [OpenSeat(*row) for row in session.execute(query, {**offered(offer), "now": now})]


def _reached(offer: Offer) -> ColumnElement[bool]:
    if offer.hold_id is not None:
        return IN_HOLD
    if offer.presale_id is not None:
        return and_(FREE, IN_PRESALE)
    return and_(FREE, func.coalesce(~KEPT_ELSEWHERE, true()))


def _of_level(seats: list[OpenSeat], level: UUID | None) -> list[OpenSeat]:
    return seats if level is None else [seat for seat in seats if seat.level_id == level]
