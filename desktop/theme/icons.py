"""The icon family: line drawings in resources/icons, tinted with a colour of the theme."""

from functools import cache
from importlib.resources import files
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 18, 20, 24, 32, 48)


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
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(tinted(name, colour).encode()))


@cache
def pixmap(name: str, colour: str, size: int, density: int = 1) -> QPixmap:
    """An icon as a square pixmap of ``size`` logical pixels."""
    picture = QPixmap(QSize(size, size) * density)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, colour).render(painter, QRectF(0, 0, size * density, size * density))
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


def tinted_icon(name: str, colour: str, disabled: str, gap: int = 0) -> QIcon:
    """An icon in every size, sharp on this computer's screens, paler while disabled.

    The gap, in logical pixels, keeps it from the text behind it.
    """
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    return _icon(name, colour, disabled, gap, frozenset(ceil(one) for one in ratios))


@cache
def _icon(name: str, colour: str, disabled: str, gap: int, densities: frozenset[int]) -> QIcon:
    icon = QIcon()
    for size in SIZES:
        for density in densities:
            icon.addPixmap(spaced(pixmap(name, colour, size, density), gap))
            faint = spaced(pixmap(name, disabled, size, density), gap)
            icon.addPixmap(faint, QIcon.Mode.Disabled)
    return icon
