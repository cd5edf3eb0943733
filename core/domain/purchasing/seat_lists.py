"""From what a supplier sent to the venue's own seats, or to what is wrong with each line.

The rules in the user's words: docs/rules/seat-lists.md; the grammar: `seat_claims`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.errors import Refusal
from core.domain.purchasing.seat_claims import Row, SeatClaim, claims_in_rows, claims_in_text
from core.domain.purchasing.seat_labels import NotOnTheMap, SeatLabel, VenueLabels, on_side

__all__ = [
    "LineProblem",
    "ProblemKind",
    "SeatClaim",
    "SeatLabel",
    "SeatListRefused",
    "SeatListing",
    "VenueLabels",
    "read_rows",
    "read_text",
]

_SHOWN = 5


class ProblemKind(StrEnum):
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD"
    NO_SUCH_SECTION = "NO_SUCH_SECTION"
    NO_SUCH_ROW = "NO_SUCH_ROW"
    NO_SUCH_SEAT = "NO_SUCH_SEAT"
    SEVERAL_PLACES = "SEVERAL_PLACES"
    NO_SEATS = "NO_SEATS"
    ANOTHER_QUANTITY = "ANOTHER_QUANTITY"
    TWICE = "TWICE"


_REASONS = {
    ProblemKind.NOT_UNDERSTOOD: "it can't be read as seats or as a block",
    ProblemKind.NO_SUCH_SECTION: "the venue has no section {names}",
    ProblemKind.NO_SUCH_ROW: "there is no row {names}",
    ProblemKind.NO_SUCH_SEAT: "there is no seat {names}",
    ProblemKind.SEVERAL_PLACES: "it could be {names}; name the section and the row",
    ProblemKind.NO_SEATS: "there are no such seats",
    ProblemKind.ANOTHER_QUANTITY: "it says {names}",
    ProblemKind.TWICE: "listed before: {names}",
}


@dataclass(frozen=True, slots=True)
class LineProblem:
    """What is wrong with one line; `names` are the labels it is about.

    `first_line` is where a seat that is listed twice stands for the first time.
    """

    line_no: int
    text: str
    kind: ProblemKind
    names: tuple[str, ...] = ()
    first_line: int | None = None

    @property
    def reason(self) -> str:
        """In words, to stand after the line."""
        names = ", ".join(self.names[:_SHOWN])
        more = len(self.names) - _SHOWN
        names += f" and {more} more" if more > 0 else ""
        reason = _REASONS[self.kind].format(names=names)
        return reason if self.first_line is None else f"{reason} (line {self.first_line})"

    def __str__(self) -> str:
        return f"Line {self.line_no}, “{self.text}”: {self.reason}."


class SeatListRefused(Refusal):
    def __init__(self, problems: Sequence[LineProblem]) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - _SHOWN
        lines = [str(problem) for problem in self.problems[:_SHOWN]]
        if more > 0:
            lines.append(f"And {more} more.")
        super().__init__("\n".join(lines))


@dataclass(frozen=True, slots=True)
class SeatListing:
    """The seats that a list names, in its order, each once; and what is wrong with it."""

    seats: tuple[SeatLabel, ...]
    problems: tuple[LineProblem, ...]

    def accepted(self) -> tuple[SeatLabel, ...]:
        """The seats, if nothing is wrong. Raises `SeatListRefused` with every problem."""
        if self.problems:
            raise SeatListRefused(self.problems)
        return self.seats


class _Wrong(Exception):
    def __init__(self, kind: ProblemKind, *names: str) -> None:
        self.kind = kind
        self.names = names


def read_text(text: str, venue: VenueLabels) -> SeatListing:
    """A pasted list: a table (tab, semicolon, bar or comma) or blocks, one on each line."""
    return _listing(claims_in_text(text, venue), venue)


def read_rows(rows: Iterable[Row], venue: VenueLabels) -> SeatListing:
    """The rows of a CSV or XLSX file: sequences, with a heading or not, or mappings."""
    return _listing(claims_in_rows(rows, venue), venue)


def _listing(claims: Iterable[SeatClaim | tuple[int, str]], venue: VenueLabels) -> SeatListing:
    lines: dict[SeatLabel, int] = {}
    problems: list[LineProblem] = []
    for claim in claims:
        if isinstance(claim, tuple):
            problems.append(LineProblem(*claim, ProblemKind.NOT_UNDERSTOOD))
            continue
        try:
            seats = _seats(claim, venue)
        except _Wrong as wrong:
            problems.append(LineProblem(claim.line_no, claim.text, wrong.kind, wrong.names))
            continue
        problems.extend(_listed_before(claim, seats, lines))
        lines.update((seat, claim.line_no) for seat in seats if seat not in lines)
    return SeatListing(tuple(lines), tuple(problems))


def _listed_before(
    claim: SeatClaim, seats: Sequence[SeatLabel], lines: dict[SeatLabel, int]
) -> list[LineProblem]:
    """One problem for each earlier line (or this one) that has some of these seats."""
    firsts: dict[int, list[str]] = {}
    here: set[SeatLabel] = set()
    for seat in seats:
        if seat in lines or seat in here:
            firsts.setdefault(lines.get(seat, claim.line_no), []).append(str(seat))
        here.add(seat)
    return [
        LineProblem(claim.line_no, claim.text, ProblemKind.TWICE, tuple(names), first)
        for first, names in firsts.items()
    ]


def _seats(claim: SeatClaim, venue: VenueLabels) -> list[SeatLabel]:
    exact = SeatLabel(claim.section, claim.row or "", claim.number or "")
    # Most lists are long and name each seat as the venue does.
    if venue.has(exact) and claim.side is None and claim.quantity is None:
        return [exact]
    seats = [
        SeatLabel(section, row, number)
        for section, row in _rows(claim, venue)
        for number in _numbers(claim, section, row, venue)
    ]
    if not seats:
        raise _Wrong(ProblemKind.NO_SEATS)
    if claim.quantity is not None and claim.quantity != len(seats):
        said, found = f"{claim.quantity} seats", f"but these are {len(seats)}"
        raise _Wrong(ProblemKind.ANOTHER_QUANTITY, said, found)
    return seats


def _rows(claim: SeatClaim, venue: VenueLabels) -> list[tuple[str, str]]:
    """The rows that a claim is about, as (section, row)."""
    if claim.row is None and claim.number is not None:
        return [_place(claim.section, venue)]
    section = _section(claim.section, venue)
    rows = venue.rows(section)
    if claim.row is None:
        return [(section, row) for row in rows.all]
    try:
        return [(section, row) for row in rows.pick(claim.row)]
    except NotOnTheMap as missing:
        names = [f"{row} in {section}" for row in missing.labels]
        raise _Wrong(ProblemKind.NO_SUCH_ROW, *names) from missing


def _section(text: str, venue: VenueLabels) -> str:
    if not text and len(venue.sections.all) == 1:
        return venue.sections.all[0]
    section = venue.sections.find(text)
    if section is None:
        raise _Wrong(ProblemKind.NO_SUCH_SECTION, text or "(none named)")
    return section


def _place(text: str, venue: VenueLabels) -> tuple[str, str]:
    """The one row that “Stalls C”, a section of one row, or a row's name alone stands for."""
    places = set(_section_and_row(text, venue))
    section = venue.sections.find(text)
    rows = venue.rows(section).all if section is not None else ()
    if section is not None and len(rows) == 1:
        places.add((section, rows[0]))
    for each in venue.sections.all:
        row = venue.rows(each).find(text)
        if row is not None:
            places.add((each, row))
    if len(places) == 1:
        return places.pop()
    if places:
        names = sorted(f"{section} row {row}" for section, row in places)
        raise _Wrong(ProblemKind.SEVERAL_PLACES, *names)
    if len(rows) > 1:
        raise _Wrong(ProblemKind.SEVERAL_PLACES, *(f"{section} row {row}" for row in rows))
    raise _Wrong(ProblemKind.NO_SUCH_ROW, text)


def _section_and_row(text: str, venue: VenueLabels) -> Iterable[tuple[str, str]]:
    words = re.split(r"[\s,:/]+", text)
    for cut in range(1, len(words)):
        section = venue.sections.find(" ".join(words[:cut]))
        row = section and venue.rows(section).find(" ".join(words[cut:]))
        if section and row:
            yield section, row


def _numbers(claim: SeatClaim, section: str, row: str, venue: VenueLabels) -> list[str]:
    seats = venue.seats(section, row)
    if claim.number is None:
        return list(seats.all) if claim.side is None else on_side(seats.all, claim.side)
    try:
        return _as_many(claim, seats.pick(claim.number, claim.side), seats.all)
    except NotOnTheMap as missing:
        names = [f"{number} in {section} {row}" for number in missing.labels]
        raise _Wrong(ProblemKind.NO_SUCH_SEAT, *names) from missing


def _as_many(claim: SeatClaim, picked: list[str], row: Sequence[str]) -> list[str]:
    """A first seat with a quantity stands for that many seats of the row, from there on."""
    if claim.quantity is None or len(picked) != 1:
        return picked
    start = row.index(picked[0])
    return list(row[start : start + claim.quantity])
