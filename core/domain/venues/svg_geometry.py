"""Where SVG shapes are: transforms, numbers and the corners of paths.

Sources: SVG 2, chapters 8 (coordinate systems), 9 (paths) and 10 (basic shapes).
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import cos, inf, isfinite, radians, sin, sqrt, tan
from typing import NamedTuple

from core.domain.venues.plan import MAX_COORDINATE, Point

NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(r"([a-zA-Z]+)\s*\(([^)]*)\)")
_COMMAND = re.compile(rf"([a-zA-Z])|({NUMBER.pattern})")
_CURVE_PARTS = 8
# How many numbers a path command takes, and how many of its last ones are its end.
_ARGUMENTS: Mapping[str, int] = {
    "M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0,
}  # fmt: skip


class Matrix(NamedTuple):
    """An affine map: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def of(self, x: float, y: float) -> Point:
        """Where a point comes to lie."""
        return Point(self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def after(self, inner: "Matrix") -> "Matrix":
        """The map that is this one applied to what `inner` gives."""
        a, b, c, d, e, f = inner
        return Matrix(
            self.a * a + self.c * b,
            self.b * a + self.d * b,
            self.a * c + self.c * d,
            self.b * c + self.d * d,
            self.a * e + self.c * f + self.e,
            self.b * e + self.d * f + self.f,
        )

    @property
    def scale(self) -> float:
        """How much longer lengths become: the root of the determinant."""
        return sqrt(abs(self.a * self.d - self.b * self.c))


def transform(written: str) -> Matrix:
    """The matrix of a `transform` attribute; steps that SVG doesn't know count as none.

    It holds a number that is not finite where one of the steps does.
    """
    whole = Matrix()
    for name, arguments in _STEP.findall(written):
        values = [float(value) for value in NUMBER.findall(arguments)]
        whole = whole.after(_step(name, values))
    return whole


def _step(name: str, values: list[float]) -> Matrix:
    if not all(map(isfinite, values)):
        return Matrix(a=inf)
    first, second, third = (*values, 0.0, 0.0, 0.0)[:3]
    if name == "matrix" and len(values) == len(Matrix._fields):
        return Matrix(*values)
    if name == "rotate":
        c, s = cos(radians(first)), sin(radians(first))
        there, back = Matrix(e=second, f=third), Matrix(e=-second, f=-third)
        return there.after(Matrix(c, s, -s, c)).after(back)
    simple = {
        "translate": Matrix(e=first, f=second),
        "scale": Matrix(a=first, d=second if len(values) > 1 else first),
        "skewX": Matrix(c=tan(radians(first))),
        "skewY": Matrix(b=tan(radians(first))),
    }
    return simple.get(name, Matrix()) if values else Matrix()


def in_range(point: Point) -> bool:
    """Whether a plan can hold the point."""
    return all(isfinite(value) and abs(value) <= MAX_COORDINATE for value in point)


def points_of(written: str) -> list[Point]:
    """The points of a polygon or polyline."""
    values = [float(value) for value in NUMBER.findall(written)]
    return [Point(x, y) for x, y in zip(values[::2], values[1::2], strict=False)]


def path_corners(written: str) -> list[Point]:
    """The first outline of a path as corners; curves by eight chords, arcs by their ends."""
    corners: list[Point] = []
    at = Point(0.0, 0.0)
    for command, values in _commands(written):
        kind = command.upper()
        if kind == "Z" or (kind == "M" and corners):
            break
        absolute = _absolute(values, kind, at) if command.islower() else values
        for corner in _corners(kind, absolute, at):
            corners.append(corner)
            at = corner
    return corners


def _commands(written: str) -> Iterator[tuple[str, list[float]]]:
    command, values = "", list[float]()
    for letter, number in _COMMAND.findall(written):
        if letter:
            command, values = letter, []
            if _ARGUMENTS.get(letter.upper()) == 0:
                yield letter, []
            continue
        values.append(float(number))
        if len(values) == _ARGUMENTS.get(command.upper()):
            yield command, values
            values = []
            # Further pairs behind a move are lines.
            command = {"M": "L", "m": "l"}.get(command, command)


def _absolute(values: list[float], kind: str, at: Point) -> list[float]:
    if kind == "H":
        return [values[0] + at.x]
    if kind == "V":
        return [values[0] + at.y]
    if kind == "A":
        return [*values[:5], values[5] + at.x, values[6] + at.y]
    return [value + (at.y if place % 2 else at.x) for place, value in enumerate(values)]


def _corners(kind: str, values: list[float], at: Point) -> Iterator[Point]:
    if kind == "H":
        yield Point(values[0], at.y)
    elif kind == "V":
        yield Point(at.x, values[0])
    elif kind in {"C", "S", "Q"}:
        control = [at, *(Point(*pair) for pair in zip(values[::2], values[1::2], strict=True))]
        for part in range(1, _CURVE_PARTS + 1):
            yield _on_curve(control, part / _CURVE_PARTS)
    else:
        yield Point(*values[-2:])


def _on_curve(control: list[Point], share: float) -> Point:
    """A point of a Bézier curve by de Casteljau's construction."""
    while len(control) > 1:
        control = [
            Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
            for a, b in pairwise(control)
        ]
    return control[0]
