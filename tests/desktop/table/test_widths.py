"""Columns fill the room, and give way in fair shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.table.widths import NARROWEST, READABLE, left_out, share_width

naturals = st.lists(st.integers(20, 420), min_size=1, max_size=9)


def test_what_is_left_goes_to_the_stretching_columns() -> None:
    widths = share_width([100, 100, 50], room=450, stretching={1}, squeezable=set())

    assert widths == [100, 300, 50]


def test_what_is_missing_comes_from_those_that_can_spare_it() -> None:
    widths = share_width([100, 276, 176], room=402, stretching=set(), squeezable={1, 2})

    assert widths == [100, 177, 124]


@given(naturals, st.integers(0, 3000), st.data())
def test_no_column_is_squeezed_out_and_the_room_is_kept(
    natural: list[int], room: int, data: st.DataObject
) -> None:
    numbers = st.sets(st.integers(0, len(natural) - 1))
    squeezable = data.draw(numbers)

    widths = share_width(natural, room=room, stretching=set(), squeezable=squeezable)

    least = [min(NARROWEST, n) if at in squeezable else n for at, n in enumerate(natural)]
    assert all(a <= b <= c for a, b, c in zip(least, widths, natural, strict=True))
    assert sum(widths) <= max(room, sum(least))


@pytest.mark.parametrize(
    ("room", "gone"),
    [(600, set()), (392, set()), (391, {3}), (292, {3}), (291, {2, 3}), (10, {2, 3})],
)
def test_columns_go_in_their_order_until_the_text_can_be_read(room: int, gone: set[int]) -> None:
    natural = [100, 312, 80, 100]

    assert READABLE == 112
    assert left_out(natural, room=room, spare=[3, 2], squeezable={1}) == gone
