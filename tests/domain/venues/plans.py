"""Small plans for the venue tests, as documents of the format, and strategies that vary them."""

import json
from typing import Any

from hypothesis import strategies as st

from core.domain.venues.plan import (
    NO_EXTRA,
    Area,
    AreaText,
    Category,
    Extent,
    Plan,
    Point,
    Row,
    SeatMark,
    Zone,
)
from core.domain.venues.states import SeatType

Document = dict[str, Any]


def seat(guid: str, number: str, x: float, y: float = 0, **more: object) -> Document:
    position = {"x": x, "y": y}
    return {"seat_guid": guid, "seat_number": number, "position": position, "category": "A", **more}


def document(*xs: float, **more: object) -> Document:
    """One zone "Stalls" with one row "1" and a seat at each x."""
    seats = [seat(f"g{index}", str(index + 1), x) for index, x in enumerate(xs or (0, 20, 40))]
    row = {
        "row_number": "1",
        "row_number_position": "both",
        "position": {"x": 0, "y": 0},
        "seats": seats,
    }
    zone = {"name": "Stalls", "position": {"x": 0, "y": 0}, "rows": [row], "areas": []}
    categories = [{"name": "A", "color": "#aa0000"}]
    return {"name": "Small house", "categories": categories, "zones": [zone], **more}


def written(source: Document) -> str:
    return json.dumps(source)


names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
coordinates = st.floats(-5_000, 5_000).map(lambda value: value + 0.0)
points = st.builds(Point, coordinates, coordinates)
lengths = st.floats(0.5, 500)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
extras = st.dictionaries(names.map(lambda name: f"other:{name}"), json_values, max_size=2)
maybe_names = st.none() | names

texts = st.builds(
    AreaText, names, coordinates, coordinates, maybe_names, st.none() | lengths, extra=extras
)


def _areas() -> st.SearchStrategy[Area]:
    kinds: list[tuple[str, dict[str, st.SearchStrategy[Any]]]] = [
        ("rectangle", {"rectangle": st.builds(Extent, lengths, lengths)}),
        ("circle", {"circle": lengths}),
        ("ellipse", {"ellipse": st.builds(Point, lengths, lengths)}),
        ("polygon", {"polygon": st.lists(points, max_size=5).map(tuple)}),
        ("text", {}),
        ("roundTable", {}),
    ]
    return st.sampled_from(kinds).flatmap(
        lambda kind: st.builds(
            Area,
            st.just(kind[0]),
            coordinates,
            coordinates,
            st.none() | st.floats(-360, 360),
            maybe_names,
            maybe_names,
            st.none() | texts,
            extra=extras,
            **kind[1],
        )
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any valid plan of a few zones: unique guids, unique names."""
    zones = []
    for z, zone_name in enumerate(draw(st.lists(names, min_size=1, max_size=3, unique=True))):
        row_names = draw(st.lists(names, min_size=z == 0, max_size=3, unique=True))
        rows = tuple(draw(_rows(f"{z}-{r}", name)) for r, name in enumerate(row_names))
        areas = tuple(draw(st.lists(_areas(), max_size=2)))
        x, y = draw(points)
        zones.append(Zone(zone_name, x, y, rows, areas, draw(st.integers(0, 3)), draw(extras)))
    categories = draw(st.lists(st.builds(Category, names, maybe_names, extras), max_size=2))
    size = draw(st.none() | st.builds(Extent, lengths, lengths))
    focal = draw(st.none() | points)
    return Plan(draw(names), tuple(categories), tuple(zones), size, focal, draw(extras))


@st.composite
def _rows(draw: st.DrawFn, prefix: str, name: str) -> Row:
    numbers = draw(st.lists(names, min_size=1, max_size=5, unique=True))
    seats = tuple(
        SeatMark(
            guid=f"{prefix}-{index}",
            number=number,
            x=draw(coordinates),
            y=draw(coordinates),
            category=draw(names),
            radius=draw(st.none() | lengths),
            seat_type=draw(st.none() | st.sampled_from(SeatType)),
            extra=draw(extras) or NO_EXTRA,
        )
        for index, number in enumerate(numbers)
    )
    x, y = draw(points)
    return Row(name, x, y, seats, draw(maybe_names), None, draw(extras))
