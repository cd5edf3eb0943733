"""Edits a stadium in two ways and times them until they are painted."""

from collections.abc import Callable
from itertools import cycle

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEllipseItem,
    QGraphicsItemGroup,
    QGraphicsScene,
    QGraphicsView,
)

from benchmarks.scenes import FRAMES, Stage, application, item_band, seat_item, show_items
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
Items = list[QGraphicsEllipseItem]

BAND = 10_000  # seats
SECTION = ZoneAt(7)
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def measure_editor(count: int) -> Figures:
    """Our editor, with every seat drawn."""
    application()
    plan = stadium_plan(count)
    document = PlanDocument(Plan("", (), ()))
    view = EditorView(document)
    view.shown.drawing.far_below = 0.0  # else a stadium is shown as sections when it is far
    stage = Stage(view)

    def load() -> None:
        document.open(plan)
        view.settle()

    figures = {"rss": stage.growth(load)}
    view.snapper.on = False
    figures["band"] = _band(stage, view, document)
    figures["drag"] = _drag(stage, view, document)
    for name, edit in _edits().items():
        figures[name] = _undo(stage, document, edit)
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


def _undo(stage: Stage, document: PlanDocument, edit: Edit) -> float:
    """Do the edit, then undo it and redo it again and again; the undos are timed."""
    document.apply("Edit", edit(document.plan))
    QApplication.processEvents()
    times = []
    for _ in range(FRAMES):
        times.append(stage.until_painted(document.undo_stack.undo))
        document.undo_stack.redo()
        QApplication.processEvents()
    document.undo_stack.undo()
    QApplication.processEvents()
    return percentile(times, 0.95)


def _drag(stage: Stage, view: EditorView, document: PlanDocument) -> float:
    """Move a section with real mouse events, painted at each of them."""
    section = view.shown.sections[SECTION.zone]
    marks = section.marks
    # In the middle, away from the handles of the frame.
    seat = int(np.hypot(marks.x - marks.x.mean(), marks.y - marks.y.mean()).argmin())
    place = Point(float(marks.x[seat]) + section.at.x(), float(marks.y[seat]) + section.at.y())
    at = view.pixel_of(place).toPoint()
    document.select(frozenset({SECTION}))
    QTest.mousePress(view.viewport(), LEFT, NONE, at)
    times = []
    for step in range(FRAMES + 4):
        way = QPoint(5 + 3 * (step % 12), 4 + 2 * (step % 12))
        times.append(stage.until_painted(lambda way=way: _mouse_move(view, at + way)))  # type: ignore[misc]
    QTest.mouseRelease(view.viewport(), LEFT, NONE, at)
    document.undo_stack.undo()
    return percentile(times[4:], 0.95)


def _mouse_move(view: QGraphicsView, at: QPoint) -> None:
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, view.viewport().mapToGlobal(place), LEFT, LEFT, NONE
    )
    QApplication.sendEvent(view.viewport(), event)


def _band(stage: Stage, view: EditorView, document: PlanDocument) -> float:
    """Select the 10,000 leftmost seats with a real rubber band, one by one as seats."""
    view.set_grain(Grain.SEAT)
    x = np.sort(np.concatenate([one.marks.x + one.at.x() for one in view.shown.sections]))
    start, bottom = QPoint(1, 1), view.viewport().height() - 2
    columns = range(view.viewport().width())
    right = [view.plan_point(QPointF(column, 0)).x for column in columns]
    end = QPoint(int(np.searchsorted(np.searchsorted(x, right), BAND)), bottom)
    times = []
    for _ in range(FRAMES // 2 + 2):
        document.select(frozenset())
        QApplication.processEvents()
        QTest.mousePress(view.viewport(), LEFT, NONE, start)
        _mouse_move(view, (start + end) / 2)
        _mouse_move(view, end)
        QApplication.processEvents()
        times.append(
            stage.until_painted(lambda: QTest.mouseRelease(view.viewport(), LEFT, NONE, end))
        )
    document.select(frozenset())
    view.set_grain(Grain.SECTION)
    QApplication.processEvents()
    return percentile(times[2:], 0.95)


def measure_item_per_seat(count: int) -> Figures:
    """The same stadium as an ellipse item a seat, grouped by section."""
    application()
    plan = stadium_plan(count)
    view = QGraphicsView()
    stage = Stage(view)
    groups: list[tuple[QGraphicsItemGroup, Items]] = []
    figures = {"rss": stage.growth(lambda: _load_items(view, plan, groups))}
    one, _ = groups[SECTION.zone]
    steps = cycle([3, 3, 3, -3, -3, -3])
    figures["drag"] = stage.p95(lambda: one.moveBy(next(steps), 2), 20)
    ways = cycle([40, -40])
    figures["undo_section"] = stage.p95(lambda: one.moveBy(next(ways), 0), 20)
    figures["undo_move_all"] = stage.p95(lambda: _move_all(groups, next(ways)), 6)
    for group, _ in groups:
        group.setHandlesChildEvents(False)
    every = [item for _, items in groups for item in items]
    figures["band"] = stage.p95(item_band(view.scene(), every, BAND), 6)
    return figures


def _load_items(
    view: QGraphicsView, plan: Plan, groups: list[tuple[QGraphicsItemGroup, Items]]
) -> None:
    scene, brush = QGraphicsScene(view), QBrush(QColor("#2a6fb0"))
    for zone in plan.zones:
        group = QGraphicsItemGroup()
        items = [
            seat_item(zone.x + row.x + mark.x, zone.y + row.y + mark.y, brush, group)
            for row in zone.rows
            for mark in row.seats
        ]
        scene.addItem(group)
        groups.append((group, items))
    show_items(view, scene)


def _move_all(groups: list[tuple[QGraphicsItemGroup, Items]], by: float) -> None:
    for group, _ in groups:
        group.moveBy(by, 0)
