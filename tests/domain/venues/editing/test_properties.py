import pytest

from core.domain.venues.editing.areas import Look, draw_ga_area, draw_rectangle, draw_text
from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, area_at, everything, seat_at
from core.domain.venues.editing.properties import (
    link_companions,
    rename_row,
    rename_seat,
    set_area_colors,
    set_area_kind,
    set_area_name,
    set_area_text,
    set_capacity,
    set_category,
    set_quality,
    set_radius,
    set_restricted_view,
    set_retired,
    set_row_labels,
    set_seat_type,
    unlink_companions,
)
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.extras import AreaKind, capacity_of, companion_of, kind_of, name_of
from core.domain.venues.plan import MAX_TEXT, Point
from core.domain.venues.seating import derive_seats
from core.domain.venues.states import SeatType
from tests.domain.venues.editing.houses import (
    EMPTY,
    FIRST_ROW,
    FIRST_ZONE,
    FLOOR,
    ORIGIN,
    ROW,
    block_house,
    row_house,
    two_blocks,
)

SECOND = frozenset([SeatAt(0, 0, 1)])


def test_a_category_reaches_seats_and_standing_places() -> None:
    plan = draw_ga_area(row_house(2), FLOOR, capacity=3).plan
    plan = set_category(plan, everything(plan), " Club ").plan

    assert {seat.category for seat in derive_seats(plan)} == {"Club"}
    assert [category.name for category in plan.categories] == ["Standard", "Club"]


def test_a_seat_type_beats_the_category() -> None:
    plan = set_category(row_house(2), ROW, "Wheelchair places").plan
    typed = set_seat_type(plan, SECOND, SeatType.VIP).plan

    assert [seat.seat_type for seat in derive_seats(typed)] == [SeatType.WHEELCHAIR, SeatType.VIP]
    assert set_seat_type(typed, SECOND, None).plan == plan


def test_a_restricted_view_reaches_the_seat() -> None:
    plan = row_house(2)
    behind = set_restricted_view(plan, SECOND, " Pillar on the left ").plan

    assert [seat.restricted_view for seat in derive_seats(behind)] == [None, "Pillar on the left"]
    assert set_restricted_view(behind, ROW, " ").plan == plan


def test_quality_by_hand_beats_what_is_computed() -> None:
    plan = set_quality(row_house(3), SECOND, 0.25).plan
    seats = derive_seats(plan)

    assert seats[1].quality == 0.25
    assert seats[0].quality == derive_seats(row_house(3))[0].quality
    assert derive_seats(set_quality(plan, ROW, None).plan)[1].quality == 1.0


def test_companions_belong_to_the_nearest_wheelchair_place() -> None:
    plan = set_seat_type(
        row_house(4), frozenset([SeatAt(0, 0, 0), SeatAt(0, 0, 3)]), SeatType.WHEELCHAIR
    ).plan
    first, _, _, last = [mark.guid for _, _, mark in plan.marks()]

    linked = link_companions(plan, ROW).plan
    seats = derive_seats(linked)

    assert [seat.companion_of for seat in seats] == [None, first, last, None]
    assert seats[1].seat_type is SeatType.COMPANION
    unlinked = unlink_companions(linked, ROW).plan
    assert [companion_of(mark) for _, _, mark in unlinked.marks()] == [None] * 4
    assert unlinked == plan


def test_companions_need_a_wheelchair_place() -> None:
    with pytest.raises(BadValue, match="select a wheelchair place"):
        link_companions(row_house(), ROW)


def test_retired_seats_come_back() -> None:
    plan = row_house(3)
    retired = set_retired(plan, SECOND, retired=True).plan

    assert len(derive_seats(retired)) == 2
    assert set_retired(retired, ROW, retired=False).plan == plan


def test_a_radius_is_the_seats_own() -> None:
    plan = set_radius(row_house(2), SECOND, 7.5).plan

    assert [seat.radius for seat in derive_seats(plan)] == [10, 7.5]


def test_row_labels_stand_at_a_side() -> None:
    plan = set_row_labels(block_house(2), frozenset([SeatAt(0, 1, 0)]), "both").plan

    assert [row.label_side for row in plan.zones[0].rows] == [None, "both"]
    assert set_row_labels(plan, frozenset([RowAt(0, 1)]), "both").plan is plan
    with pytest.raises(BadValue, match="Row labels"):
        set_row_labels(plan, ROW, "above")


def test_rows_and_seats_are_renamed_one_by_one() -> None:
    plan = rename_seat(rename_row(row_house(2), FIRST_ROW, " AA ").plan, SeatAt(0, 0, 1), "2A").plan

    assert plan.zones[0].rows[0].number == "AA"
    assert seat_at(plan, SeatAt(0, 0, 1)).number == "2A"


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 51])
def test_names_that_no_ticket_carries_are_refused(name: str) -> None:
    with pytest.raises(BadValue, match="Row"):
        rename_row(row_house(), FIRST_ROW, name)
    with pytest.raises(BadValue, match="Seat"):
        rename_seat(row_house(), SeatAt(0, 0, 0), name)


def test_values_out_of_range_are_refused() -> None:
    plan = row_house()
    with pytest.raises(BadValue, match="Quality"):
        set_quality(plan, ROW, 1.01)
    with pytest.raises(BadValue, match="Radius"):
        set_radius(plan, ROW, 0)
    with pytest.raises(BadValue, match="Category"):
        set_category(plan, ROW, " ")
    with pytest.raises(BadValue, match="Restricted view"):
        set_restricted_view(plan, ROW, "x" * (MAX_TEXT + 1))
    with pytest.raises(BadValue, match="Capacity"):
        set_capacity(plan, ROW, 0)


def test_general_admission_changes_its_capacity_and_name() -> None:
    plan = draw_ga_area(EMPTY, FLOOR, capacity=9).plan
    area = AreaAt(0, 0)
    plan = set_area_name(set_capacity(plan, frozenset([area]), 5).plan, area, "Pit").plan

    assert capacity_of(area_at(plan, area)) == 5
    assert {seat.section for seat in derive_seats(plan)} == {"Pit"}
    assert len(derive_seats(plan)) == 5
    with pytest.raises(BadValue, match="Area"):
        set_area_name(plan, area, "x" * 51)


def test_growing_a_standing_area_keeps_the_identities_of_its_places() -> None:
    plan = draw_ga_area(EMPTY, FLOOR, capacity=9).plan
    more = set_capacity(plan, frozenset([AreaAt(0, 0)]), 12).plan

    assert [seat.guid for seat in derive_seats(more)][:9] == [s.guid for s in derive_seats(plan)]


def test_areas_change_colour_kind_and_text() -> None:
    plan = draw_rectangle(EMPTY, Point(0, 0), Point(40, 20)).plan
    chosen = frozenset([AreaAt(0, 0)])
    plan = set_area_colors(plan, chosen, "#101010", None).plan
    plan = set_area_kind(plan, chosen, AreaKind.AISLE).plan
    plan = set_area_text(plan, chosen, "Exit", look=Look(text_size=9, text_color="#fff")).plan
    area = area_at(plan, AreaAt(0, 0))

    assert (area.color, area.border_color, kind_of(area)) == ("#101010", None, AreaKind.AISLE)
    assert area.text
    assert (area.text.text, area.text.x, area.text.y, area.text.size) == ("Exit", 20, 10, 9)
    again = area_at(set_area_text(plan, chosen, "Way out").plan, AreaAt(0, 0))
    assert again.text
    assert (again.text.text, again.text.color) == ("Way out", "#fff")
    assert area_at(set_area_text(plan, chosen, "").plan, AreaAt(0, 0)).text is None


def test_a_standing_area_stays_one() -> None:
    plan = draw_ga_area(EMPTY, FLOOR, capacity=9).plan
    chosen = everything(plan)

    assert set_area_kind(plan, chosen, AreaKind.SHAPE).plan is plan
    with pytest.raises(BadValue, match="capacity"):
        set_area_kind(plan, chosen, AreaKind.GA)


def test_an_area_has_a_name() -> None:
    plan = draw_text(EMPTY, ORIGIN, "Bar").plan

    assert name_of(area_at(set_area_name(plan, AreaAt(0, 0), "Bar").plan, AreaAt(0, 0))) == "Bar"


def test_a_value_that_is_already_there_changes_nothing() -> None:
    plan = two_blocks()

    assert set_category(plan, frozenset([FIRST_ZONE]), "Standard").plan is plan
    assert set_seat_type(plan, frozenset([FIRST_ZONE]), None).plan is plan
    touched = set_quality(plan, frozenset([SeatAt(0, 1, 0)]), 0.5).plan
    assert touched.zones[1] is plan.zones[1]
    assert touched.zones[0].rows[0] is plan.zones[0].rows[0]
