"""Labels sort as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.venues.order import label_number, label_parts, natural_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["1", "2", "10", "12", "12A", "12B", "13"],
        ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"],
        ["A1", "A2", "A10", "B1", "AA1"],
        ["Box 1", "Box 2", "Box 10"],
        ["1", "A", "Left", "Right"],
        ["1", "1-2", "1-10"],
        ["9" * 17, "1" + "0" * 17],
    ],
)
def test_labels_sort_naturally(ordered: list[str]) -> None:
    backwards = ordered[::-1]

    assert sorted(backwards, key=natural_key) == ordered


@pytest.mark.parametrize(("label", "same"), [("7", "07"), ("12a", "12A"), (" B ", "b")])
def test_labels_that_say_the_same_have_the_same_parts(label: str, same: str) -> None:
    assert label_parts(label) == label_parts(same)


@given(st.lists(st.text(max_size=12)))
def test_any_labels_can_be_sorted(labels: list[str]) -> None:
    backwards = labels[::-1]

    assert sorted(labels, key=natural_key) == sorted(backwards, key=natural_key)


@pytest.mark.parametrize(
    ("label", "number"), [("12", 12), ("12A", 12), ("A7", 7), ("", None), ("Left", None)]
)
def test_a_label_is_odd_or_even_by_its_first_number(label: str, number: int | None) -> None:
    assert label_number(label) == number
