"""Two managers at one organizer's name: it stands in the list once."""

from collections.abc import Callable
from functools import partial

import pytest

from core.domain.errors import NameTaken
from core.domain.staff import Role
from core.services.events.organizers import (
    OrganizerDraft,
    OrganizerRow,
    add_organizer,
    change_organizer,
    list_organizers,
)
from core.services.work import Work, begin_reading, begin_work, new_key
from tests.databases import TestDatabase
from tests.races.counters import in_turn


def add(name: str, work: Work) -> OrganizerRow:
    return add_organizer(work, OrganizerDraft(name), key=new_key())


def rename(work: Work) -> OrganizerRow:
    (west,) = (one for one in list_organizers(work.session) if one.name == "West Live")
    return change_organizer(work, west.id, OrganizerDraft("nord live"))


@pytest.mark.parametrize("second", [partial(add, " NORD LIVE "), rename])
def test_an_organizer_named_twice_at_once_is_one(
    fresh_database: TestDatabase, second: Callable[[Work], OrganizerRow]
) -> None:
    manager, buyer = fresh_database.sign_in(Role.MANAGER), fresh_database.sign_in(Role.BUYER)
    with begin_work(manager.sessions, manager.actor) as work:
        add("West Live", work)

    made, refused = in_turn(fresh_database, (manager, partial(add, "Nord Live")), (buyer, second))

    assert isinstance(made, OrganizerRow)
    assert isinstance(refused, NameTaken)
    assert refused.what == "organizer"
    with begin_reading(manager.sessions) as session:
        assert [one.name for one in list_organizers(session)] == ["Nord Live", "West Live"]
