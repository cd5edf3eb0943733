"""A view on the stage, timed until it has painted; and the scene with one item a seat."""

import gc
from collections.abc import Callable
from itertools import cycle
from time import perf_counter

import psutil
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainterPath
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
)

from benchmarks.table import percentile
from desktop.collecting import GuiCollector

WIDTH, HEIGHT = 1600, 1000
FRAMES = 40
WARM_UP = 2
SEAT = 16.0
MEGABYTE = 1024 * 1024


def application() -> None:
    """Everything that is shown needs one."""
    if QApplication.instance() is None:
        QApplication([])


class Stage(QObject):
    """Shows a view that is still empty, and knows how often it was painted.

    Cycles of objects are collected as in the desktop, between two events.
    """

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__()
        self._view = view
        self._collector = GuiCollector(self)
        self._paints = 0
        view.viewport().installEventFilter(self)
        view.resize(WIDTH, HEIGHT)
        view.show()
        QApplication.processEvents()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._paints += 1
        return super().eventFilter(watched, event)

    def until_painted(self, act: Callable[[], object]) -> float:
        """Milliseconds from the act until it is painted."""
        QApplication.processEvents()
        seen = self._paints
        start = perf_counter()
        act()
        while self._paints == seen:
            QApplication.processEvents()
        return (perf_counter() - start) * 1000

    def p95(
        self,
        act: Callable[[], object],
        frames: int = FRAMES,
        before: Callable[[], object] | None = None,
    ) -> float:
        """Of that many acts, after a few for practice; `before` each one is painted unmeasured."""
        samples = []
        for _ in range(WARM_UP + frames):
            if before is not None:
                self.until_painted(before)
            samples.append(self.until_painted(act))
        return percentile(samples[WARM_UP:], 0.95)

    def close(self) -> None:
        """Take the view away, and leave the process as it was."""
        self._view.close()
        self._collector.close()
        QApplication.processEvents()

    def growth(self, load: Callable[[], object]) -> float:
        """Megabytes that the process grows by until the first picture of what is loaded.

        The window with its buffers is there already: an empty view has been shown.
        """
        gc.collect()
        process = psutil.Process()
        before = process.memory_info().rss
        self.until_painted(load)
        return (process.memory_info().rss - before) / MEGABYTE


def seat_item(
    x: float, y: float, brush: QBrush, group: QGraphicsItem | None = None
) -> QGraphicsEllipseItem:
    """A seat as an item of its own, that can be selected."""
    item = QGraphicsEllipseItem(-SEAT / 2, -SEAT / 2, SEAT, SEAT, group)
    item.setPos(x, y)
    item.setPen(Qt.PenStyle.NoPen)
    item.setBrush(brush)
    item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
    return item


def item_band(
    scene: QGraphicsScene, items: list[QGraphicsEllipseItem], count: int
) -> Callable[[], None]:
    """Selects the leftmost seats by the scene's own selection area, and the next time none."""
    right = sorted(item.scenePos().x() for item in items)[count]
    box = scene.itemsBoundingRect()
    path = QPainterPath()
    path.addRect(QRectF(box.topLeft(), QPointF(right, box.bottom())))
    selects = cycle((True, False))

    def select() -> None:
        if next(selects):
            scene.setSelectionArea(path)
        else:
            scene.clearSelection()

    return select


def show_items(view: QGraphicsView, scene: QGraphicsScene) -> None:
    """All of them in sight."""
    view.setScene(scene)
    view.fitInView(scene.itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)
