"""The categories of a venue's current plan, with the sections that are mostly of each."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.services.venues.queries import plan_id_of
from db.models import Seat

NO_CATEGORY = "Seats"


def sections_by_category(session: Session, venue_id: UUID) -> Mapping[str, tuple[str, ...]]:
    """Sections by their commonest category, both in the order of the plan; refuse `NotFound`."""
    counted = session.execute(
        select(Seat.section, Seat.category, func.count())
        .where(Seat.plan_id == plan_id_of(session, venue_id))
        .group_by(Seat.section, Seat.category)
        .order_by(func.min(Seat.rank))
    )
    seats: dict[str, Counter[str]] = {}
    for section, category, number in counted:
        seats.setdefault(section, Counter())[category or NO_CATEGORY] += number
    found: dict[str, list[str]] = {}
    for section, by_category in seats.items():
        found.setdefault(by_category.most_common(1)[0][0], []).append(section)
    return {category: tuple(sections) for category, sections in found.items()}
