"""Drafts of plans: work that is not published, saved by whoever saw the last save."""

import zlib
from dataclasses import dataclass
from uuid import UUID

from core.domain.errors import NotFound
from core.domain.staff import Permission
from core.domain.venues.plan import Plan
from core.domain.venues.plan_writing import write_plan
from core.services.requests import answered_before, subject_of
from core.services.venues.draft_queries import DraftRow, draft_row, name_of_login
from core.services.venues.publishing import newest
from core.services.venues.refusals import DraftChangedElsewhere, DraftEnded
from core.services.work import Work
from db.ids import new_id
from db.models import PlanDraft, Venue, VenuePlan


@dataclass(frozen=True, slots=True)
class Autosaved:
    """Where the work is now; `refused` says why that is a copy and not the draft itself."""

    draft: DraftRow
    refused: DraftChangedElsewhere | DraftEnded | None = None


_FAST = 1  # compressing harder saves little and takes five times as long


def start_draft(
    work: Work,
    *,
    key: UUID,
    venue_id: UUID | None = None,
    plan: Plan | None = None,
    title: str | None = None,
) -> DraftRow:
    """Start a draft: of a venue, from its current version unless a plan is given, or of a new one.

    Refuses `NotFound`; ValueError when neither a venue nor a plan is given.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    draft_id = new_id()
    packed = None if plan is None else pack(plan)
    asked = {"venue": venue_id, "title": title, "plan": packed and zlib.crc32(packed)}
    first = answered_before(work, key, "start_draft", subject_id=draft_id, **asked)
    if first is not None:
        return draft_row(work.session, subject_of(first))
    base = None if venue_id is None else _current(work, venue_id)
    if packed is None:
        if base is None:
            raise ValueError("a draft of a new venue begins with a plan")
        packed = zlib.compress(base.seating_configuration.encode(), _FAST)
    work.session.add(
        PlanDraft(
            id=draft_id,
            venue_id=venue_id,
            title=title or _title(work, venue_id, plan),
            plan=packed,
            seat_count=base.seat_count if plan is None and base else (plan and plan.seat_count),
            based_on=base and base.id,
            revision=1,
            saved_by=work.actor.login,
            saved_at=work.now,
        )
    )
    return draft_row(work.session, draft_id)


def save_draft(
    work: Work, draft_id: UUID, plan: Plan, *, revision: int, title: str | None = None
) -> DraftRow:
    """Save what was drawn over the revision that was seen; saving the same once more is one save.

    Refuses `DraftChangedElsewhere` when somebody saved since, `DraftEnded`, `NotFound`.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    draft = _open(work, draft_id)
    packed = pack(plan)
    if draft.revision == revision + 1 and _is_same(work, draft, packed):
        return draft_row(work.session, draft_id)  # the answer was lost on its way
    _refuse_other_revision(work, draft, revision)
    draft.plan, draft.seat_count = packed, plan.seat_count
    draft.title = title or draft.title
    draft.revision += 1
    draft.saved_by, draft.saved_at = work.actor.login, work.now
    return draft_row(work.session, draft_id)


def autosave(work: Work, draft_id: UUID, plan: Plan, *, revision: int, key: UUID) -> Autosaved:
    """Save the draft, or else keep the work as a copy of it, on which its maker goes on.

    The same key keeps one copy. Refuses `NotFound` only.
    """
    try:  # what refuses has changed nothing yet
        return Autosaved(save_draft(work, draft_id, plan, revision=revision))
    except (DraftChangedElsewhere, DraftEnded) as refused:
        return Autosaved(keep_copy(work, draft_id, plan, key=key), refused)


def keep_copy(
    work: Work, draft_id: UUID, plan: Plan, *, key: UUID, title: str | None = None
) -> DraftRow:
    """Keep work that could not be saved as a draft of its own; refuse `NotFound`."""
    work.actor.require(Permission.MANAGE_VENUES)
    copy_id, packed = new_id(), pack(plan)
    asked = {"draft": draft_id, "title": title, "plan": zlib.crc32(packed)}
    first = answered_before(work, key, "keep_copy", subject_id=copy_id, **asked)
    if first is not None:
        return draft_row(work.session, subject_of(first))
    draft = work.session.get(PlanDraft, (work.actor.tenant_id, draft_id))
    if draft is None:
        raise NotFound("draft", draft_id)
    work.session.add(
        PlanDraft(
            id=copy_id,
            venue_id=draft.venue_id,
            title=title or f"{draft.title} (copy of {work.actor.display_name})",
            plan=packed,
            seat_count=plan.seat_count,
            based_on=draft.based_on,
            revision=1,
            saved_by=work.actor.login,
            saved_at=work.now,
            copy_of=draft.id,
        )
    )
    return draft_row(work.session, copy_id)


def discard_draft(work: Work, draft_id: UUID, *, revision: int) -> None:
    """Put a draft away; doing it again changes nothing.

    Refuses `DraftChangedElsewhere`, `DraftEnded` (it was published), `NotFound`.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    draft = locked_draft(work, draft_id)
    if draft.discarded_at is not None:
        return
    _refuse_ended(work, draft)
    _refuse_other_revision(work, draft, revision)
    draft.discarded_at = draft.saved_at = work.now
    draft.saved_by = work.actor.login


def locked_draft(work: Work, draft_id: UUID) -> PlanDraft:
    """The draft, locked; refuse `NotFound`."""
    draft = work.session.get(PlanDraft, (work.actor.tenant_id, draft_id), with_for_update=True)
    if draft is None:
        raise NotFound("draft", draft_id)
    return draft


def draft_to_publish(work: Work, draft_id: UUID, *, revision: int) -> PlanDraft:
    """The open draft, locked, as it was seen; refuses like `save_draft`."""
    draft = _open(work, draft_id)
    _refuse_other_revision(work, draft, revision)
    return draft


def pack(plan: Plan) -> bytes:
    """The plan in the seating-plan format, compressed: a tenth of its size."""
    return zlib.compress(write_plan(plan).encode(), _FAST)


def _open(work: Work, draft_id: UUID) -> PlanDraft:
    draft = locked_draft(work, draft_id)
    _refuse_ended(work, draft)
    return draft


def _refuse_ended(work: Work, draft: PlanDraft) -> None:
    if draft.discarded_at is not None or draft.published_as is not None:
        by = name_of_login(work.session, draft.saved_by)
        published = draft.published_as is not None
        raise DraftEnded(draft.title, by, draft.saved_at, published=published)


def _refuse_other_revision(work: Work, draft: PlanDraft, revision: int) -> None:
    if draft.revision != revision:
        by = name_of_login(work.session, draft.saved_by)
        raise DraftChangedElsewhere(draft.title, by, draft.saved_at)


def _is_same(work: Work, draft: PlanDraft, packed: bytes) -> bool:
    return draft.saved_by == work.actor.login and draft.plan == packed


def _current(work: Work, venue_id: UUID) -> VenuePlan:
    plan = newest(work, venue_id)
    if plan is None:
        raise NotFound("venue", venue_id)
    return plan


def _title(work: Work, venue_id: UUID | None, plan: Plan | None) -> str:
    venue = venue_id and work.session.get(Venue, (work.actor.tenant_id, venue_id))
    if venue:
        return venue.name
    return plan.name if plan else ""
