"""The pictures that a published plan carries: its background, and what is seen from its seats."""

from uuid import UUID

from sqlalchemy import JSON, Text, bindparam, cast, func, select
from sqlalchemy.orm import Session

from core.domain.venues.extras import PICTURES
from db.models import VenuePlan

# They stand in the plan's own text, megabytes with all its seats: one is read when it is to be
# shown, and never with the seats.
_picture = select(
    func.json_extract_path_text(
        cast(VenuePlan.seating_configuration, JSON),
        PICTURES,
        bindparam("picture", type_=Text()),
        type_=Text(),
    )
).where(VenuePlan.id == bindparam("of_plan"))


def plan_picture(session: Session, plan_id: UUID, picture: str) -> str:
    """A picture of a published plan by its id, as a data URI; "" if the plan has none such."""
    return session.scalar(_picture, {"of_plan": plan_id, "picture": picture}) or ""
