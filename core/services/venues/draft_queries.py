"""Drafts of plans as the editor lists and opens them."""

import zlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from core.domain.errors import NotFound
from core.domain.venues.plan import Plan
from core.domain.venues.plan_json import read_plan
from db.models import PlanDraft, Staff, Venue, VenuePlan


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft without its plan. `venue_id` and the versions are None for a venue to come.

    `based_on` is the version that it started from; `current` the venue's newest: a greater one was
    published meanwhile. `saved_by` and `started_by` are names; `copy_of` is the draft that somebody
    else changed while this was drawn.
    """

    id: UUID
    title: str
    venue_id: UUID | None
    venue: str | None
    based_on: int | None
    current: int | None
    revision: int
    seats: int
    started_by: str
    started_at: datetime
    saved_by: str
    saved_at: datetime
    copy_of: UUID | None


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft with its plan, which may be unfinished."""

    row: DraftRow
    plan: Plan


_base, _starter, _saver = aliased(VenuePlan), aliased(Staff), aliased(Staff)
_newest = (
    select(func.max(VenuePlan.version))
    .where(VenuePlan.venue_id == PlanDraft.venue_id)
    .scalar_subquery()
)
_drafts = (
    select(
        PlanDraft.id,
        PlanDraft.title,
        PlanDraft.venue_id,
        Venue.name,
        _base.version,
        _newest,
        PlanDraft.revision,
        PlanDraft.seat_count,
        func.coalesce(_starter.display_name, PlanDraft.started_by),
        PlanDraft.created_at,
        func.coalesce(_saver.display_name, PlanDraft.saved_by),
        PlanDraft.saved_at,
        PlanDraft.copy_of,
    )
    .outerjoin(Venue, Venue.id == PlanDraft.venue_id)
    .outerjoin(_base, _base.id == PlanDraft.based_on)
    .outerjoin(_starter, _starter.login == PlanDraft.started_by)
    .outerjoin(_saver, _saver.login == PlanDraft.saved_by)
)


def list_drafts(session: Session, *, venue_id: UUID | None = None) -> list[DraftRow]:
    """Every open draft, or those of one venue, the last saved first."""
    query = _drafts.where(PlanDraft.discarded_at.is_(None), PlanDraft.published_as.is_(None))
    if venue_id is not None:
        query = query.where(PlanDraft.venue_id == venue_id)
    rows = session.execute(query.order_by(PlanDraft.saved_at.desc(), PlanDraft.id))
    return [DraftRow(*row) for row in rows]


def open_draft(session: Session, draft_id: UUID) -> OpenDraft:
    """A draft with its plan, ended or not; refuse `NotFound`."""
    row = draft_row(session, draft_id)
    packed = session.scalars(select(PlanDraft.plan).where(PlanDraft.id == draft_id)).one()
    return OpenDraft(row, read_plan(zlib.decompress(packed), unfinished=True))


def draft_row(session: Session, draft_id: UUID) -> DraftRow:
    """A draft without its plan; refuse `NotFound`."""
    found = session.execute(_drafts.where(PlanDraft.id == draft_id)).one_or_none()
    if found is None:
        raise NotFound("draft", draft_id)
    return DraftRow(*found)


def name_of_login(session: Session, login: str) -> str:
    """What a login's person is called."""
    return session.scalar(select(Staff.display_name).where(Staff.login == login)) or login
