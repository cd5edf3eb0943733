"""Every panel in the order of its tabs."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.editor.panels.history import HistoryPanel
from desktop.editor.view import EditorView
from desktop.workplace import Workplace


def panels(workplace: Workplace, view: EditorView) -> Sequence[tuple[str, QWidget]]:
    """Titles and panels of one editor."""
    del workplace
    return (("History", HistoryPanel(view.document.undo_stack)),)
