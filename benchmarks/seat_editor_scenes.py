"""Edits a stadium in two ways and times them until they are painted."""

import gc
from collections.abc import Callable
from time import perf_counter

import numpy as np
import psutil
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainterPath, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsItemGroup,
    QGraphicsScene,
    QGraphicsView,
)

from benchmarks.sizes import Figures
from benchmarks.stadium import stadium_plan
from benchmarks.table import percentile
from core.domain.venues.editing.numbering import Scheme, number_seats
from core.domain.venues.editing.places import (
    Edited,
    RowAt,
    Selection,
    ZoneAt,
    everything,
)
from core.domain.venues.editing.placing import delete, move, rotate
from core.domain.venues.editing.properties import set_category
from core.domain.venues.editing.rows import bend_rows
from core.domain.venues.plan import Plan, Point
from desktop.editor.document import PlanDocument
from desktop.editor.grain import Grain
from desktop.editor.view import EditorView

Edit = Callable[[Plan], Edited]

SIZE = (1600, 1000)
FRAMES = 40
MEGABYTE = 1024 * 1024
SECTION = ZoneAt(7)
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class CountingEditor(EditorView):
    """Knows how often it was painted."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted += 1


class ItemView(QGraphicsView):
    """The same for the plain scene."""

    painted = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.painted += 1


View = CountingEditor | ItemView


def measure_editor(count: int) -> Figures:
    """Our editor, with every seat drawn."""
    _application()
    plan = stadium_plan(count)
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    document = PlanDocument(plan)
    view = CountingEditor(document)
    view.shown.drawing.far_below = 0.0  # else a stadium is shown as sections when it is far
    _show(view)
    view.settle()
    QApplication.processEvents()
    figures = {"rss": (process.memory_info().rss - before) / MEGABYTE}
    view.snapper.on = False
    figures["band"] = _band(view, document)
    figures["drag"] = _drag(view, document)
    for name, edit in _edits().items():
        figures[name] = _undo(view, document, edit)
    return figures


def _edits() -> dict[str, Edit]:
    one: Selection = frozenset({SECTION})
    ten: Selection = frozenset(ZoneAt(zone) for zone in range(10))
    row: Selection = frozenset({RowAt(7, 3)})
    return {
        "undo_section": lambda plan: move(plan, one, 40, 25),
        "undo_bend": lambda plan: bend_rows(plan, row, 30.0),
        "undo_rotate": lambda plan: rotate(plan, one, 20.0),
        "undo_delete": lambda plan: delete(plan, ten),
        "undo_number": lambda plan: number_seats(plan, everything(plan), Scheme(start=101)),
        "undo_move_all": lambda plan: move(plan, everything(plan), 40, 25),
        "undo_rotate_all": lambda plan: rotate(plan, everything(plan), 3.0, about=Point(0.0, 0.0)),
        "undo_category": lambda plan: set_category(plan, everything(plan), "Painted"),
    }


def _undo(view: CountingEditor, document: PlanDocument, edit: Edit) -> float:
    """Do the edit, then undo it and redo it again and again; the undos are timed."""
    document.apply("Edit", edit(document.plan))
    QApplication.processEvents()
    times = []
    for _ in range(FRAMES):
        times.append(_until_painted(view, document.undo_stack.undo))
        document.undo_stack.redo()
        QApplication.processEvents()
    document.undo_stack.undo()
    QApplication.processEvents()
    return percentile(times, 0.95)


def _drag(view: CountingEditor, document: PlanDocument) -> float:
    """Move a section with real mouse events, painted at each of them."""
    item = view.shown.zones[SECTION.zone]
    marks = item.marks
    # In the middle, away from the handles of the frame.
    seat = int(np.hypot(marks.x - marks.x.mean(), marks.y - marks.y.mean()).argmin())
    place = Point(float(marks.x[seat]) + item.x(), float(marks.y[seat]) + item.y())
    at = view.pixel_of(place).toPoint()
    document.select(frozenset({SECTION}))
    QTest.mousePress(view.viewport(), LEFT, NONE, at)
    times = []
    for step in range(FRAMES + 4):
        way = QPoint(5 + 3 * (step % 12), 4 + 2 * (step % 12))
        times.append(_until_painted(view, lambda way=way: _mouse_move(view, at + way)))  # type: ignore[misc]
    QTest.mouseRelease(view.viewport(), LEFT, NONE, at)
    document.undo_stack.undo()
    return percentile(times[4:], 0.95)


def _mouse_move(view: QGraphicsView, at: QPoint) -> None:
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, view.viewport().mapToGlobal(place), LEFT, LEFT, NONE
    )
    QApplication.sendEvent(view.viewport(), event)


def _band(view: CountingEditor, document: PlanDocument) -> float:
    """Select the 10,000 leftmost seats with a real rubber band, one by one as seats."""
    view.set_grain(Grain.SEAT)
    x = np.sort(np.concatenate([item.marks.x + item.x() for item in view.shown.zones]))
    start, bottom = QPoint(1, 1), view.viewport().height() - 2
    columns = range(view.viewport().width())
    right = [view.plan_point(QPointF(column, 0)).x for column in columns]
    end = QPoint(int(np.searchsorted(np.searchsorted(x, right), 10_000)), bottom)
    times = []
    for _ in range(FRAMES // 2 + 2):
        document.select(frozenset())
        QApplication.processEvents()
        QTest.mousePress(view.viewport(), LEFT, NONE, start)
        _mouse_move(view, (start + end) / 2)
        _mouse_move(view, end)
        QApplication.processEvents()
        times.append(
            _until_painted(view, lambda: QTest.mouseRelease(view.viewport(), LEFT, NONE, end))
        )
    document.select(frozenset())
    view.set_grain(Grain.SECTION)
    QApplication.processEvents()
    return percentile(times[2:], 0.95)


def measure_item_per_seat(count: int) -> Figures:
    """The same stadium as an ellipse item a seat, grouped by section."""
    _application()
    plan = stadium_plan(count)
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    scene, view = QGraphicsScene(), ItemView()
    groups = _grouped(scene, plan)
    view.setScene(scene)
    _show(view)
    view.fitInView(scene.itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
    QApplication.processEvents()
    figures = {"rss": (process.memory_info().rss - before) / MEGABYTE}
    steps = iter([3, 3, 3, -3, -3, -3] * FRAMES)
    one = groups[SECTION.zone]
    figures["drag"] = _p95(view, lambda: one.moveBy(next(steps), 2), 20)
    ways = iter([40, -40] * FRAMES)
    figures["undo_section"] = _p95(view, lambda: one.moveBy(next(ways), 0), 20)
    figures["undo_move_all"] = _p95(view, lambda: _move_all(groups, next(ways)), 6)
    figures["band"] = _p95(view, _item_band(scene, groups), 6)
    return figures


def _grouped(scene: QGraphicsScene, plan: Plan) -> list[QGraphicsItemGroup]:
    groups = []
    color = QColor("#2a6fb0")
    for zone in plan.zones:
        group = QGraphicsItemGroup()
        for row in zone.rows:
            for mark in row.seats:
                item = QGraphicsEllipseItem(-8, -8, 16, 16, group)
                item.setPos(zone.x + row.x + mark.x, zone.y + row.y + mark.y)
                item.setPen(Qt.PenStyle.NoPen)
                item.setBrush(color)
        scene.addItem(group)
        groups.append(group)
    return groups


def _move_all(groups: list[QGraphicsItemGroup], by: float) -> None:
    for group in groups:
        group.moveBy(by, 0)


def _item_band(scene: QGraphicsScene, groups: list[QGraphicsItemGroup]) -> Callable[[], None]:
    """Select the 10,000 leftmost seats by the scene's own selection area, and unselect them."""
    for group in groups:
        group.setHandlesChildEvents(False)
        for item in group.childItems():
            item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
    places = [item.scenePos().x() for group in groups for item in group.childItems()]
    box = scene.itemsBoundingRect()
    path = QPainterPath()
    right = sorted(places)[10_000]
    path.addRect(QRectF(box.left(), box.top(), right - box.left(), box.height()))

    def select() -> None:
        if scene.selectedItems():
            scene.clearSelection()
        else:
            scene.setSelectionArea(path)

    return select


def _application() -> None:
    if QApplication.instance() is None:
        QApplication([])


def _show(view: QGraphicsView) -> None:
    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()


def _p95(view: View, act: Callable[[], object], frames: int) -> float:
    for _ in range(2):
        _until_painted(view, act)
    return percentile([_until_painted(view, act) for _ in range(frames)], 0.95)


def _until_painted(view: View, act: Callable[[], object]) -> float:
    """Milliseconds from the act until it is painted."""
    QApplication.processEvents()
    seen = view.painted
    start = perf_counter()
    act()
    while view.painted == seen:
        QApplication.processEvents()
    return (perf_counter() - start) * 1000
