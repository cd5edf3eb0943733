"""What stands still in a window, kept as one picture: only what has turned is drawn again."""

from collections.abc import Iterable
from itertools import starmap
from typing import Protocol, cast

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion, QTransform
from PySide6.QtWidgets import QWidget

from desktop.widgets.seat_map.seat_sprites import Pieces
from desktop.widgets.seat_map.selection import Ranks

ALIGNED = 1e-3  # pixels by which a scroll may miss whole ones
FEW = 4  # pieces that are drawn one by one
SMALL = 0.25  # of the window: what is no larger is drawn without the picture
MOST_CELLS = 200  # seats that are drawn alone; to draw all of them takes no longer
MOST_WAITING = 100  # changes until the next paint, if nobody is looking


class Artist(Protocol):
    """Draws parts of a map; the painter is in plan units, and clipped to the pieces."""

    def paint_ground(self, painter: QPainter, piece: QRect) -> None:
        """All that lies under the seats."""

    def paint_seats(self, painter: QPainter, pieces: Pieces) -> None:
        """The seats, or the sections that stand for them."""

    def cells_of(self, painter: QPainter, ranks: Ranks) -> Pieces:
        """Where these seats are in what the painter paints on, as far as they are in sight."""


class Still:
    """Ground and seats as one picture; the ground alone too, once all seats have turned on it.

    What is new is drawn on the window itself; the picture is made when the window asks for the
    same again. While the view moves the window's own picture is scrolled, and the strips that come
    into sight are drawn on it; this one follows when it is needed. Another size of the window,
    another scale or other colours mean that all of it is new.
    """

    def __init__(self, artist: Artist) -> None:
        self._artist = artist
        self._world = QTransform()
        self._size, self._ratio = QSize(), 1.0
        self._picture, self._ground = QPixmap(), QPixmap()
        self.forget()

    def forget(self) -> None:
        """Draw everything anew at the next paint."""
        self._has_ground = False
        self.turn_all()
        self._only_seats = False

    def turn_all(self) -> None:
        """Draw all seats anew, over the same ground."""
        self._is_new = self._only_seats = True
        self._has_picture = False
        self._behind = QPoint()
        self._settle()

    def _settle(self) -> None:
        """Nothing waits to be drawn."""
        self._turned: list[Ranks] = []
        self._spoilt: list[QRectF] = []

    def turn(self, ranks: Ranks) -> None:
        """Draw these seats anew."""
        self._turned.append(ranks)
        if len(ranks) > MOST_CELLS or len(self._turned) > MOST_WAITING:
            self.turn_all()

    def spoil(self, boxes: Iterable[QRectF]) -> None:
        """Draw these parts of the plan anew, which are in its units."""
        self._spoilt += boxes

    def show(self, painter: QPainter, window: QWidget, exposed: QRegion) -> None:
        """Paint what is exposed of a window; the painter is the window's, in plan units."""
        self._follow(painter.worldTransform(), window)
        pieces = [self._scaled(piece) for piece in _rects(exposed)]
        current = self._has_picture and self._behind.isNull()
        if self._is_new or (self._are_small(pieces) and not current):
            self._draw_on(painter, pieces)
            return
        self._bring_up_to_date()
        painter.setWorldTransform(self._in_pixels)
        for piece in pieces:
            painter.drawPixmap(QRectF(piece), self._picture, QRectF(piece))
        painter.setWorldTransform(self._world)

    def _draw_on(self, painter: QPainter, pieces: Iterable[QRect]) -> None:
        """Draw these pieces of the window as they are now."""
        if self._only_seats:
            self._bare_ground()
        painter.save()
        for piece in pieces:
            self._draw_piece(painter, piece)
        painter.restore()
        self._is_new = self._only_seats = False

    def _are_small(self, pieces: Iterable[QRect]) -> bool:
        area = sum(piece.width() * piece.height() for piece in pieces)
        return area <= SMALL * self._size.width() * self._size.height() * self._ratio**2

    def _scaled(self, piece: QRect) -> QRect:
        """From the window's units to the pixels that they touch."""
        box = QTransform.fromScale(self._ratio, self._ratio).mapRect(QRectF(piece))
        return box.toAlignedRect()

    def _follow(self, world: QTransform, window: QWidget) -> None:
        """Look where the window looks."""
        before, self._world = self._world, world
        ratio, size = window.devicePixelRatioF(), window.size()
        alike = (size, ratio, _linear(world)) == (self._size, self._ratio, _linear(before))
        self._size, self._ratio = size, ratio
        right, down = (world.dx() - before.dx()) * ratio, (world.dy() - before.dy()) * ratio
        by = QPoint(round(right), round(down))
        if not alike or max(abs(right - by.x()), abs(down - by.y())) > ALIGNED:
            self.forget()
        elif not by.isNull():
            self._has_ground = False
            self._behind += by

    @property
    def _to_pixels(self) -> QTransform:
        """From plan units to pixels."""
        return self._world * QTransform.fromScale(self._ratio, self._ratio)

    @property
    def _in_pixels(self) -> QTransform:
        """Of a painter whose unit is a pixel."""
        return QTransform.fromScale(1 / self._ratio, 1 / self._ratio)

    def _bring_up_to_date(self) -> None:
        if self._has_picture and not self._behind.isNull():
            self._scroll()
        if self._has_picture:
            self._mend()
        else:
            self._picture = self._blank(self._picture)
            painter = self._begin(self._picture)
            self._draw_piece(painter, self._picture.rect())
            painter.end()
        self._behind, self._has_picture = QPoint(), True
        self._settle()

    def _scroll(self) -> None:
        whole = self._picture.rect()
        bare = QRegion(whole) - QRegion(whole.translated(self._behind))
        if self._are_small(_rects(bare)):
            self._picture.scroll(self._behind.x(), self._behind.y(), whole)
            back, _ = self._to_pixels.inverted()
            self.spoil(back.mapRect(QRectF(strip)) for strip in _rects(bare))
        else:
            self._has_picture = False

    def _blank(self, used: QPixmap) -> QPixmap:
        """A picture for the window: the one that was used, if it is as large."""
        size = self._size * self._ratio
        made = used if used.size() == size else QPixmap(size)
        made.setDevicePixelRatio(self._ratio)
        return made

    def _begin(self, picture: QPixmap) -> QPainter:
        painter = QPainter(picture)
        painter.setWorldTransform(self._world)
        return painter

    def _bare_ground(self) -> QPixmap:
        """The picture without seats."""
        if not self._has_ground:
            self._ground = self._blank(self._ground)
            painter = self._begin(self._ground)
            self._artist.paint_ground(painter, self._ground.rect())
            painter.end()
            self._has_ground = True
        return self._ground

    def _mend(self) -> None:
        """Draw what is spoilt, and seats that have turned."""
        if not self._spoilt and not self._turned:
            return
        painter = self._begin(self._picture)
        for box in self._spoilt:
            self._draw_piece(painter, _aligned(self._to_pixels.mapRect(box)))
        if self._turned:
            cells = self._artist.cells_of(painter, np.concatenate(self._turned))
            if len(cells) > FEW:
                self._draw_cells(painter, cells)
            else:
                for cell in starmap(QRect, cells.tolist()):
                    self._draw_piece(painter, cell)
        painter.end()

    def _draw_piece(self, painter: QPainter, piece: QRect) -> None:
        self._clip(painter, QRegion(piece))
        if self._has_ground:
            painter.setWorldTransform(self._in_pixels)
            painter.drawPixmap(QRectF(piece), self._ground, QRectF(piece))
            painter.setWorldTransform(self._world)
        else:
            self._artist.paint_ground(painter, piece)
        self._artist.paint_seats(painter, _pieces([piece]))

    def _draw_cells(self, painter: QPainter, cells: Pieces) -> None:
        """Many small pieces at once, over the ground as it is kept."""
        ground, region = self._bare_ground(), QRegion()
        # Not by the clip: to copy a large picture through many holes takes long.
        self._clip(painter, QRegion(ground.rect()))
        painter.setWorldTransform(self._in_pixels)
        for cell in starmap(QRect, cells.tolist()):
            painter.drawPixmap(QRectF(cell), ground, QRectF(cell))
            region += cell
        self._clip(painter, region)
        self._artist.paint_seats(painter, cells)

    def _clip(self, painter: QPainter, region: QRegion) -> None:
        """Draw only in these pixels from here on."""
        painter.setWorldTransform(self._in_pixels)
        painter.setClipRegion(region)
        painter.setWorldTransform(self._world)


def _linear(world: QTransform) -> tuple[float, float, float, float]:
    return world.m11(), world.m12(), world.m21(), world.m22()


def _rects(region: QRegion) -> list[QRect]:
    """The parts of a region, or of many the box around them."""
    found = list(cast("Iterable[QRect]", region))
    return found if len(found) <= FEW else [region.boundingRect()]


def _pieces(rects: Iterable[QRect]) -> Pieces:
    return np.array([rect.getRect() for rect in rects], np.intp)


def _aligned(box: QRectF) -> QRect:
    """The whole pixels that a box touches; those that it misses by an error in reckoning not."""
    return box.adjusted(ALIGNED, ALIGNED, -ALIGNED, -ALIGNED).toAlignedRect()
