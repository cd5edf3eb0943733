"""Fields of panels: they show one value, or that the values differ, and tell what was entered."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QLineEdit, QMenu, QToolButton, QWidget

from desktop.controls import ENTER, Look, label, restyle, row
from desktop.forms import Pick
from desktop.theme import ICON, theme
from desktop.widgets.seat_map.palettes import HUES

MIXED = "Mixed"
COLOR_NAMES = ("Blue", "Orange", "Green", "Vermillion", "Purple", "Sky blue", "Yellow")
Values = Sequence[str]
"""The different values of what is selected: none, one, or several."""
Choices = Sequence[tuple[str, str]]
"""What is shown, and the text that stands for it."""


class TextField(QLineEdit):
    """A line that is entered by Enter or by leaving it; Escape takes back what was typed.

    While values differ it is empty and says so; leaving it empty then changes nothing.
    """

    entered = Signal(str)

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__()
        self._hint = hint
        self._values: tuple[str, ...] = ("",)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.editingFinished.connect(self._finish)

    def show_values(self, values: Values) -> None:
        """Show the value, or that there are several; not while somebody is typing."""
        if self.isModified() and self.hasFocus():
            return
        self._values = tuple(values)
        self.restore()

    def refuse(self) -> None:
        """What was entered is refused: it stays to be put right, marked."""
        self._mark(refused=True)

    def restore(self) -> None:
        """Forget what was typed."""
        mixed = len(self._values) > 1
        self.setText(self._values[0] if len(self._values) == 1 else "")
        self.setCursorPosition(0)
        self.setModified(False)
        self.setPlaceholderText(MIXED if mixed else self._hint)
        self._mark(refused=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.restore()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        if not self.isModified():
            return
        text = self.text()
        if len(self._values) > 1 and not text.strip():
            self.restore()
            return
        self.setModified(False)
        self._mark(refused=False)
        if self._values != (text,):
            self.entered.emit(text)

    def _mark(self, *, refused: bool) -> None:
        if bool(self.property("refused")) is not refused:
            self.setProperty("refused", refused)
            restyle(self)


class ChoiceField(Pick[str]):
    """One of a few; nothing is picked while values differ.

    What is chosen from the list is entered at once; what keys have come to, by Enter or by leaving
    the field, and Escape takes it back.
    """

    entered = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._offered: tuple[tuple[str, str], ...] = ()
        self._shown: tuple[str, ...] = ()
        self._under_keys = False
        self._come_to: str | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(MIXED)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.picked.connect(self._pick)

    def show_choices(self, choices: Choices, colors: Sequence[str | None] = ()) -> None:
        """Offer these, with a dot of colour before each where there are colours."""
        offered = tuple(choices)
        if offered != self._offered:
            self._offered = offered
            self.offer(offered)
        for index, color in enumerate(colors):
            self.setItemIcon(index, swatch(color))

    def refuse(self) -> None:
        """What was picked is refused: nothing is picked until the plan is read again."""
        self.set_value(None)

    def show_values(self, values: Values) -> None:
        """Show the value, or that there are several; not while somebody is choosing by keys."""
        self._shown = tuple(values)
        if self._come_to is None:
            self.restore()

    def restore(self) -> None:
        """Forget what keys have come to."""
        self._come_to = None
        self.set_value(self._shown[0] if len(self._shown) == 1 else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape and self._come_to is not None:
            self.restore()
        else:
            self._under_keys = True
            super().keyPressEvent(event)
            self._under_keys = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._enter()

    def _pick(self, value: str) -> None:
        self._come_to = value
        if not self._under_keys:
            self._enter()

    def _enter(self) -> None:
        value, self._come_to = self._come_to, None
        if value is not None:
            self.entered.emit(value)


class ColorField(QWidget):
    """A colour as #rrggbb, with a button that offers some; nothing means the map's own."""

    entered = Signal(str)

    def __init__(self, name: str, *, hint: str = "The map's own") -> None:
        super().__init__()
        self.line = TextField(name, hint=hint)
        self.button = ColorButton(name, none=hint)
        self.line.entered.connect(self.entered)
        self.button.entered.connect(self.entered)
        self.setLayout(row(self.line, self.button, gap=1))
        self.setFocusProxy(self.line)

    def show_values(self, values: Values) -> None:
        """Show the colour, or that there are several."""
        self.line.show_values(values)
        self.button.show_color(values[0] if len(values) == 1 else "")

    def refuse(self) -> None:
        """What was entered is refused."""
        self.line.refuse()

    def restore(self) -> None:
        """Forget what was typed."""
        self.line.restore()


class ColorButton(QToolButton):
    """A swatch; pressed, it offers colours that stay apart for everybody, and any other."""

    entered = Signal(str)

    def __init__(self, name: str, *, none: str = "The map's own") -> None:
        super().__init__()
        self._color = ""
        self.setAccessibleName(f"{name}: choose")
        self.setToolTip("Choose a colour")
        self.setIconSize(QSize(ICON, ICON))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction(swatch(None), none).triggered.connect(lambda: self.entered.emit(""))
        for title, color in zip(COLOR_NAMES, HUES, strict=True):
            action = menu.addAction(swatch(color), title)
            action.triggered.connect(lambda _on=False, color=color: self.entered.emit(color))
        menu.addSeparator()
        menu.addAction("Another colour…").triggered.connect(self._ask)
        self.setMenu(menu)
        self.show_color("")

    def show_color(self, color: str) -> None:
        """Show a colour; nothing for none of its own."""
        self._color = color
        self.setIcon(swatch(color or None))

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._color), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda color: self.entered.emit(color.name()))
        dialog.open()


def swatch(color: str | None) -> QIcon:
    """A dot of colour; an empty ring for none."""
    drawn = QPixmap(ICON * 2, ICON * 2)
    drawn.setDevicePixelRatio(2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme().palette.outline))
    if color is not None:
        painter.setBrush(QColor(color))
    painter.drawEllipse(3, 3, ICON - 6, ICON - 6)
    painter.end()
    return QIcon(drawn)


def line_of(title: str, field: QWidget, *more: QWidget) -> QWidget:
    """A field with its name before it, as wide as its neighbours."""
    name = label(title, Look.MUTED)
    name.setBuddy(field)
    made = QWidget()
    laid = row(name, field, *more, gap=2)
    laid.setStretch(0, 2)
    laid.setStretch(1, 3)
    name.setMinimumWidth(1)
    field.setMinimumWidth(1)
    made.setLayout(laid)
    return made
