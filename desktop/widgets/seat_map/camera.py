"""Where the map's view looks: fit, zoom at a point, pan, and bring a part into sight."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

LARGEST_SEAT = 72.0  # pixels
READABLE_SEAT = 22.0  # pixels; a found seat is shown at least this large
SMALLEST_SHARE_OF_FIT = 0.6
FIT_MARGIN = 18  # pixels around the plan when it is fitted
PAN_SHARE = 0.5  # of the plan that may be pushed out on each side
STEP = 1.3


class Camera:
    """Moves one QGraphicsView over its plan; `moved` is called after each change of scale."""

    def __init__(self, view: QGraphicsView, moved: Callable[[], None]) -> None:
        self._view = view
        self._moved = moved
        self._bounds = self._focus = QRectF(0, 0, 1, 1)
        self._seat_size = 1.0
        self.fitted = True
        self._held: QPoint | None = None

    @property
    def scale(self) -> float:
        """Pixels a plan unit."""
        return self._view.transform().m11()

    def look_over(self, bounds: QRectF, seat_size: float) -> None:
        """Take on another plan and fit it."""
        self._bounds = self._focus = bounds
        self._seat_size = seat_size
        self.fitted = True
        self.look_around(bounds)

    def look_around(self, bounds: QRectF) -> None:
        """Take on what lies around the plan too; who looks at a part of it keeps looking at it."""
        middle, whole = self.window.center(), self._focus == self._bounds
        dx, dy = bounds.width() * PAN_SHARE, bounds.height() * PAN_SHARE
        self._bounds = bounds
        self._focus = bounds if whole else self._focus
        self._view.setSceneRect(bounds.adjusted(-dx, -dy, dx, dy))
        if self.fitted:
            self.fit()
        else:
            self._view.centerOn(middle)

    def focus_on(self, part: QRectF) -> None:
        """Take this part, such as a storey, for the whole plan when fitting; and fit it."""
        self._focus = part
        self.fit()

    def fit(self) -> None:
        """Show the whole plan; it stays fitted when the window is resized."""
        self._set_scale(self._fit_scale(self._focus))
        self._view.centerOn(self._focus.center())
        self.fitted = True

    @property
    def window(self) -> QRectF:
        """The part of the plan in sight, in plan units."""
        inverse, _ = self._view.viewportTransform().inverted()
        return inverse.mapRect(QRectF(self._view.viewport().rect()))

    def centre(self, place: QPointF) -> None:
        """Bring a place of the plan into the middle."""
        self._view.centerOn(place)
        self.fitted = False

    def drag(self, held: QPointF, at: QPointF) -> None:
        """Move the plan so that the place held comes to lie under a point of the viewport."""
        off = self._view.viewportTransform().map(held) - at
        self.pan(QPoint(round(off.x()), round(off.y())))

    def _fit_scale(self, part: QRectF) -> float:
        size = self._view.viewport().size()
        width = max(size.width() - 2 * FIT_MARGIN, 20)
        height = max(size.height() - 2 * FIT_MARGIN, 20)
        scale = min(width / max(part.width(), 1e-6), height / max(part.height(), 1e-6))
        return min(scale, LARGEST_SEAT / self._seat_size)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor; the plan's point under `at` (viewport pixels) stays where it is."""
        middle = QPointF(self._view.viewport().rect().center())
        at = middle if at is None else at
        least = self._fit_scale(self._bounds) * SMALLEST_SHARE_OF_FIT
        wanted = min(max(self.scale * factor, least), LARGEST_SEAT / self._seat_size)
        if wanted == self.scale:
            return
        held = self.plan_point(at)
        self._set_scale(wanted)
        self.drag(held, at)

    def plan_point(self, at: QPointF) -> QPointF:
        """The plan's point under a point of the viewport."""
        inverse, _ = self._view.viewportTransform().inverted()
        return inverse.map(at)

    def _set_scale(self, scale: float) -> None:
        self._view.setTransform(QTransform.fromScale(scale, scale))
        self._moved()

    def pan(self, by: QPoint) -> None:
        """Move the window over the plan by whole pixels."""
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        # Each scroll moves a whole picture of the window: both ways go at once.
        self._held = QPoint()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())
        moved, self._held = self._held, None
        if not moved.isNull():
            self._view.scrollContentsBy(moved.x(), moved.y())
        self.fitted = False

    def holds(self, dx: int, dy: int) -> bool:
        """Whether a scroll of the view waits for the other way's; else the view goes at once."""
        if self._held is not None:
            self._held += QPoint(dx, dy)
        return self._held is not None

    def show_part(self, part: QRectF) -> None:
        """Fill the view with a part of the plan."""
        self._set_scale(self._fit_scale(part))
        self._view.centerOn(part.center())
        self.fitted = False

    def reveal(self, place: QPointF) -> None:
        """Scroll until a place is in sight, well inside the edges."""
        margin = 40
        inside = self._view.viewport().rect().adjusted(margin, margin, -margin, -margin)
        at = self._view.mapFromScene(place)
        if inside.contains(at):
            return
        dx = min(at.x() - inside.left(), 0) + max(at.x() - inside.right(), 0)
        dy = min(at.y() - inside.top(), 0) + max(at.y() - inside.bottom(), 0)
        self.pan(QPoint(dx, dy))

    def read(self, place: QPointF) -> None:
        """Centre a place, close enough to read its number."""
        if self.scale * self._seat_size < READABLE_SEAT:
            self._set_scale(READABLE_SEAT / self._seat_size)
        self._view.centerOn(place)
        self.fitted = False
