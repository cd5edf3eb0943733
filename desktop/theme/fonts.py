"""The system's own font in our four sizes, with figures of equal width for numbers."""

from PySide6.QtGui import QFont, QFontDatabase

from desktop.theme.scale import TypeSize

TABULAR = "tnum"
"""OpenType feature: figures of equal width, so that columns of numbers line up."""


def font(size: TypeSize = TypeSize.BODY, *, strong: bool = False) -> QFont:
    """The system's font in one of our sizes; ``strong`` is semi-bold."""
    chosen = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    chosen.setPixelSize(size)
    chosen.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    chosen.setFeature(QFont.Tag(TABULAR), 1)
    return chosen
