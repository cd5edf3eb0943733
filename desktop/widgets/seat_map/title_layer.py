"""The names of the sections, each where it covers neither seats nor another text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, product, starmap

import numpy as np
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from desktop.widgets.seat_map.drawing import MapDrawing
from desktop.widgets.seat_map.frame import Frame, Level
from desktop.widgets.seat_map.plan import FloatArray, IntArray, PlanArea
from desktop.widgets.seat_map.seat_index import SeatIndex
from desktop.widgets.seat_map.sprites import Fragments
from desktop.widgets.seat_map.title_sheet import Title
from desktop.widgets.seat_map.titles import Look

OVER_SEATS_BELOW = 6.0  # pixels a seat: the name lies over the seats, on a pill
LAST_RESORT_BELOW = 10.0  # and up to here where there is no room beside them
TILE = 64.0  # pixels
GAP = 1.2  # seats between the first row and the title
PILL_SHARE = 1.3  # a pill may be this much wider than its section
PILL_AREA = 0.3  # and hide this much of it


class TitleLayer(QGraphicsRectItem):
    """Lies over all sections; places are found once a scale."""

    def __init__(self, drawing: MapDrawing, index: SeatIndex, bounds: QRectF) -> None:
        super().__init__(bounds.adjusted(-40, -40, 40, 40))
        self.setZValue(5)
        self._drawing = drawing
        self._index = index
        self._frame: Frame | None = None
        self._beside = Look.BESIDE
        self._placed = Fragments.blank(0, 0)
        self._shapes = Shapes(drawing.plan.areas)
        texts = {area.text.casefold() for area in drawing.plan.areas}
        plan = drawing.plan
        names = [section.name for section in plan.sections]
        x, y = plan.x[plan.section_order], plan.y[plan.section_order]
        self._all = [
            anchors if anchors.name.casefold() not in texts else None
            for anchors in anchors_of(names, x, y, plan.section_starts[:-1])
        ]
        self.show_sections([True] * len(self._all))

    def show_sections(self, shown: Sequence[bool]) -> None:
        """Name only these sections, one flag a section."""
        pairs = zip(self._all, shown, strict=True)
        self._anchors = [anchors for anchors, wanted in pairs if wanted and anchors is not None]
        self._frame = None

    def stand_on(self, *, picture: bool) -> None:
        """Names beside their sections stand on pills too where a picture lies under the plan."""
        self._beside = Look.OVER_SEATS if picture else Look.BESIDE
        self._frame = None

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        frame = self._drawing.frame(painter)
        if frame.level is Level.SECTIONS:
            return
        sheet = self._drawing.title_sheet(frame.ratio)
        if self._frame is not frame:
            self._frame = frame
            self._placed = sheet.fragments(list(self._place(frame)))
        frame.enter_pixels(painter)
        self._placed.draw(painter, sheet.pixmap)

    def _place(self, frame: Frame) -> Iterator[tuple[QRectF, Title]]:
        """Boxes in pixels, without the view's translation."""
        scale = frame.seat / self._drawing.plan.seat_size
        titles = self._drawing.titles
        taken = Taken()
        for text in self._texts(scale):
            taken.add(text)
        for anchors in self._anchors:
            found = self._place_one(anchors, titles.size(anchors.name), frame, (taken, scale))
            if found is not None:
                box, look = found
                taken.add(box)
                yield box, (anchors.name, look)

    def _place_one(
        self, anchors: "Anchors", size: QSizeF, frame: Frame, around: "tuple[Taken, float]"
    ) -> tuple[QRectF, Look] | None:
        """Over tiny seats, where the name hides few of them; else beside the section."""
        taken, scale = around
        pill = _box(anchors.centre_x * scale, anchors.centre_y * scale, size)
        fits = anchors.holds(size, scale) and taken.is_clear_of(pill)
        if fits and frame.seat < OVER_SEATS_BELOW:
            return pill, Look.OVER_SEATS
        over_shape: QRectF | None = None
        for box in anchors.beside(scale, size, GAP * frame.seat + size.height() / 2):
            if self._is_free(box, taken, scale):
                if self._shapes.are_clear_of(box, anchors, scale):
                    return box, self._beside
                over_shape = over_shape or box
        if over_shape is not None:
            return over_shape, self._beside
        if fits and frame.seat < LAST_RESORT_BELOW:
            return pill, Look.OVER_SEATS
        return None

    def _is_free(self, box: QRectF, taken: "Taken", scale: float) -> bool:
        if not taken.is_clear_of(box):
            return False
        left, top = box.left() / scale, box.top() / scale
        right, bottom = box.right() / scale, box.bottom() / scale
        return not self._index.has_seat_in(left, top, right, bottom)

    def _texts(self, scale: float) -> list[QRectF]:
        """Boxes of the plan's own texts, in pixels."""
        boxes = []
        for area in self._drawing.plan.areas:
            if area.text:
                xs, ys = zip(*area.points, strict=True)
                x, y = (min(xs) + max(xs)) * scale / 2, (min(ys) + max(ys)) * scale / 2
                boxes.append(_box(x, y, QSizeF(9.0 * len(area.text), 20.0)))
        return boxes


class Shapes:
    """Stages, bars and tables, which names keep off, though not a hall's whole floor."""

    def __init__(self, areas: Sequence[PlanArea]) -> None:
        drawn = [np.array(area.points) for area in areas if area.kind != "text"]
        boxes = [(*one.min(axis=0), *one.max(axis=0)) for one in drawn]
        self._left, self._top, self._right, self._bottom = np.array(boxes).reshape(-1, 4).T

    def are_clear_of(self, box: QRectF, anchors: "Anchors", scale: float) -> bool:
        """Whether a box in pixels is off every shape that doesn't hold the section itself."""
        left, right = box.left() / scale, box.right() / scale
        top, bottom = box.top() / scale, box.bottom() / scale
        meets = (self._left < right) & (self._right > left)
        meets &= (self._top < bottom) & (self._bottom > top)
        x, y = anchors.centre_x, anchors.centre_y
        holds = (self._left <= x) & (self._right >= x) & (self._top <= y) & (self._bottom >= y)
        return not bool((meets & ~holds).any())


class Taken:
    """Boxes where texts stand already, kept by the tiles that they touch."""

    def __init__(self) -> None:
        self._tiles: defaultdict[tuple[int, int], list[QRectF]] = defaultdict(list)

    def add(self, box: QRectF) -> None:
        """Take this place."""
        for tile in self._touched(box):
            self._tiles[tile].append(box)

    def is_clear_of(self, box: QRectF) -> bool:
        """Whether nothing stands in this place."""
        for tile in self._touched(box):
            for other in self._tiles.get(tile, ()):
                if box.intersects(other):
                    return False
        return True

    @staticmethod
    def _touched(box: QRectF) -> Iterator[tuple[int, int]]:
        across = range(int(box.left() // TILE), int(box.right() // TILE) + 1)
        down = range(int(box.top() // TILE), int(box.bottom() // TILE) + 1)
        return product(across, down)


@dataclass(frozen=True, slots=True)
class Anchors:
    """Points of a section beside which its name may stand, in plan units.

    `above` and `below` are the outermost seats around the middle, which in a curved section lie
    lower or higher than its ends; `top` and `bottom` are as high and low as any seat.
    """

    name: str
    x: float
    above: float
    below: float
    top: float
    bottom: float
    centre_x: float
    centre_y: float
    width: float

    def holds(self, size: QSizeF, scale: float) -> bool:
        """Whether a name of this size may lie over the section's seats."""
        width, height = self.width * scale, (self.bottom - self.top) * scale
        small = size.width() * size.height() <= PILL_AREA * width * height
        return small and size.width() <= width * PILL_SHARE

    def beside(self, scale: float, size: QSizeF, gap: float) -> tuple[QRectF, ...]:
        """Boxes for the name in pixels, the best one first."""
        # In a tall section, such as boxes one behind the other, gaps between rows look free.
        tall = self.width < self.bottom - self.top
        near = () if tall else (self.above, self.below)
        places = (*near, self.top, self.bottom)
        x, ways = self.x * scale, cycle((-gap, gap))
        return tuple(
            _box(x, height * scale + way, size) for height, way in zip(places, ways, strict=False)
        )


def anchors_of(
    names: Sequence[str], x: FloatArray, y: FloatArray, starts: IntArray
) -> list[Anchors]:
    """The anchors of sections whose seats stand side by side, each from its start on."""
    if not len(starts):
        return []
    counts = np.diff(np.append(starts, len(x)))
    least, most, total = (ufunc.reduceat for ufunc in (np.minimum, np.maximum, np.add))
    left, right = least(x, starts), most(x, starts)
    middle = (left + right) / 2
    aside = np.abs(x - np.repeat(middle, counts))
    reach = np.maximum(least(aside, starts) * 1.5, (right - left) * 0.12)
    near = aside <= np.repeat(reach, counts)
    above, below = np.where(near, y, np.inf), np.where(near, y, -np.inf)
    columns = (
        *(middle, least(above, starts), most(below, starts), least(y, starts), most(y, starts)),
        *(total(x, starts, dtype=float) / counts, total(y, starts, dtype=float) / counts),
        right - left,
    )
    return list(starmap(Anchors, zip(names, *(column.tolist() for column in columns), strict=True)))


def _box(x: float, y: float, size: QSizeF) -> QRectF:
    """A box of this size around a point."""
    width, height = size.width(), size.height()
    return QRectF(x - width / 2, y - height / 2, width, height)
