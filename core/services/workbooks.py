"""XLSX workbooks, in and out; the library for them is loaded with the first."""

import io
from collections.abc import Iterable, Iterator, Sequence
from zipfile import BadZipFile

from core.domain.loading import load


class NotAWorkbook(ValueError):
    """The bytes are no XLSX workbook."""


def read_sheet(content: bytes) -> Iterator[tuple[object, ...]]:
    """Yield the first sheet's rows as the values of their cells; raises `NotAWorkbook`."""
    unusable = load("openpyxl.utils.exceptions").InvalidFileException
    try:
        book = load("openpyxl").load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, unusable, KeyError, ValueError, OSError) as error:
        raise NotAWorkbook from error
    yield from book.worksheets[0].iter_rows(values_only=True)
    book.close()


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
