from dataclasses import replace

import pytest

from core.domain.venues.extras import (
    Background,
    Grid,
    Guide,
    Table,
    background_of,
    capacity_of,
    companion_of,
    entrance_of,
    floors_of,
    gate_of,
    grid_of,
    guides_of,
    is_hidden,
    is_locked,
    is_part,
    is_retired,
    kind_of,
    layer_of,
    licence_of,
    name_of,
    pictures_of,
    quality_of,
    restricted_view_of,
    table_of,
    view_of,
    wheelchair_share_of,
    with_keys,
)
from core.domain.venues.plan import NO_EXTRA, Area, Plan, Row, SeatMark, Zone

PLAN = Plan("House", (), ())
ZONE = Zone("Stalls", 0, 0, ())
ROW = Row("A", 0, 0, ())
MARK = SeatMark("g", "1", 0, 0, "A")
AREA = Area("polygon", 0, 0)


def test_keys_are_set_and_taken_away() -> None:
    one = with_keys({"other": 1}, {"parterre:gate": "G4"})

    assert one == {"other": 1, "parterre:gate": "G4"}
    assert with_keys(one, {"parterre:gate": None}) == {"other": 1}
    assert with_keys(one, {"parterre:gate": "G4"}) is one
    assert with_keys({"a": 1}, {"a": None}) is NO_EXTRA
    assert with_keys(NO_EXTRA, {"a": None}) is NO_EXTRA


def test_a_plan_without_extras_has_the_usual() -> None:
    assert (background_of(PLAN), guides_of(PLAN), grid_of(PLAN)) == (None, (), Grid())
    assert (licence_of(PLAN), wheelchair_share_of(PLAN)) == (None, None)
    assert (floors_of(PLAN), pictures_of(PLAN)) == ((), {})
    assert [read(ZONE) for read in (entrance_of, gate_of, view_of, layer_of)] == [None] * 4
    assert [read(ZONE) for read in (is_locked, is_hidden, is_part)] == [False] * 3
    assert [read(MARK) for read in (restricted_view_of, companion_of, quality_of)] == [None] * 3
    assert (is_retired(MARK), table_of(ROW), capacity_of(AREA)) == (False, None, 0)
    assert (kind_of(AREA), name_of(AREA)) == (None, None)


@pytest.mark.parametrize(
    "value", [None, 3, "x", True, [], {}, [1], {"axis": "z"}, -1, 1e400, 10**400]
)
@pytest.mark.parametrize(
    "key",
    ["background", "guides", "grid", "licence", "wheelchair_share", "floors", "pictures"],
)
def test_values_of_another_kind_read_as_absent(key: str, value: object) -> None:
    plan = replace(PLAN, extra={f"parterre:{key}": value})

    background_of(plan)
    assert guides_of(plan) == ()
    assert grid_of(plan) == Grid()
    assert licence_of(plan) in {None, 3}
    assert wheelchair_share_of(plan) is None
    assert floors_of(plan) in {(), ("x",)}
    assert pictures_of(plan) in ({}, {"axis": "z"})


@pytest.mark.parametrize("value", [None, 3, True, [], {}, " ", 10**400])
def test_seats_and_areas_from_anywhere_are_read(value: object) -> None:
    keys = ("restricted_view", "companion_of", "quality", "retired", "capacity", "kind", "form")
    extra = {f"parterre:{key}": value for key in keys}
    mark, area = MARK._replace(extra=extra), replace(AREA, extra=extra)

    assert (restricted_view_of(mark), companion_of(mark), quality_of(mark)) == (None, None, None)
    assert is_retired(mark) is (value is True)
    assert capacity_of(area) == (3 if value == 3 else 0)
    assert (kind_of(area), table_of(replace(ROW, extra=extra))) == (None, None)


def test_what_a_file_says_is_read() -> None:
    plan = replace(
        PLAN,
        extra={
            "parterre:background": {"picture": "p1", "x": 1, "y": 2, "width": 300, "opacity": 0},
            "parterre:guides": [{"axis": "x", "at": 5}, {"axis": "q", "at": 5}, 7],
            "parterre:grid": {"step": 10, "x": 1, "shown": False},
            "parterre:floors": ["Stalls", "Circle"],
        },
    )

    assert background_of(plan) == Background("p1", 1, 2, 300, 0)
    assert guides_of(plan) == (Guide("x", 5),)
    assert grid_of(plan) == Grid(10, 1, 0, shown=False)
    assert floors_of(plan) == ("Stalls", "Circle")


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "line", "width": 3, "height": 4},
        {"kind": "table", "width": 0, "height": 4},
        {"kind": "table", "width": 3},
    ],
)
def test_a_form_that_is_no_table_is_none(form: dict[str, object]) -> None:
    assert table_of(replace(ROW, extra={"parterre:form": form})) is None


def test_a_table_is_read() -> None:
    form = {"kind": "table", "shape": "round", "width": 30, "height": 30}

    assert table_of(replace(ROW, extra={"parterre:form": form})) == Table("round", 30, 30)
