"""Sections as pictures, so that an undo, a drag or a scroll copies pixels instead of seats."""

import math
from collections import OrderedDict
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from core.domain.venues.plan import Zone
from desktop.editor.canvas.chosen import ChosenInZone
from desktop.editor.canvas.marks import ZoneMarks
from desktop.editor.canvas.row_lines import RowLines
from desktop.widgets.seat_map.frame import Frame, Level

LARGEST = 1_200_000  # device pixels; what is larger is seen in part only, its seats are drawn
MOST_ASKED = 1_000
MOST = 9_000_000  # device pixels kept, at four bytes each


Picture = tuple[QPixmap, QPointF]  # and where it lies in device pixels


class Pictured(Protocol):
    """What a section must tell to be kept as a picture."""

    marks: ZoneMarks
    chosen: ChosenInZone | None
    row_lines: RowLines | None
    zone: Zone
    said_already: bool

    def rect(self) -> QRectF: ...
    def paint_all(self, painter: QPainter, frame: Frame) -> None: ...
    def paint_chosen(self, painter: QPainter, frame: Frame) -> None: ...


class Pictures:
    """Pictures by what they show: the seats, what of them is selected, and the frame.

    `settled` is off while the scale changes: each step would draw pictures that are used once.
    """

    def __init__(self) -> None:
        self.settled = True
        self._pixels = 0
        self._asked: set[tuple[object, ...]] = set()
        self._found: OrderedDict[tuple[object, ...], Picture] = OrderedDict()

    def clear(self) -> None:
        """Forget all pictures: colours or categories are others."""
        self._found.clear()
        self._asked.clear()
        self._pixels = 0

    def draw(self, painter: QPainter, frame: Frame, zone: Pictured) -> bool:
        """Draw the section's picture; False if it has none, and its seats are to be drawn."""
        if frame.level is not Level.DOTS or zone.row_lines is not None:
            return False
        found = self._picture_of(frame, zone, zone.chosen)
        if found is not None:
            _blit(painter, frame, found)
            return True
        if self._draw_over_plain(painter, frame, zone):
            return True
        if not self.settled or _pixels(zone.rect(), frame) > LARGEST:
            return False
        made = self._make(frame, zone)
        self._keep(_key(frame, zone, zone.chosen), made)
        _blit(painter, frame, made)
        return True

    def _picture_of(
        self, frame: Frame, zone: Pictured, chosen: ChosenInZone | None
    ) -> Picture | None:
        key = _key(frame, zone, chosen)
        found = self._found.get(key)
        if found is not None:
            self._found.move_to_end(key)
        return found

    def _draw_over_plain(self, painter: QPainter, frame: Frame, zone: Pictured) -> bool:
        """The first time that seats are selected only they are drawn, over the plain picture."""
        key = _key(frame, zone, zone.chosen)
        if zone.chosen is None or key in self._asked:
            return False
        plain = self._picture_of(frame, zone, None)
        if plain is None:
            return False
        if len(self._asked) >= MOST_ASKED:
            self._asked.clear()
        self._asked.add(key)
        world = painter.worldTransform()
        _blit(painter, frame, plain)
        painter.setWorldTransform(world)
        zone.paint_chosen(painter, frame)
        return True

    def _make(self, frame: Frame, zone: Pictured) -> Picture:
        linear = QTransform(
            frame.xx / frame.ratio, frame.xy / frame.ratio,
            frame.yx / frame.ratio, frame.yy / frame.ratio, 0, 0,
        )  # fmt: skip
        box = linear.mapRect(zone.rect())
        left, top = math.floor(box.left() * frame.ratio), math.floor(box.top() * frame.ratio)
        width = math.ceil(box.right() * frame.ratio) - left + 1
        height = math.ceil(box.bottom() * frame.ratio) - top + 1
        picture = QPixmap(width, height)
        picture.setDevicePixelRatio(frame.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        shift = QTransform.fromTranslate(-left / frame.ratio, -top / frame.ratio)
        painter.setWorldTransform(linear * shift)
        zone.paint_all(painter, frame)
        painter.end()
        return picture, QPointF(left, top)

    def _keep(self, key: tuple[object, ...], made: Picture) -> None:
        self._found[key] = made
        self._pixels += _size(made[0])
        while self._pixels > MOST and len(self._found) > 1:
            _, (old, _) = self._found.popitem(last=False)
            self._pixels -= _size(old)


def _size(picture: QPixmap) -> int:
    return picture.width() * picture.height()


def _pixels(box: QRectF, frame: Frame) -> float:
    area: float = abs(frame.xx * frame.yy - frame.xy * frame.yx)
    return box.width() * box.height() * area


def _key(frame: Frame, zone: Pictured, chosen: ChosenInZone | None) -> tuple[object, ...]:
    look = chosen and chosen.alike(zone.marks)
    return frame, zone.marks, look, zone.zone.name, zone.said_already


def _blit(painter: QPainter, frame: Frame, found: Picture) -> None:
    """Copy a picture to where its section stands, on whole pixels."""
    picture, offset = found
    world = painter.worldTransform()
    at = QPointF(round(world.dx() * frame.ratio), round(world.dy() * frame.ratio))
    painter.setWorldTransform(QTransform())
    painter.drawPixmap((at + offset) / frame.ratio, picture)
