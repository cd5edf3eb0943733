"""A picture of a house: rows of seats in arcs before a stage; the sign-in dialog's ornament."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.theme import DARK, mix, theme

ROWS = 9
FIRST_ROW = 0.30
"""Radius of the first row, as a share of the widget's width."""
ROW_GAP = 0.085
SEAT = 0.027
SPREAD = pi * 0.72
PARTY = 3
TAKEN = 11
"""Which parties of seats are lit: squares modulo this look like chance, yet never change."""


class House(QWidget):
    """Seats in arcs, drawn in the colours of the side bar."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        quiet = QColor(mix(colours.on_rail, colours.rail, 0.22))
        lit = QColor(DARK.accent)
        centre, width = QPointF(self.width() / 2, self.height() * 0.08), self.width()
        for number, seat in enumerate(_seats()):
            painter.setBrush(lit if (number // PARTY) ** 2 % TAKEN == 1 else quiet)
            place = centre + seat * width
            painter.drawEllipse(place, SEAT * width / 2, SEAT * width / 2)
        painter.end()


def _seats() -> list[QPointF]:
    """Places of all seats around the stage, in widths of the widget."""
    seats = []
    for row in range(ROWS):
        radius = FIRST_ROW + row * ROW_GAP
        count = round(SPREAD * radius / (SEAT * 1.75))
        for number in range(count):
            angle = pi / 2 - SPREAD / 2 + SPREAD * (number + 0.5) / count
            seats.append(QPointF(cos(angle), sin(angle)) * radius)
    return seats
