"""The season's files: what they say fits together, and what is generated is what is committed."""

from pathlib import Path

import pytest

from core.domain.staff import LOGIN_NAME, Role
from core.domain.venues.plan_json import read_plan
from core.domain.venues.seating import derive_seats
from core.services.demo.people import desk_people, read_staff
from core.services.demo.season import FOLDER, LevelPlan, read_season
from resources.demo.make_season import customers, seat_lists, write_list

SEASON = read_season()


def test_twelve_events_five_suppliers_and_a_login_a_job() -> None:
    assert len(SEASON.events) == 12
    assert len(SEASON.suppliers) == 5
    assert [person.role for person in desk_people()] == [
        Role.MANAGER,
        Role.BUYER,
        Role.BOX_OFFICE,
        Role.DOOR,
    ]
    assert all(LOGIN_NAME.fullmatch(person.login) for person in read_staff())
    assert len(SEASON.customers) == 600


def test_some_events_are_over_and_some_are_to_come() -> None:
    days = [event.day for event in SEASON.events]
    assert min(days) < 0 < max(days)
    assert 0 in days


def test_every_event_has_a_house_and_prices_for_its_levels() -> None:
    houses = {venue.code: venue for venue in SEASON.venues}
    for event in SEASON.events:
        assert set(event.prices) == {level.name for level in houses[event.venue].levels}


def test_every_order_is_for_an_event_from_a_supplier() -> None:
    events = {event.code for event in SEASON.events}
    for order in SEASON.orders:
        assert order.event in events
        assert order.supplier in SEASON.suppliers
        assert all(delivery.day >= order.day for delivery in order.deliveries)


def test_seats_are_here_before_their_sale_begins_and_sales_have_begun() -> None:
    arrived = {
        order.event: max((each.day for each in order.deliveries), default=order.day)
        for order in SEASON.orders
        if order.deliveries
    }
    for event in SEASON.events:
        if event.on_sale is not None:
            begins = event.day - event.on_sale
            assert arrived[event.code] <= begins < 0


def test_seat_lists_come_as_csv_and_as_workbooks() -> None:
    suffixes = {each.file.suffix for order in SEASON.orders for each in order.deliveries}
    assert suffixes == {".csv", ".xlsx"}


def test_levels_cover_what_the_plans_have() -> None:
    for venue in SEASON.venues:
        rows: dict[str, list[str]] = {}
        for seat in derive_seats(read_plan(venue.plan.read_bytes())):
            rows.setdefault(seat.section, []).append(seat.row)
        for level in venue.levels:
            for place in level.places(rows):
                assert place.section in rows
                assert place.row is None or place.row in rows[place.section]


def test_a_range_of_rows_ends_where_it_says() -> None:
    level = LevelPlan("Best", ("Stalls",), "D-F", None)
    places = level.places({"Stalls": ["A", "C", "D", "E", "F", "G", "AA"]})
    assert [place.row for place in places] == ["D", "E", "F"]


def test_the_committed_customers_are_the_generated_ones() -> None:
    assert (FOLDER / "season" / "customers.csv").read_text("utf-8") == customers()


@pytest.mark.parametrize(("file", "seats"), seat_lists(), ids=lambda value: str(value)[:24])
def test_the_committed_seat_lists_are_the_generated_ones(
    tmp_path: Path, file: str, seats: list[object]
) -> None:
    write_list(tmp_path / file, seats)  # type: ignore[arg-type]
    assert (tmp_path / file).read_bytes() == (FOLDER / "season" / "orders" / file).read_bytes()
