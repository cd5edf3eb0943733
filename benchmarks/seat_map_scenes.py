"""Draws the same stadium in two ways and times them: our sections, and one item a seat."""

import gc
from collections.abc import Callable, Iterator
from itertools import cycle
from time import perf_counter

import numpy as np
import numpy.typing as npt
import psutil
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEllipseItem,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
)

from benchmarks.sizes import Figures
from benchmarks.stadium import Stadium, stadium
from benchmarks.table import percentile
from desktop.widgets.seat_map import LIGHT, SeatMapView, SeatStates, build_plan
from desktop.widgets.seat_map.color_modes import Coloring, ColorMode
from desktop.widgets.seat_map.color_modes_making import (
    Kinds,
    by_age,
    by_margin,
    by_price,
    by_source,
    by_status,
)

SIZE = (1600, 1000)
FRAMES = 40
WARM_UP = 2
LOADS = 24
SECTIONS_ONLY = 1_000.0  # pixels a seat, from which on seats are drawn instead of sections
PRICED_SEAT = 42.0  # pixels a seat, on which its price is written too
LOOP_POINTS = 300  # as a hand draws them across the whole window
MEGABYTE = 1024 * 1024


class CountingView(SeatMapView):
    """Knows how often it was painted, so that a change can be timed until it shows."""

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


def measure_seat_map(count: int) -> Figures:
    """Our map, with every seat drawn at every zoom but where sections are measured."""
    made, states = _world(count)
    view = CountingView(LIGHT)
    _show(view)
    figures = _timed_loads(view, lambda: _load_map(view, made, states))
    rng, status = np.random.default_rng(2), states.status.copy()

    def change(some: int) -> Callable[[], None]:
        def apply() -> None:
            ranks = rng.choice(count, some, replace=False)
            view.apply_changes(ranks, _others(status, ranks, rng))
            view.flush_changes()

        return apply

    figures["repaint"] = _p95(view, view.viewport().update)
    figures["change_1"] = _p95(view, change(1))
    figures["change_100"] = _p95(view, change(100))
    figures["change_10000"] = _p95(view, change(10_000))
    figures["band"] = _p95(view, _band(view))
    figures["lasso"] = _p95(view, _lasso(view))
    switch = _switching(view, rng)
    figures["color_by"] = _p95(view, switch)
    view.show_seats_from(SECTIONS_ONLY)
    figures["color_far"] = _p95(view, switch)
    view.show_seats_from(0.0)
    steps = iter([1.25, 1.25, 1.25, 0.8, 0.8, 0.8] * FRAMES)
    figures["zoom"] = _p95(view, lambda: view.camera.zoom(next(steps)))
    view.camera.zoom(2.5)
    _look_at_seats(view, made)
    figures["pan"] = _p95(view, _panning(view.camera.pan))
    view.camera.zoom(PRICED_SEAT / (view.camera.scale * view.plan.seat_size))
    _look_at_seats(view, made)
    figures["color_near"] = _p95(view, switch)
    return figures


def measure_item_per_seat(count: int) -> Figures:
    """The same stadium as a QGraphicsEllipseItem a seat."""
    made, states = _world(count)
    view = ItemView()
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
    _show(view)
    kept: list[QGraphicsEllipseItem] = []
    scenes: list[QGraphicsScene] = []
    figures = _timed_loads(view, lambda: _load_items(view, made, states, (kept, scenes)), loads=2)
    rng, status = np.random.default_rng(2), states.status.copy()
    brushes = _brushes()

    def change(some: int) -> Callable[[], None]:
        def apply() -> None:
            ranks = rng.choice(count, some, replace=False)
            changed = _others(status, ranks, rng)
            for rank, code in zip(ranks.tolist(), changed.tolist(), strict=True):
                kept[rank].setBrush(brushes[code])

        return apply

    figures["repaint"] = _p95(view, view.viewport().update, frames=10)
    figures["change_1"] = _p95(view, change(1), frames=20)
    figures["change_100"] = _p95(view, change(100), frames=10)
    figures["change_10000"] = _p95(view, change(10_000), frames=3)
    figures["band"] = _p95(view, _item_band(scenes[0], made), frames=3)
    steps = iter([1.25, 1.25, 1.25, 0.8, 0.8, 0.8] * FRAMES)

    def zoom() -> None:
        step = next(steps)
        view.scale(step, step)

    figures["zoom"] = _p95(view, zoom, frames=12)
    view.scale(2.5, 2.5)
    _look_at_seats(view, made)
    figures["pan"] = _p95(view, _panning(lambda by: _scroll(view, by)), frames=20)
    return figures


def _world(count: int) -> tuple[Stadium, SeatStates]:
    """A stadium half sold in runs of ten, and the application that draws it."""
    if QApplication.instance() is None:
        QApplication([])
    rng = np.random.default_rng(1)
    runs = rng.choice(7, count // 10 + 1, p=[0.2, 0.35, 0.05, 0.05, 0.25, 0.05, 0.05])
    status = np.repeat(runs, 10)[:count].astype(np.uint8)
    return stadium(count), SeatStates(status)


def _show(view: QGraphicsView) -> None:
    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()


def _load_map(view: CountingView, made: Stadium, states: SeatStates) -> None:
    view.set_plan(build_plan(made.seats, made.around))
    # Below this many pixels a seat the map shows sections; 0 makes it draw every seat.
    view.show_seats_from(0.0)
    view.set_states(states)


def _load_items(
    view: ItemView,
    made: Stadium,
    states: SeatStates,
    kept: tuple[list[QGraphicsEllipseItem], list[QGraphicsScene]],
) -> None:
    items, scenes = kept
    items.clear()
    scene = QGraphicsScene()
    brushes, size = _brushes(), 16.0
    seats = zip(made.seats.x, made.seats.y, states.status.tolist(), strict=True)
    for x, y, status in seats:
        item = QGraphicsEllipseItem(-size / 2, -size / 2, size, size)
        item.setPos(float(x), float(y))
        item.setPen(Qt.PenStyle.NoPen)
        item.setBrush(brushes[status])
        item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        scene.addItem(item)
        items.append(item)
    view.setScene(scene)
    scenes[:] = [scene]
    view.fitInView(scene.itemsBoundingRect(), Qt.AspectRatioMode.KeepAspectRatio)


def _brushes() -> list[QBrush]:
    names = (LIGHT.not_owned, LIGHT.available, LIGHT.held, LIGHT.reserved)
    return [QBrush(QColor(name)) for name in (*names, LIGHT.sold, LIGHT.blocked, LIGHT.returned)]


def _others(
    status: npt.NDArray[np.uint8], ranks: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.uint8]:
    """Another status for each of these seats: one that is the same would not be painted."""
    status[ranks] = (status[ranks] + rng.integers(1, 7, len(ranks))) % 7
    changed: npt.NDArray[np.uint8] = status[ranks]
    return changed


def _timed_loads(
    view: CountingView | ItemView, load: Callable[[], None], loads: int = LOADS
) -> Figures:
    """The first load, for memory, and more of them, for time."""
    gc.collect()
    process = psutil.Process()
    before = process.memory_info().rss
    _until_painted(view, load)
    rss = (process.memory_info().rss - before) / MEGABYTE
    return {"rss": rss, "first_frame": _p95(view, load, frames=loads)}


def _p95(view: CountingView | ItemView, act: Callable[[], object], frames: int = FRAMES) -> float:
    """Milliseconds from the act until it is painted."""
    for _ in range(WARM_UP if frames == FRAMES else 1):
        _until_painted(view, act)
    return percentile([_until_painted(view, act) for _ in range(frames)], 0.95)


def _until_painted(view: CountingView | ItemView, act: Callable[[], object]) -> float:
    QApplication.processEvents()
    seen = view.painted
    start = perf_counter()
    act()
    while view.painted == seen:
        QApplication.processEvents()
    return (perf_counter() - start) * 1000


def _look_at_seats(view: QGraphicsView, made: Stadium) -> None:
    """Away from the field in the middle."""
    view.centerOn(float(made.seats.x[0]), float(made.seats.y[0]))
    QApplication.processEvents()


def _panning(pan: Callable[[QPoint], object]) -> Callable[[], None]:
    """Moves the view to and fro, as a hand would."""
    ways = iter([29, 29, 29, -29, -29, -29] * FRAMES)

    def move() -> None:
        step = next(ways)
        pan(QPoint(step, step // 3))

    return move


def _scroll(view: QGraphicsView, by: QPoint) -> None:
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    across.setValue(across.value() + by.x())
    down.setValue(down.value() + by.y())


def _band(view: CountingView) -> Callable[[], None]:
    """Selects, and the next time unselects, the 10,000 leftmost seats with a rectangle."""
    reach = float(np.sort(view.plan.x)[10_000])

    def select() -> None:
        box = QRectF(QPointF(-1e6, -1e6), QPointF(reach, 1e6))
        ranks = view.index.seats_in(box.left(), box.top(), box.right(), box.bottom())
        view.toggle_ranks(ranks)

    return select


def _item_band(scene: QGraphicsScene, made: Stadium) -> Callable[[], None]:
    """The same by the plain scene's own selection."""
    reach = float(np.sort(made.seats.x)[10_000])
    box = scene.itemsBoundingRect()
    path = QPainterPath()
    path.addRect(QRectF(box.topLeft(), QPointF(reach, box.bottom())))
    selects = cycle((True, False))

    def select() -> None:
        if next(selects):
            scene.setSelectionArea(path)
        else:
            scene.clearSelection()

    return select


def _lasso(view: CountingView) -> Callable[[], None]:
    """Selects, and the next time unselects, about the 10,000 leftmost seats with a wavy loop."""
    reach = float(np.sort(view.plan.x)[10_000])
    x, y = view.plan.x, view.plan.y
    down = np.linspace(float(y.min()) - 1, float(y.max()) + 1, LOOP_POINTS // 2)
    waves = np.sin(np.linspace(0, 30, len(down))) * view.plan.seat_size
    right = zip((reach + waves).tolist(), down.tolist(), strict=True)
    left = zip((float(x.min()) - 50 + waves).tolist(), down[::-1].tolist(), strict=True)
    loop = [*right, *left]
    return lambda: view.toggle_ranks(view.index.seats_inside(loop))


def _switching(view: CountingView, rng: np.random.Generator) -> Callable[[], None]:
    """Colours the map by the next of five modes, from what was read to what is painted."""
    count = len(view.plan)
    price = rng.choice(np.arange(2000, 20_000, 250), count // 20 + 1).repeat(20)[:count]
    states = SeatStates(view.statuses.copy(), price, currency="EUR")
    costs = price * rng.integers(40, 120, count) // 100
    days = rng.integers(0, 200, count // 50 + 1).repeat(50)[:count]
    index = rng.integers(-1, 12, count // 50 + 1).repeat(50)[:count].astype(np.int32)
    suppliers = Kinds(index, tuple(f"Supplier {n}" for n in range(12)))
    makers: Iterator[Callable[[], Coloring]] = cycle(
        (
            lambda: by_price(states),
            lambda: by_margin(states, costs),
            lambda: by_age(days),
            lambda: by_source(ColorMode.SUPPLIER, states, suppliers),
            lambda: by_status(states),
        )
    )
    return lambda: view.color_by(next(makers)())
