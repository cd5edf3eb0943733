"""The editor's menu: everything that can be done with what is selected, and its keys."""

from functools import partial
from itertools import groupby

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.editor.actions import Action, Actions

FLAT = "Edit"
"""The group that stands in the menu itself; the others open beside it."""


def edit_menu(commands: Actions, parent: QWidget) -> QMenu:
    """A menu of all actions by their groups; what needs a selection is grey without one."""
    menu = QMenu(parent)
    for group, actions in groupby(commands.all, key=lambda action: action.group):
        part = menu if group == FLAT else menu.addMenu(group)
        for action in actions:
            _add(part, commands, action)
        if group == FLAT:
            menu.addSeparator()
    return menu


def _add(menu: QMenu, commands: Actions, action: Action) -> None:
    keys = QKeySequence.listFromString(action.keys)
    shown = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
    made = menu.addAction(f"{action.title}\t{shown}", partial(commands.run, action.name))
    made.setEnabled(commands.can(action))
