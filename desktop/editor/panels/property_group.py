"""The fields of one kind of places, made once and shown for whatever is selected."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.venues.plan import Plan
from desktop.controls import Look, column, label, row
from desktop.editor.canvas.looks import category_colors
from desktop.editor.panels.chosen import Chosen, different
from desktop.editor.panels.fields import ChoiceField, ColorField, TextField, line_of
from desktop.editor.panels.property_table import PROPERTIES, Group, Property
from desktop.widgets.seat_map.colors import current_colors

PropertyField = TextField | ChoiceField | ColorField
Enter = Callable[[Property, str, PropertyField], None]


class PropertyGroup(QWidget):
    """Title and fields; `enter` is called with the property and the text that was entered."""

    def __init__(self, group: Group, enter: Enter) -> None:
        super().__init__()
        self.group = group
        self.fields: dict[str, PropertyField] = {}
        self._lines: list[tuple[Property, PropertyField, QWidget]] = []
        self._enter = enter
        self.laid: QVBoxLayout = column(gap=2)
        self.laid.addWidget(label(group.value, Look.FIELD))
        for one in PROPERTIES:
            if one.group is group:
                self._add(one)
        self.setLayout(self.laid)

    def show_chosen(self, chosen: Chosen) -> None:
        """Show the values of what is selected."""
        for one, field, line in self._lines:
            fits = one.fits(chosen)
            line.setVisible(fits)
            if fits:
                _offer(one, field, chosen.plan)
                field.show_values(different(one.read(chosen)))

    def put_beside(self, title: str, widget: QWidget) -> None:
        """Put a button beside a field."""
        field, line = next((field, line) for one, field, line in self._lines if one.title == title)
        laid = line.layout()
        if isinstance(laid, QHBoxLayout):
            laid.removeWidget(field)
            both = row(field, widget, gap=1)
            both.setStretch(0, 1)
            laid.addLayout(both, 3)

    def restore(self) -> None:
        """Forget what was typed and not entered."""
        for field in self.fields.values():
            field.restore()

    def _add(self, one: Property) -> None:
        field = _field(one)
        field.entered.connect(lambda text: self._enter(one, text, field))
        line = line_of(one.title, field)
        self.fields[one.title] = field
        self._lines.append((one, field, line))
        self.laid.addWidget(line)


def _field(one: Property) -> PropertyField:
    name = f"{one.group.value}: {one.title}"
    if one.choices is not None:
        return ChoiceField(name)
    return ColorField(name) if one.is_color else TextField(name, hint=one.hint)


def _offer(one: Property, field: PropertyField, plan: Plan) -> None:
    if isinstance(field, ChoiceField) and one.choices is not None:
        colors = category_colors(plan.categories, current_colors()) if one.is_color else {}
        field.show_choices(one.choices(plan), [*colors.values()])
