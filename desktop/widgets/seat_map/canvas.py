"""The map without its input: plan, states, live changes, and the keyboard's cursor."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from core.domain.collecting import collector_paused
from desktop.backgrounds import backgrounds
from desktop.pictures import Picture
from desktop.theme import theme
from desktop.widgets.seat_map.building import SeatColumns, build_plan
from desktop.widgets.seat_map.camera import Camera
from desktop.widgets.seat_map.color_modes import Coloring
from desktop.widgets.seat_map.colors import SeatMapColors, current_colors, map_hues
from desktop.widgets.seat_map.finding import find_seats
from desktop.widgets.seat_map.plan import SeatMapPlan
from desktop.widgets.seat_map.scene import SeatMapScene
from desktop.widgets.seat_map.selection import Ranks
from desktop.widgets.seat_map.states import STATUS_WORDS, SeatStates, SeatStatus

REPAINT_EVERY = 60  # milliseconds between repaints of changes that come in from elsewhere


class SeatMapCanvas(QGraphicsView):
    """Shows a plan. Seats are named by rank, 0 to n-1; -1 is no seat.

    Without colours of its own it wears the theme's, and changes with it.
    """

    counts_changed = Signal(object)  # seats by status, an integer array of 7
    cursor_moved = Signal(int)
    legend_changed = Signal(object, object)  # a Coloring, and seats by its entries
    plan_changed = Signal()
    camera_moved = Signal()
    colors_changed = Signal()
    states_changed = Signal()
    background_changed = Signal()

    def __init__(self, colors: SeatMapColors | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        # The map fills all of it: Qt need not lay a ground first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setAccessibleName("Seat map")
        self.camera = Camera(self, self._scale_changed)
        self.colors = colors or current_colors()
        if colors is None:
            theme().changed.connect(self._follow_theme)
            map_hues().changed.connect(self._follow_theme)
        backgrounds().changed.connect(self._lay_background)
        self.picture: Picture | None = None
        self.cursor_rank = -1
        self._exposed: QRegion | None = None
        self._waiting: list[tuple[Ranks, npt.NDArray[np.uint8]]] = []
        self._pause = QTimer(self, singleShot=True, interval=REPAINT_EVERY)
        self._pause.timeout.connect(self._flush_if_waiting)
        self.set_plan(build_plan(SeatColumns((), (), (), (), ())))

    # Plan, states and colours

    @collector_paused()
    def set_plan(self, plan: SeatMapPlan) -> None:
        """Show another plan, no seat owned yet, nothing selected, all of it in sight."""
        self._waiting.clear()
        self.plan, self.picture = plan, None
        self.states = SeatStates(np.zeros(len(plan), np.uint8))
        self.cursor_rank = -1
        # The view does not own its scene; an attribute keeps it alive.
        self._scene = SeatMapScene(plan, self.colors, self.font())
        self.index = self._scene.index
        self.setScene(self._scene)
        self.camera.look_over(self._scene.bounds, plan.seat_size)
        self.plan_changed.emit()
        self.background_changed.emit()

    def set_states(self, states: SeatStates) -> None:
        """Take over the state of every seat; raises ValueError if they aren't as many as seats."""
        if len(states.status) != len(self.plan):
            raise ValueError(f"{len(states.status)} states for {len(self.plan)} seats")
        self._waiting.clear()
        self.states = states
        self._scene.show_states(states)
        self._states_turned()

    def set_colors(self, colors: SeatMapColors) -> None:
        """Take other colours, as when the theme is switched."""
        self.colors = colors
        self._scene.recolor(colors)
        self.colors_changed.emit()

    def show_background(self, picture: Picture | None) -> None:
        """The picture that the plan has under it, once it is read; forgotten with the plan."""
        self.picture = picture
        if picture is not None and self.plan.background is not None:
            self.camera.look_around(picture.around(self._scene.bounds, self.plan.background))
        self._lay_background()

    @property
    def background_shown(self) -> Picture | None:
        """The picture as it is seen: none while backgrounds are left out."""
        return self.picture if backgrounds().shown else None

    def _lay_background(self) -> None:
        self._scene.lay_picture(self.background_shown)
        self.background_changed.emit()

    @property
    def coloring(self) -> Coloring:
        """What the colours of the seats tell at the moment."""
        return self._scene.drawing.coloring

    def color_by(self, coloring: Coloring) -> None:
        """Colour the seats by something else; raises ValueError if it is of another plan."""
        if coloring.own is not None and len(coloring.own) != len(self.plan):
            raise ValueError(f"{len(coloring.own)} colours for {len(self.plan)} seats")
        self._scene.color_by(coloring)
        self._tell_legend()

    def entry_seats(self, entry: int) -> Ranks:
        """Ranks of the seats that an entry of the legend stands for."""
        return np.flatnonzero(self.coloring.codes(self._scene.status) == entry)

    def color_words(self, rank: int) -> str:
        """What a seat's colour means, where it says more than status, price and price level."""
        return self.coloring.meaning(rank, self.status(rank))

    def _tell_legend(self) -> None:
        self.legend_changed.emit(self.coloring, self._scene.drawing.code_counts())

    def _follow_theme(self) -> None:
        self.set_colors(current_colors())

    def counts(self) -> npt.NDArray[np.intp]:
        """Seats by status."""
        return self._scene.drawing.status_counts()

    @property
    def statuses(self) -> npt.NDArray[np.uint8]:
        """Every seat's status at the moment, in rank order."""
        return self._scene.status

    def status(self, rank: int) -> SeatStatus:
        """One seat's status."""
        return SeatStatus(int(self._scene.status[rank]))

    def show_seats_from(self, pixels: float) -> None:
        """Draw seats of at least this many pixels one by one, smaller ones as whole sections."""
        self._scene.drawing.show_seats_from(pixels)
        self.redraw()

    def redraw(self) -> None:
        """Draw everything anew, with nothing of what was drawn before."""
        self._scene.redraw()

    # Changes from elsewhere

    def apply_changes(self, ranks: Ranks, status: npt.NDArray[np.uint8]) -> None:
        """Some seats have changed: the first shows at once, a stream of them 16 times a second."""
        self._waiting.append((np.asarray(ranks, np.intp), np.asarray(status, np.uint8)))
        if not self._pause.isActive():
            self.flush_changes()

    def flush_changes(self) -> None:
        """Show the changes that wait for the next repaint now."""
        if self._waiting:
            ranks = np.concatenate([ranks for ranks, _ in self._waiting])
            status = np.concatenate([status for _, status in self._waiting])
            self._waiting.clear()
            self._scene.change_status(ranks, status)
            self._states_turned()
        self._pause.start()

    def _states_turned(self) -> None:
        self.counts_changed.emit(self.counts())
        self._tell_legend()
        self.states_changed.emit()

    def _flush_if_waiting(self) -> None:
        if self._waiting:
            self.flush_changes()

    # Cursor, finding, zooming

    def place(self, rank: int) -> QPointF:
        """Where a seat is, in plan units."""
        return QPointF(float(self.plan.x[rank]), float(self.plan.y[rank]))

    def seat_words(self, rank: int) -> str:
        """A seat with its status and price in words, for cards and screen readers."""
        parts = (
            self.plan.seat_name(rank),
            STATUS_WORDS[self.status(rank)],
            self.states.price_text(rank),
            self.color_words(rank),
            "selected" if self._scene.selection.flags[rank] else "",
        )
        return ", ".join(part for part in parts if part)

    def set_cursor_seat(self, rank: int) -> None:
        """Move the keyboard's cursor to a seat and bring it into sight."""
        self.cursor_rank = rank
        place = self.place(rank)
        self._scene.cursor.move_to(place.x(), place.y(), self.camera.scale)
        self.camera.reveal(place)
        self.setAccessibleDescription(self.seat_words(rank))
        self.cursor_moved.emit(rank)

    def hide_cursor(self) -> None:
        """Take the keyboard's cursor away; it returns where it was."""
        self._scene.cursor.hide()

    def find_seats(self, text: str) -> Ranks:
        """Go to the seats that the text names ("A 12", "Stalls C 14", "row C") and return them."""
        ranks = find_seats(self.plan, text)
        if len(ranks):
            self.show_seats(ranks)
        return ranks

    def show_seats(self, ranks: Ranks) -> None:
        """Bring seats into sight: one seat readable, several of them filling the view."""
        if len(ranks) == 1:
            self.camera.read(self.place(int(ranks[0])))
        else:
            x, y, reach = self.plan.x[ranks], self.plan.y[ranks], self.plan.seat_size * 2
            left, top = float(x.min()) - reach, float(y.min()) - reach
            part = QRectF(left, top, float(x.max()) + reach - left, float(y.max()) + reach - top)
            self.camera.show_part(part)
        self.set_cursor_seat(int(ranks[0]))

    def ring_seats(self, ranks: Ranks) -> None:
        """Draw a ring around seats that were looked for; no seats take the rings away."""
        self._scene.found.show_places([self.place(rank) for rank in ranks.tolist()])

    def zoom_to_section(self, section: int) -> None:
        """Fill the view with a section by its index."""
        self.camera.show_part(self._scene.sections[section].floor)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._exposed = event.region()
        super().paintEvent(event)
        self._exposed = None

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The window's picture of what stands still; on paper and in other pictures, all anew."""
        if self._exposed is None:
            super().drawBackground(painter, rect)
        else:
            self._scene.still.show(painter, self.viewport(), self._exposed)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self.camera.holds(dx, dy):
            return
        super().scrollContentsBy(dx, dy)
        self.camera_moved.emit()

    def _scale_changed(self) -> None:
        self.camera_moved.emit()
        if self.cursor_rank >= 0 and self._scene.cursor.isVisible():
            place = self.place(self.cursor_rank)
            self._scene.cursor.move_to(place.x(), place.y(), self.camera.scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.camera.fitted:
            self.camera.fit()
        self.camera_moved.emit()
