"""The whole plan in a corner while one looks at a part of it: drag the frame, or click a place."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.theme import RADIUS, space
from desktop.widgets.seat_map.backgrounds import strength_on
from desktop.widgets.seat_map.camera import Camera
from desktop.widgets.seat_map.plan import Points
from desktop.widgets.seat_map.selecting import SelectingCanvas

WIDEST = QSize(190, 130)
LEAST = QSize(64, 48)
MARGIN = 6
OPPOSITE = 2  # corners that stand for a box
SHOWN_FROM = 0.98  # of the plan's width and height in sight: nothing is left to overlook


class Overview(QWidget):
    """Lies over the lower right corner of a map; hidden while all of the plan is in sight."""

    def __init__(self, view: SelectingCanvas) -> None:
        super().__init__(view)
        self._view = view
        self._picture: QPixmap | None = None
        self._held: QPointF | None = None
        self.setAccessibleName("Overview of the plan")
        self.setToolTip("Drag the frame to look elsewhere")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        view.plan_changed.connect(self._plan_changed)
        view.floor_changed.connect(self._forget)
        view.camera_moved.connect(self._follow)
        view.colors_changed.connect(self._forget)
        view.background_changed.connect(self._forget)
        view.installEventFilter(self)
        self._plan_changed()

    @property
    def camera(self) -> Camera:
        """The camera that the frame moves."""
        return self._view.camera

    def frame(self) -> QRectF:
        """The part in sight, in this widget's pixels."""
        return QRectF(
            self._here(self.camera.window.topLeft()), self._here(self.camera.window.bottomRight())
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        frame = self.frame()
        self._held = at - frame.center() if frame.contains(at) else QPointF()
        self._look_at(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._look_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        self._held = None

    def _look_at(self, at: QPointF) -> None:
        held = self._held or QPointF()
        self.camera.centre(self._there(at - held))

    def _plan_changed(self) -> None:
        left, top, right, bottom = self._view.plan.bounds
        self._bounds = QRectF(left, top, max(right - left, 1e-6), max(bottom - top, 1e-6))
        room = WIDEST - QSize(2 * MARGIN, 2 * MARGIN)
        scale = min(room.width() / self._bounds.width(), room.height() / self._bounds.height())
        self._scale = scale
        plan = QSizeF(self._bounds.width() * scale, self._bounds.height() * scale)
        self.resize((plan + QSizeF(2 * MARGIN, 2 * MARGIN)).toSize().expandedTo(LEAST))
        self._corner = QPointF(
            (self.width() - plan.width()) / 2, (self.height() - plan.height()) / 2
        )
        self._forget()
        self._follow()

    def _forget(self) -> None:
        self._picture = None
        self.update()

    def _follow(self) -> None:
        sight = self.camera.window & self._bounds
        small = self.width() * 2 > self._view.width() or self.height() * 3 > self._view.height()
        whole = (
            sight.width() >= self._bounds.width() * SHOWN_FROM
            and sight.height() >= self._bounds.height() * SHOWN_FROM
        )
        self.setVisible(not whole and not small)
        corner = self._view.rect().bottomRight()
        self.move(corner.x() - self.width() - space(3), corner.y() - self.height() - space(3))
        self.update()

    def _here(self, place: QPointF) -> QPointF:
        return (place - self._bounds.topLeft()) * self._scale + self._corner

    def _there(self, at: QPointF) -> QPointF:
        return (at - self._corner) / self._scale + self._bounds.topLeft()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            self._picture = self._draw()
        colors = self._view.colors
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = QColor(colors.cursor)
        fill.setAlphaF(0.16)
        painter.setPen(QPen(QColor(colors.cursor), 1.5))
        painter.setBrush(fill)
        inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(self.frame() & inside, 2, 2)
        painter.end()

    def _draw(self) -> QPixmap:
        """The plan's shapes, once a plan, floor and colour scheme."""
        view, ratio = self._view, self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(view.colors.card_edge), 1))
        painter.setBrush(QColor(view.colors.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._draw_background(painter)
        painter.setPen(Qt.PenStyle.NoPen)
        surfaces = [area.points for area in view.plan.areas if area.kind != "text"]
        self._fill(painter, [_corners(points) for points in surfaces], QColor(view.colors.stage))
        shown = [
            section.outline for section in view.plan.sections if view.floor in (None, section.level)
        ]
        tint = QColor(view.colors.muted)
        tint.setAlphaF(0.45)
        self._fill(painter, shown, tint)
        painter.end()
        return picture

    def _draw_background(self, painter: QPainter) -> None:
        """What of the picture lies under the plan."""
        picture, laid = self._view.background_shown, self._view.plan.background
        if picture is None or laid is None:
            return
        painter.save()
        painter.setClipRect(QRectF(self._corner, self._bounds.size() * self._scale))
        painter.translate(self._here(QPointF()))
        painter.scale(self._scale, self._scale)
        picture.draw(painter, laid, strength=strength_on(self._view.colors))
        painter.restore()

    def _fill(self, painter: QPainter, outlines: list[Points], color: QColor) -> None:
        painter.setBrush(color)
        for outline in outlines:
            painter.drawPolygon(QPolygonF([self._here(QPointF(x, y)) for x, y in outline]))


def _corners(points: Points) -> Points:
    """A polygon's corners; of two opposite corners of a box all four."""
    if len(points) != OPPOSITE:
        return points
    (left, top), (right, bottom) = points
    return ((left, top), (right, top), (right, bottom), (left, bottom))
