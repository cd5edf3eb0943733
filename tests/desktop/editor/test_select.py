import pytest

from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, ZoneAt, point_at
from desktop.editor.document import PlanDocument
from desktop.editor.grain import Grain
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import ALT, CONTROL, SHIFT, OnView
from tests.desktop.editor.house import house


def chosen(document: PlanDocument) -> set[object]:
    return set(document.selection)


def test_click_selects_the_section_and_empty_ground_lets_go(
    hand: OnView, document: PlanDocument
) -> None:
    hand.click(24, 30)
    assert chosen(document) == {ZoneAt(0)}

    hand.click(500, 100)
    assert chosen(document) == set()


def test_shift_click_adds_and_takes_away(hand: OnView, document: PlanDocument) -> None:
    hand.click(24, 30)
    hand.click(24, 240, SHIFT)
    assert chosen(document) == {ZoneAt(0), ZoneAt(1)}

    hand.click(24, 30, SHIFT)
    assert chosen(document) == {ZoneAt(1)}


def test_click_on_the_stage_selects_the_area(hand: OnView, document: PlanDocument) -> None:
    hand.click(20, -100)

    assert chosen(document) == {AreaAt(2, 0)}


@pytest.mark.parametrize(
    ("key", "place"), [("1", ZoneAt(0)), ("2", RowAt(0, 1)), ("3", SeatAt(0, 1, 2))]
)
def test_grain_says_what_a_click_means(
    hand: OnView, document: PlanDocument, key: str, place: object
) -> None:
    hand.keys(key)
    hand.click(48, 30)

    assert chosen(document) == {place}


def test_control_click_reaches_for_the_seat(hand: OnView, document: PlanDocument) -> None:
    hand.click(48, 30, CONTROL)

    assert chosen(document) == {SeatAt(0, 1, 2)}


def test_double_click_opens_the_section_then_the_row(
    hand: OnView, view: EditorView, document: PlanDocument
) -> None:
    hand.double_click(48, 30)
    assert view.shown.opened == 0
    assert (view.grain, chosen(document)) == (Grain.ROW, {RowAt(0, 1)})

    hand.double_click(48, 30)
    assert (view.grain, chosen(document)) == (Grain.SEAT, {SeatAt(0, 1, 2)})

    hand.keys("escape", "escape", "escape", "escape")
    assert view.shown.opened is None
    assert view.grain is Grain.SECTION


def test_rubber_band_takes_rows_it_touches(hand: OnView, document: PlanDocument) -> None:
    hand.keys("2")
    hand.drag((-60, 20), (50, 40), (50, 70))

    assert chosen(document) == {RowAt(0, 1), RowAt(0, 2)}


def test_rubber_band_adds_seats_with_shift(hand: OnView, document: PlanDocument) -> None:
    hand.keys("3")
    hand.drag((-60, -15), (30, 10))
    hand.drag((-60, 20), (10, 40), modifiers=SHIFT)

    assert chosen(document) == {SeatAt(0, 0, 0), SeatAt(0, 0, 1), SeatAt(0, 1, 0)}


def test_lasso_takes_what_it_surrounds(hand: OnView, document: PlanDocument) -> None:
    hand.keys("3", "l")
    hand.drag((-12, -12), (60, -12), (-12, 42))

    assert chosen(document) == {SeatAt(0, 0, 0), SeatAt(0, 0, 1), SeatAt(0, 1, 0)}


def test_alt_and_drag_is_a_lasso_too(hand: OnView, document: PlanDocument) -> None:
    hand.keys("3")
    hand.drag((-60, -12), (12, -12), (12, 12), (-60, 12), modifiers=ALT)

    assert chosen(document) == {SeatAt(0, 0, 0)}


def test_tab_walks_sections_rows_and_seats(hand: OnView, document: PlanDocument) -> None:
    hand.keys("tab")
    assert chosen(document) == {ZoneAt(0)}
    hand.keys("tab")
    assert chosen(document) == {ZoneAt(1)}

    hand.keys("enter", "tab", "tab")
    assert chosen(document) == {RowAt(1, 1)}

    hand.keys("enter", "tab")
    assert chosen(document) == {SeatAt(1, 1, 1)}


def test_all_takes_what_is_in_scope(hand: OnView, document: PlanDocument) -> None:
    hand.keys("a", modifiers=CONTROL)
    assert chosen(document) == {ZoneAt(0), ZoneAt(1), AreaAt(2, 0)}

    hand.double_click(24, 240)
    hand.keys("a", modifiers=CONTROL)
    assert chosen(document) == {RowAt(1, 0), RowAt(1, 1)}


def test_selecting_is_no_edit(hand: OnView, document: PlanDocument) -> None:
    hand.click(24, 30)

    assert document.saved
    assert document.plan == house()


def test_a_click_reaches_what_its_own_handles_cover(hand: OnView, document: PlanDocument) -> None:
    for _ in range(5):
        hand.keys("-")
    document.select(frozenset({SeatAt(0, 0, 0)}))
    at = point_at(document.plan, SeatAt(0, 0, 0))

    hand.click(*at)

    assert document.selection == {ZoneAt(0)}
