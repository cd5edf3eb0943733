"""The editor's tools as buttons, and undo beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QToolButton, QVBoxLayout, QWidget

from desktop.controls import frame, icon_button
from desktop.editor.tools.tool import Tool
from desktop.editor.view import EditorView
from desktop.theme import space

COLUMNS = 2
ICONS = {
    "select": "pointer",
    "curved": "curved-row",
    "arc": "arc-section",
    "round": "round-table",
    "measure": "ruler",
}
"""Tools whose icon has another name."""


class ToolStrip(QWidget):
    """One button a tool, the one in hand pressed; its letter is in the tool tip."""

    def __init__(self, view: EditorView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._group = QButtonGroup(self)
        self.buttons = {name: self._button(tool) for name, tool in view.tools.items()}
        grid = QGridLayout()
        grid.setSpacing(space(1))
        for place, made in enumerate(self.buttons.values()):
            grid.addWidget(made, place // COLUMNS, place % COLUMNS)
        stack = view.document.undo_stack
        self.undo = icon_button("undo", "Undo (Ctrl+Z)", stack.undo)
        self.redo = icon_button("redo", "Redo (Ctrl+Y)", stack.redo)
        bottom = len(self.buttons) // COLUMNS + 2
        grid.addWidget(frame("line"), bottom - 1, 0, 1, COLUMNS)
        grid.addWidget(self.undo, bottom, 0)
        grid.addWidget(self.redo, bottom, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(2), space(2), space(2), space(2))
        layout.addLayout(grid)
        layout.addStretch(1)
        stack.canUndoChanged.connect(self.undo.setEnabled)
        stack.canRedoChanged.connect(self.redo.setEnabled)
        stack.undoTextChanged.connect(lambda words: self._name(self.undo, "Undo", words, "Ctrl+Z"))
        stack.redoTextChanged.connect(lambda words: self._name(self.redo, "Redo", words, "Ctrl+Y"))
        self.undo.setEnabled(stack.canUndo())
        self.redo.setEnabled(stack.canRedo())
        view.tool_changed.connect(self._show_tool)
        self._show_tool(view.tool)

    def _button(self, tool: Tool) -> QToolButton:
        made = icon_button(ICONS.get(tool.name, tool.name), f"{tool.title} ({tool.letter})")
        made.setCheckable(True)
        made.setToolTip(f"{tool.title} ({tool.letter})\n{tool.hint}")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda _on=False: self._take(tool.name))
        self._group.addButton(made)
        return made

    def _take(self, name: str) -> None:
        self._view.use_tool(name)
        self._view.setFocus()

    def _show_tool(self, tool: Tool) -> None:
        self.buttons[tool.name].setChecked(True)

    @staticmethod
    def _name(made: QWidget, what: str, words: str, keys: str) -> None:
        said = f"{what}: {words}" if words else what
        made.setToolTip(f"{said} ({keys})")
        made.setAccessibleName(said)
