"""Drags of a single row's handles: its bend, its spacing, and how many seats it has."""

from typing import Generic, TypeVar

from core.domain.venues.editing.places import Edited
from core.domain.venues.editing.rows import bend_rows, space_rows
from core.domain.venues.plan import Point
from desktop.editor.row_edits import change_length
from desktop.editor.tools.gestures import EditGesture
from desktop.editor.tools.grips import Grip
from desktop.editor.tools.row_handles import RowHandles, SeatHandles
from desktop.editor.tools.tool import Bench, Hand

H = TypeVar("H", bound=SeatHandles)


class RowGesture(EditGesture, Generic[H]):
    """A drag of one handle of a row."""

    def __init__(self, bench: Bench, start: Hand, row: H) -> None:
        super().__init__(bench, start)
        self.row = row
        self.seats = len(self.plan.zones[row.place.zone].rows[row.place.row].seats)

    def moved(self, hand: Hand, way: Point) -> float:
        """How far the hand has come in the direction of a unit vector."""
        dx, dy = hand.raw.x - self.start.raw.x, hand.raw.y - self.start.raw.y
        return dx * way.x + dy * way.y


class BendGesture(RowGesture[RowHandles]):
    """Bends the row by the handle over its middle."""

    label = "Bend row"

    def edited(self, hand: Hand) -> Edited:
        bend = self.row.form.bend + self.moved(hand, self.row.left)
        near = 4.0 / self.bench.scale_now
        if abs(bend) < near and not hand.control:
            bend = 0.0
        self.reading = f"Bend {bend:.0f}" if bend else "Straight"
        return bend_rows(self.plan, self.selection, bend)


class SpacingGesture(RowGesture[RowHandles]):
    """Sets the seats' spacing by the handle at the row's end."""

    label = "Space row"

    def edited(self, hand: Hand) -> Edited:
        more = 2 * self.moved(hand, self.row.along) / max(self.seats - 1, 1)
        spacing = max(1.0, self.row.form.spacing + more)
        if not hand.control:
            spacing = round(spacing * 2) / 2
        self.reading = f"Spacing {spacing:g}"
        return space_rows(self.plan, self.selection, spacing)


class LengthGesture(RowGesture[SeatHandles]):
    """Adds seats at a row's end or a table's side, or takes them away, as far as it is dragged."""

    label = "Lengthen row"

    def __init__(self, bench: Bench, start: Hand, row: SeatHandles, grip: Grip) -> None:
        super().__init__(bench, start, row)
        self._end, self._way = row.ends[grip]

    def edited(self, hand: Hand) -> Edited:
        more = round(self.moved(hand, self._way) / self.row.spacing)
        more = max(more, 1 - self.seats)
        in_use = self.bench.document.in_use
        edited = change_length(self.plan, self.row.place, self._end, more, in_use)
        zone, row = self.row.place
        self.reading = f"{len(edited.plan.zones[zone].rows[row].seats)} seats"
        return Edited(edited.plan, self.selection)
