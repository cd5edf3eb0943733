"""RefreshingView: a screen that reloads when its tables change and somebody looks at it."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.desk import Desk, Query
from desktop.latest import Latest
from desktop.live import Change

T = TypeVar("T")

GATHER_MS = 150
"""Notices that come within this time cause one reload."""


class RefreshingView(QWidget):
    """Base of every screen. Subclasses name their tables and load themselves in ``refresh``."""

    tables: frozenset[str] = frozenset()
    event_id: UUID | None = None
    """The one event that the screen shows; changes of other events don't reload it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self._answers = Latest()
        self._then: Callable[[], object] | None = None
        self._soon = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._soon.timeout.connect(self._refresh_if_seen)

    def refresh(self) -> None:
        """Load what the screen shows; screens override this and call ``ask``."""

    def ask(
        self,
        query: Query[T],
        show: Callable[[T], None],
        *,
        part: str = "",
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Read and show, unless a later ``ask`` for the same part of the screen overtook it."""

        def show_and_go_on(result: T) -> None:
            show(result)
            if not part and self._then is not None:
                then, self._then = self._then, None
                then()

        self.desk.ask(self, query, show_and_go_on, failed=failed, still=self._answers.begin(part))

    def drop(self, *parts: str) -> None:
        """Show no answer that is under way for these parts, for any if none is named.

        Where the screen goes on to something else without asking anew.
        """
        self._answers.drop(*parts)

    def refresh_then(self, then: Callable[[], object]) -> None:
        """Load anew, and do this once the screen's main part is shown.

        A notice may overtake that reading: it is done after the one that is shown.
        """
        self.drop("")
        self._then = then
        self.refresh_now()

    def hear(self, change: Change) -> None:
        """Hear of a change: if it is about what we show, reload soon, or when next seen.

        A change that names no tables may have touched anything.
        """
        if not change.tables or change.touches(*self.tables, event_id=self.event_id):
            self._stale = True
            self._soon.start()

    def show_connected(self, *, connected: bool) -> None:
        """Hear whether changes from other workstations arrive; live screens say so."""

    def refresh_now(self) -> None:
        """Reload at once if visible, else when next seen."""
        self._stale = True
        self._refresh_if_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_if_seen()

    def _refresh_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.refresh()
