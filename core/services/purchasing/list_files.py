"""Seat lists as files: CSV and XLSX from suppliers, looked up among the seats of an event's map."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.errors import Refusal, said_by_system
from core.domain.purchasing.seat_labels import SeatLabel, VenueLabels
from core.domain.purchasing.seat_lists import SeatListing, read_rows, read_text
from core.services.files import read_file
from core.services.workbooks import NotAWorkbook, read_sheet
from db.models import Event, Seat

LARGEST_FILE = 20 * 1024 * 1024
WORKBOOKS = {".xlsx", ".xlsm"}


class ListUnreadable(Refusal):
    """The file is no list; `file` and `reason` say which and why."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file.name} can't be read: {reason}.")


def labels_of_event(session: Session, event_id: UUID) -> VenueLabels:
    """All seats on the event's map, to look up what a list says."""
    rows = session.execute(
        select(Seat.section, Seat.row, Seat.seat_number)
        .join(Event, Event.plan_id == Seat.plan_id)
        .where(Event.id == event_id)
    )
    return VenueLabels(SeatLabel(*row) for row in rows)


def read_list_file(file: Path, venue: VenueLabels) -> SeatListing:
    """Read a CSV, text or XLSX file by its suffix; refuse `ListUnreadable`."""
    content = _content(file)
    if file.suffix.lower() in WORKBOOKS:
        return read_rows(_sheet(file, content), venue)
    return _text(file, content, venue)


def list_as_text(file: Path) -> str:
    """A list file as text to read over and correct, a line a row; refuse `ListUnreadable`."""
    content = _content(file)
    if file.suffix.lower() not in WORKBOOKS:
        return _decoded(file, content)
    rows = (["" if cell is None else str(cell) for cell in row] for row in _sheet(file, content))
    return "\n".join("\t".join(row).rstrip() for row in rows)


def _content(file: Path) -> bytes:
    try:
        return read_file(file, most=LARGEST_FILE)
    except OSError as error:
        raise ListUnreadable(file, said_by_system(error)) from error


def _text(file: Path, content: bytes, venue: VenueLabels) -> SeatListing:
    text = _decoded(file, content)
    if file.suffix.lower() != ".csv":
        return read_text(text, venue)
    head = text.partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    return read_rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), venue)


def _decoded(file: Path, content: bytes) -> str:
    if b"\0" in content:
        raise ListUnreadable(file, "it is no text")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what spreadsheets of the West still save


def _sheet(file: Path, content: bytes) -> Iterator[tuple[object, ...]]:
    try:
        yield from read_sheet(content)
    except NotAWorkbook as error:
        raise ListUnreadable(file, str(error)) from error
