"""Cut, copy and paste through the system's clipboard, also into another venue's plan."""

from typing import Protocol

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from core.domain.venues.editing.clipboard import copy, fragment_from, fragment_text, paste
from core.domain.venues.editing.places import ZoneAt
from core.domain.venues.editing.placing import delete
from core.domain.venues.plan import Point
from desktop.editor.document import PlanDocument

MEDIA_TYPE = "application/vnd.parterre.seating+json"


class PastingDesk(Protocol):
    """The view as the clipboard sees it."""

    document: PlanDocument

    def say(self, text: str) -> None: ...
    def opened_zone(self) -> ZoneAt | None: ...
    def paste_place(self) -> Point | None: ...


class Clipboard:
    """One view's way to the clipboard."""

    def __init__(self, desk: PastingDesk) -> None:
        self._desk = desk

    def copy(self) -> None:
        """Put what is selected on the clipboard, as our own kind and as text."""
        document = self._desk.document
        text = fragment_text(copy(document.plan, document.selection))
        carried = QMimeData()
        carried.setData(MEDIA_TYPE, text.encode("utf-8"))
        carried.setText(text)
        QGuiApplication.clipboard().setMimeData(carried)

    def cut(self) -> None:
        """Copy, then delete."""
        self.copy()
        document = self._desk.document
        document.apply("Cut", delete(document.plan, document.selection, in_use=document.in_use))

    def paste(self) -> None:
        """Put the clipboard's seats under the hand, into the open section if one is open."""
        fragment = fragment_from(_carried())
        if fragment is None:
            self._desk.say("There are no seats on the clipboard.")
            return
        document = self._desk.document
        at, into = self._desk.paste_place(), self._desk.opened_zone()
        document.apply("Paste", paste(document.plan, fragment, at=at, into=into))


def _carried() -> str:
    carried: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if carried is None:  # nothing was ever copied
        return ""
    if carried.hasFormat(MEDIA_TYPE):
        return bytes(carried.data(MEDIA_TYPE).data()).decode("utf-8", "replace")
    return carried.text()
