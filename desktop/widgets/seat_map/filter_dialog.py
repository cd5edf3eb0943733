"""Select seats by what they are: status, price, level, section, row and type, combined."""

from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from core.domain.money import Money, currency_digits
from desktop.controls import Kind, Look, label
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, MoneyEdit, Pick
from desktop.theme import space
from desktop.widgets.seat_map.plan import SEAT_TYPE_WORDS
from desktop.widgets.seat_map.seat_filter import Mask, SeatFilter, rows_typed
from desktop.widgets.seat_map.states import STATUS_WORDS
from desktop.widgets.seat_map.view import SeatMapView
from desktop.words import count

COLUMNS = 3
DEFAULT_CURRENCY = "EUR"


class FilterDialog(Dialog):
    """Says while one chooses how many seats are meant; then selects, adds or keeps them."""

    def __init__(self, view: SeatMapView, *, parent: QWidget | None = None) -> None:
        super().__init__("Select seats by filter", parent=parent)
        self._view = view
        states, plan = view.states, view.plan
        currency = states.currency or DEFAULT_CURRENCY
        self.statuses = self._status_boxes()
        self.least, self.most = MoneyEdit(currency), MoneyEdit(currency)
        self.level: Pick[str | None] = Pick(_choices("Any price level", states.levels))
        names = tuple(section.name for section in plan.sections)
        self.section: Pick[str | None] = Pick(_choices("Any section", names))
        self.rows = QLineEdit()
        kinds = ("Standard seat", *SEAT_TYPE_WORDS[1:])
        self.seat_type: Pick[int | None] = Pick(
            [("Any type", None), *((word, at) for at, word in enumerate(kinds))]
        )
        self.only = QCheckBox("Show only these on the map and in the list")
        self.only.setChecked(view.filter is not None)
        self.found = label(look=Look.MUTED)
        self._lay_out()
        self._connect()
        self._show_count()

    def wanted(self) -> SeatFilter:
        """What the fields say."""
        digits = currency_digits(self.least.currency)
        return SeatFilter(
            statuses=frozenset(code for code, box in self.statuses.items() if box.isChecked()),
            least=_minor(self.least, digits),
            most=_minor(self.most, digits),
            level=self.level.value(),
            section=self.section.value(),
            rows=rows_typed(self.rows.text()),
            seat_type=self.seat_type.value(),
        )

    def select(self) -> None:
        """Select exactly the seats meant."""
        self._do(lambda mask: self._view.select_ranks(np.flatnonzero(mask)))

    def add(self) -> None:
        """Select the seats meant too."""
        self._do(lambda mask: self._view.add_ranks(np.flatnonzero(mask)))

    def keep(self) -> None:
        """Of the seats selected keep those meant."""
        self._do(lambda mask: self._view.select_ranks(self._chosen(mask)))

    def _chosen(self, mask: Mask) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        chosen = self._view.selection
        return chosen[mask[chosen]]

    def _do(self, act: Callable[[Mask], object]) -> None:
        if not self._form.check():
            return
        wanted = self.wanted()
        mask = self._view.seats_meant(wanted)
        self._view.show_only(wanted if self.only.isChecked() else None)
        act(mask)
        self.accept()

    def _status_boxes(self) -> dict[int, QCheckBox]:
        counts = self._view.counts()
        return {
            code: QCheckBox(word) for code, word in enumerate(STATUS_WORDS) if int(counts[code])
        }

    def _show_count(self) -> None:
        if self.least.problem() or self.most.problem():
            return
        mask = self._view.seats_meant(self.wanted())
        found = int(mask.sum())
        free = len(self._view.selectable(np.flatnonzero(mask)))
        both = count(found, "seat") + " match" + ("es" if found == 1 else "")
        self.found.setText(both if free == found else f"{both}, {free:,} can be selected")
        self._select.setText(f"Select {count(free, 'seat')}")
        for made in (self._select, self._add, self._keep):
            made.setEnabled(found > 0)

    def _lay_out(self) -> None:
        boxes = QGridLayout()
        boxes.setHorizontalSpacing(space(4))
        for at, box in enumerate(self.statuses.values()):
            boxes.addWidget(box, at // COLUMNS, at % COLUMNS)
        self.content.addWidget(label("Status", Look.FIELD))
        self.content.addLayout(boxes)
        self._form = Form()
        self._form.add_row(Field("Price from", self.least), Field("to", self.most))
        self._form.add_row(Field("Price level", self.level), Field("Type", self.seat_type))
        self._form.add_row(
            Field("Section", self.section), Field("Rows", self.rows, hint="Such as A, C, D")
        )
        self.content.addWidget(self._form)
        self.content.addWidget(self.only)
        self.content.addWidget(self.found)
        self._keep = self.add_button("Keep only these", self.keep)
        self._add = self.add_button("Add", self.add)
        self._select = self.add_button("Select", self.select, kind=Kind.PRIMARY)

    def _connect(self) -> None:
        for box in self.statuses.values():
            box.toggled.connect(self._show_count)
        for line in (self.least, self.most, self.rows):
            line.textChanged.connect(self._show_count)
        for pick in (self.level, self.section, self.seat_type):
            pick.currentIndexChanged.connect(self._show_count)


def _choices(any_of: str, names: tuple[str, ...]) -> list[tuple[str, str | None]]:
    return [(any_of, None), *((name, name) for name in names)]


def _minor(edit: MoneyEdit, digits: int) -> int | None:
    """An amount in the currency's smallest unit; None where the field is empty."""
    money: Money | None = edit.money()
    return None if money is None else int(money.amount.scaleb(digits))
