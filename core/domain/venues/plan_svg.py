"""SVG drawings as venue plans: circles, rectangles and uses with a label become seats.

What names a seat: its `data-section`, `data-row` and `data-seat` attributes; else its title, label
or id, by a pattern such as `{section}-{row}-{seat}`, and the groups around it. A drawing without a
single label has its seats put in rows by where they are, and numbered from the left.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.domain.collecting import collector_paused
from core.domain.venues.editing.labels import letters
from core.domain.venues.guids import guid_of
from core.domain.venues.plan import (
    DEFAULT_RADIUS,
    MAX_COORDINATE,
    MAX_LABEL,
    MAX_SEATS,
    Category,
    Plan,
    PlanRefused,
    Point,
    Row,
    SeatMark,
    Zone,
)
from core.domain.venues.plan_checks import check_seats
from core.domain.venues.plan_fields import checked_label, checked_name, checked_text
from core.domain.venues.plan_json import plan_text
from core.domain.venues.states import SeatType
from core.domain.venues.svg_areas import area_of
from core.domain.venues.svg_elements import Drawing, Element, read_elements
from core.domain.venues.svg_geometry import Matrix, in_range, transform
from core.domain.venues.svg_labels import LabelReader, SeatName

_SEAT_SHAPES = frozenset({"circle", "ellipse", "rect", "use"})
_DECIMALS = 4
_SURROUNDINGS = "Surroundings"
_HREFS = ("href", "xlink:href")


@dataclass(frozen=True, slots=True)
class _Seat:
    name: SeatName
    at: Point
    radius: float
    color: str | None
    kind: SeatType | None
    place: str


@collector_paused()
def read_plan_svg(source: bytes | str, name: str, *, pattern: str | None = None) -> Plan:
    """Read a drawing; raises PlanRefused with the line, and `PatternUnreadable`."""
    labels = LabelReader(pattern)
    drawing = read_elements(plan_text(source))
    shapes = [one for one in drawing.elements if one.kind in _SEAT_SHAPES]
    named = {id(one): seat for one in shapes if (seat := _named(one, labels, drawing))}
    if not named and pattern is None:
        named = _by_place(shapes, drawing)
    if not named:
        raise PlanRefused("file", "no circle, rectangle or use has a seat's label")
    seats = list(named.values())
    if len(seats) > MAX_SEATS:
        raise PlanRefused("file", f"more than {MAX_SEATS:,} seats")
    title = checked_name(drawing.title or name, "name")
    rest = [one for one in drawing.elements if id(one) not in named]
    plan, places = _plan(title, seats, rest)
    check_seats(plan, lambda zone, row, seat: places[zone][row][seat])
    return plan


def _named(element: Element, labels: LabelReader, drawing: Drawing) -> _Seat | None:
    given = element.attributes
    if given.get("data-seat"):
        name = SeatName(given.get("data-section"), given.get("data-row"), given["data-seat"])
        return _seat(element, name, drawing)
    if not element.label:
        return None
    read = labels.read(element.label, element.groups)
    return _seat(element, read, drawing) if read else None


def _seat(element: Element, name: SeatName, drawing: Drawing) -> _Seat:
    at, radius = _middle(element, drawing)
    if not in_range(at) or radius > MAX_COORDINATE:
        raise PlanRefused(element.place, "it lies outside of ±1,000,000")
    for part in filter(None, name):
        checked_label(checked_text(part, element.place, MAX_LABEL), element.place)
    rounded = round(radius, _DECIMALS)
    kind = element.attributes.get("data-type", "").upper()
    return _Seat(
        name=name,
        at=Point(round(at.x, _DECIMALS), round(at.y, _DECIMALS)),
        radius=rounded if rounded > 0 else DEFAULT_RADIUS,
        color=element.color("fill"),
        kind=SeatType(kind) if kind in set(SeatType) else None,
        place=element.place,
    )


def _middle(element: Element, drawing: Drawing) -> tuple[Point, float]:
    """A seat's centre and radius in the drawing's units."""
    if element.kind == "use":
        return _middle_of_use(element, drawing)
    centre, radius = _own_middle(element)
    return element.matrix.of(*centre), radius * element.matrix.scale


def _middle_of_use(element: Element, drawing: Drawing) -> tuple[Point, float]:
    target = next((element.attributes[key][1:] for key in _HREFS if key in element.attributes), "")
    moved = element.matrix.after(Matrix(e=element.length("x"), f=element.length("y")))
    used = drawing.defined.get(target)
    if used is None or used.kind == "use":
        return moved.of(0.0, 0.0), DEFAULT_RADIUS
    moved = moved.after(transform(used.attributes.get("transform", "")))
    centre, radius = _own_middle(used)
    return moved.of(*centre), radius * moved.scale


def _own_middle(element: Element) -> tuple[Point, float]:
    if element.kind == "rect":
        width, height = element.length("width"), element.length("height")
        x, y = element.length("x"), element.length("y")
        return Point(x + width / 2, y + height / 2), min(width, height) / 2
    radius = element.length("r") or min(element.length("rx"), element.length("ry"))
    return Point(element.length("cx"), element.length("cy")), radius


def _by_place(shapes: Sequence[Element], drawing: Drawing) -> dict[int, _Seat]:
    """Seats without labels: those of the commonest size, in rows from the top."""
    placed = [(one, *_middle(one, drawing)) for one in shapes]
    sizes = Counter(round(radius, 1) for _, _, radius in placed if radius > 0)
    if not sizes:
        return {}
    usual = sizes.most_common(1)[0][0]
    by_section: defaultdict[str | None, list[tuple[Element, Point]]] = defaultdict(list)
    for one, at, radius in placed:
        if round(radius, 1) == usual:
            by_section[one.groups[-1] if one.groups else None].append((one, at))
    found = {}
    for section, members in by_section.items():
        for number, row in enumerate(_rows(members, usual), start=1):
            for place, one in enumerate(row, start=1):
                name = SeatName(section, letters(number), str(place))
                found[id(one)] = _seat(one, name, drawing)
    return found


def _rows(members: Iterable[tuple[Element, Point]], radius: float) -> list[list[Element]]:
    """Members from the top in rows: a new one begins where the next is a radius lower."""
    rows: list[list[tuple[float, Element]]] = []
    height = 0.0
    for one, at in sorted(members, key=lambda member: member[1].y):
        if not rows or at.y - height > radius:
            rows.append([])
        rows[-1].append((at.x, one))
        height = at.y
    return [[one for _, one in sorted(row, key=lambda seat: seat[0])] for row in rows]


def _plan(
    title: str, seats: Sequence[_Seat], rest: Sequence[Element]
) -> tuple[Plan, list[list[list[str]]]]:
    sections: dict[str, dict[str, list[_Seat]]] = {}
    for seat in seats:
        rows = sections.setdefault(seat.name.section or title[:MAX_LABEL], {})
        rows.setdefault(seat.name.row or "1", []).append(seat)
    categories = _categories(seats)
    zones = [_zone(name, rows, categories) for name, rows in sections.items()]
    areas = tuple(area for one in rest if (area := area_of(one)))
    if areas:
        zones.insert(0, Zone(_SURROUNDINGS, 0.0, 0.0, (), areas))
    places = [[[seat.place for seat in row] for row in rows.values()] for rows in sections.values()]
    plan = Plan(
        title, tuple(Category(name, color) for color, name in categories.items()), tuple(zones)
    )
    return plan, [*([[]] if areas else []), *places]


def _categories(seats: Sequence[_Seat]) -> dict[str | None, str]:
    """A category for each colour of seats, the commonest first."""
    counted = Counter(seat.color for seat in seats)
    return {color: f"Category {n}" for n, (color, _) in enumerate(counted.most_common(), start=1)}


def _zone(
    section: str, rows: Mapping[str, Sequence[_Seat]], categories: Mapping[str | None, str]
) -> Zone:
    return Zone(
        section,
        0.0,
        0.0,
        tuple(
            Row(
                row,
                0.0,
                0.0,
                tuple(_mark(section, row, seat, categories) for seat in members),
                "both",
            )
            for row, members in rows.items()
        ),
    )


def _mark(section: str, row: str, seat: _Seat, categories: Mapping[str | None, str]) -> SeatMark:
    return SeatMark(
        guid=guid_of(section, row, seat.name.seat),
        number=seat.name.seat,
        x=seat.at.x,
        y=seat.at.y,
        category=categories[seat.color],
        radius=seat.radius,
        seat_type=seat.kind,
    )
