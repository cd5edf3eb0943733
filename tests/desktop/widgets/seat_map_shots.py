"""One picture of a map at every level of detail."""

from pathlib import Path

from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from desktop.widgets.seat_map import SeatMapView

PICTURES = Path(__file__).parent / "pictures"
PART = (300, 180)
FAR, ALL_SEATS = 60.0, 0.0  # from how many pixels a seat on seats are drawn one by one
SCALES = (9.0, 20.0, 42.0)  # pixels a seat


def four_scales(view: SeatMapView) -> QImage:
    """The map from far, as dots, with numbers, and so near that prices fit."""
    view.resize(*PART)
    view.show()
    made = QImage(PART[0] * 2, PART[1] * 2, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    view.show_seats_from(FAR)
    view.camera.fit()
    painter.drawPixmap(QPointF(0, 0), view.viewport().grab())
    view.show_seats_from(ALL_SEATS)
    for number, pixels in enumerate(SCALES, 1):
        scale = pixels / view.plan.seat_size
        view.setTransform(view.transform().fromScale(scale, scale))
        view.centerOn(view.place(20) if number == 1 else view.place(10))
        down, right = divmod(number, 2)
        painter.drawPixmap(QPointF(right * PART[0], down * PART[1]), view.viewport().grab())
    painter.end()
    return made
