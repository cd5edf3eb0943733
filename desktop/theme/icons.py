"""The icon family: line drawings in resources/icons, tinted with a colour of the theme."""

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 18, 20, 24, 32, 48)
DENSITIES = (1, 2)


@cache
def drawing(name: str) -> str:
    """The SVG text of an icon; raises FileNotFoundError if the family has none of that name."""
    return files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")


def icon_names() -> list[str]:
    """Every icon of the family, sorted."""
    folder = files("resources").joinpath("icons")
    return sorted(entry.name[:-4] for entry in folder.iterdir() if entry.name.endswith(".svg"))


def tinted(name: str, colour: str) -> str:
    """The SVG text of an icon in one colour (``#rrggbb``)."""
    return drawing(name).replace("currentColor", colour)


@cache
def pixmap(name: str, colour: str, size: int, density: int = 1) -> QPixmap:
    """An icon as a square pixmap of ``size`` logical pixels."""
    picture = QPixmap(QSize(size, size) * density)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(tinted(name, colour).encode()))
    renderer.render(painter, QRectF(0, 0, size * density, size * density))
    painter.end()
    picture.setDevicePixelRatio(density)
    return picture


def spaced(picture: QPixmap, gap: int) -> QPixmap:
    """The same picture with ``gap`` logical pixels of nothing to its right."""
    if not gap:
        return picture
    density = round(picture.devicePixelRatio())
    wide = QPixmap(picture.width() + gap * density, picture.height())
    wide.fill(Qt.GlobalColor.transparent)
    wide.setDevicePixelRatio(density)
    painter = QPainter(wide)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return wide


@cache
def tinted_icon(name: str, colour: str, disabled: str, gap: int = 0) -> QIcon:
    """An icon in every size and density, paler while disabled, with a gap before the text."""
    icon = QIcon()
    for size in SIZES:
        for density in DENSITIES:
            icon.addPixmap(spaced(pixmap(name, colour, size, density), gap))
            faint = spaced(pixmap(name, disabled, size, density), gap)
            icon.addPixmap(faint, QIcon.Mode.Disabled)
    return icon
