"""Copies of what is selected: on a lattice, or around a point."""

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from core.domain.venues.editing.places import Edited
from core.domain.venues.editing.placing import bounds_of
from core.domain.venues.editing.repeating import array, array_around
from core.domain.venues.plan import Point
from desktop.editor.tools.options import Option, choice, number, whole
from desktop.editor.tools.painting import paint_cross, room_for
from desktop.editor.tools.tool import Bench, Hand, Tool

ROOM = 1.2  # seats from one copy to the next, where nothing is typed
BESIDE = "From one copy to the next. 0: side by side."


class ArrayTool(Tool):
    """Shows the copies while the numbers are typed; Enter makes them."""

    name, title, letter = "array", "Array", "W"
    hint = "Type how many copies and how far apart, then press Enter. Around a point: click it."
    LATTICE, AROUND = "In rows and columns", "Around a point"

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench)
        self._about: Point | None = None

    def fields(self) -> tuple[Option, ...]:
        lattice = (
            whole("across", "Across", 2, most=200),
            whole("down", "Down", 1, most=200),
            replace(number("dx", "Right by", 0, least=-100_000), tip=BESIDE),
            replace(number("dy", "Down by", 0, least=-100_000), tip=BESIDE),
        )
        around = (
            whole("copies", "Copies around", 3, most=360),
            number("degrees", "Turned by", 30, unit="°", least=-360),
        )
        return (
            choice("by", "Copies", self.LATTICE, self.AROUND),
            *(replace(option, only=("by", self.LATTICE)) for option in lattice),
            *(replace(option, only=("by", self.AROUND)) for option in around),
        )

    def take_up(self) -> None:
        super().take_up()
        self._about = None
        self.options.set("by", self.LATTICE)  # a click makes it turn about the point
        if not self.document.selection:
            self.bench.say("Select what shall be copied first.")
        self.refresh()

    def press(self, hand: Hand) -> None:
        self._about = hand.at
        self.options.set("by", self.AROUND)
        self.refresh()

    def refresh(self) -> None:
        edited = self._edited() if self.document.selection else None
        self.bench.preview(edited)
        about, colors = self._about, self.bench.shown.colors
        if about is None or self.options.text("by") != self.AROUND:
            self.bench.paint_over(None, QRectF())
            return

        def paint(painter: QPainter) -> None:
            paint_cross(painter, about, colors)

        box = QRectF(about.x, about.y, 1, 1)
        self.bench.paint_over(paint, room_for(box, self.bench.scale_now))

    def _edited(self) -> Edited | None:
        plan, selection = self.document.plan, self.document.selection
        if self.options.text("by") == self.LATTICE:
            across, down = self.options.whole("across"), self.options.whole("down")
            dx, dy = self._steps()
            return self.attempt(
                lambda: array(plan, selection, across=across, down=down, dx=dx, dy=dy)
            )
        about = self._about
        if about is None:
            return None
        copies, turn = self.options.whole("copies"), self.options.number("degrees")
        return self.attempt(
            lambda: array_around(plan, selection, copies=copies, degrees=turn, about=about)
        )

    def _steps(self) -> tuple[float, float]:
        """How far apart; where nothing is typed, side by side with a seat's room between."""
        dx, dy = self.options.number("dx"), self.options.number("dy")
        box = bounds_of(self.document.plan, self.document.selection)
        seat = self.bench.shown.drawing.seat_size * ROOM
        if box is None:
            return dx or seat, dy or seat
        return dx or box.width + seat, dy or box.height + seat

    @property
    def under_way(self) -> bool:
        return bool(self.document.selection)

    def finish(self) -> bool:
        if self.options.text("by") == self.AROUND and self._about is None:
            self.bench.say("Click the point to turn about first.")
        edited = self._edited() if self.document.selection else None
        if edited is None:
            return False
        self.document.apply("Array", edited)
        self.bench.put_down()
        return True

    def lay_down(self) -> None:
        self.bench.preview(None)
        super().lay_down()
