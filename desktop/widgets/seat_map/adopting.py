"""Makes the map's plan of a venue as the services hand it over."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from core.domain.venues.shapes import PlanShapes, TextShape
from desktop.widgets.seat_map.building import SeatColumns, Surroundings, build_plan
from desktop.widgets.seat_map.plan import PlanArea, SeatMapPlan

LETTER_WIDTH = 0.62  # of a letter's height


class VenueColumns(Protocol):
    """A venue's seats as columns in rank order, with the shapes around them."""

    @property
    def x(self) -> npt.NDArray[np.float32]: ...
    @property
    def y(self) -> npt.NDArray[np.float32]: ...
    @property
    def position(self) -> npt.NDArray[np.int32]: ...
    @property
    def sections(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[str]: ...
    @property
    def numbers(self) -> Sequence[str]: ...
    @property
    def seat_types(self) -> Sequence[str]: ...
    @property
    def restricted(self) -> Mapping[int, str]: ...
    @property
    def shapes(self) -> PlanShapes: ...


def plan_of(venue: VenueColumns) -> SeatMapPlan:
    """The plan that `SeatMapView.set_plan` takes, of a venue's columns and shapes."""
    seats = SeatColumns(
        venue.x,
        venue.y,
        venue.sections,
        venue.rows,
        venue.numbers,
        venue.seat_types,
        venue.position,
        restricted=venue.restricted,
    )
    shapes = venue.shapes
    around = Surroundings(
        outlines={section.name: section.outline for section in shapes.sections},
        areas=areas_of(shapes),
        levels={section.name: section.level for section in shapes.sections},
        floors=shapes.floors,
        views={section.name: section.view for section in shapes.sections},
        background=shapes.background,
        house=shapes.house,
    )
    return build_plan(seats, around)


def areas_of(shapes: PlanShapes) -> tuple[PlanArea, ...]:
    """The shapes in drawing order, texts on top."""
    surfaces = (PlanArea("polygon", area.outline, color=area.color or "") for area in shapes.areas)
    return (*surfaces, *map(_text, shapes.texts))


def _text(shape: TextShape) -> PlanArea:
    half_width = shape.size * LETTER_WIDTH * len(shape.text) / 2
    (x, y), half_height = shape.at, shape.size * 0.7
    corners = ((x - half_width, y - half_height), (x + half_width, y + half_height))
    return PlanArea("text", corners, text=shape.text, rotation=shape.rotation)
