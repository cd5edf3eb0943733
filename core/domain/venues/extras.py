"""What our editor keeps beside the open format: the `parterre:` keys, read and written here only.

Files come from anywhere: a value of a kind that a key can't have reads as if it were absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from core.domain.venues.plan import (
    MAX_COORDINATE,
    MAX_SEATS,
    NO_EXTRA,
    Area,
    Extra,
    Plan,
    Point,
    Row,
    SeatMark,
    Zone,
)

BACKGROUND = "parterre:background"
GUIDES = "parterre:guides"
GRID = "parterre:grid"
OUTLINE = "parterre:outline"
LICENCE = "parterre:licence"
WHEELCHAIR_SHARE = "parterre:wheelchair_share"
FLOORS = "parterre:floors"
PICTURES = "parterre:pictures"
ENTRANCE = "parterre:entrance"
GATE = "parterre:gate"
VIEW = "parterre:view"
LOCKED = "parterre:locked"
HIDDEN = "parterre:hidden"
LAYER = "parterre:layer"
PART = "parterre:part"
FORM = "parterre:form"
RESTRICTED_VIEW = "parterre:restricted_view"
COMPANION_OF = "parterre:companion_of"
QUALITY = "parterre:quality"
RETIRED = "parterre:retired"
CAPACITY = "parterre:capacity"
CATEGORY = "parterre:category"
NAME = "parterre:name"
KIND = "parterre:kind"
GUID = "parterre:guid"

# The row and the section's rows of standing places.
GA_ROW = "GA"
CORNERS = 3  # that a polygon has at least
# A seat of 24 plan units is half a metre wide.
UNITS_PER_METRE = 48.0


class AreaKind(StrEnum):
    STAGE = "stage"
    AISLE = "aisle"
    GA = "ga"
    SHAPE = "shape"
    TEXT = "text"


class Guide(NamedTuple):
    """A line to snap to: upright at x = `at`, or level at y = `at`."""

    axis: Literal["x", "y"]
    at: float


@dataclass(frozen=True, slots=True)
class Background:
    """A picture to trace over: its id among the plan's pictures, upper left corner and width."""

    picture: str
    x: float
    y: float
    width: float
    opacity: float = 0.5


@dataclass(frozen=True, slots=True)
class Grid:
    """The editor's grid: its step in plan units, through (x, y)."""

    step: float = 24.0
    x: float = 0.0
    y: float = 0.0
    shown: bool = True
    snaps: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table's top, centred on its row's origin; a round one has its diameter in both."""

    shape: Literal["round", "rectangular"]
    width: float
    height: float
    rotation: float = 0.0


def with_keys(extra: Extra, values: Mapping[str, object]) -> Extra:
    """The extra with these values; None takes a key away; the same object if nothing changes."""
    if all(extra.get(key) == value for key, value in values.items()):
        return extra
    changed = {**extra, **values}
    return {key: value for key, value in changed.items() if value is not None} or NO_EXTRA


def text_of(source: Mapping[str, object], key: str) -> str | None:
    """The text at a key; None if it is missing, blank or no text."""
    value = source.get(key)
    return value if isinstance(value, str) and value.strip() else None


# The plan's own


def background_of(plan: Plan) -> Background | None:
    """The picture that is traced over."""
    source = _object(plan.extra, BACKGROUND)
    picture, width = text_of(source, "picture"), _number(source, "width")
    if picture is None or width is None or width <= 0:
        return None
    x, y = _number(source, "x") or 0.0, _number(source, "y") or 0.0
    opacity = _share(source, "opacity")
    return Background(picture, x, y, width, 0.5 if opacity is None else opacity)


def guides_of(plan: Plan) -> tuple[Guide, ...]:
    """The guide lines."""
    found = []
    for one in _list(plan.extra, GUIDES):
        if isinstance(one, dict):
            axis, at = one.get("axis"), _number(one, "at")
            if at is not None and axis in {"x", "y"}:
                found.append(Guide("x" if axis == "x" else "y", at))
    return tuple(found)


def grid_of(plan: Plan) -> Grid:
    """The grid, as set or as usual."""
    source = _object(plan.extra, GRID)
    usual = Grid()
    step = _number(source, "step")
    return Grid(
        step=step if step and step > 0 else usual.step,
        x=_number(source, "x") or 0.0,
        y=_number(source, "y") or 0.0,
        shown=source.get("shown") is not False,
        snaps=source.get("snaps") is not False,
    )


def outline_of(plan: Plan) -> tuple[Point, ...]:
    """The corners of the house's outline; none if it has no outline of three corners or more."""
    found = []
    for one in _list(plan.extra, OUTLINE):
        x, y = (
            (_number(one, axis) for axis in ("x", "y")) if isinstance(one, dict) else (None, None)
        )
        if x is None or y is None:
            return ()
        found.append(Point(x, y))
    return tuple(found) if len(found) >= CORNERS else ()


def licence_of(plan: Plan) -> int | None:
    """The most people that the venue's licence allows."""
    return _count(plan.extra, LICENCE)


def wheelchair_share_of(plan: Plan) -> float | None:
    """The share of places (0 to 1) that must be for wheelchairs."""
    return _share(plan.extra, WHEELCHAIR_SHARE)


def floors_of(plan: Plan) -> tuple[str, ...]:
    """The names of the levels, from the floor up; a level beyond them has none."""
    return tuple(one for one in _list(plan.extra, FLOORS) if isinstance(one, str))


def pictures_of(plan: Plan) -> Mapping[str, str]:
    """The plan's pictures: data URIs by their ids."""
    source = _object(plan.extra, PICTURES)
    return {key: one for key, one in source.items() if isinstance(one, str)}


# A section's own


def entrance_of(zone: Zone) -> str | None:
    """The entrance that a section's visitors take."""
    return text_of(zone.extra, ENTRANCE)


def gate_of(zone: Zone) -> str | None:
    """The gate (turnstile) that a section's visitors take."""
    return text_of(zone.extra, GATE)


def view_of(zone: Zone) -> str | None:
    """The id of the picture that shows the view from the section."""
    return text_of(zone.extra, VIEW)


def layer_of(zone: Zone) -> str | None:
    """The name of the layer that a section is on."""
    return text_of(zone.extra, LAYER)


def is_locked(zone: Zone) -> bool:
    """The editor leaves the section alone."""
    return zone.extra.get(LOCKED) is True


def is_hidden(zone: Zone) -> bool:
    """The editor doesn't draw the section."""
    return zone.extra.get(HIDDEN) is True


def is_part(zone: Zone) -> bool:
    """A zone of a copied fragment that is not a whole section."""
    return zone.extra.get(PART) is True


# A row's own


def table_of(row: Row) -> Table | None:
    """The table that the row's seats stand around."""
    if not row.extra:
        return None
    source = _object(row.extra, FORM)
    width, height = _number(source, "width"), _number(source, "height")
    if source.get("kind") != "table" or not width or not height or width <= 0 or height <= 0:
        return None
    shape: Literal["round", "rectangular"] = (
        "round" if source.get("shape") == "round" else "rectangular"
    )
    return Table(shape, width, height, _number(source, "rotation") or 0.0)


def table_form(table: Table) -> Mapping[str, object]:
    """The table as the value of `FORM`."""
    return {
        "kind": "table",
        "shape": table.shape,
        "width": table.width,
        "height": table.height,
        "rotation": table.rotation,
    }


# A seat's own


def restricted_view_of(mark: SeatMark) -> str | None:
    """What stands in the seat's view ("Pillar on the left")."""
    return text_of(mark.extra, RESTRICTED_VIEW) if mark.extra else None


def companion_of(mark: SeatMark) -> str | None:
    """The guid of the wheelchair place that the seat is sold with."""
    return text_of(mark.extra, COMPANION_OF) if mark.extra else None


def quality_of(mark: SeatMark) -> float | None:
    """The seat's quality (0 to 1) as set by hand."""
    return _share(mark.extra, QUALITY) if mark.extra else None


def is_retired(mark: SeatMark) -> bool:
    """The seat is no longer sold, but events that sold it still know it."""
    return bool(mark.extra) and mark.extra.get(RETIRED) is True


# An area's own


def kind_of(area: Area) -> AreaKind | None:
    """What the area is for, if the editor said so."""
    kind = area.extra.get(KIND)
    return AreaKind(kind) if isinstance(kind, str) and kind in set(AreaKind) else None


def name_of(area: Area) -> str | None:
    """The area's name; that of a general-admission area is its section's."""
    return text_of(area.extra, NAME)


def capacity_of(area: Area) -> int:
    """How many people a general-admission area holds; 0 for any other area."""
    return _count(area.extra, CAPACITY) or 0


def guid_of(area: Area) -> str | None:
    """The identity from which the places of a general-admission area have theirs."""
    return text_of(area.extra, GUID)


def _number(source: Mapping[str, object], key: str) -> float | None:
    value = source.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # A comparison, so that NaN fails too, and a whole number that no float can hold.
    return float(value) if -MAX_COORDINATE <= value <= MAX_COORDINATE else None


def _share(source: Mapping[str, object], key: str) -> float | None:
    value = _number(source, key)
    return value if value is not None and 0 <= value <= 1 else None


def _count(source: Mapping[str, object], key: str) -> int | None:
    value = _number(source, key)
    return int(value) if value is not None and 0 <= value <= MAX_SEATS else None


def _object(source: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = source.get(key)
    return value if isinstance(value, dict) else NO_EXTRA


def _list(source: Mapping[str, object], key: str) -> list[object]:
    value = source.get(key)
    return value if isinstance(value, list) else []
