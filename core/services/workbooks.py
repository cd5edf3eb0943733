"""XLSX workbooks, in and out; the library for them is loaded with the first."""

import io
from collections.abc import Iterable, Iterator, Sequence
from zipfile import BadZipFile, ZipFile

from core.domain.loading import load

# A small file may unpack to gigabytes. 200,000 seats are 60 MB, and 14 times their packed size.
SMALL_UNPACKED = 8 * 1024 * 1024
LARGEST_UNPACKED = 128 * 1024 * 1024
MOST_TIMES_ITS_SIZE = 100
# What a sheet holds in the programs that write them; a cell may claim to lie anywhere.
MOST_ROWS = 1_048_576
MOST_COLUMNS = 256


class NotAWorkbook(ValueError):
    """The bytes are no XLSX workbook, or none that can be read; `str()` says why."""


def read_sheet(content: bytes) -> Iterator[tuple[object, ...]]:
    """Yield the first sheet's rows as the values of their cells; raises `NotAWorkbook`."""
    _check_size(content)
    rows = _rows(content)
    for number in range(MOST_ROWS + 1):
        try:
            row = next(rows, None)
        except Exception as error:  # a broken part raises whatever its parser does
            place = f" after row {number}" if number else ""
            raise NotAWorkbook(f"the workbook is damaged{place}") from error
        if row is None:
            return
        yield row
    raise NotAWorkbook(f"its sheet has more than {MOST_ROWS:,} rows")


def _rows(content: bytes) -> Iterator[tuple[object, ...]]:
    book = load("openpyxl").load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    sheet = book.worksheets[0]
    # Rows are filled up to this; a sheet that doesn't say has each as long as it is.
    columns = None if sheet.max_column is None else min(sheet.max_column, MOST_COLUMNS)
    for row in sheet.iter_rows(values_only=True, max_col=columns):
        yield row[:MOST_COLUMNS]
    book.close()


def _check_size(content: bytes) -> None:
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (BadZipFile, RuntimeError, ValueError) as error:
        raise NotAWorkbook("it is no XLSX workbook") from error
    usual = max(SMALL_UNPACKED, MOST_TIMES_ITS_SIZE * len(content))
    if unpacked > min(usual, LARGEST_UNPACKED):
        raise NotAWorkbook(f"it unpacks to {unpacked // 1024**2} MB, more than any list of seats")


def write_sheet(title: str, rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook with one sheet, whose first row stays in sight."""
    book = load("openpyxl").Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
