"""Every panel in the order of its tabs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.editor.dialogs.numbering import NumberingDialog
from desktop.editor.panels.checks import ChecksPanel
from desktop.editor.panels.history import HistoryPanel
from desktop.editor.panels.plan_panel import PlanPanel
from desktop.editor.panels.properties import PropertiesPanel
from desktop.editor.panels.sections import SectionsPanel
from desktop.editor.view import EditorView
from desktop.workplace import Workplace


def panels(workplace: Workplace, view: EditorView) -> Sequence[tuple[str, QWidget]]:
    """Titles and panels of one editor."""
    desk = workplace.desk
    plan = PlanPanel(desk, view)
    properties = PropertiesPanel(
        desk,
        view,
        number=lambda: ask_numbering(workplace, view),
        categories=plan.show_categories,
    )
    return (
        ("Properties", properties),
        ("Sections", SectionsPanel(view)),
        ("Plan", plan),
        ("Checks", ChecksPanel(desk, view)),
        ("History", HistoryPanel(view.document.undo_stack)),
    )


def ask_numbering(workplace: Workplace, view: EditorView) -> NumberingDialog | None:
    """Ask how what is selected shall be numbered; None with nothing selected."""
    if not view.document.selection:
        view.say("Select the seats or rows to number first.")
        return None
    dialog = NumberingDialog(workplace.desk, view.document, parent=view.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
