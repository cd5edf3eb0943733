"""A sheet on the pages of a printer or PDF: one page, or tiles to be put together."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPainter, QPen

from desktop.paper.drawing import draw_map
from desktop.paper.guests import draw_guests
from desktop.paper.legend import draw_header, draw_legend, header_height, legend_height
from desktop.paper.sheet import MapSheet

MARGIN_MM = 12.0
OVERLAP = 14.0  # points that neighbouring tiles both show
POINTS = 72.0


@dataclass(frozen=True, slots=True)
class Tiles:
    """How many pages lie beside and below each other."""

    across: int = 1
    down: int = 1

    @property
    def count(self) -> int:
        return self.across * self.down

    def each(self) -> Iterator[tuple[int, int]]:
        """Every tile as (column, row), from the top left."""
        return ((across, down) for down in range(self.down) for across in range(self.across))


ONE_PAGE = Tiles()


def print_sheet(sheet: MapSheet, device: QPagedPaintDevice, tiles: Tiles = ONE_PAGE) -> int:
    """Print the map, then the guests; returns how many pages it took.

    Raises OSError where the device can't be written to.
    """
    _lay_out(device, sheet, tiles)
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the printer or file can't be written to")
    try:
        scale = device.logicalDpiX() / POINTS
        painter.scale(scale, scale)
        layout = device.pageLayout()
        page = QRectF(layout.paintRect(QPageLayout.Unit.Point))
        page.moveTopLeft(page.topLeft() * 0)
        for number, tile in enumerate(tiles.each()):
            if number:
                device.newPage()
            _draw_tile(painter, sheet, page, tiles, tile)
        return tiles.count + draw_guests(painter, sheet, page, device.newPage)
    finally:
        painter.end()


def draw_page(painter: QPainter, sheet: MapSheet, page: QRectF) -> None:
    """Header, map and legend on one surface; lengths are points."""
    _draw_tile(painter, sheet, page, ONE_PAGE, (0, 0))


def _lay_out(device: QPagedPaintDevice, sheet: MapSheet, tiles: Tiles) -> None:
    """Turn the pages so that the map becomes large."""
    wide = sheet.frame.width() * tiles.down >= sheet.frame.height() * tiles.across
    orientation = QPageLayout.Orientation
    device.setPageOrientation(orientation.Landscape if wide else orientation.Portrait)
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)


def _draw_tile(
    painter: QPainter, sheet: MapSheet, page: QRectF, tiles: Tiles, tile: tuple[int, int]
) -> None:
    across, down = tile
    head, foot = header_height(sheet), legend_height(sheet, page.width())
    where = (
        ""
        if tiles.count == 1
        else f"Row {down + 1} of {tiles.down}, column {across + 1} of {tiles.across}"
    )
    draw_header(painter, sheet, page, where)
    draw_legend(painter, sheet, QRectF(page.left(), page.bottom() - foot, page.width(), foot))
    body = page.adjusted(0, head, 0, -foot - 6)
    step = QSizeF(body.width() - OVERLAP, body.height() - OVERLAP)
    whole = QRectF(
        body.left() - across * step.width(),
        body.top() - down * step.height(),
        step.width() * tiles.across + OVERLAP,
        step.height() * tiles.down + OVERLAP,
    )
    painter.save()
    painter.setClipRect(body)
    draw_map(painter, sheet, whole if tiles.count > 1 else body)
    painter.restore()
    if tiles.count > 1:
        painter.setPen(QPen(QColor(sheet.colors.muted), 0.4, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(body)
