"""The seats of a row and of a section as arrays, worked out once for each immutable row."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import cos, pi, sin

import numpy as np
import numpy.typing as npt

from core.domain.venues.extras import Table, table_of
from core.domain.venues.outlines import convex_hull, simplified
from core.domain.venues.plan import Point, Row, SeatMark
from desktop.editor.canvas.kept import Kept
from desktop.editor.canvas.looks import Look, Looks, kind_of
from desktop.widgets.seat_map.outlines import RowLines

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]

MOST_SEATS = 600_000  # kept as arrays, about 60 bytes a seat
LEAST_WEIGHT = 8
RAGGED = 0.35  # of the pitch by which the outline may leave the rows' ends
HULL_PADDING = 1.9  # radii from the outer seats of tables to the outline


@dataclass(frozen=True, slots=True, eq=False)
class RowMarks:
    """A row's seats relative to the row; `radius` is 0 where the seat has none of its own."""

    x: Floats
    y: Floats
    radius: Floats
    look: Codes
    number: Codes


@dataclass(frozen=True, eq=False)
class ZoneMarks:
    """All seats of a section relative to it; row r is `starts[r]` to `starts[r + 1]`."""

    rows: tuple[Row, ...]
    starts: tuple[int, ...]
    x: Floats
    y: Floats
    radius: Floats
    look: Codes
    number: Codes
    row_of: Codes
    row_texts: Codes
    tables: tuple[tuple[Row, Table], ...]

    def __len__(self) -> int:
        """How many seats there are."""
        return len(self.x)

    def part(self, row: int) -> slice:
        """Where a row's seats are."""
        return slice(self.starts[row], self.starts[row + 1])

    @cached_property
    def filled(self) -> Codes:
        """Indexes of the rows that have seats."""
        return np.flatnonzero(np.diff(self.starts)).astype(np.int32)

    @cached_property
    def ends(self) -> tuple[Codes, Codes]:
        """The first and the last seat of every filled row."""
        starts = np.asarray(self.starts, np.int32)
        return starts[self.filled], starts[self.filled + 1] - 1

    @cached_property
    def places(self) -> Codes:
        """The row and the number in its row of every seat, shaped (2, n)."""
        first = np.asarray(self.starts, np.int32)[self.row_of]
        return np.stack((self.row_of, np.arange(len(self), dtype=np.int32) - first))

    @cached_property
    def span(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the middles of all seats."""
        return span_of(self.x, self.y)

    @cached_property
    def by_height(self) -> npt.NDArray[np.intp]:
        """The seats' indexes sorted by y."""
        return np.argsort(self.y, kind="stable")

    @cached_property
    def pitch(self) -> float:
        """The usual distance of neighbours in a row; 0 where no row has two seats."""
        steps = np.hypot(np.diff(self.x), np.diff(self.y))[np.diff(self.row_of) == 0]
        steps = steps[steps > 0]
        return float(np.median(steps)) if len(steps) else 0.0

    @cached_property
    def middle(self) -> tuple[float, float]:
        """The seat nearest to the middle: of a curved section the middle may lie outside."""
        away = np.hypot(self.x - self.x.mean(), self.y - self.y.mean())
        nearest = int(away.argmin())
        return float(self.x[nearest]), float(self.y[nearest])

    def outline(self, radius: float) -> tuple[tuple[float, float], ...]:
        """A polygon around all seats; empty without seats."""
        if not len(self):
            return ()
        # A seat's width and a quarter: the outline shall not be wider where seats stand apart.
        pitch = min(self.pitch or radius * 2.5, radius * 2.5)
        if self.tables:
            return self._hull(radius * HULL_PADDING)
        starts = np.append(np.asarray(self.starts, np.int32)[self.filled], len(self))
        seats = np.column_stack((self.x, self.y)).astype(np.float32)
        section = np.zeros(len(self), np.int32)
        ring = RowLines(seats, starts.astype(np.int32), section, pitch).outlines[0]
        path = [Point(*corner) for corner in (*ring, ring[0])]
        return tuple(simplified(path, pitch * RAGGED)[:-1])

    def _hull(self, padding: float) -> tuple[tuple[float, float], ...]:
        """The convex hull of all seats, with room around it: tables stand in no line."""
        rim = convex_hull([Point(*at) for at in zip(self.x.tolist(), self.y.tolist(), strict=True)])
        turns = [step * pi / 6 for step in range(12)]
        corners = [
            Point(x + padding * cos(turn), y + padding * sin(turn))
            for x, y in rim
            for turn in turns
        ]
        return tuple(convex_hull(corners))


class Texts(dict[str, int]):
    """A code for every text that is written on a seat or beside a row; codes never change."""

    def __init__(self, first: Sequence[str]) -> None:
        super().__init__()
        self.all: list[str] = []
        for text in first:
            _ = self[text]

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self.all)
        self.all.append(text)
        return code


class Marks:
    """Makes and keeps the arrays of rows and sections."""

    def __init__(self, looks: Looks, texts: Texts) -> None:
        self._looks = looks
        self._texts = texts
        self.of_seats: Kept[tuple[SeatMark, ...], RowMarks] = Kept(
            self._row, most=MOST_SEATS, weigh=lambda made: len(made.x) + LEAST_WEIGHT
        )
        self.of_rows: Kept[tuple[Row, ...], ZoneMarks] = Kept(
            self._zone, most=MOST_SEATS, weigh=lambda made: len(made) + LEAST_WEIGHT
        )

    def _row(self, seats: tuple[SeatMark, ...]) -> RowMarks:
        if not seats:
            none = np.zeros(0)
            return RowMarks(none, none, none, none.astype(np.int32), none.astype(np.int32))
        _, numbers, xs, ys, categories, radii, types, _, extras = zip(*seats, strict=True)
        looks = [self._looks[pair] for pair in zip(categories, types, strict=True)]
        if any(extras):
            for index, mark in enumerate(seats):
                if mark.extra:
                    looks[index] = self._looks.code(Look(mark.category, kind_of(mark)))
        return RowMarks(
            np.array(xs, np.float64),
            np.array(ys, np.float64),
            np.array([radius or 0.0 for radius in radii]),
            np.array(looks, np.int32),
            np.array([self._texts[number] for number in numbers], np.int32),
        )

    def _zone(self, rows: tuple[Row, ...]) -> ZoneMarks:
        found = [self.of_seats(row.seats) for row in rows]
        counts = [len(row.seats) for row in rows]
        return ZoneMarks(
            rows=rows,
            starts=(0, *accumulate(counts)),
            x=_joined([marks.x for marks in found]) + np.repeat([row.x for row in rows], counts),
            y=_joined([marks.y for marks in found]) + np.repeat([row.y for row in rows], counts),
            radius=_joined([marks.radius for marks in found]),
            look=_joined([marks.look for marks in found]).astype(np.int32),
            number=_joined([marks.number for marks in found]).astype(np.int32),
            row_of=np.repeat(np.arange(len(rows), dtype=np.int32), counts),
            row_texts=np.array([self._texts[row.number] for row in rows], np.int32),
            tables=tuple((row, table) for row in rows if row.extra and (table := table_of(row))),
        )


def span_of(x: Floats, y: Floats) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of some places, of which there is at least one."""
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _joined(parts: Sequence[npt.NDArray[np.generic]]) -> npt.NDArray[np.float64]:
    return np.concatenate(parts) if parts else np.zeros(0)
