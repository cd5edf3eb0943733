"""Finds what lies at a point, in a rectangle, in a lasso: seats, rows, sections, areas."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from core.domain.venues.editing.places import AreaAt, Place, RowAt, SeatAt, Selection, ZoneAt
from desktop.editor.canvas.areas import DrawnAreas
from desktop.editor.canvas.chosen import ChosenInZone
from desktop.editor.canvas.seat_places import SeatPlaces
from desktop.editor.canvas.section import DrawnSection
from desktop.editor.grain import Grain
from desktop.widgets.seat_map.polygons import inside_polygon

Mask = npt.NDArray[np.bool_]

HIT_REACH = 1.24  # of a seat's radius around its centre
TABLE_REACH = 0.5


class Finder:
    """Looks at the sections of a scene; `only` keeps the search to one section."""

    def __init__(
        self,
        sections: Sequence[DrawnSection],
        radius: float,
        places: SeatPlaces,
        remember: Callable[[Selection, dict[int, ChosenInZone]], None],
    ) -> None:
        self._sections = sections
        self._radius = radius
        self._places = places
        self._remember = remember
        self.only: int | None = None

    def _searched(self) -> Iterator[tuple[int, DrawnSection]]:
        """The sections that can be touched, the topmost first."""
        for index in range(len(self._sections) - 1, -1, -1):
            section = self._sections[index]
            if (self.only is None or self.only == index) and section.reachable:
                yield index, section

    # At a point

    def seat_at(self, at: QPointF, reach: float = 0.0) -> SeatAt | None:
        """The seat nearest to a point, at most a seat's reach away."""
        best: SeatAt | None = None
        most = max(self._radius * HIT_REACH, reach)
        for index, section in self._searched():
            place = at - section.at
            if not section.room.contains(place) or not len(section.marks):
                continue
            distances = np.hypot(section.marks.x - place.x(), section.marks.y - place.y())
            nearest = int(distances.argmin())
            if distances[nearest] <= most:
                most = float(distances[nearest])
                row = int(section.marks.row_of[nearest])
                best = SeatAt(index, row, nearest - section.marks.starts[row])
        return best

    def table_at(self, at: QPointF) -> RowAt | None:
        """The table whose top lies under a point."""
        for index, section in self._searched():
            place = at - section.at
            for row, table in section.marks.tables:
                off = place - QPointF(row.x, row.y)
                if max(abs(off.x()) / table.width, abs(off.y()) / table.height) <= TABLE_REACH:
                    return RowAt(
                        index, next(i for i, one in enumerate(section.marks.rows) if one is row)
                    )
        return None

    def floor_at(self, at: QPointF) -> ZoneAt | None:
        """The section whose outline holds a point."""
        for index, section in self._searched():
            if section.outline.containsPoint(at - section.at, Qt.FillRule.WindingFill):
                return ZoneAt(index)
        return None

    def area_at(self, at: QPointF) -> AreaAt | None:
        """The topmost area under a point; a text counts by its box."""
        for index, section in self._searched():
            place = at - section.at
            if not section.areas.room.contains(place):
                continue
            for number in range(len(section.zone.areas) - 1, -1, -1):
                outline = DrawnAreas.outlines(section.zone.areas[number])
                in_text = outline.turn.map(QPolygonF(outline.text_box)).containsPoint(
                    place, Qt.FillRule.OddEvenFill
                )
                if outline.path.contains(place) or in_text:
                    return AreaAt(index, number)
        return None

    # In a shape

    def in_box(self, box: QRectF, grain: Grain) -> Selection:
        """Seats with their centre in the box; rows and sections of which any seat is in it."""

        def mask(section: DrawnSection) -> Mask:
            marks, here = section.marks, box.translated(-section.at)
            if here.contains(section.floor):
                return _every(section)
            across = (here.left() <= marks.x) & (marks.x <= here.right())
            return across & (here.top() <= marks.y) & (marks.y <= here.bottom())

        return self._in_shape(box, mask, grain)

    def in_lasso(self, lasso: QPolygonF, grain: Grain) -> Selection:
        """The same in a closed line drawn by hand (crossings of a ray to the right)."""
        corners = [(point.x(), point.y()) for point in lasso.toList()]

        def mask(section: DrawnSection) -> Mask:
            order, (left, top) = section.marks.by_height, (section.at.x(), section.at.y())
            flags = np.zeros(len(order), np.bool_)
            x, y = section.marks.x[order] + left, section.marks.y[order] + top
            flags[order] = inside_polygon(x, y, corners)
            return flags

        return self._in_shape(lasso.boundingRect(), mask, grain)

    def everything(self, grain: Grain) -> Selection:
        """All that can be selected."""
        if grain is Grain.SEAT:
            return self._seats(
                (index, section, _every(section)) for index, section in self._searched()
            )
        found: list[Place] = []
        for index, section in self._searched():
            found.extend(_coarse(index, section, _every(section), grain))
            if self.only is not None or not section.zone.rows:
                found.extend(AreaAt(index, area) for area in range(len(section.zone.areas)))
        return frozenset(found)

    def _in_shape(
        self, box: QRectF, mask: Callable[[DrawnSection], Mask], grain: Grain
    ) -> Selection:
        touched = (
            (index, section, mask(section))
            for index, section in self._searched()
            if section.room.translated(section.at).intersects(box)
        )
        if grain is Grain.SEAT:
            return self._seats(touched)
        found: list[Place] = []
        for index, section, inside in touched:
            found.extend(_coarse(index, section, inside, grain))
        for index, section in self._searched():
            found.extend(_areas_in(index, section, box))
        return frozenset(found)

    def _seats(self, inside: Iterable[tuple[int, DrawnSection, Mask]]) -> Selection:
        """Seats one by one; the canvas is told already what it asks of a selection."""
        found: list[SeatAt] = []
        by_zone: dict[int, ChosenInZone] = {}
        for index, section, mask in inside:
            if mask.any():
                by_zone[index] = ChosenInZone.of_seats(section.marks, mask)
                found.extend(self._places.where(index, section.marks, mask))
        selection: Selection = frozenset(found)
        self._remember(selection, by_zone)
        return selection


def _areas_in(index: int, section: DrawnSection, box: QRectF) -> Iterator[AreaAt]:
    """Areas that lie in the box as a whole: a stage is not to be caught by accident."""
    for number, area in enumerate(section.zone.areas):
        outline = DrawnAreas.outlines(area)
        if box.contains(outline.box.translated(section.at)):
            yield AreaAt(index, number)


def _every(section: DrawnSection) -> Mask:
    return np.ones(len(section.marks), np.bool_)


def _coarse(
    index: int, section: DrawnSection, mask: Mask, grain: Grain
) -> Sequence[ZoneAt] | Sequence[RowAt]:
    """The section, or its rows, if any of their seats are meant."""
    if grain is Grain.SECTION:
        return [ZoneAt(index)] if mask.any() else []
    rows = np.flatnonzero(np.bincount(section.marks.row_of[mask]))
    return [RowAt(index, row) for row in rows.tolist()]
