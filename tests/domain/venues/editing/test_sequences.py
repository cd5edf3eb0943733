"""Any sequence of edits: the plan before stays, what isn't touched is shared, files are exact."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.errors import Refusal
from core.domain.venues.editing.aligning import Edge, align, distribute
from core.domain.venues.editing.areas import draw_ga_area, draw_stage, draw_text
from core.domain.venues.editing.checks import check_plan
from core.domain.venues.editing.clipboard import copy, paste
from core.domain.venues.editing.drawing import (
    ArcSection,
    Block,
    draw_arc_section,
    draw_block,
    draw_row_through,
    draw_seat,
)
from core.domain.venues.editing.house import set_floors, set_licence
from core.domain.venues.editing.numbering import (
    Counting,
    RowScheme,
    Scheme,
    number_rows,
    number_seats,
)
from core.domain.venues.editing.places import (
    AreaAt,
    Edited,
    Place,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    everything,
    rows_in,
)
from core.domain.venues.editing.placing import delete, mirror, move, rotate, scale
from core.domain.venues.editing.properties import (
    set_category,
    set_quality,
    set_restricted_view,
    set_retired,
)
from core.domain.venues.editing.repeating import array, duplicate
from core.domain.venues.editing.rows import (
    add_seats,
    bend_rows,
    open_aisle,
    pitch_rows,
    remove_seats,
    space_rows,
)
from core.domain.venues.editing.sections import set_gate, set_level, set_locked
from core.domain.venues.editing.tables import Sides, draw_round_table, draw_table
from core.domain.venues.plan import Plan, Point
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import shapes
from tests.domain.venues.editing.houses import EMPTY

Edit = Callable[[Plan, Selection], Edited]

points = st.builds(Point, st.floats(-500, 500).map(float), st.floats(-500, 500))
amounts = st.floats(-200, 200)


def on_a_row(edit: Callable[[Plan, RowAt], Edited]) -> Edit:
    """The edit of the first row that is selected, or else of the plan's first one."""

    def edited(plan: Plan, selection: Selection) -> Edited:
        rows = rows_in(plan, selection) or rows_in(plan, everything(plan))
        return edit(plan, rows[0]) if rows else Edited(plan)

    return edited


# Every edit as a strategy of functions (plan, selection) -> Edited.
edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(lambda at: lambda plan, _: draw_seat(plan, at), points),
    st.builds(
        lambda at, rows: (
            lambda plan, _: draw_block(
                plan, at, Block(rows=rows, seats=4, skew=3, stagger=0.5, aisles=(2,))
            )
        ),
        points,
        st.integers(1, 4),
    ),
    st.builds(
        lambda a, b, c: lambda plan, _: draw_row_through(plan, a, b, c), points, points, points
    ),
    st.builds(
        lambda at, end: (
            lambda plan, _: draw_arc_section(
                plan, at, ArcSection(inner=80, outer=140, start=0, end=end)
            )
        ),
        points,
        st.floats(10, 200),
    ),
    st.builds(
        lambda at, n: lambda plan, _: draw_round_table(plan, at, seats=n), points, st.integers(1, 9)
    ),
    st.builds(lambda at: lambda plan, _: draw_table(plan, at, Sides(top=2, left=1)), points),
    st.builds(lambda a, b: lambda plan, _: draw_stage(plan, a, b), points, points),
    st.builds(lambda at: lambda plan, _: draw_text(plan, at, "Bar"), points),
    st.builds(
        lambda a, b, c: lambda plan, _: draw_ga_area(plan, [a, b, c], capacity=7),
        points,
        points,
        points,
    ),
    st.builds(lambda dx, dy: lambda plan, chosen: move(plan, chosen, dx, dy), amounts, amounts),
    st.builds(lambda by: lambda plan, chosen: rotate(plan, chosen, by), amounts),
    st.builds(lambda by: lambda plan, chosen: scale(plan, chosen, by, 1.5), st.floats(0.5, 2)),
    st.builds(lambda axis: lambda plan, chosen: mirror(plan, chosen, axis=axis), amounts),
    st.builds(lambda dx: lambda plan, chosen: duplicate(plan, chosen, dx), amounts),
    st.builds(
        lambda n: lambda plan, chosen: array(plan, chosen, across=n, down=1, dx=30, dy=40),
        st.integers(1, 3),
    ),
    st.builds(lambda edge: lambda plan, chosen: align(plan, chosen, edge), st.sampled_from(Edge)),
    st.just(lambda plan, chosen: distribute(plan, chosen, "x")),
    st.just(delete),
    st.builds(lambda bend: lambda plan, chosen: bend_rows(plan, chosen, bend), amounts),
    st.builds(lambda by: lambda plan, chosen: space_rows(plan, chosen, by), st.floats(10, 40)),
    st.builds(lambda by: lambda plan, chosen: pitch_rows(plan, chosen, by), st.floats(20, 60)),
    st.just(on_a_row(lambda plan, row: add_seats(plan, row, end="end", count=2))),
    st.just(on_a_row(lambda plan, row: remove_seats(plan, row, end="start"))),
    st.just(on_a_row(lambda plan, row: open_aisle(plan, SeatAt(*row, 0)))),
    st.builds(
        lambda kind: lambda plan, chosen: number_seats(plan, chosen, Scheme(counting=kind)),
        st.sampled_from([kind for kind in Counting if kind is not Counting.LIST]),
    ),
    st.just(lambda plan, chosen: number_rows(plan, chosen, RowScheme(prefix="R"))),
    st.just(lambda plan, chosen: set_category(plan, chosen, "Gold")),
    st.just(lambda plan, chosen: set_quality(plan, chosen, 0.5)),
    st.just(lambda plan, chosen: set_restricted_view(plan, chosen, "Pillar")),
    st.just(lambda plan, chosen: set_retired(plan, chosen, retired=True)),
    st.just(lambda plan, chosen: set_gate(plan, chosen, "G1")),
    st.just(lambda plan, chosen: set_level(plan, chosen, 2)),
    st.just(lambda plan, chosen: set_locked(plan, chosen, locked=True)),
    st.just(lambda plan, chosen: paste(plan, copy(plan, chosen))),
    st.just(lambda plan, _: set_licence(plan, 500)),
    st.just(lambda plan, _: set_floors(plan, ["Stalls", "Circle"])),
)


def all_places(plan: Plan) -> list[Place]:
    places: list[Place] = []
    for z, zone in enumerate(plan.zones):
        places.append(ZoneAt(z))
        places += [AreaAt(z, a) for a in range(len(zone.areas))]
        for r, row in enumerate(zone.rows):
            places.append(RowAt(z, r))
            places += [SeatAt(z, r, s) for s in range(len(row.seats))]
    return places


def steps(data: st.DataObject, count: int) -> list[tuple[Plan, Plan, Selection]]:
    """Some edits after each other: each plan before, after, and what was selected."""
    plan, found = EMPTY, []
    for edit in data.draw(st.lists(edits, min_size=count, max_size=count)):
        places = all_places(plan)
        chosen = frozenset(
            data.draw(st.lists(st.sampled_from(places), max_size=3)) if places else []
        )
        try:
            after = edit(plan, chosen)
        except Refusal:
            continue
        found.append((plan, after.plan, chosen))
        plan = after.plan
    return found


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_sequence_of_edits_leaves_every_earlier_plan_untouched(data: st.DataObject) -> None:
    before = [(one, write_plan(one)) for one, _, _ in steps(data, 6)]

    assert all(write_plan(plan) == text for plan, text in before)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_an_edit_leaves_equal_it_leaves_identical(data: st.DataObject) -> None:
    for before, after, _ in steps(data, 6):
        if len(before.zones) <= len(after.zones):
            for old, new in zip(before.zones, after.zones, strict=False):
                assert old is new or old != new
                if old is not new and len(old.rows) == len(new.rows):
                    assert all(
                        one is other or one != other
                        for one, other in zip(old.rows, new.rows, strict=True)
                    )


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_plan_survives_its_file_after_any_edits(data: st.DataObject) -> None:
    for _, plan, _ in steps(data, 6)[-1:]:
        assert read_plan(write_plan(plan), unfinished=True) == plan


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_drawn_plan_can_be_checked_derived_and_shown(data: st.DataObject) -> None:
    for _, plan, _ in steps(data, 6)[-1:]:
        blocked = any(finding.blocks for finding in check_plan(plan))
        seats = derive_seats(plan)
        assert len({seat.guid for seat in seats}) == len(seats)
        if not blocked:
            assert read_plan(write_plan(plan)) == plan
            assert len({(seat.section, seat.row, seat.number) for seat in seats}) == len(seats)
            assert sum(section.seats for section in shapes(plan, seats).sections) == len(seats)
