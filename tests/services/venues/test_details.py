from dataclasses import replace

import pytest

from core.domain.errors import Nameless, NameTaken, NotAllowed, NotFound
from core.domain.staff import Role
from core.domain.venues.states import VenueType
from core.services.venues.creating import NewVenue, create_venue
from core.services.venues.details import (
    LicenceNotPositive,
    VenueDetails,
    change_venue,
    venue_details,
)
from core.services.venues.queries import list_venues
from core.services.venues.timezones import UnknownTimezone
from core.services.work import Work, new_key
from tests.conftest import WorkAs
from tests.services.plans import grid_plan

ARENA = VenueDetails(
    name="Arena",
    venue_type=VenueType.ARENA,
    timezone="Europe/Berlin",
    licensed_capacity=12_000,
    amenities=("Bar", "Cloakroom"),
    contact_info={"phone": "+49 30 1234"},
)


@pytest.fixture
def venue(work: Work) -> NewVenue:
    return create_venue(work, grid_plan(), key=new_key())


def test_details_are_written_and_read(work: Work, venue: NewVenue) -> None:
    assert change_venue(work, venue.id, ARENA) == ARENA
    assert change_venue(work, venue.id, ARENA) == ARENA
    assert venue_details(work.session, venue.id) == ARENA


def test_a_venue_out_of_use_is_not_listed(work: Work, venue: NewVenue) -> None:
    change_venue(work, venue.id, replace(ARENA, is_active=False))

    assert list_venues(work.session) == []


def test_a_venue_keeps_a_name_of_its_own(work: Work, venue: NewVenue) -> None:
    create_venue(work, grid_plan("Arena"), key=new_key())

    with pytest.raises(NameTaken) as refused:
        change_venue(work, venue.id, ARENA)
    assert refused.value.name == "Arena"


def test_unusable_details_are_refused(work: Work, venue: NewVenue) -> None:
    with pytest.raises(LicenceNotPositive) as refused:
        change_venue(work, venue.id, replace(ARENA, licensed_capacity=0))
    assert refused.value.capacity == 0
    with pytest.raises(Nameless):
        change_venue(work, venue.id, replace(ARENA, name="  "))
    with pytest.raises(UnknownTimezone) as nowhere:
        change_venue(work, venue.id, replace(ARENA, timezone="Mars/Phobos"))
    assert nowhere.value.timezone == "Mars/Phobos"


def test_details_need_a_venue_and_the_permission(work: Work, work_as: WorkAs) -> None:
    with pytest.raises(NotFound):
        venue_details(work.session, new_key())
    with pytest.raises(NotFound):
        change_venue(work, new_key(), ARENA)
    with work_as(Role.DOOR) as door, pytest.raises(NotAllowed):
        change_venue(door, new_key(), ARENA)
