"""What is to be drawn on paper: a plan, how its seats stand, and the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from desktop.pictures import Picture
from desktop.theme import font
from desktop.widgets.seat_map.color_modes import BY_VALUE, Coloring, ColorMode, Entry, kind_entries
from desktop.widgets.seat_map.colors import LIGHT, SeatMapColors
from desktop.widgets.seat_map.plan import SEAT_TYPE_WORDS, SeatMapPlan
from desktop.widgets.seat_map.states import SeatStatus


@dataclass(frozen=True, slots=True)
class Guest:
    """Whose seats these are, by rank: a line of the house dressing."""

    name: str
    booking: str
    ranks: tuple[int, ...]


@dataclass(frozen=True)
class MapSheet:
    """A seat map as paper shows it: always in light colours, by `coloring` and `status` a seat.

    `lines` stand below the title; `guests`, if any, are listed on pages of their own; `picture` is
    the plan's background, if it is wanted.
    """

    plan: SeatMapPlan
    title: str
    lines: tuple[str, ...]
    coloring: Coloring
    status: npt.NDArray[np.uint8]
    guests: tuple[Guest, ...] = ()
    picture: Picture | None = None
    colors: SeatMapColors = LIGHT
    font: QFont = field(default_factory=lambda: QFont(font()))

    def codes(self) -> npt.NDArray[np.uint8]:
        """Every seat's entry of the colouring."""
        return self.coloring.codes(self.status)

    @cached_property
    def frame(self) -> QRectF:
        """What is drawn, in plan units: the plan, and what of its background is near it."""
        left, top, right, bottom = self.plan.bounds
        own = QRectF(left, top, right - left, bottom - top)
        if self.picture is None or self.plan.background is None:
            return own
        return self.picture.around(own, self.plan.background)

    @cached_property
    def ground(self) -> tuple[QRectF, QImage] | None:
        """The background inside the frame, faded on white: not every printer knows transparency.

        Cut and faded once, so that the pages of a PDF share it.
        """
        if self.picture is None or self.plan.background is None:
            return None
        box, whole = self.picture.box(self.plan.background), self.picture.sizes[0]
        seen = box & self.frame
        scale = whole.width() / box.width()
        part = QRectF((seen.topLeft() - box.topLeft()) * scale, seen.size() * scale)
        if part.toRect().isEmpty():
            return None
        image = QImage(part.size().toSize(), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setOpacity(self.plan.background.opacity)
        painter.drawImage(QPointF(), whole, part)
        painter.end()
        return seen, image

    def worn(self) -> Sequence[tuple[Entry, int]]:
        """The entries that seats wear, and how many do."""
        counts = np.bincount(self.codes(), minlength=len(self.coloring.entries))
        pairs = zip(self.coloring.entries, counts.tolist(), strict=True)
        return [(entry, count) for entry, count in pairs if count]


def venue_sheet(plan: SeatMapPlan, name: str, picture: Picture | None = None) -> MapSheet:
    """An empty house, its seats by type."""
    words = tuple(word or "Seat" for word in SEAT_TYPE_WORDS)
    by_type = Coloring(
        ColorMode.STATUS,
        kind_entries(words),
        np.full(len(SeatStatus), BY_VALUE, np.uint8),
        own=plan.seat_type,
    )
    seats, sections = f"{len(plan):,} seats", f"{len(plan.sections):,} sections"
    status = np.full(len(plan), SeatStatus.AVAILABLE, np.uint8)
    line = f"{seats} in {sections}"
    return MapSheet(plan, name, (line,), by_type, status, picture=picture)
