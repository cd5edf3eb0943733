from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from core.domain.currencies import CurrencyTooFine
from core.domain.errors import IllegalMove, Nameless, NotFound, OutOfRange
from core.domain.events import EventStatus
from core.domain.inventory.pricing import NegativeRetail
from core.domain.money import Money, TooManyDigits, UnknownCurrency
from core.services.agency import AgencyTerms, set_agency_terms
from core.services.events.creating import (
    EventDraft,
    EventEndsBeforeItStarts,
    create_event,
)
from core.services.events.life import complete_event, open_sale, publish_event
from core.services.events.price_levels import (
    LevelDraft,
    NoSuchSections,
    NotAColor,
    Place,
    PriceLevelTwice,
    set_price_levels,
)
from core.services.events.queries import list_events, one_event, upcoming_events
from core.services.venues.creating import create_venue
from core.services.venues.timezones import UnknownTimezone
from core.services.work import Work, new_key
from db.models import Event, EventSeat, Seat
from tests.clock import NOW
from tests.factories.purchasing import stocked_event
from tests.services.plans import grid_plan


@pytest.fixture
def draft(work: Work) -> EventDraft:
    return EventDraft(
        title="Winter Gala",
        venue_id=create_venue(work, grid_plan(), key=new_key()).id,
        start_datetime=NOW + timedelta(days=30),
        end_datetime=NOW + timedelta(days=30, hours=2),
        timezone="Europe/Berlin",
    )


def prices(work: Work, event_id: UUID) -> list[tuple[str, str, Decimal]]:
    rows = work.session.execute(
        select(Seat.section, Seat.row, EventSeat.base_price)
        .join(Seat, Seat.id == EventSeat.seat_id)
        .where(EventSeat.event_id == event_id)
        .distinct()
        .order_by(Seat.section, Seat.row)
    )
    return [(section, row, price) for section, row, price in rows]


def test_an_event_has_a_seat_for_every_active_seat_of_its_venue(
    work: Work, draft: EventDraft
) -> None:
    out_of_use = work.session.scalars(select(Seat).where(Seat.rank == 0)).one()
    out_of_use.is_active = False
    work.session.flush()

    made = create_event(work, draft, key=new_key())

    assert made.seats == 19
    event = one_event(work.session, made.id)
    assert (event.status, event.currency, event.owned) == (EventStatus.DRAFT, "EUR", 0)


def test_the_same_key_creates_one_event(work: Work, draft: EventDraft) -> None:
    key = new_key()

    assert create_event(work, draft, key=key) == create_event(work, draft, key=key)
    assert len(list_events(work.session)) == 1


def test_an_event_cannot_end_before_it_starts(work: Work, draft: EventDraft) -> None:
    backwards = replace(draft, end_datetime=draft.start_datetime)

    with pytest.raises(EventEndsBeforeItStarts) as refused:
        create_event(work, backwards, key=new_key())

    assert refused.value.start == draft.start_datetime


def test_an_event_has_a_name(work: Work, draft: EventDraft) -> None:
    with pytest.raises(Nameless) as refused:
        create_event(work, replace(draft, title=" "), key=new_key())

    assert refused.value.what == "event"
    assert create_event(work, replace(draft, title=" Late "), key=new_key()).title == "Late"


def test_an_event_needs_a_venue(work: Work, draft: EventDraft) -> None:
    nowhere = new_key()

    with pytest.raises(NotFound) as refused:
        create_event(work, replace(draft, venue_id=nowhere), key=new_key())

    assert (refused.value.what, refused.value.wanted) == ("venue", nowhere)


def test_a_level_covers_sections_and_a_row_may_differ(work: Work, draft: EventDraft) -> None:
    event = create_event(work, draft, key=new_key())
    front = LevelDraft("Front", Decimal("90.00"), (Place("A", "1"),))
    rest = LevelDraft("Rest", Decimal("60.00"), (Place("A"), Place("B")))

    levels = set_price_levels(work, event.id, [front, rest], key=new_key())

    assert [(level.name, level.seats) for level in levels] == [("Front", 5), ("Rest", 15)]
    assert prices(work, event.id) == [
        ("A", "1", Decimal("90.00")),
        ("A", "2", Decimal("60.00")),
        ("B", "1", Decimal("60.00")),
        ("B", "2", Decimal("60.00")),
    ]


def test_a_level_of_no_section_is_refused_by_name(work: Work, draft: EventDraft) -> None:
    event = create_event(work, draft, key=new_key())
    level = LevelDraft("Box", Decimal(9), (Place("Z"), Place("A", "9"), Place("A")))

    with pytest.raises(NoSuchSections) as refused:
        set_price_levels(work, event.id, [level], key=new_key())

    assert refused.value.seats == ("Z", "A row 9")


def test_two_levels_of_one_name_are_refused(work: Work, draft: EventDraft) -> None:
    event = create_event(work, draft, key=new_key())
    level = LevelDraft("Front", Decimal(9), (Place("A"),))

    with pytest.raises(PriceLevelTwice) as refused:
        set_price_levels(work, event.id, [level, level], key=new_key())

    assert refused.value.name == "Front"


def test_an_event_is_published_then_put_on_sale(work: Work, draft: EventDraft) -> None:
    event = create_event(work, draft, key=new_key())

    with pytest.raises(IllegalMove):
        open_sale(work, event.id)
    assert publish_event(work, event.id) is EventStatus.PUBLISHED
    assert open_sale(work, event.id) is EventStatus.ON_SALE
    assert open_sale(work, event.id) is EventStatus.ON_SALE
    assert complete_event(work, event.id) is EventStatus.COMPLETED


def test_upcoming_events_count_what_is_ours(work: Work) -> None:
    stocked_event(work.session, owned=7, title="Later", start_datetime=NOW + timedelta(days=5))
    stocked_event(work.session, owned=3, title="Sooner", start_datetime=NOW + timedelta(days=2))

    rows = upcoming_events(work.session, now=NOW)

    assert [(row.title, row.owned, row.sold) for row in rows] == [
        ("Sooner", 3, 0),
        ("Later", 7, 0),
    ]


def test_a_level_of_the_event_is_not_added_twice(work: Work, draft: EventDraft) -> None:
    event_id = create_event(work, draft, key=new_key()).id
    set_price_levels(work, event_id, [LevelDraft("Gold", Decimal(80), ())], key=new_key())

    with pytest.raises(PriceLevelTwice) as refused:
        set_price_levels(work, event_id, [LevelDraft("Gold", Decimal(90), ())], key=new_key())

    assert refused.value.name == "Gold"


def test_a_level_below_zero_is_refused(work: Work, draft: EventDraft) -> None:
    event_id = create_event(work, draft, key=new_key()).id

    with pytest.raises(NegativeRetail) as refused:
        set_price_levels(work, event_id, [LevelDraft("Gold", Decimal(-1), ())], key=new_key())

    assert refused.value.price == Money(Decimal(-1), "EUR")


@pytest.mark.parametrize("zone", ["Mars/Phobos", "", "../etc/passwd"])
def test_an_event_needs_a_time_zone_that_exists(work: Work, draft: EventDraft, zone: str) -> None:
    with pytest.raises(UnknownTimezone) as refused:
        create_event(work, replace(draft, timezone=zone), key=new_key())

    assert refused.value.timezone == zone


def test_times_without_a_zone_are_a_mistake(work: Work, draft: EventDraft) -> None:
    bare = replace(
        draft,
        start_datetime=draft.start_datetime.replace(tzinfo=None),
        end_datetime=draft.end_datetime.replace(tzinfo=None),
    )

    with pytest.raises(ValueError, match="need their zone"):
        create_event(work, bare, key=new_key())


def test_a_currency_finer_than_hundredths_is_refused(work: Work, draft: EventDraft) -> None:
    with pytest.raises(CurrencyTooFine) as refused:
        create_event(work, replace(draft, currency="KWD"), key=new_key())

    assert (refused.value.currency, refused.value.digits) == ("KWD", 3)


def test_a_fee_that_the_currency_can_not_pay_is_refused(work: Work, draft: EventDraft) -> None:
    dear = replace(draft, currency="JPY", service_fee_per_ticket=Decimal("0.50"))
    with pytest.raises(TooManyDigits) as refused:
        create_event(work, dear, key=new_key())

    assert (refused.value.amount, refused.value.currency) == (Decimal("0.50"), "JPY")


def test_the_agencys_fees_are_amounts_of_its_own_currency(work: Work, draft: EventDraft) -> None:
    """Half a euro a ticket is no half yen: without a fee of its own, an event in yen has none."""
    fees = {}
    for currency in ("EUR", "JPY"):
        made = create_event(work, replace(draft, currency=currency), key=new_key())
        event = work.session.get_one(Event, (work.actor.tenant_id, made.id))
        fees[currency] = (event.service_fee_per_ticket, event.delivery_fee)

    assert fees == {"EUR": (None, None), "JPY": (0, 0)}


@pytest.mark.parametrize("currency", ["euro", "eur", "ERU"])
def test_a_currency_is_one_that_there_is(work: Work, draft: EventDraft, currency: str) -> None:
    with pytest.raises(UnknownCurrency) as refused:
        create_event(work, replace(draft, currency=currency), key=new_key())

    assert refused.value.currency == currency


@pytest.mark.parametrize(
    ("term", "value", "most"),
    [
        ("service_fee_per_ticket", Decimal(-1), None),
        ("delivery_fee", Decimal("-0.01"), None),
        ("service_fee_rate", Decimal("1.01"), 1),
        ("tax_rate", Decimal("-0.19"), 1),
        ("tax_rate", Decimal(19), 1),
        ("reservation_minutes", 0, 240),
        ("reservation_minutes", 241, 240),
        ("transfer_due_days", 0, 90),
        ("transfer_due_days", 91, 90),
    ],
)
def test_no_event_has_terms_that_nobody_sells_on(
    work: Work, draft: EventDraft, term: str, value: int | Decimal, most: int | None
) -> None:
    bad: dict[str, Any] = {term: value}

    with pytest.raises(OutOfRange) as refused:
        create_event(work, replace(draft, **bad), key=new_key())
    with pytest.raises(OutOfRange) as by_agency:
        set_agency_terms(work, replace(AgencyTerms(), **bad), key=new_key())

    for each in (refused.value, by_agency.value):
        assert (each.what, each.value, each.most) == (term, value, most)


@pytest.mark.parametrize(
    ("field", "what"), [("category_id", "event category"), ("organizer_id", "organizer")]
)
def test_an_event_is_filed_under_what_there_is(
    work: Work, draft: EventDraft, field: str, what: str
) -> None:
    nowhere = uuid4()
    filed: dict[str, Any] = {field: nowhere}

    with pytest.raises(NotFound) as refused:
        create_event(work, replace(draft, **filed), key=new_key())

    assert (refused.value.what, refused.value.wanted) == (what, nowhere)


@pytest.mark.parametrize("color", ["green", "#12345", "#1234567", ""])
def test_a_level_has_a_color_or_none(work: Work, draft: EventDraft, color: str) -> None:
    event = create_event(work, draft, key=new_key())
    level = LevelDraft("Front", Decimal(50), (Place("A"),), color=color)

    with pytest.raises(NotAColor) as refused:
        set_price_levels(work, event.id, [level], key=new_key())

    assert refused.value.color == color
