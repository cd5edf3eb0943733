"""A sheet as a file: PNG, SVG or PDF, by suffix."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from core.services.files import FileNotWritten, unwritten_refused, write_whole
from desktop.paper.legend import header_height, legend_height
from desktop.paper.pages import ONE_PAGE, Tiles, draw_page, print_sheet
from desktop.paper.sheet import MapSheet

WIDTH = 1600.0  # points of a picture, whatever its pixels
PIXELS_A_POINT = 2
PDF_DPI = 1200
EDGE = 24.0


def save_sheet(sheet: MapSheet, file: Path, tiles: Tiles = ONE_PAGE) -> None:
    """Write the sheet; tiles and guests are pages of a PDF. Refuses `FileNotWritten`."""
    make = _MAKERS.get(file.suffix.lower())
    if make is None:
        raise FileNotWritten(file, f"a map's file ends in {', '.join(_MAKERS)}")
    with unwritten_refused(file):
        write_whole(file, make(sheet, tiles))


def _size(sheet: MapSheet) -> QSizeF:
    """As high as header, map and legend need at the usual width."""
    inner = WIDTH - 2 * EDGE
    around = header_height(sheet) + legend_height(sheet, inner) + 2 * EDGE
    return QSizeF(WIDTH, inner * sheet.frame.height() / sheet.frame.width() + around)


def _draw_picture(painter: QPainter, sheet: MapSheet, size: QSizeF) -> None:
    page = QRectF(EDGE, EDGE, size.width() - 2 * EDGE, size.height() - 2 * EDGE)
    draw_page(painter, sheet, page)


def _png(sheet: MapSheet, _tiles: Tiles) -> bytes:
    size = _size(sheet)
    image = QImage((size * PIXELS_A_POINT).toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(PIXELS_A_POINT, PIXELS_A_POINT)
    _draw_picture(painter, sheet, size)
    painter.end()
    return as_bytes(lambda buffer: QImageWriter(buffer, QByteArray(b"png")).write(image))


def _svg(sheet: MapSheet, _tiles: Tiles) -> bytes:
    size = _size(sheet)

    def draw(buffer: QIODevice) -> bool:
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(QSize(round(size.width()), round(size.height())))
        generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        generator.setTitle(sheet.title)
        painter = QPainter(generator)
        _draw_picture(painter, sheet, size)
        return painter.end()

    return as_bytes(draw)


def _pdf(sheet: MapSheet, tiles: Tiles) -> bytes:
    def draw(buffer: QIODevice) -> bool:
        writer = QPdfWriter(buffer)
        writer.setTitle(sheet.title)
        writer.setCreator("Parterre")
        writer.setResolution(PDF_DPI)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        return print_sheet(sheet, writer, tiles) > 0

    return as_bytes(draw)


def as_bytes(draw: Callable[[QIODevice], bool]) -> bytes:
    """What is drawn or saved into a device; raises OSError if it could not be."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not draw(buffer):
        raise OSError("the picture could not be made")
    buffer.close()
    return bytes(content.data())


_MAKERS: Mapping[str, Callable[[MapSheet, Tiles], bytes]] = {
    ".png": _png,
    ".svg": _svg,
    ".pdf": _pdf,
}
