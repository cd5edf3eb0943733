import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.venues.editing.areas import draw_stage
from core.domain.venues.editing.drawing import ArcSection, draw_arc_section, draw_row
from core.domain.venues.editing.numbering import (
    AtAisle,
    Counting,
    Renamed,
    RowScheme,
    Scheme,
    number_rows,
    number_seats,
    preview_rows,
    preview_seats,
)
from core.domain.venues.editing.places import (
    Place,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    everything,
)
from core.domain.venues.editing.placing import rotate
from core.domain.venues.editing.properties import set_retired
from core.domain.venues.editing.refusals import NamesRunOut, NamesTaken
from core.domain.venues.editing.rows import open_aisle
from core.domain.venues.editing.sections import rename_section
from core.domain.venues.editing.tables import draw_round_table
from core.domain.venues.plan import Plan, Point
from core.domain.venues.plan_checks import check_seats
from tests.domain.venues.editing.houses import (
    EMPTY,
    FIRST_ZONE,
    ORIGIN,
    ROW,
    ZONE,
    block_house,
    numbers,
    row_house,
    rows_of,
    two_blocks,
)
from tests.domain.venues.plans import plans


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (Scheme(), ["1", "2", "3", "4", "5"]),
        (Scheme(begin="right"), ["5", "4", "3", "2", "1"]),
        (Scheme(counting=Counting.ODD), ["1", "3", "5", "7", "9"]),
        (Scheme(counting=Counting.EVEN, begin="right"), ["10", "8", "6", "4", "2"]),
        (Scheme(counting=Counting.ODD_LEFT_EVEN_RIGHT), ["5", "3", "1", "2", "4"]),
        (Scheme(counting=Counting.ODD_LEFT_EVEN_RIGHT, begin="right"), ["4", "2", "1", "3", "5"]),
        (Scheme(counting=Counting.LETTERS_WITHOUT_I_O, start=7), ["G", "H", "J", "K", "L"]),
        (Scheme(start=101, prefix="R"), ["R101", "R102", "R103", "R104", "R105"]),
        (
            Scheme(counting=Counting.LIST, names=("do", "re", "mi", "fa", "sol")),
            ["do", "re", "mi", "fa", "sol"],
        ),
    ],
    ids=str,
)
def test_a_row_is_numbered_by_its_scheme(scheme: Scheme, expected: list[str]) -> None:
    edited = number_seats(row_house(), ROW, scheme)

    assert numbers(edited.plan) == expected
    assert edited.selection == ROW


def aisle_house() -> Plan:
    return open_aisle(row_house(), SeatAt(0, 0, 1)).plan


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (Scheme(), ["1", "2", "3", "4", "5"]),
        (Scheme(at_aisle=AtAisle.NEXT_HUNDRED), ["1", "2", "101", "102", "103"]),
        (Scheme(at_aisle=AtAisle.NEXT_HUNDRED, begin="right"), ["102", "101", "3", "2", "1"]),
        (Scheme(counting=Counting.ODD_LEFT_EVEN_RIGHT), ["3", "1", "2", "4", "6"]),
    ],
    ids=str,
)
def test_an_aisle_is_minded(scheme: Scheme, expected: list[str]) -> None:
    assert numbers(number_seats(aisle_house(), ROW, scheme).plan) == expected


def test_rows_of_two_sections_are_numbered_across_the_aisle() -> None:
    plan = number_seats(two_blocks(), everything(two_blocks()), Scheme(joined=True)).plan

    assert [numbers(plan, zone) for zone in (0, 1)] == [["1", "2", "3"], ["4", "5", "6"]]
    assert numbers(plan, 1, 1) == ["4", "5", "6"]


def test_odd_left_and_even_right_meet_at_the_aisle_between_two_sections() -> None:
    scheme = Scheme(joined=True, counting=Counting.ODD_LEFT_EVEN_RIGHT)
    plan = number_seats(two_blocks(), everything(two_blocks()), scheme).plan

    assert [numbers(plan, zone) for zone in (0, 1)] == [["5", "3", "1"], ["2", "4", "6"]]


def test_halves_of_one_row_in_one_section_are_one_row() -> None:
    plan = draw_row(row_house(2), Point(120, 0), seats=2, into=FIRST_ZONE).plan
    plan = number_seats(plan, frozenset([RowAt(0, 1)]), Scheme(start=11)).plan
    halves = number_rows(plan, ZONE, RowScheme(counting=Counting.LIST, names=("A", "A"))).plan

    counted = number_seats(halves, ZONE, Scheme()).plan

    assert [numbers(counted, row=row) for row in (0, 1)] == [["1", "2"], ["3", "4"]]


def test_a_selection_is_numbered_and_the_rest_stays() -> None:
    selection: Selection = frozenset([SeatAt(0, 0, 3), SeatAt(0, 0, 4)])
    plan = number_seats(row_house(), selection, Scheme(start=21)).plan

    assert numbers(plan) == ["1", "2", "3", "21", "22"]


def test_left_is_the_left_hand_of_who_looks_at_the_stage() -> None:
    arc = ArcSection(inner=100, outer=100, start=225, end=315)
    above = draw_arc_section(EMPTY, ORIGIN, arc).plan
    plan = number_seats(above, ZONE, Scheme(facing=ORIGIN)).plan
    by_eye = number_seats(above, ZONE, Scheme()).plan

    assert numbers(plan) == ["1", "2", "3", "4", "5", "6", "7"]
    assert plan.zones[0].rows[0].seats[0].x > plan.zones[0].rows[0].seats[-1].x
    assert numbers(by_eye) == ["7", "6", "5", "4", "3", "2", "1"]


def test_an_upright_row_is_counted_from_its_top() -> None:
    upright = rotate(row_house(3), ROW, -90).plan

    assert numbers(number_seats(upright, ROW, Scheme()).plan) == ["3", "2", "1"]
    assert numbers(number_seats(upright, ROW, Scheme(begin="right")).plan) == ["1", "2", "3"]


def test_a_table_is_counted_clockwise_or_not() -> None:
    plan = draw_round_table(EMPTY, ORIGIN, seats=4).plan

    assert numbers(number_seats(plan, ROW, Scheme(start=5)).plan) == ["5", "6", "7", "8"]
    assert numbers(number_seats(plan, ROW, Scheme(begin="right")).plan) == ["4", "3", "2", "1"]


def test_retired_seats_take_no_number() -> None:
    plan = set_retired(row_house(3), frozenset([SeatAt(0, 0, 1)]), retired=True).plan

    assert numbers(number_seats(plan, ROW, Scheme(start=5)).plan) == ["5", "2", "6"]


def test_a_preview_shows_old_and_new_and_what_would_double() -> None:
    preview = preview_seats(row_house(3), frozenset([SeatAt(0, 0, 2)]), Scheme(start=1))

    assert preview == (Renamed(SeatAt(0, 0, 2), "3", "1", doubled=True),)
    assert [one.doubled for one in preview_seats(row_house(3), ROW, Scheme(start=5))] == [False] * 3


def test_numbers_that_others_have_are_refused_with_their_names() -> None:
    with pytest.raises(NamesTaken) as refused:
        number_seats(row_house(3), frozenset([SeatAt(0, 0, 2)]), Scheme(start=1))

    assert refused.value.seats == ("Section 1 A 1",)


def test_a_list_shorter_than_the_row_is_refused() -> None:
    with pytest.raises(NamesRunOut, match="2 names for 5 places"):
        preview_seats(row_house(), ROW, Scheme(counting=Counting.LIST, names=("a", "b")))


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        (RowScheme(), ["A", "B", "C"]),
        (RowScheme(begin="back"), ["C", "B", "A"]),
        (RowScheme(counting=Counting.NUMBERS, start=10, step=10), ["10", "20", "30"]),
        (RowScheme(counting=Counting.LETTERS_WITHOUT_I_O, start=8, suffix="1"), ["H1", "J1", "K1"]),
        (
            RowScheme(counting=Counting.LIST, names=("Front", "Mid", "Back")),
            ["Front", "Mid", "Back"],
        ),
        (RowScheme(counting=Counting.ODD_LEFT_EVEN_RIGHT), ["1", "2", "3"]),
    ],
    ids=str,
)
def test_rows_are_named_by_their_scheme(scheme: RowScheme, expected: list[str]) -> None:
    assert rows_of(number_rows(block_house(), ZONE, scheme).plan) == expected


def test_rows_count_from_the_stage_wherever_it_is() -> None:
    plan = draw_stage(block_house(), Point(0, 100), Point(72, 140)).plan
    preview = preview_rows(plan, ZONE, RowScheme())

    assert [(one.was, one.now) for one in preview] == [("C", "A"), ("B", "B"), ("A", "C")]
    assert rows_of(number_rows(plan, ZONE, RowScheme()).plan) == ["C", "B", "A"]


def test_every_section_counts_its_own_rows() -> None:
    plan = two_blocks()
    named = number_rows(plan, everything(plan), RowScheme(counting=Counting.NUMBERS)).plan

    assert [rows_of(named, zone) for zone in (0, 1)] == [["1", "2"], ["1", "2"]]


def test_row_names_that_double_seats_are_refused() -> None:
    selection: frozenset[Place] = frozenset([RowAt(0, 2)])

    assert preview_rows(block_house(), selection, RowScheme()) == (
        Renamed(RowAt(0, 2), "C", "A", doubled=True),
    )
    with pytest.raises(NamesTaken) as refused:
        number_rows(block_house(), selection, RowScheme())
    assert refused.value.seats[0] == "Section 1 A 1"


def test_a_section_takes_no_name_that_doubles_its_seats() -> None:
    with pytest.raises(NamesTaken):
        rename_section(two_blocks(), ZoneAt(1), "Section 1")


def test_numbering_leaves_other_rows_alone() -> None:
    plan = two_blocks()
    after = number_seats(plan, ROW, Scheme(begin="right")).plan

    assert after.zones[1] is plan.zones[1]
    assert after.zones[0].rows[1] is plan.zones[0].rows[1]
    assert number_seats(plan, ROW, Scheme()).plan is plan


schemes = st.builds(
    Scheme,
    counting=st.sampled_from([kind for kind in Counting if kind is not Counting.LIST]),
    begin=st.sampled_from(["left", "right"]),
    start=st.integers(1, 30),
    step=st.integers(1, 3),
    prefix=st.sampled_from(["", "R", "1"]),
    digits=st.integers(1, 3),
    at_aisle=st.sampled_from(AtAisle),
    joined=st.booleans(),
)


@settings(max_examples=80, deadline=None)
@given(plans(), schemes, st.data())
def test_numbering_never_doubles(plan: Plan, scheme: Scheme, data: st.DataObject) -> None:
    rows = [RowAt(z, r) for z, zone in enumerate(plan.zones) for r in range(len(zone.rows))]
    chosen = frozenset(data.draw(st.lists(st.sampled_from(rows), unique=True)))
    doubled = any(one.doubled for one in preview_seats(plan, chosen, scheme))
    try:
        numbered = number_seats(plan, chosen, scheme).plan
    except NamesTaken:
        assert doubled
    else:
        assert not doubled
        check_seats(numbered)
