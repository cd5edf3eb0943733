"""What is selected, with its properties; one that differs is mixed until somebody sets it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLayout, QWidget

from core.domain.venues.editing.places import Edited, Selection
from core.domain.venues.editing.properties import link_companions, unlink_companions
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.editing.sections import free_to_edit
from core.domain.venues.plan import Plan
from desktop.controls import Kind, Look, button, column, icon_button, label, row
from desktop.desk import Desk
from desktop.editor.panels.chosen import Chosen
from desktop.editor.panels.panel import Panel
from desktop.editor.panels.placing_group import PlacingGroup
from desktop.editor.panels.property_group import PropertyField, PropertyGroup
from desktop.editor.panels.property_table import Group, Property, groups_of
from desktop.editor.panels.view_picture import ViewPicture
from desktop.editor.view import EditorView
from desktop.theme import space
from desktop.words import count

Edit = Callable[[Plan, Selection], Edited]
NOTHING_SELECTED = "Nothing is selected. Click a section, or drag over seats."
NOTHING_DRAWN = (
    "Nothing is drawn yet. Pick a tool on the left, such as P for the stage and B for a block of "
    "rows; F1 lists them."
)
ENDS = (
    ("Start of the row", "take_at_start", "add_at_start"),
    ("End of the row", "take_at_end", "add_at_end"),
)
AROUND = (("Seats at the table", "take_at_end", "add_at_end"),)
SIDES = (
    ("Top of the table", "take_at_top", "add_at_top"),
    ("Right of the table", "take_at_end", "add_at_end"),
    ("Bottom of the table", "take_at_bottom", "add_at_bottom"),
    ("Left of the table", "take_at_start", "add_at_start"),
)
LENGTHS = {"": ENDS, "round": AROUND, "rectangular": SIDES}
"""Where seats are added and taken, by the shape of the tables among the rows."""
AISLES = (
    ("Aisle after the seat", "close_aisle", "open_aisle"),
    ("Seats at the aisle", "take_at_aisle", "add_at_aisle"),
)
KINDS = ("section", "row", "seat", "area")


class PropertiesPanel(Panel):
    """Follows the selection; each field is one edit, and says in place what is refused."""

    def __init__(
        self,
        desk: Desk,
        view: EditorView,
        *,
        number: Callable[[], object],
        categories: Callable[[], object],
    ) -> None:
        super().__init__(view)
        self.head = label("", Look.STRONG, wrap=True)
        self.groups = {group: PropertyGroup(group, self._enter) for group in Group}
        self.placing = PlacingGroup(self._edit_free)
        self.picture = ViewPicture(desk, self._edit)
        self.numbering = button("Number rows and seats…", number, icon="number")
        self.numbering.setToolTip("Ctrl+Shift+N")
        self.aisles = self._step_buttons(AISLES)
        self.groups[Group.SECTIONS].laid.addWidget(self.picture)
        self.lengths = {shape: self._step_buttons(steps) for shape, steps in LENGTHS.items()}
        for lengths in self.lengths.values():
            self.groups[Group.ROWS].laid.addWidget(lengths)
        change = icon_button("edit", "Add or change categories", categories)
        self.groups[Group.SEATS].put_beside("Category", change)
        self.groups[Group.SEATS].laid.addWidget(self._companion_buttons())
        self.groups[Group.SEATS].laid.addWidget(self.aisles)
        self.body.addWidget(self.head)
        self.body.addWidget(self.numbering)
        for group in self.groups.values():
            self.body.addSpacing(space(1))
            self.body.addWidget(group)
        self.body.addWidget(self.placing)
        self.body.addStretch(1)
        self.document.selection_changed.connect(self._forget_typing)

    def show_document(self) -> None:
        """Read what is selected into the fields."""
        chosen = Chosen(self.document.plan, self.document.selection)
        self.head.setText(_head(chosen))
        shown = groups_of(chosen)
        for group, widget in self.groups.items():
            widget.setVisible(group in shown)
            if group in shown:
                widget.show_chosen(chosen)
        self.numbering.setVisible(bool(chosen.seat_count))
        self.aisles.setVisible(bool(chosen.kinds.seats))
        alike = min(chosen.tables) if len(chosen.tables) == 1 else ""
        for shape, lengths in self.lengths.items():
            lengths.setVisible(shape == alike)
        if chosen.zones:
            self.picture.show_chosen(chosen)
        self.placing.show_chosen(chosen)

    def _enter(self, one: Property, text: str, field: PropertyField) -> None:
        edit = self._edit if one.group is Group.SECTIONS else self._edit_free
        if not edit(one.label, lambda plan, selection: one.write(plan, selection, text)):
            field.refuse()

    def _edit(self, name: str, edit: Edit) -> bool:
        selection = self.document.selection
        return self.do(name, lambda plan: edit(plan, selection))

    def _edit_free(self, name: str, edit: Edit) -> bool:
        """Sections that are locked or hidden stay as they are."""

        def change(plan: Plan) -> Edited:
            free = free_to_edit(plan, self.document.selection)
            if not free:
                raise BadValue("Locked", "unlock or show the section first")
            return edit(plan, free)

        return self.do(name, change)

    def _forget_typing(self) -> None:
        """What was typed was meant for what was selected before."""
        for group in self.groups.values():
            group.restore()
        self.placing.restore()

    def _step_buttons(self, steps: Sequence[tuple[str, str, str]]) -> QWidget:
        """Less and more of something, by the actions that have keys for it."""
        lines = column(gap=1)
        for title, less, more in steps:
            line = row(label(title, Look.MUTED), gap=1)
            line.addStretch(1)
            for icon, action in (("minus", less), ("plus", more)):
                line.addWidget(self._action_button(icon, action))
            lines.addLayout(line)
        return _within(lines)

    def _action_button(self, icon: str, name: str) -> QWidget:
        action = self.view.commands[name]
        made = icon_button(icon, action.title, lambda: self.view.commands.run(name))
        made.setToolTip(f"{action.title} ({action.keys.split(';')[0]})")
        return made

    def _companion_buttons(self) -> QWidget:
        link = button(
            "Link companions", lambda: self._edit_free("Link companions", link_companions)
        )
        link.setToolTip("Sells the seats with the wheelchair place among them")
        free = button(
            "Unlink",
            lambda: self._edit_free("Unlink companions", unlink_companions),
            kind=Kind.QUIET,
        )
        line = row(link, free, gap=1)
        line.addStretch(1)
        return _within(line)


def _within(laid: QLayout) -> QWidget:
    made = QWidget()
    made.setLayout(laid)
    return made


def _head(chosen: Chosen) -> str:
    if not chosen.selection:
        return NOTHING_SELECTED if chosen.plan.zones else NOTHING_DRAWN
    kinds = chosen.kinds
    sizes = (len(kinds.zones), len(kinds.rows), len(kinds.seats), len(kinds.areas))
    found = zip(sizes, KINDS, strict=True)
    words = [count(number, word) for number, word in found if number]
    if not chosen.kinds.seats and chosen.seat_count:
        words.append(count(chosen.seat_count, "seat"))
    return ", ".join(words)
