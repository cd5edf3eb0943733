"""Sections as pictures, so that an undo, a drag or a scroll copies pixels instead of seats."""

import math
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap, QTransform

from desktop.editor.canvas.chosen import EVERY, ChosenInZone
from desktop.editor.canvas.section import DrawnSection, wider
from desktop.widgets.seat_map.frame import Frame, Level
from desktop.widgets.seat_map.styles import TINY_SEAT

LARGEST = 1_200_000  # device pixels; what is larger is seen in part only, its seats are drawn
MOST_ASKED = 1_000
MOST = 9_000_000  # device pixels kept, at four bytes each

Paint = Callable[[QPainter, Frame], None]


class Picture(NamedTuple):
    """Device pixels, and how far right of and below its section's place they lie."""

    pixmap: QPixmap
    left: int
    top: int


class Pictures:
    """Pictures by what they show: the seats, what of them is selected, and the frame.

    `settled` is off while the scale changes: each step would draw pictures that are used once.
    """

    def __init__(self) -> None:
        self.settled = True
        self._pixels = 0
        self._asked: set[int] = set()
        self._found: OrderedDict[tuple[object, ...], Picture] = OrderedDict()

    def clear(self) -> None:
        """Forget all pictures: colours or categories are others."""
        self._found.clear()
        self._asked.clear()
        self._pixels = 0

    def of(self, frame: Frame, section: DrawnSection) -> tuple[Picture | None, Paint | None]:
        """The section's picture if it has one, and what is to be drawn over it or instead."""
        if frame.level is Level.NUMBERS or section.row_lines is not None:
            return None, section.paint
        key = _key(frame, section, _look_of(frame, section))
        found = self._picture_of(key)
        if found is not None:
            return found, None
        if section.chosen is not None and self._asks_first(key):
            # Few selections are seen twice: no picture is made of one yet.
            plain = self._picture_of(_key(frame, section, None))
            return (
                (plain, section.paint_chosen) if plain and _hides(frame) else (None, section.paint)
            )
        if not self.settled or _pixels(section.room, frame) > LARGEST:
            return None, section.paint
        made = _draw(frame, section)
        self._keep(key, made)
        return made, None

    def _picture_of(self, key: tuple[object, ...]) -> Picture | None:
        found = self._found.get(key)
        if found is not None:
            self._found.move_to_end(key)
        return found

    def _asks_first(self, key: tuple[object, ...]) -> bool:
        """Whether this is asked for the first time; only its hash is kept, and no seats with it."""
        asked = hash(key)
        if asked in self._asked:
            return False
        if len(self._asked) >= MOST_ASKED:
            self._asked.clear()
        self._asked.add(asked)
        return True

    def _keep(self, key: tuple[object, ...], made: Picture) -> None:
        self._found[key] = made
        self._pixels += _size(made.pixmap)
        while self._pixels > MOST and len(self._found) > 1:
            _, old = self._found.popitem(last=False)
            self._pixels -= _size(old.pixmap)


def _draw(frame: Frame, section: DrawnSection) -> Picture:
    linear = QTransform(
        frame.xx / frame.ratio, frame.xy / frame.ratio,
        frame.yx / frame.ratio, frame.yy / frame.ratio, 0, 0,
    )  # fmt: skip
    far = frame.level is Level.SECTIONS
    box = linear.mapRect(wider(section.room) if far else section.room)
    left, top = math.floor(box.left() * frame.ratio), math.floor(box.top() * frame.ratio)
    width = math.ceil(box.right() * frame.ratio) - left + 1
    height = math.ceil(box.bottom() * frame.ratio) - top + 1
    pixmap = QPixmap(width, height)
    pixmap.setDevicePixelRatio(frame.ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    shift = QTransform.fromTranslate(-left / frame.ratio, -top / frame.ratio)
    painter.setWorldTransform(linear * shift)
    section.paint(painter, frame)
    painter.end()
    pixmap.setDevicePixelRatio(1)  # it is copied pixel by pixel
    return Picture(pixmap, left, top)


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height()


def _pixels(box: QRectF, frame: Frame) -> float:
    area: float = abs(frame.xx * frame.yy - frame.xy * frame.yx)
    return box.width() * box.height() * area


def _hides(frame: Frame) -> bool:
    """Whether a selected seat can be drawn over what it was before."""
    return frame.level is Level.DOTS and frame.seat * frame.ratio < TINY_SEAT


def _look_of(frame: Frame, section: DrawnSection) -> ChosenInZone | None:
    """What of the section is seen as selected: from far all of it or nothing."""
    if section.chosen is None:
        return None
    look = section.chosen.alike(section.marks)
    return look if frame.level is Level.DOTS or look is EVERY else None


def _key(frame: Frame, section: DrawnSection, look: ChosenInZone | None) -> tuple[object, ...]:
    return frame, section.marks, look, section.zone.name, section.said_already
