"""Makes a `SeatMapPlan` from plain columns: numbers the rows, measures seats, outlines sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from core.domain.collecting import collector_paused
from core.domain.venues.extras import Background
from desktop.widgets.seat_map.outlines import RowLines, turned_alike
from desktop.widgets.seat_map.plan import (
    SEAT_TYPES,
    FloatArray,
    IntArray,
    PlanArea,
    PlanSection,
    Points,
    SeatMapPlan,
    coded,
)

FALLBACK_PITCH = 24.0
SEAT_SHARE_OF_PITCH = 0.8


@dataclass(frozen=True, slots=True)
class SeatColumns:
    """One entry a seat in rank order; without `position` seats of a row stand in rank order."""

    x: Sequence[float] | FloatArray
    y: Sequence[float] | FloatArray
    section: Sequence[str]
    row: Sequence[str]
    number: Sequence[str]
    seat_type: Sequence[str] | npt.NDArray[np.uint8] = ()
    position: Sequence[int] | IntArray = ()
    restricted: Mapping[int, str] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a plan has besides seats; outlines, storeys and ids of views by section name."""

    outlines: Mapping[str, Points] = field(default_factory=dict)
    areas: tuple[PlanArea, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    floors: tuple[str, ...] = ()
    views: Mapping[str, str | None] = field(default_factory=dict)
    background: Background | None = None
    house: Points = ()


@collector_paused()
def build_plan(seats: SeatColumns, around: Surroundings | None = None) -> SeatMapPlan:
    """The plan of these seats; sections that have no outline get one drawn around their rows."""
    around = around or Surroundings()
    x = np.asarray(seats.x, np.float32)
    y = np.asarray(seats.y, np.float32)
    names, section, row_of = _number_rows(seats.section, seats.row)
    position = _positions(seats.position, len(x))
    row_order, row_starts = _grouped(row_of, position)
    section_order, section_starts = _grouped(section, np.arange(len(x), dtype=np.int32))
    pitch = _pitch(x, y, row_order, row_of)
    rows = RowLines(np.column_stack((x, y))[row_order], row_starts, section[row_order], pitch)
    outlines = (
        turned_alike(around.outlines.get(name) or rows.outlines[index])
        for index, name in enumerate(names)
    )
    levels = (around.levels.get(name, 0) for name in names)
    views = map(around.views.get, names)
    return SeatMapPlan(
        x=x,
        y=y,
        section=section,
        rows=seats.row,
        numbers=seats.number,
        seat_type=_type_codes(seats.seat_type, len(x)),
        position=position,
        sections=tuple(map(PlanSection, names, outlines, levels, views)),
        floors=around.floors,
        areas=around.areas,
        seat_size=pitch * SEAT_SHARE_OF_PITCH,
        row_of=row_of,
        row_order=row_order,
        row_starts=row_starts,
        section_order=section_order,
        section_starts=section_starts,
        restricted=seats.restricted,
        background=around.background,
        house=around.house,
    )


def _number_rows(
    sections: Sequence[str], rows: Sequence[str]
) -> tuple[list[str], IntArray, IntArray]:
    """Section names in order of appearance, and the section and row index of each seat."""
    names, section = coded(sections)
    labels, row = coded(rows)
    pairs = section * np.int32(max(len(labels), 1)) + row
    used = np.flatnonzero(np.bincount(pairs)) if len(pairs) else np.zeros(0, np.intp)
    return names, section, np.searchsorted(used, pairs).astype(np.int32)


def _positions(given: Sequence[int] | IntArray, count: int) -> IntArray:
    if len(given):
        return np.asarray(given, np.int32)
    return np.arange(count, dtype=np.int32)


def _type_codes(given: Sequence[str] | npt.NDArray[np.uint8], count: int) -> npt.NDArray[np.uint8]:
    if isinstance(given, np.ndarray):
        return given
    if not given:
        return np.zeros(count, np.uint8)
    codes = {name: code for code, name in enumerate(SEAT_TYPES)}
    return np.array([codes.get(name, 0) for name in given], np.uint8)


def _grouped(group: IntArray, within: IntArray) -> tuple[IntArray, IntArray]:
    """Seats ordered by group, then by `within`; and where each group starts, end included."""
    order = np.lexsort((within, group)).astype(np.int32)
    sizes = np.bincount(group) if len(group) else np.zeros(0, np.int64)
    return order, np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)


def _pitch(x: FloatArray, y: FloatArray, order: IntArray, row_of: IntArray) -> float:
    """The usual distance of neighbours in a row."""
    steps = np.hypot(np.diff(x[order]), np.diff(y[order]))[np.diff(row_of[order]) == 0]
    steps = steps[steps > 0]
    return float(np.median(steps)) if len(steps) else FALLBACK_PITCH
