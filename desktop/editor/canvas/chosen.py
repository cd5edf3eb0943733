"""What of each section is selected, as masks over its seats, rows and areas."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, Selection, ZoneAt
from core.domain.venues.plan import Area
from desktop.editor.canvas.marks import ZoneMarks

Mask = npt.NDArray[np.bool_]
Pairs = npt.NDArray[np.intp]  # row and seat, shaped (n, 2); an array, for the collector walks lists
NO_PAIRS: Pairs = np.zeros((0, 2), np.intp)


@dataclass(eq=False)
class ChosenInZone:
    """Compared by identity, so that what was drawn with it is found again after an undo."""

    whole: bool = False
    rows: set[int] = field(default_factory=set)
    areas: set[int] = field(default_factory=set)
    seats: Pairs = field(default_factory=lambda: NO_PAIRS)
    box: tuple[ZoneMarks, tuple[Area, ...], QRectF] | None = None
    _mask: tuple[ZoneMarks, Mask] | None = None

    @classmethod
    def of_seats(cls, marks: ZoneMarks, mask: Mask) -> "ChosenInZone":
        """Single seats, one flag a seat of the section."""
        inside = np.flatnonzero(mask)
        rows = marks.row_of[inside]
        seats = inside - np.asarray(marks.starts, np.intp)[rows]
        return cls(seats=np.column_stack((rows, seats)), _mask=(marks, mask))

    def mask(self, marks: ZoneMarks) -> Mask:
        """One flag a seat: selected by itself, or with its row or section."""
        if self._mask is None or self._mask[0] is not marks:
            flags = np.full(len(marks), self.whole, np.bool_)
            for row in self.rows:
                if row < len(marks.rows):
                    flags[marks.part(row)] = True
            if len(self.seats):
                flags[self._indexes(marks)] = True
            self._mask = marks, flags
        return self._mask[1]

    def _indexes(self, marks: ZoneMarks) -> npt.NDArray[np.intp]:
        starts = np.asarray(marks.starts, np.intp)
        pairs = self.seats[self.seats[:, 0] < len(marks.rows)]
        fits = pairs[:, 1] < np.diff(starts)[pairs[:, 0]]
        indexes: npt.NDArray[np.intp] = starts[pairs[fits, 0]] + pairs[fits, 1]
        return indexes


def by_zone(selection: Selection) -> dict[int, ChosenInZone]:
    """What is selected, section by section; sections without any of it are left out."""
    found: defaultdict[int, ChosenInZone] = defaultdict(ChosenInZone)
    seats = [place for place in selection if isinstance(place, SeatAt)]
    for place in selection if len(seats) < len(selection) else ():
        if isinstance(place, RowAt):
            found[place.zone].rows.add(place.row)
        elif isinstance(place, AreaAt):
            found[place.zone].areas.add(place.area)
        elif isinstance(place, ZoneAt):
            found[place.zone].whole = True
    triples = np.array(seats, np.intp).reshape(-1, 3)
    for zone in np.flatnonzero(np.bincount(triples[:, 0])).tolist() if seats else ():
        found[zone].seats = triples[triples[:, 0] == zone, 1:]
    return dict(found)
