"""Small building blocks in the theme's looks: labels, buttons, cards, icons that follow it."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.theme import ICON, Tone, font, space, theme


class Kind(StrEnum):
    """What a button is for; a screen has one primary button."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"


class Look(StrEnum):
    """The looks of a label."""

    BODY = "body"
    STRONG = "strong"
    TITLE = "title"
    DISPLAY = "display"
    MUTED = "muted"
    SMALL = "small"
    FIELD = "field"
    REFUSAL = "refusal"
    KEY = "key"


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ICON_GAP = space(1)
"""Qt leaves 4 pixels between icon and text; this comes on top."""
KIND_INKS = {Kind.PRIMARY: "on_accent", Kind.QUIET: "accent", Kind.DANGER: "bad"}


class PushButton(QPushButton):
    """A button that Enter does not press.

    A hand scanner ends what it types with Enter, and some desktops let Enter press whatever has
    the focus. In a dialog Enter still goes to the default button.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _IconKeeper(QObject):
    """Child of what it dresses; repaints the icon when the theme changes."""

    def __init__(self, wearer: QAbstractButton | QAction, name: str, role: str) -> None:
        super().__init__(wearer)
        self._wearer, self._name, self._role = wearer, name, role
        theme().changed.connect(self.paint)
        self.paint()

    def change(self, name: str, role: str) -> None:
        self._name, self._role = name, role
        self.paint()

    def paint(self) -> None:
        gap = ICON_GAP if isinstance(self._wearer, QPushButton) else 0
        self._wearer.setIcon(theme().icon(self._name, self._role, gap=gap))


def wear_icon(wearer: QAbstractButton | QAction, name: str, role: str = "text") -> None:
    """Give a button or action an icon that follows the theme."""
    keepers = wearer.findChildren(_IconKeeper)
    if keepers:
        keepers[0].change(name, role)
    else:
        _IconKeeper(wearer, name, role)


class IconLabel(QLabel):
    """An icon on its own, following the theme: in a tone, or in a role of the palette."""

    def __init__(
        self, name: str, tone: Tone = Tone.NEUTRAL, size: int = ICON, *, role: str = ""
    ) -> None:
        super().__init__()
        self._name, self._tone, self._size, self._role = name, tone, size, role
        self.setFixedSize(size, size)
        theme().changed.connect(self._paint)
        self._paint()

    def show_icon(self, name: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Change the icon."""
        self._name, self._tone = name, tone
        self._paint()

    def _paint(self) -> None:
        colours = theme().palette
        colour = str(getattr(colours, self._role)) if self._role else colours.ink(self._tone)
        self.setPixmap(theme().icon_pixmap(self._name, colour, self._size))


def label(text: str = "", look: Look = Look.BODY, *, wrap: bool = False) -> QLabel:
    """A line of text in one of the looks."""
    made = QLabel(text)
    made.setProperty("look", look.value)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def button(
    text: str,
    on_click: Callable[[], object] | None = None,
    *,
    kind: Kind = Kind.SECONDARY,
    icon: str = "",
    shortcut: str = "",
) -> QPushButton:
    """A button that says what it does; its shortcut is shown in the tool tip."""
    made = PushButton(text)
    made.setProperty("kind", kind.value)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    made.setIconSize(QSize(ICON + ICON_GAP, ICON))
    if icon:
        wear_icon(made, icon, KIND_INKS.get(kind, "text"))
    if shortcut:
        made.setShortcut(shortcut)
        made.setToolTip(shortcut)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def rename(made: QAbstractButton, text: str) -> None:
    """Change what a button says; Qt alone would drop its shortcut."""
    shortcut = made.shortcut()
    made.setText(text)
    made.setShortcut(shortcut)


def icon_button(
    icon: str, what: str, on_click: Callable[[], object] | None = None, *, shortcut: str = ""
) -> QToolButton:
    """A button with only an icon; ``what`` is its tool tip and its name for screen readers."""
    made = QToolButton()
    wear_icon(made, icon, "muted")
    made.setIconSize(QSize(ICON, ICON))
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setToolTip(f"{what} ({shortcut})" if shortcut else what)
    made.setAccessibleName(what)
    if shortcut:
        made.setShortcut(shortcut)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def frame(look: str, *, parent: QWidget | None = None) -> QFrame:
    """A frame in one of the style sheet's looks (card, panel, footer, line, floating …)."""
    made = QFrame(parent)
    made.setProperty("look", look)
    return made


def column(*, gap: int = 2, margin: int = 0) -> QVBoxLayout:
    """A vertical layout; gap and margin in units of space."""
    made = QVBoxLayout()
    made.setSpacing(space(gap))
    made.setContentsMargins(*(space(margin),) * 4)
    return made


def row(*widgets: QWidget, gap: int = 2, margin: int = 0) -> QHBoxLayout:
    """A horizontal layout with these widgets; gap and margin in units of space."""
    made = QHBoxLayout()
    made.setSpacing(space(gap))
    made.setContentsMargins(*(space(margin),) * 4)
    for widget in widgets:
        made.addWidget(widget)
    return made


def number_label(text: str = "", look: Look = Look.STRONG) -> QLabel:
    """A label for an amount: right-aligned, figures of equal width."""
    made = label(text, look)
    made.setFont(font())
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again after a property that it looks at has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
