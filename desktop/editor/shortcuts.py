"""Every key of the editor, for the help: tools, commands, and the keys of hand and view."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from desktop.editor.view import EditorView


class Shortcut(NamedTuple):
    """`keys` as the system writes them."""

    group: str
    title: str
    keys: str


HAND = (
    Shortcut("Select", "Sections, rows, seats", "1, 2, 3"),
    Shortcut("Select", "Next, the one before", "Tab, Shift+Tab"),
    Shortcut("Select", "Add to the selection", "Shift+Click"),
    Shortcut("Select", "The seat itself", "Ctrl+Click"),
    Shortcut("Select", "Lasso", "Alt+Drag"),
    Shortcut("Select", "Open section or row", "Enter"),
    Shortcut("Select", "Let go, come out", "Escape"),
    Shortcut("Select", "A seat more, one less, at a plus", "Click, Shift+Click"),
    Shortcut("Select", "All that can be done", "Right click"),
    Shortcut("Move", "Move by 1", "Arrows"),
    Shortcut("Move", "Move by 10", "Shift+Arrows"),
    Shortcut("Move", "Level or upright, 15° steps, same shape", "Shift+Drag"),
    Shortcut("Move", "Without snapping", "Ctrl+Drag"),
    Shortcut("Move", "Scale from the middle", "Alt+Drag a handle"),
    Shortcut("Draw", "Move the cross by a grid step, by five", "Arrows, Shift+Arrows"),
    Shortcut("Draw", "Click at the cross", "Space"),
    Shortcut("Draw", "Finish", "Enter"),
    Shortcut("Draw", "Drop it, then back to selecting", "Escape"),
    Shortcut("Draw", "Into the first number above", "0 to 9"),
)
LOOK = (
    Shortcut("View", "Zoom", "+, -, mouse wheel"),
    Shortcut("View", "Whole plan, while selecting", "0"),
    Shortcut("View", "Pan", "Space+Drag, middle button"),
    Shortcut("View", "Sideways", "Shift+Mouse wheel"),
)


def shortcuts(view: EditorView) -> tuple[Shortcut, ...]:
    """All shortcuts, group by group."""
    tools = (Shortcut("Tools", tool.title, tool.letter) for tool in view.tools.values())
    commands = (
        Shortcut(action.group, action.title, _written(action.keys)) for action in view.commands.all
    )
    return (*tools, *HAND, *commands, *LOOK)


def under_headings(keys: Sequence[Shortcut]) -> Iterator[tuple[str, str]]:
    """Key and title, as the sheet of keys takes them; a group's name comes without a key."""
    for group, members in groupby(keys, key=lambda one: one.group):
        yield "", group
        yield from ((one.keys, one.title) for one in members if one.keys)


def _written(keys: str) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(one.toString(native) for one in QKeySequence.listFromString(keys))
