"""Categories and organizers: added, renamed, listed with what is filed under them."""

from uuid import uuid4

import pytest

from core.domain.errors import Nameless, NameTaken, NotAllowed, NotFound
from core.domain.staff import Role
from core.services.events.categories import (
    CategoryRow,
    add_category,
    change_category,
    list_categories,
)
from core.services.events.organizers import (
    OrganizerDraft,
    add_organizer,
    change_organizer,
    list_organizers,
)
from core.services.work import Work, new_key
from tests.conftest import WorkAs
from tests.factories.events import make_event


def test_categories_are_listed_by_name_with_their_events(work: Work) -> None:
    opera = add_category(work, " Opera ", description="Sung", key=new_key())
    ballet = add_category(work, "Ballet", key=new_key())
    make_event(work.session, category_id=opera)

    assert list_categories(work.session) == [
        CategoryRow(ballet, "Ballet", None, 0),
        CategoryRow(opera, "Opera", "Sung", 1),
    ]


def test_a_category_is_added_once_and_renamed(work: Work) -> None:
    key = new_key()
    made = add_category(work, "Opera", key=key)

    assert add_category(work, "Opera", key=key) == made
    change_category(work, made, name="Music theatre")
    assert [row.name for row in list_categories(work.session)] == ["Music theatre"]


def test_a_category_has_a_name_of_its_own(work: Work) -> None:
    with pytest.raises(Nameless) as nameless:
        add_category(work, "  ", key=new_key())
    with pytest.raises(NotFound) as unknown:
        change_category(work, uuid4(), name="Opera")
    add_category(work, "Opera", key=new_key())
    with pytest.raises(NameTaken) as taken:
        add_category(work, "Opera", key=new_key())

    assert nameless.value.what == "category"
    assert unknown.value.what == "event category"
    assert (taken.value.what, taken.value.name) == ("category", "Opera")


def test_an_organizer_is_added_once_and_renamed(work: Work) -> None:
    key, draft = new_key(), OrganizerDraft("Nord Live", email="hello@nord.example")
    made = add_organizer(work, draft, key=key)
    make_event(work.session, organizer_id=made.id)

    assert add_organizer(work, draft, key=key).id == made.id
    changed = change_organizer(work, made.id, OrganizerDraft("Nord Concerts"), is_active=False)

    assert (changed.name, changed.email, changed.is_active, changed.events) == (
        "Nord Concerts",
        None,
        False,
        1,
    )
    assert list_organizers(work.session) == [changed]


def test_an_organizer_has_a_name(work: Work) -> None:
    with pytest.raises(Nameless) as nameless:
        add_organizer(work, OrganizerDraft(" "), key=new_key())
    with pytest.raises(NotFound) as unknown:
        change_organizer(work, uuid4(), OrganizerDraft("Nord"))

    assert nameless.value.what == "organizer"
    assert unknown.value.what == "organizer"


def test_an_organizer_is_in_the_list_once(work: Work) -> None:
    nord = add_organizer(work, OrganizerDraft("Nord Live"), key=new_key())
    west = add_organizer(work, OrganizerDraft("West Live"), key=new_key())
    with pytest.raises(NameTaken) as added:
        add_organizer(work, OrganizerDraft(" nord live "), key=new_key())
    with pytest.raises(NameTaken) as renamed:
        change_organizer(work, west.id, OrganizerDraft("Nord Live"))

    assert (added.value.what, added.value.name) == ("organizer", "nord live")
    assert renamed.value.name == "Nord Live"
    assert change_organizer(work, nord.id, OrganizerDraft("NORD LIVE")).name == "NORD LIVE"


def test_a_clerk_files_nothing(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks:
        with pytest.raises(NotAllowed):
            add_category(clerks, "Opera", key=new_key())
        with pytest.raises(NotAllowed):
            add_organizer(clerks, OrganizerDraft("Nord"), key=new_key())
