"""Read the drawn elements of an SVG file: shapes, texts and uses, each with all its groups.

Documents with a DTD are refused: entities are how a small file becomes a huge one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from xml.parsers import expat

from core.domain.venues.plan import MAX_COORDINATE, MAX_LABEL, MAX_SEATS, PlanRefused
from core.domain.venues.svg_geometry import Matrix, transform
from core.domain.venues.svg_labels import unescaped

DEEPEST = 64
_MOST_ELEMENTS = 4 * MAX_SEATS
_DRAWN = frozenset({"circle", "ellipse", "rect", "use", "polygon", "polyline", "path", "text"})
_NOT_DRAWN = frozenset({"defs", "symbol", "clipPath", "mask", "pattern", "marker"})
_LABELS = ("data-label", "inkscape:label", "id")


@dataclass(frozen=True, slots=True)
class Element:
    """A drawn element: `matrix` is that of all its groups and its own, `groups` innermost last."""

    kind: str
    attributes: Mapping[str, str]
    matrix: Matrix
    groups: tuple[str, ...]
    line: int
    content: str = ""

    @property
    def label(self) -> str:
        """What it is called in the drawing: a title, a label, else its id."""
        return label_of(self.attributes)

    @property
    def place(self) -> str:
        """Where it is in the file."""
        return f"line {self.line}, {self.kind}"

    def style(self, name: str) -> str | None:
        """A property of its own, from its style or its attribute."""
        for part in self.attributes.get("style", "").split(";"):
            key, _, value = part.partition(":")
            if key.strip() == name:
                return value.strip()
        return self.attributes.get(name)

    def length(self, name: str) -> float:
        """A length in user units, 0 where it is missing; refuses what no plan can hold."""
        written = self.attributes.get(name, "0").strip().removesuffix("px")
        try:
            value = float(written)
        except ValueError as error:
            raise PlanRefused(f"{self.place}, {name}", "a number is expected here") from error
        if not abs(value) <= MAX_COORDINATE:  # so that what is no number fails too
            raise PlanRefused(f"{self.place}, {name}", "it is not between ±1,000,000")
        return value

    def color(self, name: str) -> str | None:
        """The colour of its fill or stroke, if it has one of its own."""
        color = self.style(name)
        return color if color and color != "none" and len(color) <= MAX_LABEL else None


def label_of(attributes: Mapping[str, str]) -> str:
    """The first label that an element has."""
    return next((unescaped(attributes[key]) for key in _LABELS if attributes.get(key)), "")


@dataclass(slots=True)
class _Level:
    kind: str
    matrix: Matrix
    identity: str = ""
    group: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Drawing:
    """What a file draws, and what it defines under an id for its uses."""

    elements: list[Element] = field(default_factory=list)
    defined: dict[str, Element] = field(default_factory=dict)
    title: str = ""


def read_elements(source: str) -> Drawing:
    """Read the elements in drawing order; raises PlanRefused with the line."""
    reader = _Reader()
    try:
        reader.parser.Parse(source, True)
    except expat.ExpatError as error:
        said = expat.errors.messages[error.code]
        raise PlanRefused(f"line {error.lineno}", f"this is no SVG: {said}") from error
    if not reader.is_svg:
        raise PlanRefused("line 1", "this is no SVG: its outermost element is no svg")
    return reader.drawing


class _Reader:
    def __init__(self) -> None:
        self.drawing = Drawing()
        self.is_svg = False
        self._levels: list[_Level] = []
        self._open: Element | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.removeprefix("svg:")
        line = self.parser.CurrentLineNumber
        if not self._levels:
            self.is_svg = kind == "svg"
        if len(self._levels) >= DEEPEST:
            raise PlanRefused(f"line {line}", f"nested deeper than {DEEPEST} levels")
        above = self._levels[-1] if self._levels else _Level("", Matrix())
        matrix = above.matrix
        if "transform" in attributes:
            matrix = matrix.after(transform(attributes["transform"]))
            if not all(map(isfinite, matrix)):
                raise PlanRefused(f"line {line}", "the transform is beyond all bounds")
        hidden = above.hidden or kind in _NOT_DRAWN or attributes.get("display") == "none"
        group = label_of(attributes) if kind == "g" else ""
        self._levels.append(_Level(kind, matrix, attributes.get("id", ""), group, hidden))
        if kind in _DRAWN:
            groups = tuple(level.group for level in self._levels if level.group)
            self._keep(Element(kind, attributes, matrix, groups, line), hidden=hidden)

    def _keep(self, element: Element, *, hidden: bool) -> None:
        if len(self.drawing.elements) >= _MOST_ELEMENTS:
            raise PlanRefused(element.place, f"more than {_MOST_ELEMENTS:,} shapes")
        if hidden:
            for level in self._levels:
                self.drawing.defined.setdefault(level.identity, element)
        else:
            self.drawing.defined.setdefault(self._levels[-1].identity, element)
            self.drawing.elements.append(element)
        self._open = element

    def _end(self, _name: str) -> None:
        self._levels.pop()

    def _text(self, text: str) -> None:
        kinds = [level.kind for level in self._levels[-2:]]
        if not text.strip() or not self.drawing.elements or self._open is None:
            if kinds == ["svg", "title"]:
                self.drawing.title += text.strip()
            return
        last = self.drawing.elements[-1]
        if last is not self._open:
            return
        if kinds[-1] == "title" and kinds[0] == last.kind:
            changed = replace(last, attributes={**last.attributes, "data-label": text.strip()})
        elif "text" in {level.kind for level in self._levels} and last.kind == "text":
            changed = replace(last, content=f"{last.content} {text.strip()}".strip())
        else:
            return
        self.drawing.elements[-1] = self._open = changed

    def _doctype(self, *_declared: object) -> None:
        # Programs write a plain DTD; only its inner part can define entities.
        if _declared[-1]:
            line = self.parser.CurrentLineNumber
            raise PlanRefused(f"line {line}", "a document type with definitions of its own")
