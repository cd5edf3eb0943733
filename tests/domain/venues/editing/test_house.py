import pytest

from core.domain.venues.editing.areas import draw_ga_area
from core.domain.venues.editing.categories import add_category, remove_category, rename_category
from core.domain.venues.editing.house import (
    add_picture,
    new_plan,
    rename_plan,
    scale_background,
    set_background,
    set_floors,
    set_focal_point,
    set_grid,
    set_guides,
    set_licence,
    set_size,
    set_wheelchair_share,
)
from core.domain.venues.editing.places import everything
from core.domain.venues.editing.properties import set_category
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.extras import (
    Background,
    Grid,
    Guide,
    background_of,
    floors_of,
    grid_of,
    guides_of,
    licence_of,
    pictures_of,
    wheelchair_share_of,
)
from core.domain.venues.plan import Extent, Plan, Point
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import Bounds, shapes
from tests.domain.venues.editing.houses import EMPTY, ORIGIN, PICTURE, row_house

OTHER = "data:image/png;base64,BBBB"


def test_a_new_plan_has_a_category_and_no_seats() -> None:
    plan = new_plan(" Arena ", size=Extent(1000, 800))

    assert (plan.name, plan.size, plan.seat_count) == ("Arena", (1000, 800), 0)
    assert derive_seats(plan) == ()
    assert shapes(plan, ()).bounds == Bounds(0, 0, 0, 0)
    with pytest.raises(BadValue, match="Name"):
        rename_plan(plan, " ")


def test_a_plan_has_a_size_and_a_focal_point() -> None:
    plan = set_focal_point(set_size(row_house(), Extent(200, 100)).plan, Point(5, 6)).plan

    assert (plan.size, plan.focal_point) == ((200, 100), (5, 6))
    assert set_size(set_focal_point(plan, None).plan, None).plan.size is None
    with pytest.raises(BadValue, match="Size"):
        set_size(plan, Extent(0, 1))


def test_a_background_keeps_its_picture_with_the_plan() -> None:
    plan = set_background(EMPTY, Background("", 10, 20, 400, 0.3), PICTURE).plan
    background = background_of(plan)

    assert background
    assert pictures_of(plan) == {background.picture: PICTURE}
    assert (background.x, background.y, background.width, background.opacity) == (10, 20, 400, 0.3)
    other = set_background(plan, Background("", 0, 0, 100), OTHER).plan
    assert list(pictures_of(other).values()) == [OTHER]
    assert set_background(other, None).plan.extra == {}


def test_a_background_is_scaled_by_a_known_distance() -> None:
    plan = set_background(EMPTY, Background("", 0, 0, 400), PICTURE).plan

    scaled = background_of(
        scale_background(plan, Point(100, 50), Point(150, 50), distance=200).plan
    )

    assert scaled
    assert (scaled.x, scaled.y, scaled.width) == (-300, -150, 1600)


def test_a_background_that_makes_no_sense_is_refused() -> None:
    plan = set_background(EMPTY, Background("", 0, 0, 400), PICTURE).plan
    with pytest.raises(BadValue, match="two points apart"):
        scale_background(plan, ORIGIN, ORIGIN, distance=10)
    with pytest.raises(BadValue, match="a picture"):
        scale_background(EMPTY, ORIGIN, Point(1, 1), distance=10)
    with pytest.raises(BadValue, match="width"):
        set_background(EMPTY, Background("", 0, 0, 0), PICTURE)
    with pytest.raises(BadValue, match="data URI"):
        add_picture(EMPTY, "https://somewhere")


def test_the_same_picture_is_kept_once() -> None:
    plan, name = add_picture(EMPTY, PICTURE)
    again, other = add_picture(plan, PICTURE)

    assert again is plan
    assert name == other


def test_guides_and_grid_are_kept() -> None:
    plan = set_guides(EMPTY, [Guide("x", 10), Guide("y", -5.5)]).plan
    plan = set_grid(plan, Grid(step=12, shown=False)).plan

    assert guides_of(plan) == (Guide("x", 10), Guide("y", -5.5))
    assert grid_of(plan) == Grid(step=12, shown=False)
    assert set_grid(set_guides(plan, []).plan, Grid()).plan.extra == {}
    with pytest.raises(BadValue, match="Grid"):
        set_grid(plan, Grid(step=0))


def test_rules_and_floors_are_kept() -> None:
    plan = set_licence(EMPTY, 5_000).plan
    plan = set_wheelchair_share(plan, 0.01).plan
    plan = set_floors(plan, ["Stalls", " ", "Circle"]).plan

    assert (licence_of(plan), wheelchair_share_of(plan)) == (5_000, 0.01)
    assert floors_of(plan) == shapes(plan, ()).floors == ("Stalls", "Level 1", "Circle")
    assert set_licence(plan, 5_000).plan is plan


@pytest.mark.parametrize("value", [-1, 0, 200_001])
def test_a_licence_out_of_range_is_refused(value: int) -> None:
    with pytest.raises(BadValue, match="Licence"):
        set_licence(EMPTY, value)


def test_shares_and_floors_out_of_range_are_refused() -> None:
    with pytest.raises(BadValue, match="Wheelchair share"):
        set_wheelchair_share(EMPTY, 1.5)
    with pytest.raises(BadValue, match="Floors"):
        set_floors(EMPTY, ["x"] * 22)


def test_what_the_house_has_survives_a_file() -> None:
    plan = set_background(row_house(), Background("", 1.5, 2, 300), PICTURE).plan
    plan = set_grid(set_guides(plan, [Guide("x", 1)]).plan, Grid(step=10)).plan
    plan = set_floors(set_licence(plan, 100).plan, ["Stalls"]).plan

    assert read_plan(write_plan(plan)) == plan


def categorised() -> Plan:
    plan = draw_ga_area(row_house(2), [ORIGIN, Point(9, 0), Point(0, 9)], capacity=2).plan
    return set_category(plan, everything(plan), "Gold").plan


def test_categories_are_added_and_coloured() -> None:
    plan = add_category(categorised(), "Gold", "#ffd700").plan

    assert [(one.name, one.color) for one in plan.categories] == [
        ("Standard", "#4a7ebb"),
        ("Gold", "#ffd700"),
    ]
    assert len(add_category(plan, "Silver").plan.categories) == 3


def test_a_renamed_category_takes_its_places_along() -> None:
    plan = rename_category(categorised(), "Gold", "Club").plan

    assert {seat.category for seat in derive_seats(plan)} == {"Club"}
    assert [one.name for one in plan.categories] == ["Standard", "Club"]


def test_a_removed_category_leaves_its_places_to_another() -> None:
    plan = remove_category(categorised(), "Gold", "Standard").plan

    assert {seat.category for seat in derive_seats(plan)} == {"Standard"}
    assert [one.name for one in plan.categories] == ["Standard"]


def test_categories_that_are_not_or_twice_are_refused() -> None:
    with pytest.raises(BadValue, match="already"):
        rename_category(categorised(), "Gold", "Standard")
    with pytest.raises(BadValue, match="none called"):
        rename_category(categorised(), "Silver", "Club")
    with pytest.raises(BadValue, match="another one"):
        remove_category(categorised(), "Gold", "Gold")
    with pytest.raises(BadValue, match="one line"):
        add_category(EMPTY, " ")
