"""The pitch of the demo stadium: mown stripes, lines, dugouts, and the names of the stands."""

from collections.abc import Sequence
from math import cos, pi, sin

from core.domain.venues.plan import Area, AreaText, Extent, Point, Zone
from resources.demo.venue_drawing import rectangle, surface, words

HALF_LENGTH, HALF_WIDTH = 1050.0, 680.0
STRIPES = 14
LINE = 5.0
CENTRE_CIRCLE = 183.0

TRACK = "#55804f"
GRASS = ("#679a5d", "#6ea364")
WHITE = "#eef3ea"
DUGOUT, DUGOUT_EDGE = "#4a5260", "#343a45"
LETTERING = "#7a808c"


def pitch() -> Zone:
    """Everything in the stadium that is no seat; the centre spot is the origin."""
    boxes = ((110.0, 183.0), (330.0, 403.0), (HALF_LENGTH, HALF_WIDTH))
    lines = [line for depth, half in boxes for line in _box(depth, half)]
    return Zone(
        "Pitch",
        0,
        0,
        (),
        (
            _track(),
            *_stripes(),
            *lines,
            _rectangle(-LINE / 2, -HALF_WIDTH, LINE, 2 * HALF_WIDTH, WHITE),
            surface(_ring(CENTRE_CIRCLE, LINE), WHITE, WHITE),
            surface(_circle(10), WHITE, WHITE),
            *(_dugout(x) for x in (-420.0, 240.0)),
            words("PITCH", Point(0, -728), 48, WHITE),
            words("NORTH STAND", Point(0, -1690), 70, LETTERING),
            words("SOUTH STAND", Point(0, 1690), 70, LETTERING),
            words("WEST STAND", Point(-2070, 0), 70, LETTERING, -90),
            words("EAST STAND", Point(2070, 0), 70, LETTERING, 90),
        ),
    )


def _rectangle(x: float, y: float, width: float, height: float, color: str) -> Area:
    return rectangle(Point(x, y), Extent(width, height), color, color)


def _track() -> Area:
    """The grass up to the boards, with rounded corners."""
    corners = []
    for quarter, (x, y) in enumerate(((930, -560), (930, 560), (-930, 560), (-930, -560))):
        for step in range(9):
            turn = (quarter - 1) * pi / 2 + step * pi / 16
            corners.append(Point(x + 210 * cos(turn), y + 210 * sin(turn)))
    return surface(corners, TRACK, TRACK)


def _stripes() -> list[Area]:
    width = 2 * HALF_LENGTH / STRIPES
    return [
        _rectangle(
            -HALF_LENGTH + index * width, -HALF_WIDTH, width, 2 * HALF_WIDTH, GRASS[index % 2]
        )
        for index in range(STRIPES)
    ]


def _box(depth: float, half: float) -> list[Area]:
    """The three lines of a box at either goal; with the pitch's own size, half of its edge."""
    lines = []
    for goal in (-1, 1):
        left = -HALF_LENGTH if goal < 0 else HALF_LENGTH - depth
        inner = left + depth if goal < 0 else left
        edge = goal * HALF_LENGTH
        lines += [
            _rectangle(left, -half - LINE / 2, depth, LINE, WHITE),
            _rectangle(left, half - LINE / 2, depth, LINE, WHITE),
            _rectangle(inner - LINE / 2, -half, LINE, 2 * half, WHITE),
            _rectangle(edge - LINE / 2, -half, LINE, 2 * half, WHITE),
        ]
    return lines


def _circle(radius: float) -> list[Point]:
    turns = [step * pi / 36 for step in range(73)]
    return [Point(radius * cos(turn), radius * sin(turn)) for turn in turns]


def _ring(radius: float, width: float) -> Sequence[Point]:
    return _circle(radius - width / 2) + _circle(radius + width / 2)[::-1]


def _dugout(x: float) -> Area:
    text = AreaText("Dugout", x + 90, 757, WHITE, 26)
    corners = [Point(x, 740), Point(x + 180, 740), Point(x + 180, 774), Point(x, 774)]
    return surface(corners, DUGOUT, DUGOUT_EDGE, text)
