"""The one table of the desktop: frozen rows shown through columns that are data."""

from desktop.table.columns import Column, money_column, number_column, state_column, time_column
from desktop.table.model import RecordTableModel
from desktop.table.painting import RecordPainter, chip_width, draw_chip
from desktop.table.search_line import SearchLine
from desktop.table.view import RecordTable

__all__ = [
    "Column",
    "RecordPainter",
    "RecordTable",
    "RecordTableModel",
    "SearchLine",
    "chip_width",
    "draw_chip",
    "money_column",
    "number_column",
    "state_column",
    "time_column",
]
