"""Where what is selected stands and how large it is, typed in for the whole selection."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from core.domain.venues.editing.frames import Frame, level_frame, own_frame
from core.domain.venues.editing.places import Edited, Selection
from core.domain.venues.editing.placing import bounds_of, move, rotate, scale
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.plan import Plan
from core.domain.venues.shapes import Bounds
from desktop.controls import Look, column, label
from desktop.editor.panels.chosen import Chosen
from desktop.editor.panels.fields import TextField
from desktop.editor.panels.numbers import number_in, number_shown
from desktop.theme import space

MOST_SEATS = 5_000
"""Beyond this many the bounds take longer to find than a hand rests."""

Edit = Callable[[Plan, Selection], Edited]
Resize = Callable[[Bounds, Frame, float], Edit]
"""The edit that a number means for what has these bounds and this frame."""


class PlacingGroup(QWidget):
    """X, Y, width, height and a turn; the upper left corner stays when the size changes.

    A single turned shape or table has its own width and height; X and Y are those of its bounds.
    """

    def __init__(self, enter: Callable[[str, Edit], bool]) -> None:
        super().__init__()
        self._enter = enter
        self.fields: dict[str, TextField] = {
            "X": self._field("X", "Move", lambda b, _, to: lambda p, s: move(p, s, to - b.x, 0.0)),
            "Y": self._field("Y", "Move", lambda b, _, to: lambda p, s: move(p, s, 0.0, to - b.y)),
            "Width": self._field("Width", "Scale", _wide),
            "Height": self._field("Height", "Scale", _high),
            "Turn by": self._field(
                "Turn by",
                "Rotate",
                lambda _b, _f, by: lambda p, s: rotate(p, s, by),
                hint="Degrees",
            ),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(space(2))
        grid.setVerticalSpacing(space(2))
        self._sized: list[QWidget] = []
        for index, (name, field) in enumerate(self.fields.items()):
            title = label(name, Look.MUTED)
            title.setBuddy(field)
            if name not in ("X", "Y"):
                self._sized += title, field
            grid.addWidget(title, index // 2, index % 2 * 2)
            grid.addWidget(field, index // 2, index % 2 * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        laid = column(gap=2)
        laid.addWidget(label("Place and size", Look.FIELD))
        laid.addLayout(grid)
        self.setLayout(laid)

    def show_chosen(self, chosen: Chosen) -> None:
        """Show where it is; hidden without anything that has a place."""
        small = chosen.seat_count <= MOST_SEATS
        bounds = bounds_of(chosen.plan, chosen.selection) if small else None
        self.setVisible(bounds is not None)
        if bounds is not None:
            frame = own_frame(chosen.plan, chosen.selection) or level_frame(bounds)
            for widget in self._sized:  # a single seat has no size to change
                widget.setVisible(bool(frame.width or frame.height))
            sizes = (bounds.x, bounds.y, frame.width, frame.height)
            shown = (*map(number_shown, sizes), "")
            for field, text in zip(self.fields.values(), shown, strict=True):
                field.show_values((text,))

    def restore(self) -> None:
        """Forget what was typed and not entered."""
        for field in self.fields.values():
            field.restore()

    def _field(self, name: str, label_: str, edit: Resize, *, hint: str = "") -> TextField:
        field = TextField(f"Place and size: {name}", hint=hint)
        field.setMinimumWidth(1)
        field.entered.connect(lambda text: self._do(label_, name, text, edit))
        return field

    def _do(self, name: str, what: str, text: str, edit: Resize) -> None:
        def change(plan: Plan, selection: Selection) -> Edited:
            bounds = bounds_of(plan, selection)
            if bounds is None:
                return Edited(plan, selection)
            frame = own_frame(plan, selection) or level_frame(bounds)
            return edit(bounds, frame, number_in(what, text))(plan, selection)

        if not self._enter(name, change):
            self.fields[what].refuse()


def _wide(_bounds: Bounds, frame: Frame, to: float) -> Edit:
    return _scaled(frame, _factor("Width", frame.width, to), 1.0)


def _high(_bounds: Bounds, frame: Frame, to: float) -> Edit:
    return _scaled(frame, 1.0, _factor("Height", frame.height, to))


def _scaled(frame: Frame, across: float, down: float) -> Edit:
    corner, axis = frame.at(-1, -1), frame.rotation
    return lambda plan, selection: scale(plan, selection, across, down, about=corner, axis=axis)


def _factor(what: str, now: float, wanted: float) -> float:
    if now <= 0:
        raise BadValue(what, "a single line of seats can't be stretched across")
    if wanted <= 0:
        raise BadValue(what, "it is greater than zero")
    return wanted / now
