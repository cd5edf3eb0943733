"""A venue's address: given, corrected, and written line by line."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.domain.errors import Nameless, NotFound
from core.services.venues.addresses import VenueAddress, set_venue_address, venue_address
from core.services.work import Work
from db.models import Address
from tests.factories.events import make_venue

HALL = VenueAddress("Am Ring 1", "Leipzig", "Germany", postal_code="04109")


def test_an_address_is_given_and_corrected_in_place(work: Work) -> None:
    venue = make_venue(work.session)
    assert venue_address(work.session, venue.id) is None

    set_venue_address(work, venue.id, HALL)
    moved = set_venue_address(work, venue.id, replace(HALL, line_1="Am Ring 3"))

    work.session.flush()
    assert venue_address(work.session, venue.id) == moved
    assert work.session.scalar(select(func.count()).select_from(Address)) == 1
    assert moved.lines == ("Am Ring 3", "04109 Leipzig", "Germany")


@pytest.mark.parametrize(
    ("part", "what"),
    [("line_1", "venue's street"), ("city", "venue's city"), ("country", "venue's country")],
)
def test_an_address_has_its_parts(work: Work, part: str, what: str) -> None:
    venue = make_venue(work.session)

    with pytest.raises(Nameless) as refused:
        set_venue_address(work, venue.id, replace(HALL, **{part: " "}))

    assert refused.value.what == what


def test_an_unknown_venue_has_no_address(work: Work) -> None:
    nowhere = uuid4()

    with pytest.raises(NotFound) as refused:
        set_venue_address(work, nowhere, HALL)

    assert (refused.value.what, refused.value.wanted) == ("venue", nowhere)
