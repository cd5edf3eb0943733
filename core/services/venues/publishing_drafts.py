"""Publish a draft: a new version of its venue, or a new venue."""

import zlib
from uuid import UUID

from core.domain.staff import Permission
from core.domain.venues.plan_json import read_plan
from core.services.requests import answered_before, subject_of
from core.services.venues.creating import found_venue
from core.services.venues.drafts import draft_to_publish
from core.services.venues.publishing import (
    Finished,
    NewVersion,
    finish_checked,
    published_version,
    replace_version,
)
from core.services.work import Work
from db.ids import new_id
from db.models import PlanDraft, VenuePlan


def publish_draft(
    work: Work,
    draft_id: UUID,
    *,
    revision: int,
    key: UUID,
    note: str | None = None,
    replaces: int | None = None,
) -> NewVersion:
    """Publish what was saved as this revision, and end the draft.

    It replaces the version that it started from; `replaces` names a later one, once its maker has
    looked at it. Refuses what `publish_plan`, `create_venue` and `save_draft` do.
    """
    work.actor.require(Permission.MANAGE_VENUES)
    plan_id = new_id()
    asked = {"draft": draft_id, "revision": revision, "note": note, "replaces": replaces}
    first = answered_before(work, key, "publish_draft", subject_id=plan_id, **asked)
    if first is not None:
        return published_version(work, subject_of(first))
    draft = draft_to_publish(work, draft_id, revision=revision)
    text = zlib.decompress(draft.plan).decode()
    finished = finish_checked(read_plan(text, unfinished=True), text)
    made = _publish(work, draft, plan_id, finished, note=note, replaces=replaces)
    draft.published_as = plan_id
    draft.saved_by, draft.saved_at = work.actor.login, work.now
    return made


def _publish(
    work: Work,
    draft: PlanDraft,
    plan_id: UUID,
    finished: Finished,
    *,
    note: str | None,
    replaces: int | None,
) -> NewVersion:
    if draft.venue_id is None:
        return found_venue(work, plan_id, finished, name=draft.title, note=note)
    if replaces is None:
        base = work.session.get(VenuePlan, (work.actor.tenant_id, draft.based_on))
        replaces = base.version if base is not None else 0
    return replace_version(work, plan_id, draft.venue_id, finished, replaces=replaces, note=note)
