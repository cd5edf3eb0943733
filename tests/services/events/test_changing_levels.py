"""Price levels after the event was made: renamed, priced, laid on sections and rows, removed."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from core.domain.errors import Nameless, NotAllowed, NotFound
from core.domain.holds.painting import bare
from core.domain.holds.presales import PresaleDraft
from core.domain.inventory.pricing import NegativeRetail
from core.domain.staff import Role
from core.services.events.changing_levels import (
    NoPlacesChosen,
    PriceLevelInUse,
    SeatRow,
    change_price_level,
    lay_price_level,
    remove_price_level,
    rows_of_levels,
)
from core.services.events.creating import EventDraft, create_event
from core.services.events.price_levels import (
    LevelDraft,
    NoSuchSections,
    Place,
    PriceLevelRow,
    PriceLevelTwice,
    list_price_levels,
    set_price_levels,
)
from core.services.holds.plans import create_plan
from core.services.holds.presales import create_presale, end_presale
from core.services.purchasing.ticket_types import TicketTypeDraft, add_ticket_type
from core.services.venues.creating import create_venue
from core.services.work import Work, new_key
from db.models import EventSeat
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.services.plans import grid_plan


@pytest.fixture
def event_id(work: Work) -> UUID:
    """Sections A and B of rows 1 and 2 with five seats each; no level yet."""
    draft = EventDraft(
        title="Winter Gala",
        venue_id=create_venue(work, grid_plan(), key=new_key()).id,
        start_datetime=NOW + timedelta(days=30),
        end_datetime=NOW + timedelta(days=30, hours=2),
        timezone="Europe/Berlin",
    )
    return create_event(work, draft, key=new_key()).id


def add(work: Work, event_id: UUID, name: str, price: str, *places: Place) -> PriceLevelRow:
    draft = LevelDraft(name, Decimal(price), places)
    return set_price_levels(work, event_id, [draft], key=new_key())[-1]


def of_seats(work: Work, event_id: UUID) -> set[tuple[UUID | None, Decimal]]:
    query = select(EventSeat.price_level_id, EventSeat.base_price).distinct()
    found = work.session.execute(query.where(EventSeat.event_id == event_id))
    return {(level, price) for level, price in found}


def test_levels_that_come_later_stand_last(work: Work, event_id: UUID) -> None:
    add(work, event_id, "Stalls", "60")
    add(work, event_id, "Balcony", "40")

    assert [row.name for row in list_price_levels(work.session, event_id)] == ["Stalls", "Balcony"]


def test_a_level_is_renamed_and_its_seats_follow_its_price(work: Work, event_id: UUID) -> None:
    level = add(work, event_id, "Stalls", "60", Place("A"), Place("B"))
    seat = work.session.scalars(select(EventSeat).where(EventSeat.event_id == event_id)).first()
    assert seat is not None
    seat.retail_price = Decimal(75)
    work.session.flush()
    key = new_key()

    for _ in range(2):
        (row,) = change_price_level(
            work, level.id, name=" Floor ", base_price=Decimal("62.50"), key=key
        )

    assert (row.name, row.base_price, row.seats) == ("Floor", Decimal("62.50"), 20)
    assert of_seats(work, event_id) == {(level.id, Decimal("62.50"))}
    work.session.refresh(seat)
    assert seat.retail_price == Decimal(75)


def test_a_level_is_laid_on_sections_and_rows_and_taken_away(work: Work, event_id: UUID) -> None:
    front, back = add(work, event_id, "Front", "60"), add(work, event_id, "Back", "40")

    lay_price_level(work, event_id, back.id, [Place("A"), Place("B", "2")], key=new_key())
    lay_price_level(work, event_id, front.id, [Place("A", "1")], key=new_key())
    lay_price_level(work, event_id, None, [Place("A", "2")], key=new_key())

    assert rows_of_levels(work.session, event_id) == [
        SeatRow("A", "1", 5, ("Front",)),
        SeatRow("A", "2", 5, ()),
        SeatRow("B", "1", 5, ()),
        SeatRow("B", "2", 5, ("Back",)),
    ]
    assert of_seats(work, event_id) == {
        (front.id, Decimal("60.00")),
        (back.id, Decimal("40.00")),
        (None, Decimal(0)),
    }


def test_laying_needs_places_of_the_plan_and_a_level_of_the_event(
    work: Work, event_id: UUID
) -> None:
    level = add(work, event_id, "Front", "60")
    unknown = uuid4()

    with pytest.raises(NoPlacesChosen):
        lay_price_level(work, event_id, level.id, [], key=new_key())
    with pytest.raises(NoSuchSections) as nowhere:
        lay_price_level(work, event_id, level.id, [Place("Z"), Place("A", "9")], key=new_key())
    with pytest.raises(NotFound) as missing:
        lay_price_level(work, event_id, unknown, [Place("A")], key=new_key())

    assert nowhere.value.seats == ("Z", "A row 9")
    assert (missing.value.what, missing.value.wanted) == ("price level", unknown)


def test_a_change_is_refused_by_name_and_price(work: Work, event_id: UUID) -> None:
    level = add(work, event_id, "Front", "60")
    add(work, event_id, "Back", "40")
    unknown = uuid4()

    def change(level_id: UUID, name: str, price: str) -> None:
        change_price_level(work, level_id, name=name, base_price=Decimal(price), key=new_key())

    with pytest.raises(PriceLevelTwice) as twice:
        change(level.id, "Back", "60")
    with pytest.raises(Nameless) as nameless:
        change(level.id, " ", "60")
    with pytest.raises(NegativeRetail):
        change(level.id, "Front", "-1")
    with pytest.raises(NotFound) as missing:
        change(unknown, "Front", "60")

    assert (twice.value.name, nameless.value.what) == ("Back", "price level")
    assert missing.value.wanted == unknown


def test_a_new_level_needs_a_name(work: Work, event_id: UUID) -> None:
    with pytest.raises(Nameless) as refused:
        add(work, event_id, " ", "60")

    assert refused.value.what == "price level"


def test_a_level_that_nothing_uses_is_removed_once(work: Work, event_id: UUID) -> None:
    level, key = add(work, event_id, "Front", "60", Place("A", "1")), new_key()
    lay_price_level(work, event_id, None, [Place("A")], key=new_key())

    remove_price_level(work, level.id, key=key)
    remove_price_level(work, level.id, key=key)

    assert list_price_levels(work.session, event_id) == []
    with pytest.raises(NotFound) as missing:
        remove_price_level(work, level.id, key=new_key())
    assert missing.value.wanted == level.id


def test_a_level_in_use_stays_and_says_what_uses_it(work: Work, event_id: UUID) -> None:
    level = add(work, event_id, "Front", "60", Place("A", "1"))
    draft = TicketTypeDraft(event_id, "FRONT", "Front", price_level_id=level.id)
    add_ticket_type(work, draft, key=new_key())
    days = (NOW + timedelta(days=1), NOW + timedelta(days=2))
    for name in ("Early", "Over"):
        wanted = PresaleDraft(name, *days, 4, price_level_ids=(level.id,))
        presale = create_presale(work, event_id, wanted, key=new_key())
    end_presale(work, presale.id, key=new_key())
    create_plan(work, event_id, "Plan", bare(20).with_level([3], level.id), key=new_key())

    with pytest.raises(PriceLevelInUse) as refused:
        remove_price_level(work, level.id, key=new_key())

    assert refused.value.name == "Front"
    assert refused.value.uses == (
        ("seat", 5),
        ("ticket type", 1),
        ("presale", 1),
        ("allocation plan", 1),
    )
    told = str(refused.value)
    assert told.endswith("used: 5 seats, 1 ticket type, 1 presale, 1 allocation plan.")


def test_only_who_manages_events_changes_levels(
    work_as: WorkAs, work: Work, event_id: UUID
) -> None:
    level = add(work, event_id, "Front", "60")
    work.session.commit()

    with work_as(Role.BOX_OFFICE) as clerk:
        for act in (
            lambda: change_price_level(
                clerk, level.id, name="A", base_price=Decimal(1), key=new_key()
            ),
            lambda: lay_price_level(clerk, event_id, level.id, [Place("A")], key=new_key()),
            lambda: remove_price_level(clerk, level.id, key=new_key()),
        ):
            with pytest.raises(NotAllowed):
                act()
