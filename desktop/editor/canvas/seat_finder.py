"""Finds what lies at a point, in a rectangle, in a lasso: seats, rows, sections, areas."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import repeat

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from core.domain.collecting import collector_paused
from core.domain.venues.editing.places import AreaAt, Place, RowAt, SeatAt, Selection, ZoneAt
from desktop.editor.canvas.areas import AreasItem
from desktop.editor.canvas.chosen import ChosenInZone
from desktop.editor.canvas.zone_item import ZoneItem
from desktop.editor.grain import Grain
from desktop.widgets.seat_map.polygons import inside_polygon

Mask = npt.NDArray[np.bool_]

_seat_at = partial(tuple.__new__, SeatAt)

HIT_REACH = 1.24  # of a seat's radius around its centre
TABLE_REACH = 0.5


class Finder:
    """Looks at the items of a scene; `only` keeps the search to one section."""

    def __init__(
        self,
        zones: Sequence[ZoneItem],
        areas: Sequence[AreasItem],
        radius: float,
        remember: Callable[[Selection, dict[int, ChosenInZone]], None],
    ) -> None:
        self._zones = zones
        self._areas = areas
        self._radius = radius
        self._remember = remember
        self.only: int | None = None

    def _searched(self) -> Iterator[tuple[int, ZoneItem]]:
        """The sections that can be touched, the topmost first."""
        for index in range(len(self._zones) - 1, -1, -1):
            item = self._zones[index]
            if (self.only is None or self.only == index) and item.reachable:
                yield index, item

    # At a point

    def seat_at(self, at: QPointF, reach: float = 0.0) -> SeatAt | None:
        """The seat nearest to a point, at most a seat's reach away."""
        best: SeatAt | None = None
        most = max(self._radius * HIT_REACH, reach)
        for index, item in self._searched():
            place = at - item.pos()
            if not item.rect().contains(place) or not len(item.marks):
                continue
            distances = np.hypot(item.marks.x - place.x(), item.marks.y - place.y())
            nearest = int(distances.argmin())
            if distances[nearest] <= most:
                most = float(distances[nearest])
                row = int(item.marks.row_of[nearest])
                best = SeatAt(index, row, nearest - item.marks.starts[row])
        return best

    def table_at(self, at: QPointF) -> RowAt | None:
        """The table whose top lies under a point."""
        for index, item in self._searched():
            place = at - item.pos()
            for row, table in item.marks.tables:
                off = place - QPointF(row.x, row.y)
                if max(abs(off.x()) / table.width, abs(off.y()) / table.height) <= TABLE_REACH:
                    return RowAt(
                        index, next(i for i, one in enumerate(item.marks.rows) if one is row)
                    )
        return None

    def floor_at(self, at: QPointF) -> ZoneAt | None:
        """The section whose outline holds a point."""
        for index, item in self._searched():
            if item.outline.containsPoint(at - item.pos(), Qt.FillRule.WindingFill):
                return ZoneAt(index)
        return None

    def area_at(self, at: QPointF) -> AreaAt | None:
        """The topmost area under a point; a text counts by its box."""
        for index, _ in self._searched():
            item = self._areas[index]
            place = at - item.pos()
            if not item.rect().contains(place):
                continue
            for number in range(len(item.zone.areas) - 1, -1, -1):
                outline = AreasItem.outlines(item.zone.areas[number])
                in_text = outline.turn.map(QPolygonF(outline.text_box)).containsPoint(
                    place, Qt.FillRule.OddEvenFill
                )
                if outline.path.contains(place) or in_text:
                    return AreaAt(index, number)
        return None

    # In a shape

    def in_box(self, box: QRectF, grain: Grain) -> Selection:
        """Seats with their centre in the box; rows and sections of which any seat is in it."""

        def mask(item: ZoneItem) -> Mask:
            marks, here = item.marks, box.translated(-item.pos())
            if here.contains(item.floor):
                return _every(item)
            across = (here.left() <= marks.x) & (marks.x <= here.right())
            return across & (here.top() <= marks.y) & (marks.y <= here.bottom())

        return self._in_shape(box, mask, grain)

    def in_lasso(self, lasso: QPolygonF, grain: Grain) -> Selection:
        """The same in a closed line drawn by hand (crossings of a ray to the right)."""
        corners = [(point.x(), point.y()) for point in lasso.toList()]

        def mask(item: ZoneItem) -> Mask:
            order, (left, top) = item.marks.by_height, (item.x(), item.y())
            flags = np.zeros(len(order), np.bool_)
            x, y = item.marks.x[order] + left, item.marks.y[order] + top
            flags[order] = inside_polygon(x, y, corners)
            return flags

        return self._in_shape(lasso.boundingRect(), mask, grain)

    def everything(self, grain: Grain) -> Selection:
        """All that can be selected."""
        if grain is Grain.SEAT:
            return self._seats((index, item, _every(item)) for index, item in self._searched())
        found: list[Place] = []
        for index, item in self._searched():
            found.extend(_coarse(index, item, _every(item), grain))
            if self.only is not None or not item.zone.rows:
                found.extend(AreaAt(index, area) for area in range(len(item.zone.areas)))
        return frozenset(found)

    def _in_shape(self, box: QRectF, mask: Callable[[ZoneItem], Mask], grain: Grain) -> Selection:
        touched = (
            (index, item, mask(item))
            for index, item in self._searched()
            if item.rect().translated(item.pos()).intersects(box)
        )
        if grain is Grain.SEAT:
            return self._seats(touched)
        found: list[Place] = []
        for index, item, inside in touched:
            found.extend(_coarse(index, item, inside, grain))
        for index, _ in self._searched():
            found.extend(self._areas_in(index, box))
        return frozenset(found)

    def _seats(self, inside: Iterable[tuple[int, ZoneItem, Mask]]) -> Selection:
        """Seats one by one; the canvas is told already what it asks of a selection."""
        found: list[SeatAt] = []
        by_zone: dict[int, ChosenInZone] = {}
        with collector_paused():
            for index, item, mask in inside:
                if mask.any():
                    chosen = by_zone[index] = ChosenInZone.of_seats(item.marks, mask)
                    # A named tuple's own constructor takes three times as long.
                    places = zip(repeat(index), *chosen.seats.tolist(), strict=False)
                    found.extend(map(_seat_at, places))
            selection: Selection = frozenset(found)
        self._remember(selection, by_zone)
        return selection

    def _areas_in(self, index: int, box: QRectF) -> Iterator[AreaAt]:
        """Areas that lie in the box as a whole: a stage is not to be caught by accident."""
        item = self._areas[index]
        for number, area in enumerate(item.zone.areas):
            outline = AreasItem.outlines(area)
            if box.contains(outline.box.translated(item.pos())):
                yield AreaAt(index, number)


def _every(item: ZoneItem) -> Mask:
    return np.ones(len(item.marks), np.bool_)


def _coarse(
    index: int, item: ZoneItem, mask: Mask, grain: Grain
) -> Sequence[ZoneAt] | Sequence[RowAt]:
    """The section, or its rows, if any of their seats are meant."""
    if grain is Grain.SECTION:
        return [ZoneAt(index)] if mask.any() else []
    rows = np.flatnonzero(np.bincount(item.marks.row_of[mask]))
    return [RowAt(index, row) for row in rows.tolist()]
