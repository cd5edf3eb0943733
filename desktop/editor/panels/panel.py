"""What every panel beside the canvas shares: it follows the document, and says what is refused."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from core.domain.errors import Refusal
from core.domain.venues.editing.places import Edited
from core.domain.venues.plan import Plan
from desktop.controls import Look, column, label
from desktop.editor.view import EditorView
from desktop.feedback import Banner
from desktop.theme import Tone, space

SETTLE_MS = 120
"""A plan or selection that is still changing is read when it rests this long."""

Change = Callable[[Plan], Edited]


class Panel(QScrollArea):
    """Reads the document only while it is in sight, and only when the hand rests."""

    wanted = Signal()
    """The panel asks to be brought into sight."""

    def __init__(self, view: EditorView) -> None:
        super().__init__()
        self.view, self.document = view, view.document
        self.banner = Banner()
        self._stale = True
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self.refresh)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(space(3), space(3), space(3), space(3))
        outer.setSpacing(space(2))
        self.body = column(gap=2)
        outer.addWidget(self.banner)
        outer.addLayout(self.body, 1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.document.plan_changed.connect(self._plan_changed)
        self.document.selection_changed.connect(self.look_again)
        self.document.opened.connect(self.look_again)

    def show_document(self) -> None:
        """Show the document as it is now; each panel says how."""

    def look_again(self) -> None:
        """Something may look different; read it when the hand rests."""
        self._stale = True
        if self.isVisible():
            self._rest.start()

    def refresh(self) -> None:
        """Read the document now."""
        self._rest.stop()
        self._stale = False
        self.show_document()

    def do(self, name: str, change: Change, *, merge: str = "") -> bool:
        """Apply an edit that moves no place, or say why it is refused; says whether it is done."""
        document = self.document
        self.banner.hide()
        try:
            edited = change(document.plan)
        except Refusal as refused:
            self.show_refusal(refused)
            return False
        kept = Edited(edited.plan, document.selection, edited.notes)
        document.apply(name, kept, merge=merge)
        return True

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why something was refused (the desk finds this method)."""
        self.banner.say(str(refusal), Tone.BAD)
        self.ensureWidgetVisible(self.banner)

    def add_title(self, text: str) -> None:
        """Begin a group of fields."""
        if self.body.count():
            self.body.addSpacing(space(2))
        self.body.addWidget(label(text, Look.FIELD))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _plan_changed(self, _before: Plan, _now: Plan) -> None:
        self.look_again()
