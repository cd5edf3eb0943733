"""What a key or a menu does to what is selected; the only place that knows the shortcuts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from PySide6.QtGui import QKeyEvent, QKeySequence

from core.domain.errors import Refusal
from core.domain.venues.editing.aligning import Edge, align, distribute
from core.domain.venues.editing.ends import End
from core.domain.venues.editing.house import outline_of_shape, set_grid, set_outline
from core.domain.venues.editing.places import Edited, Selection, ZoneAt, everything, outermost
from core.domain.venues.editing.placing import delete, mirror, rotate, scale
from core.domain.venues.editing.repeating import duplicate
from core.domain.venues.editing.sections import free_to_edit, group_rows, set_hidden, set_locked
from core.domain.venues.extras import Grid, grid_of
from core.domain.venues.plan import Plan, Point
from desktop.editor.clipboard import Clipboard
from desktop.editor.document import PlanDocument
from desktop.editor.row_edits import Edit, aisle_edits, bend_more, lengthen, shorten, space_more

TURN, FINE_TURN = 15.0, 1.0  # degrees
GROW = 1.1
BEND, SPACE = 6.0, 0.5  # plan units a key press
FEWEST = {"Align": (2, "two"), "Distribute": (3, "three")}
"""How many things it takes, by what undo is called."""
LENGTHS: tuple[tuple[End, str, str, str], ...] = (
    ("end", "the end", "Alt+Right", "Alt+Left"),
    ("start", "the start", "Alt+Shift+Left", "Alt+Shift+Right"),
    ("top", "a table's top", "Alt+Up", "Alt+Down"),
    ("bottom", "a table's bottom", "Alt+Shift+Down", "Alt+Shift+Up"),
)
"""Where rows get longer and shorter, and the keys: outwards a seat more, inwards one less."""


@dataclass(frozen=True, slots=True)
class Action:
    """`keys` as Qt writes them; actions without `on_selection` work with nothing selected too."""

    name: str
    group: str
    title: str
    keys: str
    run: Callable[[], None]
    on_selection: bool = True

    def matches(self, event: QKeyEvent) -> bool:
        """Whether these are the keys pressed."""
        pressed = QKeySequence(event.keyCombination())
        return any(one == pressed for one in QKeySequence.listFromString(self.keys))


class Desk(Protocol):
    """The view as actions see it."""

    document: PlanDocument

    def say(self, text: str) -> None: ...
    def fit(self) -> None: ...
    def show_places(self, selection: Selection) -> None: ...
    def opened_zone(self) -> ZoneAt | None: ...
    def all_in_scope(self) -> Selection: ...
    def paste_place(self) -> Point | None: ...


class Actions:
    """All actions of one view, by name and by keys."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._clipboard = Clipboard(desk)
        self.all: tuple[Action, ...] = (
            *self._editing(),
            *self._placing(),
            *self._lining_up(),
            *self._rows(),
            *self._lengths(),
            *self._aisles(),
            self._grouping(),
            *self._house(),
            *self._view(),
        )
        self._by_name = {action.name: action for action in self.all}

    def __getitem__(self, name: str) -> Action:
        """The action of this name."""
        return self._by_name[name]

    def can(self, action: Action) -> bool:
        """Whether it would do anything now."""
        return not action.on_selection or bool(self._desk.document.selection)

    def run(self, name: str) -> None:
        """Do it, or say why not."""
        action = self._by_name[name]
        if not self.can(action):
            self._desk.say("Select something first.")
            return
        try:
            action.run()
        except Refusal as refused:
            self._desk.say(str(refused))

    def key(self, event: QKeyEvent) -> bool:
        """Do what the keys ask for; False if they mean nothing here."""
        found = next((action for action in self.all if action.matches(event)), None)
        if found is not None:
            self.run(found.name)
        return found is not None

    def _apply(self, label: str, edit: Edit, *, merge: bool = False) -> Callable[[], None]:
        """An edit of what is selected; `merge` makes one of several in a row."""

        def run() -> None:
            document = self._desk.document
            free = free_to_edit(document.plan, document.selection)
            if not free:
                self._desk.say("It is locked or hidden: unlock or show it first.")
                return
            edited = edit(document.plan, free)
            name = f"{label} {hash(document.selection)}" if merge else ""
            if edited.plan is document.plan and edited.selection == document.selection:
                self._desk.say(_nothing_done(label, document.selection))
            document.apply(label, edited, merge=name)

        return run

    def _delete(self, plan: Plan, selection: Selection) -> Edited:
        return delete(plan, selection, in_use=self._desk.document.in_use)

    def _editing(self) -> tuple[Action, ...]:
        document, group = self._desk.document, "Edit"
        stack, clipboard = document.undo_stack, self._clipboard
        return (
            Action("undo", group, "Undo", "Ctrl+Z", stack.undo, on_selection=False),
            Action("redo", group, "Redo", "Ctrl+Shift+Z; Ctrl+Y", stack.redo, on_selection=False),
            Action("cut", group, "Cut", "Ctrl+X; Shift+Del", clipboard.cut),
            Action("copy", group, "Copy", "Ctrl+C; Ctrl+Ins", clipboard.copy),
            Action(
                "paste", group, "Paste", "Ctrl+V; Shift+Ins", clipboard.paste, on_selection=False
            ),
            Action("duplicate", group, "Duplicate", "Ctrl+D", self._apply("Duplicate", duplicate)),
            Action(
                "delete", group, "Delete", "Del; Backspace", self._apply("Delete", self._delete)
            ),
            Action(
                "select_all",
                group,
                "Select all",
                "Ctrl+A",
                lambda: document.select(self._desk.all_in_scope()),
                on_selection=False,
            ),
        )

    def _placing(self) -> tuple[Action, ...]:
        group = "Place"

        def turned(degrees: float) -> Callable[[], None]:
            return self._apply("Rotate", lambda p, s: rotate(p, s, degrees), merge=True)

        def grown(share: float) -> Callable[[], None]:
            return self._apply("Scale", lambda p, s: scale(p, s, share), merge=True)

        flip = self._apply("Mirror", lambda p, s: mirror(p, s, axis=90.0))
        tip = self._apply("Mirror", lambda p, s: mirror(p, s, axis=0.0))
        return (
            Action("mirror_across", group, "Mirror left and right", "F", flip),
            Action("mirror_down", group, "Mirror top and bottom", "Shift+F", tip),
            Action("turn_right", group, "Turn right by 15°", ".", turned(TURN)),
            Action("turn_left", group, "Turn left by 15°", ",", turned(-TURN)),
            Action("turn_right_fine", group, "Turn right by 1°", "Ctrl+.", turned(FINE_TURN)),
            Action("turn_left_fine", group, "Turn left by 1°", "Ctrl+,", turned(-FINE_TURN)),
            Action("grow", group, "Larger", "Ctrl++; Ctrl+=", grown(GROW)),
            Action("shrink", group, "Smaller", "Ctrl+-", grown(1 / GROW)),
        )

    def _lining_up(self) -> tuple[Action, ...]:
        group = "Line up"

        def aligned(name: str, title: str, edge: Edge, keys: str) -> Action:
            run = self._apply("Align", lambda p, s: align(p, s, edge))
            return Action(f"align_{name}", group, title, keys, run)

        across = self._apply("Distribute", lambda p, s: distribute(p, s, "x"))
        down = self._apply("Distribute", lambda p, s: distribute(p, s, "y"))
        return (
            aligned("left", "Align left", Edge.LEFT, "Ctrl+Shift+Left"),
            aligned("right", "Align right", Edge.RIGHT, "Ctrl+Shift+Right"),
            aligned("top", "Align top", Edge.TOP, "Ctrl+Shift+Up"),
            aligned("bottom", "Align bottom", Edge.BOTTOM, "Ctrl+Shift+Down"),
            aligned("centre", "Align centres", Edge.CENTRE, "Ctrl+Shift+C"),
            aligned("middle", "Align middles", Edge.MIDDLE, "Ctrl+Shift+M"),
            Action("distribute_across", group, "Distribute across", "Ctrl+Shift+D", across),
            Action("distribute_down", group, "Distribute down", "Ctrl+Shift+E", down),
        )

    def _rows(self) -> tuple[Action, ...]:
        group = "Rows"

        def bent(by: float) -> Callable[[], None]:
            return self._apply("Bend rows", lambda p, s: bend_more(p, s, by), merge=True)

        def spaced(by: float) -> Callable[[], None]:
            return self._apply("Space rows", lambda p, s: space_more(p, s, by), merge=True)

        return (
            Action("bend_up", group, "Bend up", "Ctrl+Up", bent(BEND)),
            Action("bend_down", group, "Bend down", "Ctrl+Down", bent(-BEND)),
            Action("wider", group, "Seats further apart", "Ctrl+Right", spaced(SPACE)),
            Action("closer", group, "Seats closer together", "Ctrl+Left", spaced(-SPACE)),
        )

    def _lengths(self) -> Iterable[Action]:
        for end, where, longer, shorter in LENGTHS:
            more = self._apply("Lengthen rows", partial(lengthen, end=end), merge=True)
            less = self._apply("Shorten rows", partial(self._shorten, end))
            yield Action(f"add_at_{end}", "Rows", f"Seat more at {where}", longer, more)
            yield Action(f"take_at_{end}", "Rows", f"Seat less at {where}", shorter, less)

    def _shorten(self, end: End, plan: Plan, selection: Selection) -> Edited:
        return shorten(plan, selection, end, self._desk.document.in_use)

    def _aisles(self) -> tuple[Action, ...]:
        group = "Rows"
        edits = aisle_edits(lambda: self._desk.document.in_use)
        titles = {
            "open_aisle": ("Open an aisle after the seat", "I"),
            "close_aisle": ("Close the aisle after the seat", "Shift+I"),
            "add_at_aisle": ("Seat more at the aisle", "J"),
            "take_at_aisle": ("Seat less at the aisle", "Shift+J"),
        }
        return tuple(
            Action(name, group, title, keys, self._apply("Aisle", edits[name]))
            for name, (title, keys) in titles.items()
        )

    def _grouping(self) -> Action:
        return Action(
            "group",
            "Rows",
            "Make a section of the rows",
            "Ctrl+Shift+G",
            self._apply("Make a section", group_rows),
        )

    def _view(self) -> tuple[Action, ...]:
        group, desk = "View", self._desk
        lock = self._apply("Lock", lambda p, s: set_locked(p, s, locked=True))
        hide = self._apply("Hide", lambda p, s: set_hidden(p, s, hidden=True))
        return (
            Action("fit", group, "Whole plan", "Ctrl+0", desk.fit, on_selection=False),
            Action(
                "fit_selection",
                group,
                "Selection",
                "Z",
                lambda: desk.show_places(desk.document.selection),
            ),
            Action("grid", group, "Grid", "Ctrl+G", self._toggle_grid, on_selection=False),
            Action("lock", group, "Lock sections", "Ctrl+L", lock),
            Action(
                "unlock",
                group,
                "Unlock all sections",
                "Ctrl+Shift+L",
                self._on_all("Unlock", lambda p, s: set_locked(p, s, locked=False)),
                on_selection=False,
            ),
            Action("hide", group, "Hide sections", "Ctrl+H", hide),
            Action(
                "show",
                group,
                "Show all sections",
                "Ctrl+Shift+H",
                self._on_all("Show", lambda p, s: set_hidden(p, s, hidden=False)),
                on_selection=False,
            ),
        )

    def _house(self) -> tuple[Action, ...]:
        group = "House"
        shape = self._apply("Draw outline", outline_of_shape)
        none = self._on_all("Take outline away", lambda p, _all: set_outline(p, ()))
        return (
            Action("outline", group, "Outline of the selected shape", "Ctrl+Shift+O", shape),
            Action("no_outline", group, "No outline", "Alt+Shift+O", none, on_selection=False),
        )

    def _on_all(self, label: str, edit: Edit) -> Callable[[], None]:
        def run() -> None:
            document = self._desk.document
            edited = edit(document.plan, everything(document.plan))
            document.apply(label, Edited(edited.plan, document.selection, edited.notes))

        return run

    def _toggle_grid(self) -> None:
        document = self._desk.document
        grid = grid_of(document.plan)
        turned = Grid(grid.step, grid.x, grid.y, shown=not grid.shown, snaps=not grid.shown)
        edited = set_grid(document.plan, turned)
        document.apply("Grid", Edited(edited.plan, document.selection))


def _nothing_done(label: str, selection: Selection) -> str:
    """Why an edit has changed nothing."""
    least, words = FEWEST.get(label, (0, ""))
    if len(outermost(selection)) < least:
        return f"Select {words} things or more first: Shift and a click adds one."
    return "That changes nothing of what is selected."
