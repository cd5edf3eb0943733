"""The fields of the tool in hand, above the canvas."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.tools.options import FieldKind, Option, Options
from desktop.editor.tools.tool import Tool
from desktop.editor.view import EditorView
from desktop.theme import FIELD, TypeSize, font, space
from desktop.widgets.seat_map.flow_layout import FlowLayout

NUMBER_WIDTH, TEXT_WIDTH = 84, 120


class OptionBar(QWidget):
    """Follows the view's tool; Enter in a field finishes the drawing, Escape goes back to it."""

    def __init__(self, view: EditorView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._options: Options | None = None
        self._fields: dict[str, QWidget] = {}
        self._lines: dict[str, QWidget] = {}
        lines = QWidget(self)
        self._flow = FlowLayout(lines)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(space(3), space(1), space(3), space(1))
        outer.addWidget(lines)
        view.tool_changed.connect(self.show_tool)
        view.typed.connect(self.type_first)
        self.show_tool(view.tool)

    def show_tool(self, tool: Tool) -> None:
        """Show another tool's fields."""
        if self._options is not None:
            self._options.changed.disconnect(self._show_value)
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fields.clear()
        self._lines.clear()
        self._options = tool.options
        title = QLabel(tool.title, self)
        title.setFont(font(TypeSize.BODY, strong=True))
        title.setMinimumHeight(FIELD)
        self._flow.addWidget(title)
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
        field.installEventFilter(self)
        self._fields[option.key] = field
        together = QWidget(self)
        together.setMinimumHeight(FIELD)
        line = QHBoxLayout(together)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(space(2))
        if option.kind is not FieldKind.FLAG:
            label = QLabel(option.label)
            label.setBuddy(field)
            line.addWidget(label)
        line.addWidget(field)
        if option.does:
            button = QPushButton(option.does)
            button.clicked.connect(lambda: options.apply(option.key))
            line.addWidget(button)
        self._lines[option.key] = together
        self._flow.addWidget(together)

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
        elif isinstance(field, QComboBox):
            field.setCurrentText(str(option.value))
        elif isinstance(field, QCheckBox):
            field.setChecked(bool(option.value))
        elif isinstance(field, QLineEdit) and field.text() != option.value:
            field.setText(str(option.value))

    def type_first(self, text: str) -> None:
        """A digit typed on the canvas goes into the first number."""
        for field in self._fields.values():
            if isinstance(field, QAbstractSpinBox) and field.isVisibleTo(self):
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
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


def _number(option: Option, options: Options) -> QWidget:
    field = QDoubleSpinBox()
    field.setDecimals(1)
    field.setRange(option.least, option.most)
    field.setSingleStep(option.step)
    field.setSuffix(f" {option.unit}" if option.unit else "")
    field.setValue(float(option.value))
    field.setFixedWidth(NUMBER_WIDTH)
    field.valueChanged.connect(lambda value: options.set(option.key, value))
    return field


def _whole(option: Option, options: Options) -> QWidget:
    field = QSpinBox()
    field.setRange(int(option.least), int(option.most))
    field.setValue(int(float(option.value)))
    field.setFixedWidth(NUMBER_WIDTH)
    field.valueChanged.connect(lambda value: options.set(option.key, value))
    return field


def _text(option: Option, options: Options) -> QWidget:
    field = QLineEdit(str(option.value))
    field.setPlaceholderText(option.hint)
    field.setFixedWidth(TEXT_WIDTH)
    field.textChanged.connect(lambda value: options.set(option.key, value))
    return field


def _choice(option: Option, options: Options) -> QWidget:
    field = QComboBox()
    field.addItems([*option.choices])
    field.setCurrentText(str(option.value))
    field.currentTextChanged.connect(lambda value: options.set(option.key, value))
    return field


def _flag(option: Option, options: Options) -> QWidget:
    field = QCheckBox(option.label)
    field.setChecked(bool(option.value))
    field.toggled.connect(lambda value: options.set(option.key, value))
    return field


_FIELDS: dict[FieldKind, Callable[[Option, Options], QWidget]] = {
    FieldKind.NUMBER: _number,
    FieldKind.WHOLE: _whole,
    FieldKind.TEXT: _text,
    FieldKind.CHOICE: _choice,
    FieldKind.FLAG: _flag,
}
