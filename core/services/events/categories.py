"""Event categories: what events are filed under."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, NameTaken, NotFound
from core.domain.staff import Permission
from core.services.requests import answered_before, subject_of
from core.services.work import Work
from db.ids import new_id
from db.joins import on
from db.models import Event, EventCategory


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category; `events` are filed under it."""

    id: UUID
    name: str
    description: str | None
    events: int


def add_category(work: Work, name: str, *, description: str | None = None, key: UUID) -> UUID:
    """Add a category; return its id. Refuses `Nameless`, `NameTaken`."""
    work.actor.require(Permission.MANAGE_EVENTS)
    made_id, title = new_id(), Nameless.check("category", name)
    first = answered_before(
        work, key, "add_category", subject_id=made_id, name=title, description=description
    )
    if first is not None:
        return subject_of(first)
    work.session.add(EventCategory(id=made_id, name=title, description=description))
    _save(work, title)
    return made_id


def change_category(
    work: Work, category_id: UUID, *, name: str, description: str | None = None
) -> None:
    """Rename or describe a category; refuse `Nameless`, `NameTaken`, `NotFound`."""
    work.actor.require(Permission.MANAGE_EVENTS)
    category = work.session.get(EventCategory, (work.actor.tenant_id, category_id))
    if category is None:
        raise NotFound("event category", category_id)
    category.name, category.description = Nameless.check("category", name), description
    _save(work, category.name)


def list_categories(session: Session) -> list[CategoryRow]:
    """Every category by name."""
    events = select(func.count()).where(on(Event.category_id, EventCategory.id)).scalar_subquery()
    rows = session.execute(
        select(EventCategory.id, EventCategory.name, EventCategory.description, events).order_by(
            EventCategory.name
        )
    )
    return [CategoryRow(*row) for row in rows]


def _save(work: Work, name: str) -> None:
    try:
        work.session.flush()  # a taken name shows here
    except IntegrityError as error:
        raise NameTaken("category", name) from error
