import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.venues import plan_json
from core.domain.venues.plan import MAX_PLAN_BYTES, Plan, PlanRefused, Point
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.states import SeatType
from tests.domain.venues.plans import document, json_values, plans, seat, written

FIRST_SEAT = "zones[0].rows[0].seats[0]"


def refusal(source: bytes | str) -> PlanRefused:
    with pytest.raises(PlanRefused) as refused:
        read_plan(source)
    return refused.value


def changed(path: str, value: object) -> str:
    """The small house with one value replaced, or its key removed by `...`."""
    source: Any = document()
    target = source
    *steps, last = path.split("/")
    for step in steps:
        target = target[int(step) if step.isdigit() else step]
    if value is ...:
        del target[last]
    else:
        target[int(last) if last.isdigit() else last] = value
    return json.dumps(source)


@settings(max_examples=60, deadline=None)
@given(plans())
def test_reading_what_was_written_gives_the_same_plan(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == plan


def test_writing_what_was_read_gives_the_same_document() -> None:
    source = document(1, 2.5, 4.125, size={"width": 100, "height": 50.5}, **{"made:by": [1, {}]})
    source["zones"][0]["uuid"] = "z-1"
    source["zones"][0]["areas"] = [
        {
            "shape": "polygon",
            "color": "#fff",
            "border_color": "#000",
            "rotation": 12.5,
            "position": {"x": 1, "y": 2},
            "text": {"text": "Bar", "position": {"x": 0, "y": 0.5}, "color": "#123456", "size": 9},
            "polygon": {"points": [{"x": 0, "y": 0}, {"x": 9.5, "y": 0}, {"x": 0, "y": 9}]},
            "locked": True,
        },
        {"shape": "gaSquare", "position": {"x": 0, "y": 0}, "rectangle": {"width": 3, "height": 4}},
    ]
    source["zones"][0]["rows"][0]["seats"][0] |= {"radius": 7.5, "note": {"pillar": ["left"]}}

    assert json.loads(write_plan(read_plan(written(source)))) == source


def test_a_plan_may_start_with_a_byte_order_mark() -> None:
    text = "\ufeff" + written(document())

    assert read_plan(text) == read_plan(text.encode())


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("name", ..., "name"),
        ("name", 5, "name"),
        ("name", "  ", "name"),
        ("name", "x" * 201, "name"),
        ("categories", ..., "categories"),
        ("categories/0/name", ..., "categories[0].name"),
        ("zones", ..., "zones"),
        ("zones", {}, "zones"),
        ("zones", [], "zones"),
        ("zones/0", None, "zones[0]"),
        ("zones/0/name", "", "zones[0].name"),
        ("zones/0/position", ..., "zones[0].position"),
        ("zones/0/position", {"x": 1}, "zones[0].position.y"),
        ("zones/0/parterre:level", 1.5, "zones[0].parterre:level"),
        ("zones/0/areas", [{"shape": "circle"}], "zones[0].areas[0].position"),
        ("zones/0/rows/0/row_number", ..., "zones[0].rows[0].row_number"),
        ("zones/0/rows/0/row_number", 1, "zones[0].rows[0].row_number"),
        ("zones/0/rows/0/position/x", "0", "zones[0].rows[0].position.x"),
        ("zones/0/rows/0/seats/0/seat_guid", ..., f"{FIRST_SEAT}.seat_guid"),
        ("zones/0/rows/0/seats/0/seat_number", ..., f"{FIRST_SEAT}.seat_number"),
        ("zones/0/rows/0/seats/0/seat_number", "x" * 51, f"{FIRST_SEAT}.seat_number"),
        ("zones/0/rows/0/seats/0/seat_number", "1\n2", f"{FIRST_SEAT}.seat_number"),
        ("zones/0/rows/0/seats/0/seat_number", "1\0", f"{FIRST_SEAT}.seat_number"),
        ("zones/0/rows/0/seats/0/seat_number", "\ud800", f"{FIRST_SEAT}.seat_number"),
        ("zones/0/rows/0/seats/0/category", None, f"{FIRST_SEAT}.category"),
        ("zones/0/rows/0/seats/0/position/x", True, f"{FIRST_SEAT}.position.x"),
        ("zones/0/rows/0/seats/0/position/x", 10**400, f"{FIRST_SEAT}.position.x"),
        ("zones/0/rows/0/seats/0/radius", 0, f"{FIRST_SEAT}.radius"),
        ("zones/0/rows/0/seats/0/parterre:seat_type", "SOFA", f"{FIRST_SEAT}.parterre:seat_type"),
        ("parterre:focal_point", {}, "parterre:focal_point.x"),
        ("size", {"width": 1, "height": -1}, "size.height"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(path: str, value: object, place: str) -> None:
    assert refusal(changed(path, value)).place == place


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("", "line 1, column 1"),
        ('{"name":\n  oops}', "line 2, column 3"),
        ('{"name": NaN}', "line 1, column 10"),
        ('{"name": "NaN",\n "size": -Infinity}', "line 2, column 10"),
        (b'{"name": "\xff"}', "byte 10"),
        ("[]", "file"),
        ('{"a": ' + "9" * 5000 + "}", "file"),
        ("[" * 50_000, "line 1, column 101"),
    ],
    ids=["empty", "no JSON", "NaN", "infinity", "not UTF-8", "a list", "long number", "deep"],
)
def test_a_broken_file_is_refused_with_its_place(source: bytes | str, place: str) -> None:
    assert refusal(source).place == place


def test_a_giant_file_is_refused_before_it_is_parsed() -> None:
    refused = refusal(b" " * (MAX_PLAN_BYTES + 1))

    assert (refused.place, refused.reason) == ("file", "the file has 64 MB, a plan at most 64 MB")


def test_a_plan_with_too_many_seats_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_json, "MAX_SEATS", 2)

    assert refusal(written(document(0, 20, 40))).place == "zones[0].rows[0].seats"


@pytest.mark.parametrize(
    ("levels", "refused"), [(8, False), (9, True), (500, True)], ids=["8", "9", "500"]
)
def test_unknown_keys_may_nest_eight_levels(levels: int, *, refused: bool) -> None:
    value: object = 1
    for _ in range(levels):
        value = [value]
    source = written(document(other=value))

    if refused:
        assert refusal(source).reason == "nested deeper than 8 levels"
    else:
        assert read_plan(source).extra == {"other": value}


def test_two_seats_of_one_guid_are_refused_with_both_places() -> None:
    source = document()
    source["zones"][0]["rows"][0]["seats"][2]["seat_guid"] = "g0"

    refused = refusal(written(source))

    assert refused.place == "zones[0].rows[0].seats[2].seat_guid"
    assert refused.reason == f"seat_guid g0 is already taken by {FIRST_SEAT}"


def test_two_seats_of_one_name_are_refused_with_both_places() -> None:
    source = document()
    again = {**source["zones"][0]["rows"][0], "seats": [seat("g9", "2", 60)]}
    source["zones"][0]["rows"].append(again)

    refused = refusal(written(source))

    assert refused.place == "zones[0].rows[1].seats[0]"
    assert refused.reason == (
        "section Stalls, row 1, seat 2 exists already at zones[0].rows[0].seats[1]"
    )


def test_our_own_keys_name_sections_types_and_the_focal_point() -> None:
    source = document(**{"parterre:focal_point": {"x": 5, "y": -5}})
    row = source["zones"][0]["rows"][0]
    row["parterre:section"] = "Left"
    row["seats"][1] |= {"parterre:section": "Box", "parterre:seat_type": "VIP"}

    plan = read_plan(written(source))

    assert plan.focal_point == Point(5, -5)
    assert [(s.section, s.seat_type) for s in derive_seats(plan)] == [
        ("Left", SeatType.STANDARD),
        ("Box", SeatType.VIP),
        ("Left", SeatType.STANDARD),
    ]


@settings(deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_bytes_are_a_plan_or_refused(source: bytes | str) -> None:
    _read_or_refuse(source)


@settings(deadline=None)
@given(json_values)
def test_any_json_is_a_plan_or_refused(value: object) -> None:
    _read_or_refuse(json.dumps(value))


@settings(deadline=None)
@given(st.data())
def test_a_plan_with_any_value_anywhere_is_a_plan_or_refused(data: st.DataObject) -> None:
    source = document()
    places = list(_containers(source))
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(json_values | st.just(float("inf")) | st.just("\ud800"))

    _read_or_refuse(json.dumps(source))


def _containers(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], dict | list):
            found += _containers(value[key])
    return found


def _read_or_refuse(source: bytes | str) -> None:
    """Any other exception fails the test."""
    try:
        plan = read_plan(source)
    except PlanRefused:
        return
    assert len(derive_seats(plan)) == plan.seat_count
