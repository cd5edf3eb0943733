import pytest

from core.domain.errors import NotFound
from core.services.venues.comparing import Renamed, compare_with_current
from core.services.venues.creating import create_venue
from core.services.venues.publishing import publish_plan
from core.services.work import Work, new_key
from tests.services.plans import grid_plan
from tests.services.venues.edits import changed, every_mark, with_seat, without


def test_the_editor_sees_what_publishing_would_change(work: Work) -> None:
    plan = grid_plan()
    venue = create_venue(work, plan, key=new_key())
    first, second = (mark.guid for mark in every_mark(plan)[:2])
    drawn = with_seat(changed(without(plan, first), second, number="2A"), "new", "6")

    change = compare_with_current(work.session, venue.id, drawn)

    assert (change.version, change.seats_before, change.seats) == (1, 20, 20)
    assert (change.added, change.gone) == (("new",), (first,))
    assert change.renamed == (Renamed(second, ("A", "1", "2"), ("A", "1", "2A")),)
    made = publish_plan(work, venue.id, drawn, replaces=change.version, key=new_key())
    assert made.retired == change.gone


def test_an_unchanged_plan_changes_nothing(work: Work) -> None:
    venue = create_venue(work, grid_plan(), key=new_key())

    change = compare_with_current(work.session, venue.id, grid_plan())

    assert (change.added, change.gone, change.renamed) == ((), (), ())
    with pytest.raises(NotFound):
        compare_with_current(work.session, new_key(), grid_plan())
