"""The system's own font in our four sizes, with figures of equal width for numbers."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop.theme.scale import TypeSize

TABULAR = "tnum"
"""OpenType feature: figures of equal width, so that columns of numbers line up."""


@cache
def _system_font(size: TypeSize, *, strong: bool) -> QFont:
    chosen = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    chosen.setPixelSize(size)
    chosen.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    chosen.setFeature(QFont.Tag(TABULAR), 1)
    return chosen


def font(size: TypeSize = TypeSize.BODY, *, strong: bool = False) -> QFont:
    """The system's font in one of our sizes; ``strong`` is semi-bold."""
    return QFont(_system_font(size, strong=strong))
