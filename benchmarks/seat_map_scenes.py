"""Draws the same stadium in two ways and times them: our sections, and one item a seat."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QBrush, QColor, QImage, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEllipseItem,
    QGraphicsScene,
    QGraphicsView,
)

from benchmarks.scenes import (
    FRAMES,
    WARM_UP,
    Stage,
    application,
    item_band,
    seat_item,
    show_items,
)
from benchmarks.sizes import Figures
from benchmarks.stadium import Stadium, stadium
from core.domain.venues.extras import Background
from desktop.pictures import Picture
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

LOADS = 24
BAND = 10_000  # seats
SECTIONS_ONLY = 1_000.0  # pixels a seat, from which on seats are drawn instead of sections
PRICED_SEAT = 42.0  # pixels a seat, on which its price is written too
PHOTO = (2400, 1800)  # pixels
LOOP_POINTS = 300  # as a hand draws them across the whole window

Changes = Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]]  # ranks and statuses


def measure_seat_map(count: int) -> Figures:
    """Our map, with every seat drawn at every zoom but where sections are measured."""
    made, states = _world(count)
    view = SeatMapView(LIGHT)
    stage = Stage(view)
    figures = {
        "rss": stage.growth(lambda: _load_map(view, made, states)),
        "first_frame": stage.p95(lambda: _load_map(view, made, states), LOADS),
        "repaint": stage.p95(view.redraw),
    }
    rng, status = np.random.default_rng(2), states.status.copy()
    for some in (1, 100, 10_000):
        figures[f"change_{some}"] = stage.p95(_changing(view, _changes(status, some, rng)))
    change = _changing(view, _changes(status, 100, rng))
    figures["change_100_zoomed"] = stage.p95(change, before=_zooming(view))
    figures["band"] = stage.p95(_band(view))
    figures["lasso"] = stage.p95(_lasso(view))
    switch = _switching(view, rng)
    figures["color_by"] = stage.p95(switch)
    view.show_seats_from(SECTIONS_ONLY)
    figures["color_far"] = stage.p95(switch)
    view.show_seats_from(0.0)
    figures |= _moving(stage, view, made)
    view.camera.zoom(PRICED_SEAT / (view.camera.scale * view.plan.seat_size))
    _look_at_seats(view, made)
    figures["color_near"] = stage.p95(switch)
    _lay_picture(view, made, states)
    figures["picture_repaint"] = stage.p95(view.redraw)
    over_picture = _moving(stage, view, made)
    return figures | {f"picture_{name}": value for name, value in over_picture.items()}


def _moving(stage: Stage, view: SeatMapView, made: Stadium) -> Figures:
    """Zoom steps from the whole plan inwards and back, then a pan over seats near by."""
    view.camera.fit()
    zoom = stage.p95(_zooming(view))
    view.camera.zoom(2.5)
    _look_at_seats(view, made)
    return {"zoom": zoom, "pan": stage.p95(_panning(view.camera.pan))}


def measure_item_per_seat(count: int) -> Figures:
    """The same stadium as a QGraphicsEllipseItem a seat."""
    made, states = _world(count)
    view = QGraphicsView()
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
    stage = Stage(view)
    items: list[QGraphicsEllipseItem] = []
    figures = {
        "rss": stage.growth(lambda: _load_items(view, made, states, items)),
        "first_frame": stage.p95(lambda: _load_items(view, made, states, items), 2),
        "repaint": stage.p95(view.viewport().update, 10),
    }
    rng, status = np.random.default_rng(2), states.status.copy()
    for some, frames in ((1, 20), (100, 10), (10_000, 3)):
        change = _changing_items(items, _changes(status, some, rng))
        figures[f"change_{some}"] = stage.p95(change, frames)
    figures["band"] = stage.p95(item_band(view.scene(), items, BAND), 3)
    steps = cycle([1.25, 1.25, 1.25, 0.8, 0.8, 0.8])

    def zoom() -> None:
        step = next(steps)
        view.scale(step, step)

    figures["zoom"] = stage.p95(zoom, 12)
    view.scale(2.5, 2.5)
    _look_at_seats(view, made)
    figures["pan"] = stage.p95(_panning(lambda by: _scroll(view, by)), 20)
    return figures


def _world(count: int) -> tuple[Stadium, SeatStates]:
    """A stadium half sold in runs of ten, and the application that draws it."""
    application()
    rng = np.random.default_rng(1)
    runs = rng.choice(7, count // 10 + 1, p=[0.2, 0.35, 0.05, 0.05, 0.25, 0.05, 0.05])
    status = np.repeat(runs, 10)[:count].astype(np.uint8)
    return stadium(count), SeatStates(status)


def _load_map(view: SeatMapView, made: Stadium, states: SeatStates) -> None:
    view.set_plan(build_plan(made.seats, made.around))
    # Below this many pixels a seat the map shows sections; 0 makes it draw every seat.
    view.show_seats_from(0.0)
    view.set_states(states)


def _lay_picture(view: SeatMapView, made: Stadium, states: SeatStates) -> None:
    """The same stadium over a photograph as wide as the plan."""
    left, top, right, _ = view.plan.bounds
    laid = Background("photo", left, top, right - left, 0.6)
    view.set_plan(build_plan(made.seats, replace(made.around, background=laid)))
    view.set_states(states)
    pixels = np.random.default_rng(3).integers(0, 255, (PHOTO[1], PHOTO[0], 4), np.uint8)
    photo = QImage(pixels.data, *PHOTO, QImage.Format.Format_RGB32)
    view.show_background(Picture.of(photo))


def _load_items(
    view: QGraphicsView, made: Stadium, states: SeatStates, items: list[QGraphicsEllipseItem]
) -> None:
    scene, brushes = QGraphicsScene(view), _brushes()
    seats = zip(made.seats.x, made.seats.y, states.status.tolist(), strict=True)
    items[:] = [seat_item(float(x), float(y), brushes[status]) for x, y, status in seats]
    for item in items:
        scene.addItem(item)
    show_items(view, scene)


def _brushes() -> list[QBrush]:
    names = (LIGHT.not_owned, LIGHT.available, LIGHT.held, LIGHT.reserved)
    return [QBrush(QColor(name)) for name in (*names, LIGHT.sold, LIGHT.blocked, LIGHT.returned)]


def _changes(status: npt.NDArray[np.uint8], some: int, rng: np.random.Generator) -> Changes:
    """So many seats for each frame, drawn by lot before the clock starts, and turned.

    A seat whose status stays the same would not be painted.
    """
    drawn = []
    for _ in range(FRAMES + WARM_UP):
        ranks = rng.choice(len(status), some, replace=False)
        status[ranks] = (status[ranks] + rng.integers(1, 7, some)) % 7
        drawn.append((ranks, status[ranks]))
    return iter(drawn)


def _changing(view: SeatMapView, changes: Changes) -> Callable[[], None]:
    """Takes the next of these changes over."""

    def apply() -> None:
        view.apply_changes(*next(changes))
        view.flush_changes()

    return apply


def _changing_items(items: list[QGraphicsEllipseItem], changes: Changes) -> Callable[[], None]:
    brushes = _brushes()

    def apply() -> None:
        ranks, changed = next(changes)
        for rank, code in zip(ranks.tolist(), changed.tolist(), strict=True):
            items[rank].setBrush(brushes[code])

    return apply


def _zooming(view: SeatMapView) -> Callable[[], None]:
    """Three steps in and three out, over and over."""
    steps = cycle([1.25, 1.25, 1.25, 0.8, 0.8, 0.8])
    return lambda: view.camera.zoom(next(steps))


def _look_at_seats(view: QGraphicsView, made: Stadium) -> None:
    """Away from the field in the middle."""
    view.centerOn(float(made.seats.x[0]), float(made.seats.y[0]))
    QApplication.processEvents()


def _panning(pan: Callable[[QPoint], object]) -> Callable[[], None]:
    """Moves the view to and fro, as a hand would."""
    ways = cycle([29, 29, 29, -29, -29, -29])

    def move() -> None:
        step = next(ways)
        pan(QPoint(step, step // 3))

    return move


def _scroll(view: QGraphicsView, by: QPoint) -> None:
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    across.setValue(across.value() + by.x())
    down.setValue(down.value() + by.y())


def _band(view: SeatMapView) -> Callable[[], None]:
    """Selects, and the next time unselects, the 10,000 leftmost seats with a rectangle."""
    reach = float(np.sort(view.plan.x)[BAND])

    def select() -> None:
        box = QRectF(QPointF(-1e6, -1e6), QPointF(reach, 1e6))
        ranks = view.index.seats_in(box.left(), box.top(), box.right(), box.bottom())
        view.toggle_ranks(ranks)

    return select


def _lasso(view: SeatMapView) -> Callable[[], None]:
    """Selects, and the next time unselects, about the 10,000 leftmost seats with a wavy loop."""
    reach = float(np.sort(view.plan.x)[BAND])
    x, y = view.plan.x, view.plan.y
    down = np.linspace(float(y.min()) - 1, float(y.max()) + 1, LOOP_POINTS // 2)
    waves = np.sin(np.linspace(0, 30, len(down))) * view.plan.seat_size
    right = zip((reach + waves).tolist(), down.tolist(), strict=True)
    left = zip((float(x.min()) - 50 + waves).tolist(), down[::-1].tolist(), strict=True)
    loop = [*right, *left]
    return lambda: view.toggle_ranks(view.index.seats_inside(loop))


def _switching(view: SeatMapView, rng: np.random.Generator) -> Callable[[], None]:
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
