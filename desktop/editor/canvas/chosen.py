"""What of each section is selected, as masks over its seats, rows and areas."""

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, Selection, ZoneAt
from desktop.editor.canvas.marks import ZoneMarks


@dataclass(eq=False)
class ChosenInZone:
    """Compared by identity, so that what was drawn with it is found again after an undo."""

    whole: bool = False
    rows: set[int] = field(default_factory=set)
    seats: list[tuple[int, int]] = field(default_factory=list)
    areas: set[int] = field(default_factory=set)
    _mask: tuple[ZoneMarks, npt.NDArray[np.bool_]] | None = None

    def mask(self, marks: ZoneMarks) -> npt.NDArray[np.bool_]:
        """One flag a seat: selected by itself, or with its row or section."""
        if self._mask is None or self._mask[0] is not marks:
            flags = np.full(len(marks), self.whole, np.bool_)
            for row in self.rows:
                if row < len(marks.rows):
                    flags[marks.part(row)] = True
            if self.seats:
                flags[self._indexes(marks)] = True
            self._mask = marks, flags
        return self._mask[1]

    def _indexes(self, marks: ZoneMarks) -> npt.NDArray[np.intp]:
        pairs = np.array(self.seats, np.intp)
        starts = np.asarray(marks.starts, np.intp)
        known = pairs[:, 0] < len(marks.rows)
        rows, seats = pairs[known, 0], pairs[known, 1]
        fits = seats < np.diff(starts)[rows]
        indexes: npt.NDArray[np.intp] = starts[rows[fits]] + seats[fits]
        return indexes


def by_zone(selection: Selection) -> dict[int, ChosenInZone]:
    """What is selected, section by section; sections without any of it are left out."""
    found: defaultdict[int, ChosenInZone] = defaultdict(ChosenInZone)
    for place in selection:
        # Thousands of seats are selected at once, so they come first.
        if isinstance(place, SeatAt):
            found[place[0]].seats.append(place[1:])
        elif isinstance(place, RowAt):
            found[place.zone].rows.add(place.row)
        elif isinstance(place, AreaAt):
            found[place.zone].areas.add(place.area)
        elif isinstance(place, ZoneAt):
            found[place.zone].whole = True
    return dict(found)
