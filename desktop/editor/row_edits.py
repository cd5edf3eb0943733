"""Edits of rows by a key press: each row a little more than it is."""

from collections.abc import Callable, Collection

from core.domain.venues.editing.ends import (
    End,
    add_at_aisle,
    add_seats,
    close_aisle,
    open_aisle,
    remove_at_aisle,
    remove_seats,
)
from core.domain.venues.editing.places import Edited, RowAt, SeatAt, Selection, rows_in
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.editing.rows import bend_rows, form_of, space_rows
from core.domain.venues.plan import Plan

Edit = Callable[[Plan, Selection], Edited]


def bend_more(plan: Plan, selection: Selection, by: float) -> Edited:
    """Each row bent by so much more than it is."""
    edited = Edited(plan, selection)
    for row in rows_in(plan, selection):
        bend = form_of(plan.zones[row.zone].rows[row.row]).bend + by
        edited = bend_rows(edited.plan, frozenset({row}), bend)
    return Edited(edited.plan, selection)


def space_more(plan: Plan, selection: Selection, by: float) -> Edited:
    """Each row's seats by so much further apart."""
    edited = Edited(plan, selection)
    for row in rows_in(plan, selection):
        spacing = form_of(plan.zones[row.zone].rows[row.row]).spacing + by
        edited = space_rows(edited.plan, frozenset({row}), max(spacing, 1.0))
    return Edited(edited.plan, selection)


def change_length(plan: Plan, row: RowAt, end: End, by: int, in_use: Collection[str]) -> Edited:
    """One row longer, or with a negative number shorter, at an end or a table's side."""
    if by > 0:
        return add_seats(plan, row, end=end, count=by)
    if by < 0:
        return remove_seats(plan, row, end=end, count=-by, in_use=in_use)
    return Edited(plan, frozenset({row}))


def lengthen(plan: Plan, selection: Selection, end: End, count: int = 1) -> Edited:
    """Each row longer by so many seats; rows selected by a seat are selected whole."""
    edited = Edited(plan, selection)
    for row in rows_in(plan, selection):
        edited = add_seats(edited.plan, row, end=end, count=count)
    return Edited(edited.plan, _whole_rows(selection), edited.notes)


def shorten(plan: Plan, selection: Selection, end: End, in_use: Collection[str]) -> Edited:
    """Each row shorter by a seat; a seat that an event knows is retired."""
    edited = Edited(plan, selection)
    notes: tuple[str, ...] = ()
    for row in rows_in(plan, selection):
        edited = remove_seats(edited.plan, row, end=end, in_use=in_use)
        notes = edited.notes or notes
    return Edited(edited.plan, _whole_rows(selection), notes)


def at_aisle(change: Callable[[Plan, SeatAt], Edited]) -> Edit:
    """An edit of the aisle beside each seat that is selected, the last seats of a row first."""

    def edit(plan: Plan, selection: Selection) -> Edited:
        edited = Edited(plan, selection)
        seats = [place for place in selection if isinstance(place, SeatAt)]
        if not seats:
            raise BadValue("Aisle", "select a seat beside it first, with Ctrl and a click")
        for seat in sorted(seats, reverse=True):
            edited = change(edited.plan, seat)
        return Edited(edited.plan, selection if len(seats) != 1 else edited.selection, edited.notes)

    return edit


def aisle_edits(in_use: Callable[[], Collection[str]]) -> dict[str, Edit]:
    """What can be done at an aisle, by the name of the action."""
    return {
        "open_aisle": at_aisle(open_aisle),
        "close_aisle": at_aisle(close_aisle),
        "add_at_aisle": at_aisle(add_at_aisle),
        "take_at_aisle": at_aisle(lambda plan, at: remove_at_aisle(plan, at, in_use=in_use())),
    }


def _whole_rows(selection: Selection) -> Selection:
    return frozenset(
        RowAt(place.zone, place.row) if isinstance(place, SeatAt) else place for place in selection
    )
