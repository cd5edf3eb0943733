"""Write a plan as SVG: areas, texts and seats that `read_plan_svg` takes for the same seats."""

from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from core.domain.venues.plan import Plan, PlanSeat
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import AreaShape, TextShape, shapes

_MARGIN = 20.0
_PLAIN = "#7d8ca3"
_AREA = "#d9dde5"


def write_plan_svg(plan: Plan) -> str:
    """The drawing in plan units: a group a section and one a row, a circle a seat."""
    seats = derive_seats(plan)
    drawn = shapes(plan, seats)
    colors = {category.name: category.color or _PLAIN for category in plan.categories}
    box = drawn.bounds
    view = (
        f"{_number(box.x - _MARGIN)} {_number(box.y - _MARGIN)} "
        f"{_number(box.width + 2 * _MARGIN)} {_number(box.height + 2 * _MARGIN)}"
    )
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">',
        f"<title>{escape(plan.name)}</title>",
        *map(_area, drawn.areas),
        *map(_text, drawn.texts),
    ]
    for section, members in groupby(seats, key=lambda seat: seat.section):
        lines.append(f"<g data-label={quoteattr(section)}>")
        lines += _rows(members, colors)
        lines.append("</g>")
    return "\n".join([*lines, "</svg>"]) + "\n"


def _rows(members: Iterator[PlanSeat], colors: dict[str, str]) -> Iterator[str]:
    for row, seats in groupby(members, key=lambda seat: seat.row):
        yield f"<g data-label={quoteattr(row)}>"
        for seat in seats:
            yield _seat(seat, colors.get(seat.category, _PLAIN))
        yield "</g>"


def _seat(seat: PlanSeat, color: str) -> str:
    return (
        f'<circle cx="{_number(seat.x)}" cy="{_number(seat.y)}" r="{_number(seat.radius)}"'
        f" fill={quoteattr(color)} data-section={quoteattr(seat.section)}"
        f" data-row={quoteattr(seat.row)} data-seat={quoteattr(seat.number)}"
        f' data-type="{seat.seat_type.value}"/>'
    )


def _area(area: AreaShape) -> str:
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in area.outline)
    stroke = f" stroke={quoteattr(area.border_color)}" if area.border_color else ""
    return f'<polygon points="{points}" fill={quoteattr(area.color or _AREA)}{stroke}/>'


def _text(text: TextShape) -> str:
    x, y = _number(text.at.x), _number(text.at.y)
    turned = f' transform="rotate({_number(text.rotation)} {x} {y})"' if text.rotation else ""
    fill = f" fill={quoteattr(text.color)}" if text.color else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{_number(text.size)}" text-anchor="middle"'
        f' dominant-baseline="middle"{fill}{turned}>{escape(text.text)}</text>'
    )


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
