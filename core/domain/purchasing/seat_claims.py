"""Read what a supplier sent, line by line, into claims on seats: tables and written blocks.

A table has a heading (see `_SPELLINGS`) or the columns section, row, seat. A block is one line:

    block   = section [ "all" ]                              Section A
            | [ section ] "row(s)" rows [ [ "seat(s)" ] seats ] [ side ]
                                                             A rows 1-5 · Stalls row C seats 1-14
            | place [ "seat(s)" ] seats [ side ]             Stalls C 1-14 · B 12-20 odd
    place   = section row | section (with one row) | row (of one section only)
    rows    = item { ( "," | "&" | "+" | "and" ) item }      1-5, 7 and 9
    seats   = the same, each with a number in it             1-4, 7, 12A
    item    = label [ ( "-" | "to" ) label ]                 any kind of dash
    side    = "odd" | "even"
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.purchasing.seat_labels import Parity, VenueLabels, plain_text

Row = Sequence[object] | Mapping[str, object]


class _Column(StrEnum):
    SECTION = "section"
    ROW = "row"
    SEAT = "seat"
    FIRST = "first"
    LAST = "last"
    QUANTITY = "quantity"


_SPELLINGS: dict[_Column, str] = {
    _Column.SECTION: "section sec sect block area zone stand bereich bloc secteur sector",
    _Column.ROW: "row rowname rownumber rowno reihe rang rangee fila rij",
    _Column.SEAT: "seat seats seatnumber seatno seatnr seatrange number no nr platz sitz place"
    " asiento stoel",
    _Column.FIRST: "first from firstseat fromseat seatfrom lowseat startseat start von",
    _Column.LAST: "last to lastseat toseat seatto highseat endseat end bis",
    _Column.QUANTITY: "quantity qty count seatcount numberofseats tickets anzahl",
}
_HEADINGS = {word: column for column, words in _SPELLINGS.items() for word in words.split()}

_LONGEST_LINE = 500
_SEPARATORS = "\t;|,"
_COLUMNS = 3
_HEADING_WITHIN = 10

_ITEM = r"[^\W\d]*\d\w*(?:-[^\W\d]*\d\w*)?"
_ROW_ITEM = r"(?!seats?\b)\w+(?:-\w+)?"
_AND = r"\s*(?:[,&+]|\band\b)\s*"
_SEATS = rf"(?P<numbers>{_ITEM}(?:{_AND}{_ITEM})*)"
_SIDE = r"(?:\s*\(?\b(?P<side>odd|even)s?\)?)?"
_SEAT_WORD = r"(?:seats?|nos?\.?|numbers?)\s+"
_ROWS_BLOCK = re.compile(
    rf"(?:(?P<section>.+?)[\s,:/]+)?rows?\s+(?P<row>{_ROW_ITEM}(?:{_AND}{_ROW_ITEM})*)"
    rf"(?:[\s,:/]+(?:{_SEAT_WORD})?{_SEATS})?{_SIDE}",
    re.IGNORECASE,
)
_SHORT_BLOCK = re.compile(
    rf"(?P<section>.+?)[\s,:/]+(?:{_SEAT_WORD})?{_SEATS}{_SIDE}", re.IGNORECASE
)
_WHOLE_BLOCK = re.compile(r"(?P<section>.+?)(?:\s+(?:all|whole|complete))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SeatClaim:
    """What one line says: labels, lists and ranges as written, not yet looked up.

    `section` is empty where none is named, and a whole place (“Stalls C”) where `row` is None and
    `number` is not. `quantity` is what the line itself says it adds up to.
    """

    section: str
    row: str | None
    number: str | None
    line_no: int
    text: str
    side: Parity | None = None
    quantity: int | None = None


def claims_in_text(text: str, venue: VenueLabels) -> list[SeatClaim | tuple[int, str]]:
    """Claims of a pasted text, tables and blocks mixed; a line not understood comes as it is."""
    lines = [(number, line.strip(" ")) for number, line in enumerate(text.splitlines(), start=1)]
    filled = [(number, line) for number, line in lines if line.strip()]
    for separator in _SEPARATORS:
        top = [(number, _cells(line, separator)) for number, line in filled[:_HEADING_WITHIN]]
        if _heading(top) is not None:
            rest = [(number, _cells(line, separator)) for number, line in filled[_HEADING_WITHIN:]]
            return _table(top + rest, venue)
    return [_line(number, line, venue) for number, line in filled]


def claims_in_rows(rows: Iterable[Row], venue: VenueLabels) -> list[SeatClaim | tuple[int, str]]:
    """Claims of rows from a CSV or XLSX file (sequences, with or without heading, or mappings)."""
    numbered = list(enumerate(rows, start=1))
    names = next((list(row) for _, row in numbered if isinstance(row, Mapping)), [])
    cells = [(number, _row_cells(row, names)) for number, row in numbered]
    filled = [(number, row) for number, row in cells if any(row)]
    heading = [(0, [str(name) for name in names])] if names else []
    return _table(heading + filled, venue)


def _table(
    rows: Sequence[tuple[int, list[str]]], venue: VenueLabels
) -> list[SeatClaim | tuple[int, str]]:
    heading = _heading(rows)
    if heading is None:
        return [_loose_row(number, cells, venue) for number, cells in rows]
    place, columns = heading
    # A line or two above the heading is a title; what looks like seats is never passed over.
    above = [(number, cells) for number, cells in rows[:place] if sum(map(bool, cells)) >= _COLUMNS]
    return [
        *(_loose_row(number, cells, venue) for number, cells in above),
        *(_headed_row(number, cells, columns) for number, cells in rows[place + 1 :]),
    ]


def _heading(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[_Column, int]] | None:
    """Which of the first rows is the heading, and its columns."""
    for place, (_, cells) in enumerate(rows[:_HEADING_WITHIN]):
        columns = _columns(cells)
        if columns is not None:
            return place, columns
    return None


def _headed_row(
    number: int, cells: list[str], columns: Mapping[_Column, int]
) -> SeatClaim | tuple[int, str]:
    said = {column: cells[place].strip() for column, place in columns.items() if place < len(cells)}
    text = " · ".join(cell for cell in cells if cell)
    first, last = said.get(_Column.FIRST), said.get(_Column.LAST)
    ends = f"{first}-{last}" if first and last else first
    numbers = said.get(_Column.SEAT) or ends
    quantity = said.get(_Column.QUANTITY) or None
    if not said.get(_Column.ROW) or not numbers or not (quantity or "1").isdecimal():
        return number, text
    return SeatClaim(
        section=said.get(_Column.SECTION, ""),
        row=said[_Column.ROW],
        number=numbers,
        line_no=number,
        text=text,
        quantity=int(quantity[:9]) if quantity else None,
    )


def _loose_row(number: int, cells: list[str], venue: VenueLabels) -> SeatClaim | tuple[int, str]:
    filled = [cell for cell in cells if cell]
    if len(filled) == _COLUMNS:
        section, row, seats = filled
        return SeatClaim(section, row, seats, number, " · ".join(filled))
    return _line(number, " ".join(filled), venue)


def _line(number: int, line: str, venue: VenueLabels) -> SeatClaim | tuple[int, str]:
    if len(line) > _LONGEST_LINE:
        return number, line[:_LONGEST_LINE]
    for separator in _SEPARATORS:
        if separator not in line:
            continue
        cells = [cell for cell in _cells(line, separator) if cell]
        # A comma may as well part the seats of a block, so the first cell must be a section.
        if len(cells) == _COLUMNS and (separator != "," or venue.sections.find(cells[0])):
            section, row, seats = cells
            return SeatClaim(section, row, seats, number, line.strip())
    return _block(number, line.strip(), venue)


def _block(number: int, line: str, venue: VenueLabels) -> SeatClaim | tuple[int, str]:
    plain = plain_text(line)
    for pattern in (_ROWS_BLOCK, _SHORT_BLOCK):
        match = pattern.fullmatch(plain)
        if match is not None and venue.sections.find(plain) is None:
            said = match.groupdict()
            side = Parity(said["side"].upper()) if said["side"] else None
            section = said["section"] or ""
            return SeatClaim(section, said.get("row"), said["numbers"], number, line, side)
    whole = _WHOLE_BLOCK.fullmatch(plain)
    if whole is None or venue.sections.find(whole["section"]) is None:
        return number, line
    return SeatClaim(whole["section"], None, None, number, line)


def _columns(cells: Iterable[str]) -> dict[_Column, int] | None:
    """Where each column is, if the cells are a heading with at least row and seat."""
    words = [re.sub(r"[\W_]+", "", plain_text(cell)).lower() for cell in cells]
    columns: dict[_Column, int] = {}
    for place, word in enumerate(words):
        if word in _HEADINGS:
            columns.setdefault(_HEADINGS[word], place)
    has_seat = _Column.SEAT in columns or _Column.FIRST in columns
    return columns if has_seat and _Column.ROW in columns else None


def _cells(line: str, separator: str) -> list[str]:
    if len(line) > _LONGEST_LINE:
        return [line]
    if '"' not in line:
        return [cell.strip() for cell in line.split(separator)]
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator), [])]


def _row_cells(row: Row, names: Sequence[str]) -> list[str]:
    values = [row.get(name) for name in names] if isinstance(row, Mapping) else row
    return [_cell(value) for value in values]


def _cell(value: object) -> str:
    """A spreadsheet's cell as text: it stores seat 12 as 12.0."""
    if value is None:
        return ""
    whole = isinstance(value, float) and value.is_integer()
    return f"{value:.0f}" if whole else str(value).strip()[:_LONGEST_LINE]
