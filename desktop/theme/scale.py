"""Sizes: four of type, one unit of space, one corner, one height of a row; all in pixels."""

from enum import IntEnum

UNIT = 4
RADIUS = 6
ROW = 30
FIELD = 32
ICON = 18
RAIL = 188
PANEL = 320


class TypeSize(IntEnum):
    """The four sizes of type."""

    SMALL = 11
    BODY = 13
    TITLE = 19
    DISPLAY = 32


def space(units: int) -> int:
    """So many units of space, in pixels."""
    return units * UNIT
