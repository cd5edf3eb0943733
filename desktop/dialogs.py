"""Dialogs: one frame for all of them, confirmation, and the crash dialog."""

import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.domain.errors import Refusal
from desktop.controls import IconLabel, Kind, Look, button, label
from desktop.feedback import Banner
from desktop.theme import Tone, space

WIDTH = 440


class Dialog(QDialog):
    """A question to decide now: title, content, refusal in place, buttons at the lower right.

    The button that most people want is the default: Enter does it, Escape leaves.
    """

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.banner = Banner()
        self.content = QVBoxLayout()
        self.content.setSpacing(space(3))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(space(2))
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(space(6), space(5), space(6), space(5))
        layout.setSpacing(space(4))
        layout.addWidget(label(title, Look.TITLE, wrap=True))
        layout.addWidget(self.banner)
        layout.addLayout(self.content)
        layout.addStretch(1)
        layout.addLayout(self._buttons)

    def add_button(
        self, text: str, on_click: Callable[[], object], *, kind: Kind = Kind.SECONDARY
    ) -> QPushButton:
        """A button at the lower right; the primary one is the default."""
        made = button(text, on_click, kind=kind)
        made.setDefault(kind is Kind.PRIMARY)
        self._buttons.addWidget(made)
        return made

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why something was refused, in this dialog (the desk finds this method)."""
        self.banner.say(str(refusal))

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its texts are at its width: Qt alone leaves room for narrower lines."""
        super().showEvent(event)
        if self.hasHeightForWidth() and not event.spontaneous():  # it was only out of sight
            self.resize(self.width(), self.heightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        """Grow with what is said later."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))
        return done


class Confirmation(Dialog):
    """Asks before something that can't be taken back; the buttons say what they do."""

    def __init__(
        self, question: str, consequence: str, yes: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(question, parent=parent)
        self.content.addWidget(label(consequence, Look.MUTED, wrap=True))
        self.add_button("Keep as it is", self.reject).setDefault(True)
        self.add_button(yes, self.accept, kind=Kind.DANGER)


def confirm(
    parent: QWidget, question: str, consequence: str, yes: str, on_yes: Callable[[], object]
) -> Confirmation:
    """Ask, without blocking the event loop; ``on_yes`` is called if the clerk agrees."""
    asked = Confirmation(question, consequence, yes, parent=parent)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.accepted.connect(on_yes)
    asked.open()
    return asked


def may_open(owner: QWidget) -> bool:
    """Whether a dialog may open over it by itself: it is seen, and no other dialog is before it.

    For what opens once something is read: the person may have gone on to something else.
    """
    others = owner.window().findChildren(QDialog)
    return owner.isVisible() and not any(one.isVisible() for one in others)


def ask_for_file(
    parent: QWidget, title: str, kinds: str, on_file: Callable[[Path], object]
) -> QFileDialog:
    """Ask which file to open, without blocking the event loop; ``on_file`` is called with it."""
    asked = QFileDialog(parent, title, "", kinds)
    asked.setFileMode(QFileDialog.FileMode.ExistingFile)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.fileSelected.connect(lambda name: on_file(Path(name)))
    asked.open()
    return asked


class CrashDialog(Dialog):
    """Something in the program broke: what it means, where the report is, no traceback."""

    def __init__(self, report: Path, *, parent: QWidget | None = None) -> None:
        super().__init__("Something went wrong in the program", parent=parent)
        told = label(
            "The last step was not finished and nothing was saved from it. You can go on "
            "working. A report was written that helps whoever looks after Parterre.",
            wrap=True,
        )
        where = label(str(report), Look.SMALL, wrap=True)
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        across = QHBoxLayout()
        across.setSpacing(space(3))
        across.addWidget(IconLabel("alert", Tone.BAD, size=32), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(told, 1)
        self.content.addLayout(across)
        self.content.addWidget(where)
        self.add_button("Open the report", lambda: open_file(report))
        self.add_button("Go on working", self.accept, kind=Kind.PRIMARY)


def save_crash_report(error: BaseException, folder: Path) -> Path:
    """Write the traceback to a file in ``folder`` and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.now(UTC)
    report = folder / f"crash-{moment:%Y%m%d-%H%M%S-%f}.log"
    report.write_text(f"{moment:%c} UTC\n{''.join(traceback.format_exception(error))}", "utf-8")
    return report


def open_file(path: Path) -> None:
    """Open a file with the program that the person uses for its kind."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
