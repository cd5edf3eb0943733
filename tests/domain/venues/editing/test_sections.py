import pytest

from core.domain.venues.editing.house import add_picture
from core.domain.venues.editing.places import RowAt, SeatAt, ZoneAt
from core.domain.venues.editing.refusals import BadValue, NamesTaken
from core.domain.venues.editing.sections import (
    free_to_edit,
    group_rows,
    layer_names,
    on_layer,
    rename_section,
    reorder_section,
    set_entrance,
    set_gate,
    set_hidden,
    set_layer,
    set_level,
    set_locked,
    set_view,
)
from core.domain.venues.extras import is_hidden, is_locked, layer_of
from core.domain.venues.plan import Plan, Zone
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import SectionShape, shapes
from tests.domain.venues.editing.houses import (
    PICTURE,
    ZONE,
    block_house,
    rows_of,
    seats_at,
    two_blocks,
)


def section(plan: Plan, index: int = 0) -> SectionShape:
    return shapes(plan, derive_seats(plan)).sections[index]


def test_a_section_is_renamed() -> None:
    plan = two_blocks()
    edited = rename_section(plan, ZoneAt(1), " Right ")

    assert [zone.name for zone in edited.plan.zones] == ["Section 1", "Right"]
    assert edited.plan.zones[0] is plan.zones[0]
    with pytest.raises(BadValue, match="Section"):
        rename_section(plan, ZoneAt(1), " ")


def test_a_section_says_how_to_reach_it() -> None:
    plan = set_entrance(two_blocks(), ZONE, "North").plan
    plan = set_level(set_gate(plan, ZONE, "G4").plan, ZONE, 2).plan
    shown = section(plan)

    assert (shown.entrance, shown.gate, shown.level) == ("North", "G4", 2)
    assert (section(plan, 1).entrance, section(plan, 1).gate) == (None, None)
    assert section(set_gate(plan, ZONE, " ").plan).gate is None


def test_a_section_shows_the_view_from_its_seats() -> None:
    plan, picture = add_picture(two_blocks(), PICTURE)

    assert section(set_view(plan, ZONE, picture).plan).view == picture
    with pytest.raises(BadValue, match="no such picture"):
        set_view(plan, ZONE, "other")


@pytest.mark.parametrize("level", [-1, 21])
def test_a_level_out_of_range_is_refused(level: int) -> None:
    with pytest.raises(BadValue, match="Level"):
        set_level(two_blocks(), ZONE, level)


def test_locked_and_hidden_sections_are_left_alone() -> None:
    plan = set_locked(two_blocks(), ZONE, locked=True).plan
    shut = set_hidden(plan, frozenset([ZoneAt(1)]), hidden=True).plan
    selection = frozenset([SeatAt(0, 0, 0), SeatAt(1, 0, 0)])

    assert is_locked(plan.zones[0])
    assert free_to_edit(plan, selection) == {SeatAt(1, 0, 0)}
    assert is_hidden(shut.zones[1])
    assert free_to_edit(shut, selection) == frozenset()
    assert len(derive_seats(shut)) == 12
    assert set_locked(plan, ZONE, locked=False).plan.zones[0].extra == {}


def test_sections_lie_on_layers() -> None:
    plan = set_layer(two_blocks(), ZONE, "Balcony").plan

    assert [layer_of(zone) for zone in plan.zones] == ["Balcony", None]
    assert layer_names(plan) == ("Balcony",)
    assert on_layer(plan, "Balcony") == {ZoneAt(0)}
    assert on_layer(plan, None) == {ZoneAt(1)}


def test_setting_what_is_set_changes_nothing() -> None:
    plan = set_gate(two_blocks(), ZONE, "G4").plan

    assert set_gate(plan, ZONE, "G4").plan is plan
    assert set_level(plan, ZONE, 0).plan is plan


def test_rows_become_a_section_of_their_own_where_they_stand() -> None:
    edited = group_rows(block_house(3, 2), frozenset([RowAt(0, 1), RowAt(0, 2)]), "Back")

    assert [zone.name for zone in edited.plan.zones] == ["Section 1", "Back"]
    assert [rows_of(edited.plan, zone) for zone in (0, 1)] == [["A"], ["B", "C"]]
    assert seats_at(edited.plan, 1) == [(0, 28), (24, 28)]
    assert edited.selection == {ZoneAt(1)}


def test_rows_of_one_name_from_two_sections_are_no_section() -> None:
    with pytest.raises(NamesTaken):
        group_rows(two_blocks(), frozenset([RowAt(0, 0), RowAt(1, 0)]))
    with pytest.raises(BadValue, match="select the rows"):
        group_rows(two_blocks(), frozenset())


@pytest.mark.parametrize(("to", "names"), [(0, "BAC"), (2, "ACB"), (9, "ACB"), (-1, "BAC")])
def test_a_section_is_put_elsewhere_in_the_order(to: int, names: str) -> None:
    plan = Plan("House", (), tuple(Zone(name, 0, 0, ()) for name in "ABC"))

    edited = reorder_section(plan, ZoneAt(1), to)

    assert "".join(zone.name for zone in edited.plan.zones) == names
    (place,) = edited.selection
    assert edited.plan.zones[place.zone] is plan.zones[1]


def test_a_section_that_stays_changes_nothing() -> None:
    plan = Plan("House", (), (Zone("A", 0, 0, ()), Zone("B", 0, 0, ())))

    assert reorder_section(plan, ZoneAt(1), 7).plan is plan
