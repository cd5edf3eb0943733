"""Page: the one shape of every screen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.domain.errors import Refusal
from desktop.controls import Kind, Look, button, icon_button, label, wear_icon
from desktop.desk import Desk
from desktop.feedback import Banner, Empty, EmptyState
from desktop.theme import PANEL, space
from desktop.views.refreshing import RefreshingView
from desktop.widgets.elided import ElidedLabel
from desktop.widgets.flow_layout import FlowLayout

LEADING = QLineEdit.ActionPosition.LeadingPosition


class Page(RefreshingView):
    """Title and main action, filters, the hero, a side panel, totals in the footer.

    Screens subclass it: ``self.main_action(…)``, ``self.add_filter(…)``, ``self.set_hero(…)``,
    ``self.set_panel(…)``, ``self.show_totals(…)``, ``self.show_empty(…)``.
    """

    def __init__(self, desk: Desk, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.banner = Banner()
        self._title = label(title, Look.TITLE)
        self._subtitle = ElidedLabel("", Look.MUTED)
        self._actions = FlowLayout(right=True)
        self._filter_row = QWidget()
        self._filters = FlowLayout(self._filter_row)
        self._hero = QStackedWidget()
        self._empty: EmptyState | None = None
        self._focused = False
        self.keys: list[tuple[str, str]] = []
        self._panel = _Panel(self.hide_panel)
        self._totals = _Totals()
        self._lay_out()

    def set_title(self, title: str, subtitle: str = "") -> None:
        """Name the screen, and say in a line what it shows."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)

    def main_action(
        self, text: str, on_click: Callable[[], object], *, icon: str = "", shortcut: str = ""
    ) -> QPushButton:
        """The one primary button, at the top right."""
        made = button(text, on_click, kind=Kind.PRIMARY, icon=icon, shortcut=shortcut)
        self._actions.addWidget(made)
        self.add_key(shortcut, text)
        return made

    def add_action(
        self, text: str, on_click: Callable[[], object], *, icon: str = "", shortcut: str = ""
    ) -> QPushButton:
        """A further button, to the left of the main action."""
        made = button(text, on_click, icon=icon, shortcut=shortcut)
        self._actions.insert_widget(0, made)
        self.add_key(shortcut, text)
        return made

    def add_key(self, key: str, what: str) -> None:
        """List a key of this screen on the sheet of keys."""
        if key:
            self.keys.append((key, what))

    def add_head(self, widget: QWidget) -> None:
        """Something that is always true of the screen, to the left of its actions."""
        self._actions.insert_widget(0, widget)

    def add_filter(self, widget: QWidget) -> None:
        """A field below the title that narrows what is shown."""
        self._filters.addWidget(widget)
        self._filter_row.show()

    def add_search(self, hint: str, search: Callable[[str], None]) -> QLineEdit:
        """The search field of the screen (Ctrl+F), which narrows while typing."""
        field = _SearchField()
        field.setPlaceholderText(hint)
        field.setAccessibleName(hint)
        field.setClearButtonEnabled(True)
        wear_icon(field.addAction(QIcon(), LEADING), "search", "muted")
        field.textChanged.connect(search)
        QShortcut(QKeySequence.StandardKey.Find, self, field.setFocus)
        self.add_filter(field)
        return field

    def set_hero(self, widget: QWidget) -> None:
        """The table, map or form that the screen is for; named after it unless it has a name."""
        if not widget.accessibleName():
            widget.setAccessibleName(self._title.text())
        self._hero.insertWidget(0, widget)
        self._hero.setFocusProxy(widget)
        self._hero.setCurrentIndex(0)

    def set_panel(
        self, widget: QWidget, *, title: str = "", shown: bool = True, closable: bool = True
    ) -> None:
        """The side panel that follows the selection."""
        lost = self._panel.has_focus
        self._panel.show_inside(widget, title)
        if lost:  # a step was taken, and its button is gone
            self._hero.setFocus()
        self._panel.close_button.setVisible(closable)
        self._panel.setVisible(shown)

    def show_panel(self, title: str | None = None) -> None:
        """Open the side panel, with another title if one is given."""
        if title is not None:
            self._panel.title.setText(title)
        self._panel.show()

    def hide_panel(self) -> None:
        """Close the side panel; the keys go back to what it told of."""
        lost = self._panel.has_focus
        self._panel.hide()
        if lost:
            self._hero.setFocus()

    def show_totals(self, totals: Sequence[tuple[str, str]]) -> None:
        """The footer: pairs of what it is and how much, left to right; the last is strongest."""
        self._totals.show_totals(totals)

    def show_empty(self, empty: Empty) -> None:
        """Show an empty state instead of the hero."""
        self.show_hero()
        self._empty = EmptyState(empty)
        self._hero.addWidget(self._empty)
        self._hero.setCurrentWidget(self._empty)

    def show_hero(self) -> None:
        """Show the hero again."""
        if self._empty is not None:
            self._hero.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        self._hero.setCurrentIndex(0)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why something was refused, on this screen (the desk finds this method)."""
        self.banner.say(str(refusal))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._focused:
            self._focused = True
            self._hero.setFocus()

    def _lay_out(self) -> None:
        head = _bar(self._title, self._subtitle)
        head.setStretch(1, 1)
        head.addLayout(self._actions)
        self._filter_row.hide()
        body = QVBoxLayout()
        body.setContentsMargins(space(6), space(5), space(6), space(5))
        body.setSpacing(space(4))
        body.addLayout(head)
        body.addWidget(self.banner)
        body.addWidget(self._filter_row)
        body.addWidget(self._hero, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addLayout(body, 1)
        across.addWidget(self._panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(across, 1)
        outer.addWidget(self._totals)


class _SearchField(QLineEdit):
    """Wide enough for a name; gives way to what narrows the list beside it."""

    def sizeHint(self) -> QSize:
        return QSize(space(70), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(space(35), super().minimumSizeHint().height())


class _Panel(QFrame):
    """The side panel: a title, a way to close it, and what is inside."""

    def __init__(self, close: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.setFixedWidth(PANEL)
        self.title = label("", Look.TITLE)
        self.title.setWordWrap(True)
        head = _bar(self.title)
        head.setStretch(0, 1)
        self.close_button = icon_button("close", "Close the side panel", close)
        head.addWidget(self.close_button)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(space(5), space(5), space(5), space(5))
        self._layout.setSpacing(space(4))
        self._layout.addLayout(head)
        self._inside: QWidget | None = None
        self.hide()

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to something inside."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def show_inside(self, widget: QWidget, title: str) -> None:
        """Replace what is inside."""
        if self._inside is not None:
            self._layout.removeWidget(self._inside)
            self._inside.deleteLater()
        self._inside = widget
        self.title.setText(title)
        self._layout.addWidget(widget, 1)


class _Totals(QFrame):
    """The footer of a screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "footer")
        self._layout = _bar()
        self._layout.setContentsMargins(space(6), space(2), space(6), space(2))
        self._layout.setSpacing(space(6))
        self.setLayout(self._layout)
        self._layout.addStretch(1)
        self._pairs: list[QWidget] = []
        self.hide()

    def show_totals(self, totals: Sequence[tuple[str, str]]) -> None:
        """Show pairs; hide the footer when there are none."""
        for old in self._pairs:
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        last = len(totals) - 1
        self._pairs = [_total(*pair, last=at == last) for at, pair in enumerate(totals)]
        for pair in self._pairs:
            self._layout.addWidget(pair)
        self.setVisible(bool(totals))


def _total(what: str, much: str, *, last: bool) -> QWidget:
    pair = QWidget()
    layout = _bar(label(what, Look.MUTED), label(much, Look.TITLE if last else Look.STRONG))
    pair.setLayout(layout)
    return pair


def _bar(*widgets: QLabel | QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(space(2))
    for widget in widgets:
        layout.addWidget(widget)
    return layout
