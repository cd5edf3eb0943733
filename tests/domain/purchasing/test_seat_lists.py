"""What suppliers send becomes the venue's seats, or a list of what is wrong with each line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.purchasing.seat_lists import (
    LineProblem,
    ProblemKind,
    SeatLabel,
    SeatListing,
    SeatListRefused,
    VenueLabels,
    read_rows,
    read_text,
)

NUMBERS = [*map(str, range(1, 13)), "12A", *map(str, range(14, 21))]
LABELS = [
    *(SeatLabel("Stalls", row, number) for row in "ABC" for number in NUMBERS),
    *(SeatLabel("Section A", row, str(number)) for row in "12345" for number in (1, 2, 3)),
    *(SeatLabel("Circle", "B", str(number)) for number in range(11, 22)),
    *(SeatLabel("Circle", "D", str(number)) for number in range(12, 21)),
    *(SeatLabel("Block 101", "Q", str(number)) for number in (1, 3, 5, 7)),
    *(SeatLabel("Balcony-Left", "R", number) for number in ("1-1", "1-2", "07", "7")),
]
VENUE = VenueLabels(LABELS)
ONE_SECTION = VenueLabels(SeatLabel("Hall", row, str(seat)) for row in "AB" for seat in (1, 2))


def seats(section: str, row: str, *numbers: int | str) -> list[SeatLabel]:
    return [SeatLabel(section, row, str(number)) for number in numbers]


STALLS_C_1_14 = seats("Stalls", "C", *range(1, 13), "12A", 14)


def whole(section: str) -> list[SeatLabel]:
    return [label for label in LABELS if label.section == section]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Section A rows 1\u20135", whole("Section A")),
        ("A rows 1-5", whole("Section A")),
        ("section a", whole("Section A")),
        ("Circle all", whole("Circle")),
        ("Block 101", whole("Block 101")),
        ("101", whole("Block 101")),
        ("A row 3", seats("Section A", "3", 1, 2, 3)),
        ("A rows 1, 3 and 5 seats 2", [SeatLabel("Section A", row, "2") for row in "135"]),
        (
            "A rows 4-5 seats 1 to 2",
            [*seats("Section A", "4", 1, 2), *seats("Section A", "5", 1, 2)],
        ),
        ("A rows 1-2 odd", [*seats("Section A", "1", 1, 3), *seats("Section A", "2", 1, 3)]),
        ("Stalls C 1-14", STALLS_C_1_14),
        ("stalls  c  1 \u2014 14", STALLS_C_1_14),
        ("Stalls C 14-1", STALLS_C_1_14),
        ("Stalls row C seats 1-14", STALLS_C_1_14),
        ("Stalls, row C, seats 1-14", STALLS_C_1_14),
        ("Stalls/C/14", seats("Stalls", "C", 14)),
        ("Stalls: C 1-3, 7 & 9", seats("Stalls", "C", 1, 2, 3, 7, 9)),
        ("Stalls C 12a", seats("Stalls", "C", "12A")),
        ("Stalls C 12A-15", seats("Stalls", "C", "12A", 14, 15)),
        ("Stalls C 012", seats("Stalls", "C", 12)),
        ("Stalls C,A 1", None),
        ("D 12-20 odd", seats("Circle", "D", 13, 15, 17, 19)),
        ("D 13-19 (even)", seats("Circle", "D", 14, 16, 18)),
        ("Circle B 12-20 odd", seats("Circle", "B", 13, 15, 17, 19)),
        ("Q 1-7", seats("Block 101", "Q", 1, 3, 5, 7)),
        ("Block 101 3-5", seats("Block 101", "Q", 3, 5)),
        ("Q 2-6 odd", seats("Block 101", "Q", 3, 5)),
        ("Stalls,C,14", seats("Stalls", "C", 14)),
        ("Stalls,C,1-4 odd", seats("Stalls", "C", 1, 3)),
        ('"Stalls","C","14"', seats("Stalls", "C", 14)),
        ("Stalls,C,1 \u2013 3 odd", seats("Stalls", "C", 1, 3)),
        ("Section A;1\u20132;1", [SeatLabel("Section A", row, "1") for row in "12"]),
        ("Stalls\tC\t1-3", seats("Stalls", "C", 1, 2, 3)),
        ("Stalls;C;7", seats("Stalls", "C", 7)),
        ("Stalls|C|7", seats("Stalls", "C", 7)),
        ("Balcony - Left R 1-1", seats("Balcony-Left", "R", "1-1")),
        ("Balcony-Left;R;1-1-1-2", seats("Balcony-Left", "R", "1-1", "1-2")),
        ("Balcony-Left;R;07", seats("Balcony-Left", "R", "07")),
    ],
)
def test_a_line_names_its_seats(line: str, expected: list[SeatLabel] | None) -> None:
    listing = read_text(line, VENUE)

    assert bool(listing.problems) == (expected is None)
    assert list(listing.seats) == (expected or [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rows A-B seats 1", [SeatLabel("Hall", "A", "1"), SeatLabel("Hall", "B", "1")]),
        ("A 1-2", seats("Hall", "A", 1, 2)),
        ("row b seat 2", seats("Hall", "B", 2)),
    ],
)
def test_the_only_section_need_not_be_named(line: str, expected: list[SeatLabel]) -> None:
    assert list(read_text(line, ONE_SECTION).accepted()) == expected


@pytest.mark.parametrize(
    ("line", "kind", "names"),
    [
        ("see you there", ProblemKind.NOT_UNDERSTOOD, ()),
        ("x" * 600, ProblemKind.NOT_UNDERSTOOD, ()),
        ("Gallery;A;1", ProblemKind.NO_SUCH_SECTION, ("Gallery",)),
        ("Gallery rows 1-2", ProblemKind.NO_SUCH_SECTION, ("Gallery",)),
        ("rows 1-2", ProblemKind.NO_SUCH_SECTION, ("(none named)",)),
        ("Stalls Z 1-4", ProblemKind.NO_SUCH_ROW, ("Stalls Z",)),
        ("Stalls rows A-Z", ProblemKind.NO_SUCH_ROW, ("Z in Stalls",)),
        ("Stalls row Z", ProblemKind.NO_SUCH_ROW, ("Z in Stalls",)),
        ("Stalls C 19-25", ProblemKind.NO_SUCH_SEAT, ("25 in Stalls C",)),
        ("Stalls C 13", ProblemKind.NO_SUCH_SEAT, ("13 in Stalls C",)),
        ("D 9-23 odd", ProblemKind.NO_SUCH_SEAT, ("9 in Circle D", "23 in Circle D")),
        ("Balcony-Left;R;007", ProblemKind.NO_SUCH_SEAT, ("007 in Balcony-Left R",)),
        ("B 12-20 odd", ProblemKind.SEVERAL_PLACES, ("Circle row B", "Stalls row B")),
        ("Circle 12-20", ProblemKind.SEVERAL_PLACES, ("Circle row B", "Circle row D")),
        ("Q 1 even", ProblemKind.NO_SEATS, ()),
        ("Q 3-3 even", ProblemKind.NO_SEATS, ()),
        ("Block 101 row Q even", ProblemKind.NO_SEATS, ()),
    ],
)
def test_a_line_that_fits_nothing_is_named(
    line: str, kind: ProblemKind, names: tuple[str, ...]
) -> None:
    listing = read_text(f"Stalls A 1\n\n  {line}\n", VENUE)

    problem = LineProblem(3, line[:500], kind, names)
    assert listing == SeatListing((SeatLabel("Stalls", "A", "1"),), (problem,))
    with pytest.raises(SeatListRefused) as refused:
        listing.accepted()
    assert refused.value.problems == (problem,)
    assert str(refused.value).startswith("Line 3, ")


def test_seats_listed_twice_are_named_with_both_lines() -> None:
    listing = read_text("Stalls C 1-3\nStalls C 2-4, 4", VENUE)

    assert list(listing.seats) == seats("Stalls", "C", 1, 2, 3, 4)
    assert listing.problems == (
        LineProblem(
            2, "Stalls C 2-4, 4", ProblemKind.TWICE, ("Stalls C 2", "Stalls C 3"), first_line=1
        ),
        LineProblem(2, "Stalls C 2-4, 4", ProblemKind.TWICE, ("Stalls C 4",), first_line=2),
    )
    assert "Stalls C 2, Stalls C 3 (line 1)" in listing.problems[0].reason


def test_long_lists_of_problems_are_cut_short_in_words_only() -> None:
    listing = read_text("\n".join(f"Stalls Z {number}" for number in range(1, 9)), VENUE)
    twice = read_text("Stalls C 1-14\nStalls C 1-14", VENUE)

    with pytest.raises(SeatListRefused) as refused:
        listing.accepted()

    assert len(refused.value.problems) == 8
    assert str(refused.value).endswith("And 3 more.")
    assert "and 9 more" in twice.problems[0].reason


@pytest.mark.parametrize(
    "heading",
    [
        "Section,Row,Seat",
        "SEC;ROW;SEAT NO.",
        "Block\tRow Name\tSeat_Number",
        "Bereich|Reihe|Platz",
        '"Stand","Row","Seats"',
    ],
)
def test_headings_are_known_in_several_spellings(heading: str) -> None:
    separator = next(mark for mark in "\t;|," if mark in heading)
    line = separator.join(("Stalls", "C", "1-2"))

    assert list(read_text(f"{heading}\n{line}", VENUE).accepted()) == seats("Stalls", "C", 1, 2)


def test_columns_may_stand_in_any_order_and_others_are_left_alone() -> None:
    text = "Price,Seat,Notes,Row,Section\n50,7,aisle,C,Stalls\n50,8,,C,Stalls"

    assert list(read_text(text, VENUE).accepted()) == seats("Stalls", "C", 7, 8)


def test_a_title_above_the_heading_is_passed_over_but_seats_are_not() -> None:
    text = "Delivery note\nStalls;C;1\nSection;Row;Seat\nStalls;C;2"

    assert list(read_text(text, VENUE).accepted()) == seats("Stalls", "C", 1, 2)


def test_ranges_may_have_their_own_columns() -> None:
    text = (
        "section;row;low seat;high seat;qty\n"
        "Stalls;A;1;4;4\n"
        "Stalls;B;11;;3\n"
        "Stalls;C;1;3;\n"
        "Stalls;C;9;10;3\n"
        "Stalls;C;11;;many\n"
        "Stalls;;11;;1\n"
        "Stalls"
    )

    listing = read_text(text, VENUE)

    assert list(listing.seats) == [
        *seats("Stalls", "A", 1, 2, 3, 4),
        *seats("Stalls", "B", 11, 12, "12A"),
        *seats("Stalls", "C", 1, 2, 3),
    ]
    assert [(problem.line_no, problem.kind) for problem in listing.problems] == [
        (5, ProblemKind.ANOTHER_QUANTITY),
        (6, ProblemKind.NOT_UNDERSTOOD),
        (7, ProblemKind.NOT_UNDERSTOOD),
        (8, ProblemKind.NOT_UNDERSTOOD),
    ]
    assert listing.problems[0].names == ("3 seats", "but these are 2")


def test_spreadsheet_rows_are_read() -> None:
    rows = [
        ("Section", "Row", "Seat", None),
        ("Stalls", "C", 12.0, None),
        (None, None, None, None),
        ("Stalls", "C", "12A", "aisle"),
        ("Stalls", "C", 14, ""),
    ]

    assert list(read_rows(rows, VENUE).accepted()) == seats("Stalls", "C", 12, "12A", 14)


def test_rows_without_a_heading_are_section_row_seat_or_blocks() -> None:
    rows = [("Stalls", "C", "1-2 odd"), ("Section A rows 1-5",), ("D", "12-20 odd")]

    assert list(read_rows(rows, VENUE).accepted()) == [
        *seats("Stalls", "C", 1),
        *whole("Section A"),
        *seats("Circle", "D", 13, 15, 17, 19),
    ]


def test_mappings_are_read_by_their_names_whatever_their_order() -> None:
    rows = [
        {"Section": "Stalls", "Row": "C", "Seat": 1},
        {"Seat": 2, "Row": "C", "Section": "Stalls"},
        {"Seat": 3, "Section": "Stalls"},
    ]

    listing = read_rows(rows, VENUE)

    assert list(listing.seats) == seats("Stalls", "C", 1, 2)
    assert [problem.line_no for problem in listing.problems] == [3]


def test_nothing_sent_is_nothing_listed() -> None:
    assert read_text(" \n\n", VENUE) == read_rows([], VENUE) == SeatListing((), ())


words = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters='"'), min_size=1, max_size=6
)
venues = st.lists(st.builds(SeatLabel, words, words, words), min_size=1, max_size=30, unique=True)


@given(venues)
def test_every_seat_of_any_venue_reads_back_from_its_own_file(labels: list[SeatLabel]) -> None:
    file = io.StringIO()
    rows = [("Section", "Row", "Seat"), *((seat.section, seat.row, seat.number) for seat in labels)]
    csv.writer(file).writerows(rows)

    listing = read_rows(csv.reader(io.StringIO(file.getvalue())), VenueLabels(labels))

    assert listing.accepted() == tuple(labels)


@given(st.text(alphabet='ABCrowseatQ 1234567890-,;&\t\n\u2013odev"', max_size=200))
def test_any_text_is_either_seats_or_problems(text: str) -> None:
    listing = read_text(text, VENUE)

    assert set(listing.seats) <= set(LABELS)
    assert len(set(listing.seats)) == len(listing.seats)
    filled = {number for number, line in enumerate(text.splitlines(), 1) if line.strip()}
    assert {problem.line_no for problem in listing.problems} <= filled
