"""Between a plan's shapes and the JSON in which a venue keeps them for the map."""

from dataclasses import asdict
from typing import Any

from core.domain.venues.extras import Background
from core.domain.venues.plan import Point
from core.domain.venues.shapes import (
    AreaShape,
    Bounds,
    PlanShapes,
    RowLabel,
    SectionShape,
    TextShape,
)


def shapes_to_json(shapes: PlanShapes) -> dict[str, Any]:
    """Write the shapes as plain JSON; read back by `shapes_from_json`."""
    return asdict(shapes)


def shapes_from_json(source: dict[str, Any]) -> PlanShapes:
    """Read the shapes that `shapes_to_json` wrote."""
    return PlanShapes(
        bounds=Bounds(**source["bounds"]),
        sections=tuple(
            SectionShape(
                name=one["name"],
                outline=_points(one["outline"]),
                label=Point(*one["label"]),
                seats=one["seats"],
                level=one.get("level", 0),
                entrance=one.get("entrance"),
                gate=one.get("gate"),
                view=one.get("view"),
            )
            for one in source["sections"]
        ),
        areas=tuple(
            AreaShape(_points(one["outline"]), one["color"], one["border_color"])
            for one in source["areas"]
        ),
        texts=tuple(TextShape(**{**one, "at": Point(*one["at"])}) for one in source["texts"]),
        row_labels=tuple(
            RowLabel(**{**one, "at": Point(*one["at"])}) for one in source["row_labels"]
        ),
        floors=tuple(source.get("floors", ())),
        background=Background(**under) if (under := source.get("background")) else None,
        house=_points(source.get("house", [])),
    )


def _points(source: list[list[float]]) -> tuple[Point, ...]:
    return tuple(Point(*one) for one in source)
