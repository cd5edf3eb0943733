import pytest

from core.domain.venues.editing.counting import Counting, Labels
from core.domain.venues.editing.labels import (
    LETTERS_WITHOUT_I_O,
    free_label,
    free_labels,
    letters,
    letters_number,
    next_label,
    next_number,
)
from core.domain.venues.editing.refusals import BadValue, NamesRunOut
from core.domain.venues.plan import MAX_LABEL


@pytest.mark.parametrize(
    ("number", "label"), [(1, "A"), (9, "I"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")]
)
def test_letters_count(number: int, label: str) -> None:
    assert letters(number) == label
    assert letters_number(label) == number


@pytest.mark.parametrize(
    ("number", "label"), [(8, "H"), (9, "J"), (13, "N"), (14, "P"), (24, "Z"), (25, "AA")]
)
def test_letters_without_i_and_o_skip_them(number: int, label: str) -> None:
    assert letters(number, LETTERS_WITHOUT_I_O) == label
    assert letters_number(label, LETTERS_WITHOUT_I_O) == number


@pytest.mark.parametrize(
    ("label", "after"),
    [
        ("B", "C"),
        ("Z", "AA"),
        ("12", "13"),
        ("09", "10"),
        ("007", "008"),
        ("12A", "13A"),
        ("Box", "Box 2"),
        ("Box 2", "Box 3"),
        ("T9", "T10"),
        ("", "1"),
    ],
)
def test_labels_go_on(label: str, after: str) -> None:
    assert next_label(label) == after


def test_a_free_label_is_the_next_that_nobody_has() -> None:
    assert free_label("A", {"B"}) == "A"
    assert free_label("A", {"A", "B", "D"}) == "C"
    assert free_labels(3, "A", {"B"}) == ["A", "C", "D"]


def test_a_free_label_fits_on_a_ticket() -> None:
    long = "x" * MAX_LABEL

    found = free_label(long, {long})

    assert found != long
    assert len(found) <= MAX_LABEL


@pytest.mark.parametrize(
    ("numbers", "first", "expected"),
    [
        (["1", "2", "3"], False, "4"),
        (["1", "3", "5"], False, "7"),
        (["8", "6", "4"], False, "2"),
        (["8", "6", "4"], True, "10"),
        (["A", "B"], False, "C"),
        ([], True, "1"),
    ],
)
def test_a_row_counts_on_at_either_end(numbers: list[str], first: bool, expected: str) -> None:  # noqa: FBT001
    assert next_number(numbers, first=first) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (Labels(), ["1", "2", "3"]),
        (Labels(start=10, step=5), ["10", "15", "20"]),
        (Labels(counting=Counting.ODD), ["1", "3", "5"]),
        (Labels(counting=Counting.ODD, start=10), ["11", "13", "15"]),
        (Labels(counting=Counting.EVEN), ["2", "4", "6"]),
        (Labels(counting=Counting.EVEN, start=4, step=2), ["4", "8", "12"]),
        (Labels(counting=Counting.LETTERS, start=25), ["Y", "Z", "AA"]),
        (Labels(counting=Counting.LETTERS_WITHOUT_I_O, start=8), ["H", "J", "K"]),
        (Labels(prefix="N-", digits=3), ["N-001", "N-002", "N-003"]),
        (Labels(suffix=" left"), ["1 left", "2 left", "3 left"]),
        (Labels(counting=Counting.LIST, names=("a", "b", "c", "d"), start=2), ["b", "c", "d"]),
    ],
    ids=str,
)
def test_labels_are_made_as_asked(labels: Labels, expected: list[str]) -> None:
    assert labels.made(3) == expected


def test_parts_of_a_row_begin_at_hundreds() -> None:
    assert Labels().numbered([2, 3]) == ["1", "2", "101", "102", "103"]
    assert Labels(counting=Counting.EVEN).numbered([2, 1]) == ["2", "4", "102"]
    assert Labels(counting=Counting.LETTERS).numbered([2, 1]) == ["A", "B", "C"]


def test_odd_and_even_numbers_rise_from_the_centre() -> None:
    assert Labels().outwards(3, 2) == ["5", "3", "1", "2", "4"]
    assert Labels(start=11, prefix="R").outwards(1, 1) == ["R11", "R12"]


def test_a_list_that_is_too_short_is_refused() -> None:
    with pytest.raises(NamesRunOut) as refused:
        Labels(counting=Counting.LIST, names=("a", "b")).made(3)

    assert (refused.value.names, refused.value.places) == (2, 3)


@pytest.mark.parametrize(("start", "step"), [(1, 0), (-1, 1)])
def test_counting_that_stands_still_or_below_nothing_is_refused(start: int, step: int) -> None:
    with pytest.raises(BadValue) as refused:
        Labels(start=start, step=step)

    assert refused.value.what == "Counting"


@pytest.mark.parametrize(
    "labels",
    [
        Labels(prefix="x" * MAX_LABEL),
        Labels(prefix="a\n"),
        Labels(counting=Counting.LIST, names=(" ",)),
        Labels(counting=Counting.LETTERS, start=0),
    ],
    ids=str,
)
def test_labels_that_no_ticket_can_carry_are_refused(labels: Labels) -> None:
    with pytest.raises(BadValue) as refused:
        labels.made(1)

    assert refused.value.what == "Label"
