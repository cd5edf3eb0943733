"""The fields of the tool in hand above the canvas: one line of one height, whatever the tool."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from desktop.controls import Look, button, column, label, row
from desktop.editor.tools.options import FieldKind, Option, Options
from desktop.editor.tools.tool import Tool
from desktop.editor.view import EditorView
from desktop.forms import Pick, inset
from desktop.theme import FIELD, space

HEIGHT = 64
WIDTHS = {
    FieldKind.WHOLE: (54, 72),
    FieldKind.NUMBER: (64, 84),
    FieldKind.TEXT: (72, 132),
    FieldKind.CHOICE: (104, 220),
}
"""The least and the most that a field of a kind takes, in pixels."""


class OptionBar(QScrollArea):
    """Follows the view's tool; Enter in a field finishes the drawing, Escape goes back to it.

    Where even the least widths don't fit, the bar scrolls to the field that has the focus.
    """

    def __init__(self, view: EditorView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._options: Options | None = None
        self._fields: dict[str, QWidget] = {}
        self._lines: dict[str, QWidget] = {}
        self._key, self._title = label("", Look.SMALL), label("", Look.STRONG)
        self._laid = row(_under(self._key, self._title), gap=2)
        self._laid.setContentsMargins(space(3), space(1), space(3), space(2))
        self._laid.addStretch(1)
        inside = QWidget()
        inside.setLayout(self._laid)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.tool_changed.connect(self.show_tool)
        view.typed.connect(self.type_first)
        self.show_tool(view.tool)

    def show_tool(self, tool: Tool) -> None:
        """Show another tool's fields."""
        if self._options is not None:
            self._options.changed.disconnect(self._show_value)
        for line in self._lines.values():
            self._laid.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._fields.clear()
        self._lines.clear()
        self._options = tool.options
        self._key.setText(f"Key {tool.letter}")
        self._title.setText(tool.title)
        self._title.setFixedWidth(_widest(self._view, self._title))
        for option in tool.options.all():
            self._add(option, tool.options)
        self._show_meant(tool.options)
        tool.options.changed.connect(self._show_value)

    def _show_meant(self, options: Options) -> None:
        """Only the fields that have a meaning now."""
        for option in options.all():
            self._lines[option.key].setVisible(options.means(option))

    def field(self, key: str) -> QWidget:
        """The widget of a field."""
        return self._fields[key]

    def _add(self, option: Option, options: Options) -> None:
        field = _FIELDS[option.kind](option, options)
        field.setAccessibleName(option.label)
        field.setToolTip(option.tip)
        field.installEventFilter(self)
        if option.kind in WIDTHS:
            least, most = WIDTHS[option.kind]
            field.setMinimumWidth(least)
            field.setMaximumWidth(most)
        self._fields[option.key] = field
        name = label("" if option.kind is FieldKind.FLAG else option.label, Look.SMALL)
        name.setBuddy(field)
        does = option.does and option.kind is not FieldKind.DEED
        beside = [_does(option, options)] if does else []
        line = self._lines[option.key] = _under(name, field, *beside)
        self._laid.insertWidget(self._laid.count() - 1, line)

    def _option(self, key: str) -> Option | None:
        known = self._options.all() if self._options is not None else ()
        return next((option for option in known if option.key == key), None)

    def _show_value(self, key: str) -> None:
        """A field was changed from elsewhere."""
        option, field = self._option(key), self._fields.get(key)
        if option is None or self._options is None:
            return
        self._show_meant(self._options)
        # Setting the value that is just being typed would take back its decimal point.
        if isinstance(field, QSpinBox) and field.value() != int(float(option.value)):
            field.setValue(int(float(option.value)))
        elif isinstance(field, QDoubleSpinBox) and field.value() != float(option.value):
            field.setValue(float(option.value))
        elif isinstance(field, Pick):
            field.set_value(option.value)
        elif isinstance(field, QCheckBox):
            field.setChecked(bool(option.value))
        elif isinstance(field, QLineEdit) and field.text() != option.value:
            field.setText(str(option.value))

    def type_first(self, text: str) -> None:
        """A digit typed on the canvas goes into the first number."""
        for field in self._fields.values():
            if isinstance(field, QAbstractSpinBox) and field.isVisibleTo(self):
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.ensureWidgetVisible(field)
                line = field.findChild(QLineEdit)
                if line is not None:
                    line.setText(text)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Escape lead from a field back to the canvas."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._enter(watched)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._view.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _enter(self, field: QObject) -> None:
        if isinstance(field, QAbstractSpinBox):
            field.interpretText()
        key = next((key for key, one in self._fields.items() if one is field), "")
        option = self._option(key)
        self._view.setFocus()
        if option is not None and option.does and self._options is not None:
            self._options.apply(key)
        elif self._view.tool.under_way:
            self._view.tool.finish()


def _under(name: QLabel, *fields: QWidget) -> QWidget:
    """Fields beside each other with their name above them."""
    line = row(*fields, gap=1)
    for field in fields:
        field.setFixedHeight(FIELD)
    laid = column(gap=0)
    laid.addWidget(name)
    laid.addLayout(line)
    made = QWidget()
    made.setLayout(laid)
    return made


def _widest(view: EditorView, title: QLabel) -> int:
    """The room that every tool's title fits in, so that the fields begin at one place."""
    metrics = title.fontMetrics()
    titles = (metrics.horizontalAdvance(tool.title) for tool in view.tools.values())
    return max(titles) + space(2)


def _number(option: Option, options: Options) -> QWidget:
    field = QDoubleSpinBox()
    field.setDecimals(1)
    field.setRange(option.least, option.most)
    field.setSingleStep(option.step)
    field.setSuffix(f" {option.unit}" if option.unit else "")
    _lean(field, option)
    field.setValue(float(option.value))
    field.valueChanged.connect(lambda value: options.set(option.key, value))
    return field


def _whole(option: Option, options: Options) -> QWidget:
    field = QSpinBox()
    field.setRange(int(option.least), int(option.most))
    _lean(field, option)
    field.setValue(int(float(option.value)))
    field.valueChanged.connect(lambda value: options.set(option.key, value))
    return field


def _lean(field: QAbstractSpinBox, option: Option) -> None:
    """No arrows to click: Up, Down and the wheel step, and many fields fit in one line."""
    field.setProperty("look", "bare")
    inset(field)
    field.setSpecialValueText(option.zero)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _text(option: Option, options: Options) -> QWidget:
    field = QLineEdit(str(option.value))
    field.setPlaceholderText(option.hint)
    field.textChanged.connect(lambda value: options.set(option.key, value))
    return field


def _choice(option: Option, options: Options) -> QWidget:
    field = Pick([(one[:1].upper() + one[1:], one) for one in option.choices])
    field.set_value(str(option.value))
    field.picked.connect(lambda value: options.set(option.key, value))
    return field


def _flag(option: Option, options: Options) -> QWidget:
    field = QCheckBox(option.label)
    field.setChecked(bool(option.value))
    field.toggled.connect(lambda value: options.set(option.key, value))
    return field


def _does(option: Option, options: Options) -> QPushButton:
    return button(option.does, lambda: options.apply(option.key))


_FIELDS: dict[FieldKind, Callable[[Option, Options], QWidget]] = {
    FieldKind.NUMBER: _number,
    FieldKind.WHOLE: _whole,
    FieldKind.TEXT: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.FLAG: _flag,
    FieldKind.DEED: _does,
}
