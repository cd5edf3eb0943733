"""What of each section is selected, as masks over its seats, rows and areas."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF

from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, Selection, ZoneAt
from core.domain.venues.plan import Area
from desktop.editor.canvas.marks import ZoneMarks

Mask = npt.NDArray[np.bool_]
Pairs = npt.NDArray[np.int32]  # rows and seats, shaped (2, n): the collector would walk lists
NO_PAIRS: Pairs = np.zeros((2, 0), np.int32)


@dataclass(eq=False)
class ChosenInZone:
    """Compared by identity, so that what was drawn with it is found again after an undo."""

    whole: bool = False
    rows: set[int] = field(default_factory=set)
    areas: set[int] = field(default_factory=set)
    seats: Pairs = field(default_factory=lambda: NO_PAIRS)
    box: tuple[ZoneMarks, tuple[Area, ...], QRectF] | None = None
    _mask: tuple[ZoneMarks, Mask, bool] | None = None

    @classmethod
    def of_seats(cls, marks: ZoneMarks, mask: Mask) -> "ChosenInZone":
        """Single seats, one flag a seat of the section."""
        every = bool(mask.all())
        seats = marks.places if every else marks.places[:, mask]
        return cls(seats=seats, _mask=(marks, mask, every))

    def mask(self, marks: ZoneMarks) -> Mask:
        """One flag a seat: selected by itself, or with its row or section."""
        return self._found(marks)[1]

    def alike(self, marks: ZoneMarks) -> "ChosenInZone":
        """One object for all selections that look the same: those of every seat do."""
        return EVERY if self.holds_every(marks) else self

    def holds_every(self, marks: ZoneMarks) -> bool:
        """Whether all seats are selected."""
        return self._found(marks)[2]

    def _found(self, marks: ZoneMarks) -> tuple[ZoneMarks, Mask, bool]:
        if self._mask is None or self._mask[0] is not marks:
            flags = np.full(len(marks), self.whole, np.bool_)
            for row in self.rows:
                if row < len(marks.rows):
                    flags[marks.part(row)] = True
            if self.seats.size:
                flags[self._indexes(marks)] = True
            self._mask = marks, flags, bool(flags.all())
        return self._mask

    def _indexes(self, marks: ZoneMarks) -> npt.NDArray[np.intp]:
        starts = np.asarray(marks.starts, np.intp)
        rows, seats = self.seats[:, self.seats[0] < len(marks.rows)]
        indexes: npt.NDArray[np.intp] = (starts[rows] + seats)[seats < np.diff(starts)[rows]]
        return indexes


EVERY = ChosenInZone(whole=True)


def by_zone(selection: Selection) -> dict[int, ChosenInZone]:
    """What is selected, section by section; sections without any of it are left out."""
    found: defaultdict[int, ChosenInZone] = defaultdict(ChosenInZone)
    seats = [place for place in selection if type(place) is SeatAt]
    for place in selection if len(seats) < len(selection) else ():
        if isinstance(place, RowAt):
            found[place.zone].rows.add(place.row)
        elif isinstance(place, AreaAt):
            found[place.zone].areas.add(place.area)
        elif isinstance(place, ZoneAt):
            found[place.zone].whole = True
    numbers = np.fromiter(chain.from_iterable(seats), np.int32, 3 * len(seats))
    zones, *pairs = numbers.reshape(-1, 3).T
    for zone in np.flatnonzero(np.bincount(zones)).tolist():
        found[zone].seats = np.stack(pairs)[:, zones == zone]
    return dict(found)
