"""The map that shows what a delivery will mark, before it is booked."""

from collections.abc import Mapping
from uuid import UUID

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.services.purchasing.previewing import SeatMark
from desktop.controls import Look, frame, icon_button, label
from desktop.desk import Desk
from desktop.plan_pictures import PlanPictures
from desktop.theme import space, theme
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.seat_map import HoverCard, SeatMapPlan, SeatMapView, SeatStates, SeatStatus
from desktop.widgets.seat_map.background_switch import background_switch
from desktop.widgets.seat_map.camera import STEP
from desktop.widgets.seat_map.colors import current_colors, map_hues
from desktop.widgets.seat_map.floor_switch import FloorSwitch
from desktop.widgets.seat_map.overview import Overview
from desktop.widgets.seat_map.selection import Ranks
from desktop.widgets.seat_map.styles import swatch

SWATCH = 14
LOOKS: Mapping[SeatMark, SeatStatus] = {
    SeatMark.NOT_COVERED: SeatStatus.NOT_OWNED,
    SeatMark.COVERED: SeatStatus.RETURNED,
    SeatMark.OURS: SeatStatus.SOLD,
    SeatMark.ARRIVING: SeatStatus.AVAILABLE,
    SeatMark.REFUSED: SeatStatus.BLOCKED,
}
WORDS = {
    SeatMark.ARRIVING: "Will be ours",
    SeatMark.REFUSED: "Can't be received",
    SeatMark.OURS: "Already ours",
    SeatMark.COVERED: "Covered, not listed",
    SeatMark.NOT_COVERED: "Not covered",
}
MARK_OF = {look: mark for mark, look in LOOKS.items()}
_LOOK_OF = np.array([LOOKS[mark] for mark in SeatMark], np.uint8)


class _Card(HoverCard):
    """Says what the delivery does to the seat instead of its status."""

    def show_seat(
        self, plan: SeatMapPlan, states: SeatStates, rank: int, status: SeatStatus
    ) -> None:
        super().show_seat(plan, states, rank, status)
        self._status.setText(WORDS[MARK_OF[status]])
        self._rows.activate()
        self.adjustSize()


class _View(SeatMapView):
    """To look at: nothing on it can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.card.deleteLater()
        self.card = _Card(self.colors, self)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # nothing to select

    def selectable(self, ranks: Ranks) -> Ranks:
        return ranks[:0]

    def seat_words(self, rank: int) -> str:
        return f"{self.plan.seat_name(rank)}, {WORDS[MARK_OF[self.status(rank)]]}"


class PreviewMap(QFrame):
    """The map with a legend of its own; grey until the first preview is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.view = _View()
        self.pictures = PlanPictures(self, desk, self.view)
        self.overview = Overview(self.view)
        self.floors = FloorSwitch(self.view, self)
        self._entries = {mark: _Entry(mark) for mark in WORDS}
        self.setProperty("look", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._footer())
        self.setFocusProxy(self.view)

    def set_plan(self, plan: SeatMapPlan, plan_id: UUID) -> None:
        """Show a venue's published plan."""
        self.view.set_plan(plan)
        self.pictures.follow(plan_id)

    def show_marks(self, marks: npt.NDArray[np.uint8]) -> None:
        """Show a `SeatMark` a seat, in rank order."""
        self.view.set_states(SeatStates(_LOOK_OF[marks]))
        counts = np.bincount(marks, minlength=len(SeatMark))
        for mark, entry in self._entries.items():
            entry.show_count(int(counts[mark]))

    def _footer(self) -> QWidget:
        footer = frame("footer")
        line = QHBoxLayout(footer)
        line.setContentsMargins(space(3), space(2), space(2), space(2))
        line.setSpacing(space(1))
        legend = FlowLayout(gap=4, line_gap=1)
        for entry in self._entries.values():
            legend.addWidget(entry)
        line.addLayout(legend, 1)
        line.addWidget(self.floors)
        line.addWidget(background_switch(self.view))
        camera = self.view.camera
        line.addWidget(icon_button("minus", "Zoom out (-)", lambda: camera.zoom(1 / STEP)))
        line.addWidget(icon_button("plus", "Zoom in (+)", lambda: camera.zoom(STEP)))
        line.addWidget(icon_button("fit", "Show the whole plan (0)", camera.fit))
        return footer


class _Entry(QWidget):
    """A mark of the legend, its meaning and how many seats have it."""

    def __init__(self, mark: SeatMark) -> None:
        super().__init__()
        self._mark = mark
        self._picture = QLabel()
        self._words = label(WORDS[mark], Look.SMALL)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(1))
        layout.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._words)
        theme().changed.connect(self._paint)
        map_hues().changed.connect(self._paint)
        self._paint()
        self.hide()

    def show_count(self, seats: int) -> None:
        """Say how many seats there are; an entry without any is left out."""
        self._words.setText(f"{WORDS[self._mark]} {seats:,}")
        self.setVisible(seats > 0)

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(swatch(current_colors(), LOOKS[self._mark], SWATCH, ratio))
