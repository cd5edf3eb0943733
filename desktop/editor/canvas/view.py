"""The canvas without its input: a document's plan and selection, or the preview of an edit."""

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from core.domain.venues.editing.places import Edited, Selection
from core.domain.venues.plan import Plan, Point
from desktop.editor.canvas.colors import EditorColors
from desktop.editor.canvas.scene import EditorScene
from desktop.editor.document import PlanDocument
from desktop.theme import theme
from desktop.widgets.seat_map.camera import Camera

SETTLES_AFTER = 180  # milliseconds after the last change of scale
ROOM = 1.06  # of what is shown when something is brought into sight
CLOSEST = 24.0  # seats across the view, when a small place is shown


class EditorCanvas(QGraphicsView):
    """Follows its document; coordinates are the plan's."""

    opened_changed = Signal(object)  # the index of the section that is open, or None
    scale_changed = Signal(float)  # pixels a plan unit

    def __init__(self, document: PlanDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # One box: to clip by a region of many takes Qt longer than to paint what is between them.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        # The backdrop fills all of it: Qt need not lay a ground first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document = document
        # The view does not own its scene; an attribute keeps it alive.
        self.shown = EditorScene(document.plan, EditorColors.now(), self.font())
        self.setScene(self.shown)
        self._settling = QTimer(self, singleShot=True, interval=SETTLES_AFTER)
        self._settling.timeout.connect(self.settle)
        self.camera = Camera(self, self._scale_changed)
        document.plan_changed.connect(self._plan_changed)
        document.selection_changed.connect(self._selection_changed)
        document.opened.connect(self._open)
        theme().changed.connect(self._follow_theme)
        self._look_around()

    # The document

    def _plan_changed(self, _before: Plan, now: Plan) -> None:
        self.shown.show_plan(now)
        self._selection_changed()

    def _open(self) -> None:
        """Another plan altogether: look over all of it."""
        self.open_zone(None)
        self.shown.open_plan(self.document.plan)
        self._look_around()

    def _selection_changed(self) -> None:
        self.shown.show_selection(self.document.selection)

    def preview(self, edited: Edited | None) -> None:
        """Show what an edit would make of the plan; None: the plan as it is."""
        shown = edited or Edited(self.document.plan, self.document.selection)
        self.shown.show_plan(shown.plan)
        self.shown.show_selection(shown.selection)

    # Looking

    def _look_around(self) -> None:
        workshop = self.shown.workshop
        self.camera.look_over(workshop, self.shown.drawing.seat_size)
        self.setSceneRect(workshop)
        self.fit()

    @property
    def scale_now(self) -> float:
        """Pixels a plan unit."""
        return self.camera.scale

    def fit(self) -> None:
        """Show everything that is drawn."""
        content = self.shown.content
        self.show_box(content if not content.isEmpty() else QRectF(0, 0, 1500, 1000))

    def show_box(self, box: QRectF) -> None:
        """Fill the view with a part of the plan, but never with a single seat."""
        least = self.shown.drawing.seat_size * CLOSEST
        wide, high = max(box.width() * ROOM, least), max(box.height() * ROOM, least)
        corner = box.center() - QPointF(wide / 2, high / 2)
        self.camera.show_part(QRectF(corner.x(), corner.y(), wide, high))

    def show_places(self, selection: Selection) -> None:
        """Select these places and bring them into sight, as from a list of findings."""
        self.document.select(selection)
        box = self.shown.box_of_selection()
        if not box.isNull():
            self.show_box(box)

    def open_zone(self, index: int | None) -> None:
        """Work inside one section, the others behind it; None: in the whole house."""
        if index != self.shown.opened:
            self.shown.open_zone(index)
            self.opened_changed.emit(index)

    def show_level(self, level: int | None) -> None:
        """Show one storey, or all."""
        self.shown.show_level(level)

    def plan_point(self, at: QPointF) -> Point:
        """The plan's point under a point of the viewport."""
        inverse, _ = self.viewportTransform().inverted()
        place = inverse.map(at)
        return Point(place.x(), place.y())

    def pixel_of(self, at: Point) -> QPointF:
        """The point of the viewport over a point of the plan."""
        return self.viewportTransform().map(QPointF(at.x, at.y))

    def _scale_changed(self) -> None:
        self.shown.pictures.settled = False
        self._settling.start()
        self.shown.look_from(self.camera.scale)
        self.scale_changed.emit(self.camera.scale)

    def settle(self) -> None:
        """The hand rests: sections become pictures."""
        self.shown.pictures.settled = True
        self.viewport().update()

    def _follow_theme(self) -> None:
        self.shown.recolor(EditorColors.now())

    def paintEvent(self, event: QPaintEvent) -> None:
        self.shown.drawing.begin_painting()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() <= 0:
            self.fit()
