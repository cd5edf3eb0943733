"""Tools that draw seats: single ones, rows, blocks, curved rows, arc sections, tables."""

from collections.abc import Sequence
from dataclasses import replace
from math import atan2, degrees, dist, hypot
from typing import ClassVar

from core.domain.venues.editing.drawing import (
    ArcSection,
    Block,
    Seating,
    draw_arc_section,
    draw_block,
    draw_curved_row,
    draw_row,
    draw_row_through,
    draw_row_to,
    draw_seat,
)
from core.domain.venues.editing.places import NOTHING, Edited, RowAt, SeatAt, Selection, ZoneAt
from core.domain.venues.editing.refusals import CannotDraw
from core.domain.venues.editing.tables import Sides, draw_round_table, draw_table
from core.domain.venues.extras import UNITS_PER_METRE
from core.domain.venues.plan import Point
from desktop.editor.tools.gathering import GatheringTool
from desktop.editor.tools.options import (
    Option,
    automatic,
    choice,
    flag,
    number,
    whole,
    words,
)

SPACING, ROW_SPACING = 24.0, 28.0


def spacing_fields(*more: Option) -> tuple[Option, ...]:
    """What every tool that draws rows asks for."""
    return (
        number("spacing", "Seat spacing", SPACING, least=1),
        words("row", "Row name", hint="Next free"),
        whole("first", "First seat", 1, least=0, most=100_000),
        *more,
        category_field(),
    )


def section_field() -> Option:
    """The name of the section that is begun."""
    return words("section", "Section", hint="New section")


def category_field() -> Option:
    """The category of the seats; one that the plan does not have yet is added."""
    return words("category", "Category", hint="The first")


class SeatingTool(GatheringTool):
    """Draws seats into the open section, into the one it has just begun, or into a new one."""

    def take_up(self) -> None:
        super().take_up()
        self._drawn: Selection = NOTHING

    def into(self) -> ZoneAt | None:
        """The open section, else that of what this tool drew last while it is still selected.

        A name typed for the section begins a new one.
        """
        named = any(one.key == "section" and one.value for one in self.options.all())
        if named and not self.bench.opened_zone():
            return None
        zones = {place.zone for place in self._drawn}
        if self.bench.opened_zone() or len(zones) != 1 or self.document.selection != self._drawn:
            return self.bench.opened_zone()
        return ZoneAt(*zones)

    def seating(self) -> Seating:
        """How the seats are made, by the fields."""
        known = {option.key for option in self.options.all()}
        made = Seating(spacing=self.options.number("spacing"))
        if "row" in known:
            made = replace(made, first_row=self.options.text("row").strip())
        if "first" in known:
            made = replace(made, first_seat=self.options.whole("first"))
        if "category" in known:
            made = replace(made, category=self.options.text("category").strip())
        if "section" in known:
            made = replace(made, section=self.options.text("section").strip())
        return made

    def reading(self, points: Sequence[Point], edited: Edited) -> str:  # noqa: ARG002
        seats = edited.plan.seat_count - self.document.plan.seat_count
        return f"{seats:,} {'seat' if seats == 1 else 'seats'}"

    def done(self, edited: Edited) -> None:
        """Names were for that row and section; the next ones get the next free names."""
        self._drawn = edited.selection
        for option in self.options.all():
            if option.key in ("row", "section"):
                self.options.set(option.key, "")


class SeatTool(SeatingTool):
    name, title, letter = "seat", "Seat", "S"
    hint = "Click to put down a seat. With a row selected it can go on at that row's end."
    label = "Draw seat"
    needs, least = 1, 1

    def fields(self) -> tuple[Option, ...]:
        return (flag("extend", "Into the selected row"), *spacing_fields())

    def make(self, points: Sequence[Point]) -> Edited:
        plan = self.document.plan
        into = self._row() or self.into()
        return draw_seat(plan, points[0], into=into, seating=self.seating())

    def _row(self) -> RowAt | None:
        rows = {
            RowAt(place.zone, place.row)
            for place in self.document.selection
            if isinstance(place, RowAt | SeatAt)
        }
        return rows.pop() if self.options.flag("extend") and len(rows) == 1 else None


class RowTool(SeatingTool):
    name, title, letter = "row", "Row", "R"
    hint = "Drag from the first seat to the last. Type a count to fix the number of seats."
    label = "Draw row"

    def fields(self) -> tuple[Option, ...]:
        return (
            automatic(whole("count", "Seats", 0, least=0), "How many seats the row has."),
            *spacing_fields(),
        )

    def make(self, points: Sequence[Point]) -> Edited:
        plan, (start, end), count = self.document.plan, points, self.options.whole("count")
        into, seating = self.into(), self.seating()
        if not count:
            return draw_row_to(plan, start, end, into=into, seating=seating)
        way = degrees(atan2(end.y - start.y, end.x - start.x))
        return draw_row(plan, start, seats=count, direction=way, into=into, seating=seating)


class BlockTool(SeatingTool):
    name, title, letter = "block", "Block of rows", "B"
    hint = "Drag over the block's ground, or type rows and seats and click its front left corner."
    label = "Draw block"
    line: ClassVar[bool] = False

    def fields(self) -> tuple[Option, ...]:
        return (
            automatic(whole("rows", "Rows", 0, least=0), "How many rows the block has."),
            automatic(whole("seats", "Seats", 0, least=0), "How many seats a row has."),
            number("spacing", "Seat spacing", SPACING, least=1),
            number("row_spacing", "Row spacing", ROW_SPACING, least=1),
            number("direction", "Direction", 0, unit="°", least=-360),
            number("skew", "Skew", 0, least=-1_000),
            number("stagger", "Stagger", 0, unit="%"),
            replace(words("aisles", "Aisles after", hint="5, 15"), tip="After which seats."),
            words("row", "First row", hint="Next free"),
            section_field(),
            category_field(),
        )

    @property
    def needed(self) -> int:
        return 1 if self.options.whole("rows") and self.options.whole("seats") else 2

    def make(self, points: Sequence[Point]) -> Edited:
        start, end = points[0], points[-1]
        spacing, behind = self.options.number("spacing"), self.options.number("row_spacing")
        rows = self.options.whole("rows") or 1 + round(abs(end.y - start.y) / behind)
        seats = self.options.whole("seats") or 1 + round(abs(end.x - start.x) / spacing)
        corner = Point(min(start.x, end.x), min(start.y, end.y)) if self.needed > 1 else start
        block = Block(
            rows=rows,
            seats=seats,
            row_spacing=behind,
            direction=self.options.number("direction"),
            skew=self.options.number("skew"),
            stagger=self.options.number("stagger") / 100,
            aisles=whole_numbers(self.options.text("aisles")),
        )
        opened = self.bench.opened_zone()
        return draw_block(self.document.plan, corner, block, into=opened, seating=self.seating())

    def reading(self, points: Sequence[Point], edited: Edited) -> str:
        rows = _row_count(edited) - _row_count(Edited(self.document.plan))
        return f"{rows:,} rows, {super().reading(points, edited)}"


class CurvedRowTool(SeatingTool):
    name, title, letter = "curved", "Curved row", "C"
    hint = "Click the first seat, the last seat, then how far the row bends."
    label = "Draw curved row"
    needs, least = 3, 2
    BY_BEND, THROUGH = "Ends, then bend", "Through three points"

    def fields(self) -> tuple[Option, ...]:
        return (choice("by", "Draw by", self.BY_BEND, self.THROUGH), *spacing_fields())

    def make(self, points: Sequence[Point]) -> Edited:
        plan, into, seating = self.document.plan, self.into(), self.seating()
        if len(points) == 2:  # noqa: PLR2004
            return draw_row_to(plan, points[0], points[1], into=into, seating=seating)
        if self.options.text("by") == self.THROUGH:
            return draw_row_through(plan, *points, into=into, seating=seating)
        start, end, over = points
        bend = _left_of(start, end, over)
        return draw_curved_row(plan, start, end, bend=bend, into=into, seating=seating)


class ArcTool(SeatingTool):
    name, title, letter = "arc", "Arc section", "A"
    hint = (
        "Click the centre, then the inner corner where it starts (Shift: steps of 15°), then the "
        "outer corner. With rows and sweep typed the inner corner is the last."
    )
    label = "Draw arc section"
    needs, least = 3, 2

    def fields(self) -> tuple[Option, ...]:
        return (
            automatic(whole("rows", "Rows", 0, least=0), "How many rows the section has."),
            automatic(number("sweep", "Sweep", 0, unit="°"), "How far the section goes round."),
            number("spacing", "Seat spacing", SPACING, least=1),
            number("row_spacing", "Row spacing", ROW_SPACING, least=1),
            words("row", "First row", hint="Next free"),
            section_field(),
            category_field(),
        )

    @property
    def needed(self) -> int:
        return 2 if self.options.whole("rows") and self.options.number("sweep") else 3

    def make(self, points: Sequence[Point]) -> Edited:
        if len(points) < self.needed:
            raise CannotDraw("an arc section takes its outer corner, or rows and a sweep")
        centre, near, far = points[0], points[1], points[-1]
        behind, rows = self.options.number("row_spacing"), self.options.whole("rows")
        inner = dist(centre, near)
        outer = inner + (rows - 1) * behind if rows else max(inner, dist(centre, far))
        start = degrees(atan2(near.y - centre.y, near.x - centre.x))
        sweep = self.options.number("sweep")
        end = start + sweep if sweep else degrees(atan2(far.y - centre.y, far.x - centre.x))
        arc = ArcSection(inner=inner, outer=outer, start=start, end=end, row_spacing=behind)
        opened = self.bench.opened_zone()
        return draw_arc_section(
            self.document.plan, centre, arc, into=opened, seating=self.seating()
        )

    def reading(self, points: Sequence[Point], edited: Edited) -> str:
        rows = _row_count(edited) - _row_count(Edited(self.document.plan))
        radius = f"Radius {dist(points[0], points[1]):.0f}"
        return f"{radius}, {rows:,} rows, {super().reading(points, edited)}"


class RoundTableTool(SeatingTool):
    name, title, letter = "round", "Round table", "O"
    hint = "Click where the table's middle is."
    label = "Draw round table"
    needs, least = 1, 1

    def fields(self) -> tuple[Option, ...]:
        return (
            whole("count", "Seats", 8),
            automatic(number("radius", "Radius", 0), "Half the table's width."),
            *spacing_fields(section_field()),
        )

    def make(self, points: Sequence[Point]) -> Edited:
        return draw_round_table(
            self.document.plan,
            points[0],
            seats=self.options.whole("count"),
            radius=self.options.number("radius") or None,
            into=self.into(),
            seating=self.seating(),
        )


class TableTool(SeatingTool):
    name, title, letter = "table", "Rectangular table", "K"
    hint = "Click where the table's middle is. The seats along each side are counted in the fields."
    label = "Draw table"
    needs, least = 1, 1

    def fields(self) -> tuple[Option, ...]:
        return (
            whole("top", "Top", 4, least=0),
            whole("right", "Right", 0, least=0),
            whole("bottom", "Bottom", 4, least=0),
            whole("left", "Left", 0, least=0),
            automatic(number("width", "Width", 0), "How wide the table is."),
            automatic(number("height", "Depth", 0), "How deep the table is."),
            number("rotation", "Turned", 0, unit="°", least=-360),
            *spacing_fields(section_field()),
        )

    def make(self, points: Sequence[Point]) -> Edited:
        sides = {side: self.options.whole(side) for side in ("top", "right", "bottom", "left")}
        spacing = self.options.number("spacing")
        least = UNITS_PER_METRE * 0.8
        wide = max(sides["top"], sides["bottom"]) * spacing
        deep = max(sides["left"], sides["right"]) * spacing
        made = Sides(
            width=self.options.number("width") or max(wide, least),
            height=self.options.number("height") or max(deep, least),
            rotation=self.options.number("rotation"),
            **sides,
        )
        return draw_table(
            self.document.plan, points[0], made, into=self.into(), seating=self.seating()
        )


def whole_numbers(text: str) -> tuple[int, ...]:
    """The whole numbers in a list such as "5, 15"."""
    return tuple(int(part) for part in text.replace(",", " ").split() if part.isdecimal())


def _left_of(start: Point, end: Point, at: Point) -> float:
    """How far a point lies to the left of start -> end (y points down)."""
    dx, dy = end.x - start.x, end.y - start.y
    length = hypot(dx, dy) or 1.0
    return ((at.x - start.x) * dy - (at.y - start.y) * dx) / length


def _row_count(edited: Edited) -> int:
    return sum(len(zone.rows) for zone in edited.plan.zones)
