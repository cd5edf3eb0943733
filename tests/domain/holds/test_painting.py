"""Paintings are immutable and say exactly what was painted last on each seat."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.holds.comparing import NOT_OURS, NOT_THERE, OURS, TAKEN, Present, compare
from core.domain.holds.painting import MOST_PAINTS, Painting, bare
from core.domain.holds.palettes import palette_of, read_painting
from core.domain.holds.refusals import TooManyPaints, UnreadableReason
from core.domain.holds.templates import SeatName, carry
from core.domain.holds.uses import (
    OPEN,
    HoldType,
    Use,
    blocked,
    held,
    kept_for,
    presold,
    use_words,
)
from core.domain.inventory.states import Allotment

SEATS = 12
FRONT, BACK = UUID(int=1), UUID(int=2)
ARTIST = held(HoldType.ARTIST)
uses = st.sampled_from(
    [OPEN, ARTIST, held(HoldType.PRESS, "TV"), blocked("x"), kept_for(Allotment.WEB), presold(BACK)]
)
strokes = st.lists(
    st.tuples(st.sets(st.integers(0, SEATS - 1)), st.one_of(st.none(), uses)), max_size=8
)


def painted(done: list[tuple[set[int], Use | None]]) -> Painting:
    painting = bare(SEATS)
    for ranks, use in done:
        painting = painting.erased(ranks) if use is None else painting.with_use(ranks, use)
    return painting


@given(strokes)
def test_each_seat_has_the_last_paint_it_was_given(done: list[tuple[set[int], Use | None]]) -> None:
    wanted: dict[int, Use | None] = {}
    for ranks, use in done:
        wanted.update(dict.fromkeys(ranks, use))

    painting = painted(done)

    assert [painting.use_at(rank) for rank in range(SEATS)] == [
        wanted.get(rank) for rank in range(SEATS)
    ]


@given(strokes)
def test_stored_and_read_a_painting_is_the_same(done: list[tuple[set[int], Use | None]]) -> None:
    tidy = painted(done).with_level({1, 2}, FRONT).with_level({3}, None).tidy()

    assert read_painting(palette_of(tidy), tidy.use_of, tidy.level_of) == tidy
    assert tidy.tidy() == tidy


@given(strokes, strokes)
def test_after_applying_nothing_is_left_to_change(
    now: list[tuple[set[int], Use | None]], plan: list[tuple[set[int], Use | None]]
) -> None:
    before = bare(SEATS).with_use(range(SEATS), OPEN)
    for ranks, use in now:
        before = before.with_use(ranks, use or OPEN)
    wanted = painted(plan)
    said = compare(Present(before, bytes([OURS] * SEATS)), wanted)

    after = before
    for change in said.uses:
        assert {before.use_at(rank) for rank in change.ranks} == {change.before}
        after = after.with_use(change.ranks, change.after)

    assert compare(Present(after, bytes([OURS] * SEATS)), wanted).changed == ()


def test_only_a_change_of_a_taken_seat_stands_in_the_way() -> None:
    before = bare(4).with_use(range(4), OPEN).with_use([1], ARTIST).with_level([2], FRONT)
    present = Present(before, bytes([TAKEN, NOT_OURS, TAKEN, NOT_THERE]))
    plan = bare(4).with_use([0, 1, 3], ARTIST).with_use([2], OPEN).with_level([2], BACK)

    said = compare(present, plan)

    assert (said.taken, said.missing, said.changed) == ((0, 2), (3,), ())
    assert not said.possible


def test_not_ours_can_be_blocked_and_kept_but_not_held() -> None:
    present = Present(bare(3).with_use(range(3), OPEN), bytes([NOT_OURS] * 3))
    plan = bare(3).with_use([0], ARTIST).with_use([1], blocked()).with_use([2], presold(BACK))

    said = compare(present, plan)

    assert (said.not_ours, said.changed) == ((0,), (1, 2))


def test_a_palette_has_room_for_so_many_paints() -> None:
    painting = bare(1)
    for number in range(MOST_PAINTS):
        painting = painting.with_use([0], blocked(str(number)))

    with pytest.raises(TooManyPaints) as refused:
        painting.with_use([0], blocked("one more"))
    assert refused.value.most == MOST_PAINTS
    assert len(painting.tidy().uses) == 1


def test_a_seat_is_found_by_its_guid_before_its_labels() -> None:
    names = [SeatName("A", "1", "1", "g1"), SeatName("A", "1", "2"), SeatName("Z", "1", "1")]
    seats = [(0, SeatName("A", "1", "2", "g9")), (1, SeatName("B", "9", "9", "g1"))]
    painting = bare(3).with_use([0], ARTIST).with_use([1], OPEN).with_use([2], blocked())

    done = carry(painting, names, seats, 2)

    assert (done.painting.use_at(1), done.painting.use_at(0)) == (ARTIST, OPEN)
    assert done.lost == ("Z 1-1",)


def test_uses_in_words() -> None:
    assert use_words(OPEN) == "open"
    assert use_words(held(HoldType.PRESS, "TV")) == "held, press (TV)"
    assert use_words(blocked("Camera")) == "blocked (Camera)"
    assert use_words(kept_for(Allotment.WEB)) == "web only"
    assert use_words(presold(BACK)) == "presale"


@pytest.mark.parametrize("reason", ["two\nlines", "x" * 201, "a\x1fb"])
def test_a_reason_is_one_readable_line(reason: str) -> None:
    with pytest.raises(UnreadableReason):
        blocked(reason)


def test_a_presale_names_itself() -> None:
    with pytest.raises(ValueError, match="name their presale"):
        kept_for(Allotment.PRESALE)
