"""What stands against publishing, found while one draws; Enter goes to its place."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from core.domain.venues.editing.checks import Finding, check_plan
from core.domain.venues.editing.places import AreaAt, Place, RowAt, SeatAt, Selection
from core.domain.venues.plan import Plan
from desktop.controls import Look, label
from desktop.desk import Desk
from desktop.editor.panels.panel import Panel
from desktop.editor.view import EditorView
from desktop.feedback import Empty, EmptyState
from desktop.theme import ICON, Tone, theme
from desktop.words import count, number_text

SETTLE_MS = 400
SHOWN = 300
"""Findings listed; who has more puts some right first."""
PLACES = Qt.ItemDataRole.UserRole


class ChecksPanel(Panel):
    """Checks off the GUI thread, only while it is in sight, and one plan at a time."""

    def __init__(self, desk: Desk, view: EditorView) -> None:
        super().__init__(view)
        self._desk = desk
        self._checked: Plan | None = None
        self._running = False
        self._rest.setInterval(SETTLE_MS)
        self.head = label("Looking the plan over", Look.STRONG, wrap=True)
        self.head.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hint = label("Enter or a double click goes to the place.", Look.SMALL, wrap=True)
        self.findings = QListWidget()
        self.findings.setAccessibleName("Findings")
        self.findings.setWordWrap(True)
        self.findings.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.findings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.findings.itemActivated.connect(self.jump)
        self.well = EmptyState(
            Empty("check-circle", "All is well", "Nothing stands against publishing this plan.")
        )
        self.body.addWidget(self.head)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.findings, 1)
        self.body.addWidget(self.well, 1)
        for widget in (self.hint, self.findings, self.well):
            widget.hide()
        self.setFocusProxy(self.findings)
        theme().changed.connect(self._recolor)

    def show_document(self) -> None:
        """Check the plan, unless this very plan has been checked."""
        plan = self.document.plan
        if self._running or plan is self._checked:
            return
        self._running = True
        self._desk.compute(
            self, partial(check_plan, plan), partial(self._show, plan), failed=self._failed
        )

    def jump(self, item: QListWidgetItem) -> None:
        """Select the places of a finding and bring them into sight."""
        plan = self.document.plan
        places: Selection = item.data(PLACES) or frozenset()
        left = frozenset(place for place in places if _exists(plan, place))
        if left:
            self.view.show_level(None)
            self.view.show_places(left)
        else:
            self.view.say("This finding is about the whole plan.")

    def _show(self, plan: Plan, findings: tuple[Finding, ...]) -> None:
        self._running = False
        self._checked = plan
        self.head.setText(_head(findings))
        self._list(findings)
        for widget in (self.head, self.hint, self.findings):
            widget.setVisible(bool(findings))
        self.well.setVisible(not findings)
        if plan is not self.document.plan:
            self.look_again()

    def _failed(self, _error: Exception) -> None:
        self._running = False

    def _list(self, findings: tuple[Finding, ...]) -> None:
        current = self.findings.currentRow()
        self.findings.clear()
        for finding in findings[:SHOWN]:
            tone = Tone.BAD if finding.blocks else Tone.WARNING
            icon = "close-circle" if finding.blocks else "alert"
            item = QListWidgetItem(_icon(icon, tone), finding.sentence)
            item.setData(PLACES, finding.places)
            kind = "To put right" if finding.blocks else "To look at"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind}: {finding.sentence}")
            item.setToolTip(kind)
            self.findings.addItem(item)
        if len(findings) > SHOWN:
            more = QListWidgetItem(f"And {number_text(len(findings) - SHOWN)} more.")
            more.setFlags(Qt.ItemFlag.NoItemFlags)
            self.findings.addItem(more)
        self.findings.setCurrentRow(min(max(current, 0), self.findings.count() - 1))

    def _recolor(self) -> None:
        """Icons are in the colours of the theme."""
        self._checked = None
        self.look_again()


def _head(findings: tuple[Finding, ...]) -> str:
    wrong = sum(finding.blocks for finding in findings)
    doubtful = len(findings) - wrong
    parts = []
    if wrong:
        parts.append(f"{count(wrong, 'thing')} to put right before publishing")
    if doubtful:
        parts.append(f"{number_text(doubtful)} to look at")
    return ", ".join(parts)


def _icon(name: str, tone: Tone) -> QIcon:
    """The icon, of the same colour in the line that is selected."""
    icon = theme().icon(name, tone.value)
    icon.addPixmap(icon.pixmap(ICON, ICON), QIcon.Mode.Selected)
    return icon


def _exists(plan: Plan, place: Place) -> bool:
    """Whether there is still something there: the plan may have changed since it was checked."""
    if place.zone >= len(plan.zones):
        return False
    zone = plan.zones[place.zone]
    if isinstance(place, AreaAt):
        return place.area < len(zone.areas)
    if isinstance(place, RowAt | SeatAt):
        if place.row >= len(zone.rows):
            return False
        return isinstance(place, RowAt) or place.seat < len(zone.rows[place.row].seats)
    return True
