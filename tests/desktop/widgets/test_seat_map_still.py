"""What the map keeps of what it drew is what drawing all of it anew gives."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.widgets.seat_map import LIGHT, SeatMapView
from desktop.widgets.seat_map.artist import MapArtist
from desktop.widgets.seat_map.color_modes import ColorMode
from desktop.widgets.seat_map.seat_sprites import Pieces
from desktop.widgets.seat_map.still import MOST_CELLS
from tests.desktop.widgets.seat_map_modes import SEATS, busy_states, colorings, coloured_house

ROUNDING = 2  # of 255: where an edge is drawn in two parts, or over a kept ground

Act = tuple[str, int]
ACTS: dict[str, Callable[[SeatMapView, int], object]] = {
    "one seat": lambda view, n: change(view, 1, n),
    "some seats": lambda view, n: change(view, 20, n),
    "all seats": lambda view, n: change(view, MOST_CELLS + 1, n),
    "select": lambda view, n: view.toggle_ranks(np.arange(n, n + 9) % SEATS),
    "clear": lambda view, _: view.clear_selection(),
    "zoom": lambda view, n: view.camera.zoom((0.6, 0.8, 1.3, 1.9)[n % 4]),
    "pan": lambda view, n: view.camera.pan(QPoint(n - 48, n % 31 - 15)),
    "jump": lambda view, n: view.centerOn(view.place(n)),
    "color": lambda view, n: view.color_by(colorings()[list(ColorMode)[n % len(ColorMode)]]),
    "fade": lambda view, n: view.show_entry(n % 3) if n % 2 else view.show_entry(None),
    "resize": lambda view, n: view.resize(400 + n, 300 + n % 40),
    "sections": lambda view, n: view.show_seats_from((0.0, 12.0)[n % 2]),
}


def change(view: SeatMapView, count: int, seed: int) -> None:
    ranks = (np.arange(count) * 7 + seed) % SEATS
    view.apply_changes(ranks, ((ranks + seed) % 7).astype(np.uint8))
    view.flush_changes()


@pytest.fixture
def house_view(view: SeatMapView) -> SeatMapView:
    view.set_colors(LIGHT)
    view.set_plan(coloured_house())
    view.set_states(busy_states())
    return view


def shown(view: SeatMapView) -> npt.NDArray[np.int16]:
    """The window's pixels: what is kept, brought up to date."""
    image = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1).astype(np.int16)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, SEATS)), max_size=9))
def test_what_is_kept_is_what_drawing_gives(house_view: SeatMapView, acts: list[Act]) -> None:
    view = house_view
    view.resize(640, 520)
    view.camera.fit()
    for name, number in acts:
        ACTS[name](view, number)
        QApplication.processEvents()
    view.viewport().update()
    QApplication.processEvents()

    kept = shown(view)
    view.redraw()

    assert np.abs(kept - shown(view)).max() <= ROUNDING


def test_second_paint_copies_what_the_first_has_drawn(
    house_view: SeatMapView, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = house_view
    drawn: list[list[list[int]]] = []
    paint = MapArtist.paint_seats

    def watched(artist: MapArtist, painter: QPainter, pieces: Pieces) -> None:
        drawn.append(pieces.tolist())
        paint(artist, painter, pieces)

    monkeypatch.setattr(MapArtist, "paint_seats", watched)
    whole = [[0, 0, view.viewport().width(), view.viewport().height()]]

    view.redraw()
    for _ in range(3):
        view.viewport().update()
        QApplication.processEvents()
    assert drawn == [whole, whole]  # on the window, and into the picture

    change(view, 1, 0)
    QApplication.processEvents()
    [[[_, _, width, height]]] = drawn[2:]
    assert max(width, height) < 2 * view.plan.seat_size * view.camera.scale


def test_change_where_nobody_looks_is_seen_on_coming_back(house_view: SeatMapView) -> None:
    view = house_view
    before = shown(view)
    view.hide()
    for seat in range(150):
        change(view, 1, seat)
    view.show()

    after = shown(view)
    view.redraw()

    assert (after != before).any()
    assert np.abs(after - shown(view)).max() <= ROUNDING


def test_paper_gets_all_of_it_drawn_for_its_own_size(house_view: SeatMapView) -> None:
    def printed() -> QImage:
        made = QImage(house_view.viewport().size() * 2, QImage.Format.Format_RGB32)
        made.setDevicePixelRatio(2)
        painter = QPainter(made)
        house_view.render(painter)
        painter.end()
        return made

    first = printed()
    QApplication.processEvents()
    house_view.viewport().update()
    QApplication.processEvents()

    assert printed() == first
