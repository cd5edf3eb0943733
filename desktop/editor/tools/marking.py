"""Tools that measure, lay guides, number rows and rub out."""

from collections.abc import Sequence
from math import dist

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from core.domain.venues.editing.house import scale_background, set_guides
from core.domain.venues.editing.numbering import (
    Counting,
    RowScheme,
    Scheme,
    number_rows,
    number_seats,
)
from core.domain.venues.editing.places import Edited, Place, RowAt, rows_in
from core.domain.venues.editing.placing import delete
from core.domain.venues.extras import UNITS_PER_METRE, Guide, guides_of
from core.domain.venues.plan import Point
from core.domain.venues.quality import stage_point
from desktop.editor.grain import Grain
from desktop.editor.tools.gathering import GatheringTool
from desktop.editor.tools.options import Option, choice, flag, number, whole, words
from desktop.editor.tools.painting import paint_path, paint_reading, room_for
from desktop.editor.tools.tool import Hand, Tool

NEAR = 6.0  # pixels to a guide that is taken hold of
FACING = ", facing the stage"
BEGINS = ("left", "right", f"left{FACING}", f"right{FACING}")


class MeasureTool(GatheringTool):
    """Measures; a known distance sets the scale of the picture that is traced."""

    name, title, letter = "measure", "Measure", "M"
    hint = "Drag along a known distance. Type it above and press Set scale."
    label = "Set the picture's scale"
    measured: tuple[Point, Point] | None = None

    def fields(self) -> tuple[Option, ...]:
        return (number("distance", "Known distance", 10, unit="m", least=0.01, does="Set scale"),)

    def take_up(self) -> None:
        super().take_up()
        self.measured = None

    def make(self, points: Sequence[Point]) -> Edited:
        self.measured = points[0], points[-1]
        return Edited(self.document.plan, self.document.selection)

    def reading(self, points: Sequence[Point], edited: Edited) -> str:  # noqa: ARG002
        length = dist(points[0], points[-1])
        return f"{length / UNITS_PER_METRE:.2f} m ({length:.0f})"

    def done(self, edited: Edited) -> None:  # noqa: ARG002
        if self.measured is not None:
            start, end = self.measured
            length = dist(start, end)
            self.bench.say(f"{length / UNITS_PER_METRE:.2f} m, {length:.0f} plan units.")

    def option_applied(self, key: str) -> None:
        if self.measured is None:
            self.bench.say("Drag along a known distance first.")
            return
        start, end = self.measured
        distance = self.options.number(key) * UNITS_PER_METRE
        plan = self.document.plan
        edited = self.attempt(lambda: scale_background(plan, start, end, distance=distance))
        if edited is not None:
            kept = Edited(edited.plan, self.document.selection, edited.notes)
            self.document.apply(self.label, kept)
            self.measured = None


class GuideTool(Tool):
    """A click lays a guide, a drag moves one, Shift and a click takes one away."""

    name, title, letter = "guide", "Guide", "U"
    hint = "Click to lay a guide, drag to move it, Shift and click to take it away."
    UPRIGHT, LEVEL = "Upright", "Level"

    def fields(self) -> tuple[Option, ...]:
        return (choice("axis", "Guide", self.UPRIGHT, self.LEVEL),)

    def press(self, hand: Hand) -> None:
        guides = guides_of(self.document.plan)
        near = NEAR / self.bench.scale_now
        held = [guide for guide in guides if _away(guide, hand.raw) <= near]
        self._held = min(held, key=lambda guide: _away(guide, hand.raw), default=None)
        if hand.shift and self._held is not None:
            self._set("Remove guide", [guide for guide in guides if guide != self._held])
            self._held = None
        elif self._held is None and not hand.shift:
            self._lay(hand)

    def _lay(self, hand: Hand) -> None:
        upright = self.options.text("axis") == self.UPRIGHT
        guide = Guide("x", hand.at.x) if upright else Guide("y", hand.at.y)
        self._set("Add guide", [*guides_of(self.document.plan), guide])
        self._held = guide

    def move(self, hand: Hand, *, down: bool) -> None:
        held = getattr(self, "_held", None)
        if not down or held is None:
            return
        moved = Guide(held.axis, hand.at.x if held.axis == "x" else hand.at.y)
        others = [guide for guide in guides_of(self.document.plan) if guide != held]
        self._set("Move guide", [*others, moved], merge="guide")
        self._held = moved

    def release(self, hand: Hand) -> None:  # noqa: ARG002
        self._held = None

    def _set(self, label: str, guides: list[Guide], merge: str = "") -> None:
        edited = self.attempt(lambda: set_guides(self.document.plan, guides))
        if edited is not None:
            kept = Edited(edited.plan, self.document.selection)
            self.document.apply(label, kept, merge=merge)


class NumberTool(Tool):
    """Rows are numbered, and named if asked, in the order in which they are clicked."""

    name, title, letter = "number", "Number rows", "N"
    hint = "Click the rows one after the other. Escape begins a new count."
    snaps = False

    def fields(self) -> tuple[Option, ...]:
        return (
            choice("counting", "Seats", *(one for one in Counting if one is not Counting.LIST)),
            choice("begin", "From the", *BEGINS),
            whole("start", "First seat", 1, least=0, most=100_000),
            flag("goes_on", "Count on from row to row"),
            flag("names", "Name the rows too"),
            choice("row_counting", "Rows", Counting.LETTERS, Counting.LETTERS_WITHOUT_I_O,
                   Counting.NUMBERS),
            whole("row_start", "First row", 1, least=1, most=10_000),
            words("prefix", "Prefix"),
        )  # fmt: skip

    def take_up(self) -> None:
        super().take_up()
        self._clicked: list[RowAt] = []
        self._counted = 0

    def press(self, hand: Hand) -> None:
        at = QPointF(hand.raw.x, hand.raw.y)
        seat = self.bench.shown.finder.seat_at(at, NEAR / self.bench.scale_now)
        if seat is not None and RowAt(seat.zone, seat.row) not in self._clicked:
            self.number(RowAt(seat.zone, seat.row))

    def number(self, row: RowAt, merge: str = "") -> None:
        """Number one more row, and name it if asked."""
        edited = self.attempt(lambda: self._numbered(row))
        if edited is None:
            return
        self._clicked.append(row)
        self._counted += len(self.document.plan.zones[row.zone].rows[row.row].seats)
        kept = self.document.selection if merge else edited.selection
        self.document.apply("Number rows", Edited(edited.plan, kept), merge=merge)

    def _numbered(self, row: RowAt) -> Edited:
        plan, chosen = self.document.plan, frozenset({row})
        if self.options.flag("names"):
            names = RowScheme(
                counting=Counting(self.options.text("row_counting")),
                start=self.options.whole("row_start") + len(self._clicked),
            )
            plan = number_rows(plan, chosen, names).plan
        start, begin = self.options.whole("start"), self.options.text("begin")
        goes_on = self._counted if self.options.flag("goes_on") else 0
        scheme = Scheme(
            counting=Counting(self.options.text("counting")),
            begin="right" if begin.startswith("right") else "left",
            facing=stage_point(plan) if begin.endswith(FACING) else None,
            start=start + goes_on,
            prefix=self.options.text("prefix"),
        )
        return number_seats(plan, chosen, scheme)

    def finish(self) -> bool:
        """Enter numbers the rows that are selected, their sections' too, in plan order."""
        rows = rows_in(self.document.plan, self.document.selection)
        fresh = [row for row in rows if row not in self._clicked]
        merge = f"number rows {self.document.undo_stack.index()}"
        for row in fresh:
            self.number(row, merge)
        return bool(fresh)

    def cancel(self) -> bool:
        had = bool(getattr(self, "_clicked", None))
        self._clicked, self._counted = [], 0
        return had


class EraserTool(Tool):
    """Rubs out what it is drawn over: seats, rows or sections, by the grain in use."""

    name, title, letter = "eraser", "Eraser", "X"
    hint = "Draw over what shall go. 1, 2, 3: sections, rows, seats."
    snaps = False

    def fields(self) -> tuple[Option, ...]:
        return (choice("grain", "Rubs out", Grain.SEAT, Grain.ROW, Grain.SECTION),)

    def take_up(self) -> None:
        super().take_up()
        self._touched: set[Place] = set()
        self._line: list[Point] = []

    def press(self, hand: Hand) -> None:
        self._touched, self._line = set(), []
        self._touch(hand)

    def move(self, hand: Hand, *, down: bool) -> None:
        if down:
            self._touch(hand)

    def _touch(self, hand: Hand) -> None:
        self._line.append(hand.raw)
        finder, at = self.bench.shown.finder, QPointF(hand.raw.x, hand.raw.y)
        seat = finder.seat_at(at, NEAR / self.bench.scale_now)
        area = finder.area_at(at) if seat is None else None
        if seat is not None:
            self._touched.add(Grain(self.options.text("grain")).of(seat))
        elif area is not None:
            self._touched.add(area)
        self.document.select(frozenset(self._touched))
        self._show()

    def release(self, hand: Hand) -> None:  # noqa: ARG002
        touched, self._touched = frozenset(self._touched), set()
        self._line = []
        if touched:
            edited = self.attempt(
                lambda: delete(self.document.plan, touched, in_use=self.document.in_use)
            )
            if edited is not None:
                self.document.apply("Rub out", edited)
        self._show()

    def cancel(self) -> bool:
        had = bool(getattr(self, "_touched", None))
        self._touched, self._line = set(), []
        if had:
            self.document.select(frozenset())
        return had

    def _show(self) -> None:
        line, colors = list(self._line), self.bench.shown.colors
        font, reading = self.bench.shown.drawing.font, f"{len(self._touched):,} to go"
        if not line:
            self.bench.paint_over(None, QRectF())
            return

        def paint(painter: QPainter) -> None:
            paint_path(painter, line[-1:], colors)
            paint_reading(painter, reading, line[-1], colors, font)

        last = QRectF(line[-1].x, line[-1].y, 1, 1)
        self.bench.paint_over(paint, room_for(last, self.bench.scale_now))


def _away(guide: Guide, at: Point) -> float:
    return abs(guide.at - (at.x if guide.axis == "x" else at.y))
