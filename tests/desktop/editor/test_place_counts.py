"""Counts that are kept by section."""

from core.domain.venues.editing.checks import places_to_sell
from core.domain.venues.editing.places import AreaAt, RowAt, SeatAt, Selection, ZoneAt, everything
from core.domain.venues.editing.placing import move
from core.domain.venues.editing.properties import set_retired
from desktop.editor.place_counts import PlaceCounts, by_kind, seats_selected
from tests.desktop.editor.house import house


def test_total_follows_edits() -> None:
    counts, plan = PlaceCounts(), house()
    assert counts.total(plan) == 56

    retired = set_retired(plan, frozenset({SeatAt(0, 0, 0), SeatAt(1, 0, 0)}), retired=True).plan

    assert counts.total(retired) == places_to_sell(retired) == 54


def test_sections_that_are_gone_are_forgotten() -> None:
    counts, plan = PlaceCounts(), house()
    for _ in range(9):
        plan = move(plan, everything(plan), 1, 1).plan
        counts.total(plan)

    assert len(counts._known) <= 3 * len(plan.zones)


def test_each_selected_seat_is_counted_once() -> None:
    plan = house()
    selection: Selection = frozenset(
        {ZoneAt(1), RowAt(1, 0), RowAt(0, 0), SeatAt(0, 0, 3), SeatAt(0, 1, 3), AreaAt(2, 0)}
    )

    assert seats_selected(plan, selection) == 16 + 10 + 1
    assert by_kind(selection).seats == [SeatAt(0, 1, 3)]
