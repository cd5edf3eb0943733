from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from core.domain.errors import KeyReused, NameTaken, NotAllowed, NotFound
from core.domain.staff import Role
from core.domain.venues.plan import Plan
from core.services.venues.creating import NewVenue, create_venue
from core.services.venues.draft_queries import DraftRow, list_drafts, open_draft
from core.services.venues.drafts import (
    autosave,
    discard_draft,
    keep_copy,
    save_draft,
    start_draft,
)
from core.services.venues.publishing import publish_plan
from core.services.venues.publishing_drafts import publish_draft
from core.services.venues.queries import find_venue, venue_plan
from core.services.venues.refusals import (
    DraftChangedElsewhere,
    DraftEnded,
    PlanNotReady,
    PlanOvertaken,
)
from core.services.work import Work, new_key
from db.models import PlanDraft
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.services.plans import grid_plan
from tests.services.venues.edits import changed, every_mark, with_seat, without


@pytest.fixture
def plan() -> Plan:
    return grid_plan()


@pytest.fixture
def venue(work: Work, plan: Plan) -> NewVenue:
    return create_venue(work, plan, key=new_key())


@pytest.fixture
def draft(work: Work, venue: NewVenue) -> DraftRow:
    return start_draft(work, venue_id=venue.id, key=new_key())


def test_a_draft_of_a_venue_begins_with_its_current_plan(
    work: Work, venue: NewVenue, draft: DraftRow, plan: Plan
) -> None:
    assert draft == DraftRow(
        id=draft.id,
        title="Studio",
        venue_id=venue.id,
        venue="Studio",
        based_on=1,
        current=1,
        revision=1,
        seats=20,
        started_by="Manager",
        started_at=draft.started_at,
        saved_by="Manager",
        saved_at=NOW,
        copy_of=None,
    )
    assert open_draft(work.session, draft.id).plan == plan


def test_a_draft_of_a_new_venue_begins_with_a_plan(work: Work, plan: Plan) -> None:
    drawn = start_draft(work, plan=plan, title="Opera to come", key=new_key())

    assert (drawn.title, drawn.venue_id, drawn.based_on, drawn.seats) == (
        *("Opera to come", None, None),
        20,
    )
    with pytest.raises(ValueError, match="begins with a plan"):
        start_draft(work, key=new_key())


def test_an_unfinished_plan_is_saved_and_opened(work: Work, draft: DraftRow, plan: Plan) -> None:
    empty = without(plan, *(mark.guid for mark in every_mark(plan)))

    saved = save_draft(work, draft.id, empty, revision=1, title="Half done")

    assert (saved.revision, saved.seats, saved.title) == (2, 0, "Half done")
    assert open_draft(work.session, draft.id).plan == empty


def test_nameless_things_are_saved_and_opened(work: Work, draft: DraftRow, plan: Plan) -> None:
    first = every_mark(plan)[0].guid
    zone = replace(plan.zones[0], name="", rows=(replace(plan.zones[0].rows[0], number=""),))
    nameless = changed(replace(plan, name="", zones=(zone,)), first, number="", section="x" * 90)

    save_draft(work, draft.id, nameless, revision=1)

    assert open_draft(work.session, draft.id).plan == nameless
    with pytest.raises(PlanNotReady):
        publish_draft(work, draft.id, revision=2, key=new_key())


def test_saving_what_is_saved_is_one_save(work: Work, draft: DraftRow, plan: Plan) -> None:
    longer = with_seat(plan, "new", "6")

    first = save_draft(work, draft.id, longer, revision=1)
    again = save_draft(work, draft.id, longer, revision=1)

    assert again == first
    assert first.revision == 2


def test_a_draft_that_somebody_saved_since_is_refused(
    work: Work, work_as: WorkAs, draft: DraftRow, plan: Plan
) -> None:
    with work_as(Role.BUYER) as buyers:
        later = replace(buyers, now=NOW + timedelta(minutes=5))
        save_draft(later, draft.id, with_seat(plan, "theirs", "7"), revision=1)

    with pytest.raises(DraftChangedElsewhere) as refused:
        save_draft(work, draft.id, with_seat(plan, "mine", "6"), revision=1)

    told = refused.value
    assert (told.title, told.by, told.at) == ("Studio", "Buyer", NOW + timedelta(minutes=5))


def test_work_that_can_not_be_saved_is_kept_as_a_copy(
    work: Work, work_as: WorkAs, draft: DraftRow, plan: Plan
) -> None:
    mine, key = with_seat(plan, "mine", "6"), new_key()
    with work_as(Role.BUYER) as buyers:
        save_draft(buyers, draft.id, with_seat(plan, "theirs", "7"), revision=1)

    kept = autosave(work, draft.id, mine, revision=1, key=key)
    again = autosave(work, draft.id, mine, revision=1, key=key)

    assert again.draft == kept.draft
    assert isinstance(kept.refused, DraftChangedElsewhere)
    assert (kept.draft.title, kept.draft.copy_of) == ("Studio (copy of Manager)", draft.id)
    assert (kept.draft.based_on, kept.draft.revision) == (1, 1)
    assert open_draft(work.session, kept.draft.id).plan == mine
    assert {row.id for row in list_drafts(work.session)} == {draft.id, kept.draft.id}


def test_autosaving_goes_on_in_the_draft(work: Work, draft: DraftRow, plan: Plan) -> None:
    saved = autosave(work, draft.id, with_seat(plan, "a", "6"), revision=1, key=new_key())

    assert (saved.draft.id, saved.draft.revision, saved.refused) == (draft.id, 2, None)


def test_the_key_of_a_copy_is_good_for_one(work: Work, draft: DraftRow, plan: Plan) -> None:
    key = new_key()
    keep_copy(work, draft.id, plan, key=key)

    with pytest.raises(KeyReused):
        keep_copy(work, draft.id, with_seat(plan, "a", "6"), key=key)
    with pytest.raises(NotFound):
        keep_copy(work, new_key(), plan, key=new_key())


def test_the_same_key_starts_one_draft(work: Work, venue: NewVenue) -> None:
    key = new_key()

    first = start_draft(work, venue_id=venue.id, key=key)

    assert start_draft(work, venue_id=venue.id, key=key) == first
    assert len(list_drafts(work.session, venue_id=venue.id)) == 1


def test_drafts_are_listed_last_saved_first(work: Work, draft: DraftRow, plan: Plan) -> None:
    later = replace(work, now=NOW + timedelta(hours=1))
    new = start_draft(later, plan=plan, title="New", key=new_key())

    assert [row.id for row in list_drafts(work.session)] == [new.id, draft.id]
    assert [row.id for row in list_drafts(work.session, venue_id=draft.venue_id)] == [draft.id]


def test_a_discarded_draft_is_put_away_but_not_lost(
    work: Work, draft: DraftRow, plan: Plan
) -> None:
    discard_draft(work, draft.id, revision=1)
    discard_draft(work, draft.id, revision=1)

    assert list_drafts(work.session) == []
    assert open_draft(work.session, draft.id).plan == plan
    with pytest.raises(DraftEnded) as refused:
        save_draft(work, draft.id, plan, revision=1)
    assert (refused.value.by, refused.value.at, refused.value.published) == ("Manager", NOW, False)


def test_a_draft_changed_since_is_not_discarded(work: Work, draft: DraftRow, plan: Plan) -> None:
    save_draft(work, draft.id, with_seat(plan, "a", "6"), revision=1)

    with pytest.raises(DraftChangedElsewhere):
        discard_draft(work, draft.id, revision=1)


def test_a_published_draft_is_the_next_version(
    work: Work, venue: NewVenue, draft: DraftRow, plan: Plan
) -> None:
    longer, key = with_seat(plan, "new", "6"), new_key()
    save_draft(work, draft.id, longer, revision=1)

    made = publish_draft(work, draft.id, revision=2, note="Longer", key=key)
    again = publish_draft(work, draft.id, revision=2, note="Longer", key=key)

    assert again == made
    assert (made.venue_id, made.version, made.seats) == (venue.id, 2, 21)
    assert venue_plan(work.session, venue.id) == longer
    assert list_drafts(work.session) == []
    with pytest.raises(DraftEnded) as refused:
        save_draft(work, draft.id, plan, revision=2)
    assert refused.value.published


def test_a_published_draft_of_a_new_venue_makes_it(work: Work, plan: Plan) -> None:
    drawn = start_draft(work, plan=plan, title="Opera", key=new_key())

    made = publish_draft(work, drawn.id, revision=1, key=new_key())

    assert (made.venue, made.version) == ("Opera", 1)
    assert find_venue(work.session, "Opera") == made.venue_id


def test_a_new_venue_can_not_take_a_name(work: Work, venue: NewVenue, plan: Plan) -> None:
    drawn = start_draft(work, plan=plan, title=venue.name, key=new_key())

    with pytest.raises(NameTaken) as refused:
        publish_draft(work, drawn.id, revision=1, key=new_key())

    assert refused.value.name == "Studio"


def test_an_older_revision_is_not_published(work: Work, draft: DraftRow, plan: Plan) -> None:
    save_draft(work, draft.id, with_seat(plan, "a", "6"), revision=1)

    with pytest.raises(DraftChangedElsewhere):
        publish_draft(work, draft.id, revision=1, key=new_key())


def test_a_draft_that_was_overtaken_replaces_only_what_was_looked_at(
    work: Work, venue: NewVenue, draft: DraftRow, plan: Plan
) -> None:
    publish_plan(work, venue.id, with_seat(plan, "a", "6"), replaces=1, key=new_key())

    (row,) = list_drafts(work.session)
    assert (row.based_on, row.current) == (1, 2)
    with pytest.raises(PlanOvertaken) as refused:
        publish_draft(work, draft.id, revision=1, key=new_key())
    made = publish_draft(work, draft.id, revision=1, replaces=2, key=new_key())

    assert refused.value.version == 2
    assert (made.version, made.retired) == (3, ("a",))


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.DOOR])
def test_who_does_not_manage_venues_has_no_drafts(
    work_as: WorkAs, role: Role, draft: DraftRow, plan: Plan
) -> None:
    with work_as(role) as work:
        with pytest.raises(NotAllowed):
            save_draft(work, draft.id, plan, revision=1)
        with pytest.raises(ProgrammingError, match="permission denied"):
            list_drafts(work.session)


def test_nobody_saves_under_another_name(work: Work, draft: DraftRow) -> None:
    row = work.session.scalars(select(PlanDraft).where(PlanDraft.id == draft.id)).one()

    row.saved_by = "u_buyer"

    with pytest.raises(ProgrammingError, match="row-level security"):
        work.session.flush()


def test_a_draft_that_is_not_there_is_refused(work: Work, plan: Plan) -> None:
    for step in (
        lambda: save_draft(work, new_key(), plan, revision=1),
        lambda: discard_draft(work, new_key(), revision=1),
        lambda: publish_draft(work, new_key(), revision=1, key=new_key()),
        lambda: open_draft(work.session, new_key()),
    ):
        with pytest.raises(NotFound) as refused:
            step()
        assert refused.value.what == "draft"
