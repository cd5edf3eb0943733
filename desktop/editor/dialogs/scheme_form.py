"""The fields of a numbering scheme, for seats or for rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from core.domain.venues.editing.counting import AtAisle, Counting
from core.domain.venues.editing.labels import LETTERS, LETTERS_WITHOUT_I_O, letters_number
from core.domain.venues.editing.numbering import RowScheme, Scheme
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.plan import Point
from desktop.controls import Look, column, label
from desktop.forms import Pick, QuantityEdit
from desktop.theme import space

MOST_STEP, MOST_DIGITS = 100, 6
COUNTINGS = (
    ("1, 2, 3", Counting.NUMBERS),
    ("Odd: 1, 3, 5", Counting.ODD),
    ("Even: 2, 4, 6", Counting.EVEN),
    ("Odd left, even right of the centre", Counting.ODD_LEFT_EVEN_RIGHT),
    ("A, B, C", Counting.LETTERS),
    ("A, B, C without I and O", Counting.LETTERS_WITHOUT_I_O),
    ("A list of my own", Counting.LIST),
)
SIDES = (
    ("Left, as drawn", ("left", False)),
    ("Right, as drawn", ("right", False)),
    ("Left, facing the stage", ("left", True)),
    ("Right, facing the stage", ("right", True)),
)
ENDS = (("The front row", "front"), ("The back row", "back"))
AISLES = (
    ("Goes on across it", AtAisle.CONTINUE),
    ("Next hundred: 101, 201", AtAisle.NEXT_HUNDRED),
)
ALPHABETS = {
    Counting.LETTERS: LETTERS,
    Counting.LETTERS_WITHOUT_I_O: LETTERS_WITHOUT_I_O,
}


class SchemeForm(QWidget):
    """`changed` with every change; `scheme` reads it."""

    changed = Signal()

    def __init__(self, stage: Point | None) -> None:
        super().__init__()
        self._stage = stage
        self._grid = QGridLayout()
        self._titles: dict[QWidget, QWidget] = {}
        self.what = Pick((("Seats in their rows", True), ("Rows in their sections", False)))
        self.counting = Pick(COUNTINGS)
        self.side = Pick(SIDES if stage else SIDES[:2])
        self.end = Pick(ENDS)
        self.aisle = Pick(AISLES)
        self.start, self.prefix, self.suffix = QLineEdit("1"), QLineEdit(), QLineEdit()
        self.step = QuantityEdit(1, least=1, most=MOST_STEP)
        self.digits = QuantityEdit(1, least=1, most=MOST_DIGITS)
        self.names = QLineEdit()
        self.names.setPlaceholderText("Royal, Mayor, 1, 2")
        self.joined = QCheckBox("Rows of one name are one row")
        self.joined.setToolTip("Counting goes on from one section into the next")
        self._lay_out()
        for pick in (self.what, self.counting, self.side, self.end, self.aisle):
            pick.currentIndexChanged.connect(self._change)
        for line in (self.start, self.prefix, self.suffix, self.names):
            line.textChanged.connect(self._change)
        for number in (self.step, self.digits):
            number.valueChanged.connect(self._change)
        self.joined.toggled.connect(self._change)
        self._show_fitting()

    @property
    def numbers_seats(self) -> bool:
        """Whether it is seats that are numbered, not rows named."""
        return self.what.value() is not False

    @property
    def waits_for_names(self) -> bool:
        """A list was chosen, but nothing is in it yet."""
        return self.counting.value() is Counting.LIST and not self._names()

    def scheme(self) -> Scheme | RowScheme:
        """The scheme as entered; refuses `BadValue`."""
        counting = self.counting.value() or Counting.NUMBERS
        names = self._names()
        start = self._start(counting)
        step, digits = self.step.value(), self.digits.value()
        prefix, suffix = self.prefix.text(), self.suffix.text()
        if not self.numbers_seats:
            return RowScheme(
                counting=counting,
                begin="back" if self.end.value() == "back" else "front",
                start=start,
                step=step,
                prefix=prefix,
                suffix=suffix,
                digits=digits,
                names=names,
            )
        side, sitting = self.side.value() or ("left", False)
        return Scheme(
            counting=counting,
            begin="right" if side == "right" else "left",
            start=start,
            step=step,
            prefix=prefix,
            suffix=suffix,
            digits=digits,
            names=names,
            at_aisle=self.aisle.value() or AtAisle.CONTINUE,
            joined=self.joined.isChecked(),
            facing=self._stage if sitting else None,
        )

    def _names(self) -> tuple[str, ...]:
        return tuple(name.strip() for name in self.names.text().split(",") if name.strip())

    def _start(self, counting: Counting) -> int:
        typed = self.start.text().strip().upper()
        alphabet = ALPHABETS.get(counting)
        if alphabet and typed and all(letter in alphabet for letter in typed):
            return letters_number(typed, alphabet)
        if not typed.isdecimal() or len(typed) > MOST_DIGITS:
            example = "a letter or a number" if alphabet else "a whole number"
            raise BadValue("Start", f"it is {example}")
        return int(typed)

    def _change(self, *_now: object) -> None:
        if self.sender() is self.what:
            self._offer()
        self._show_fitting()
        self.changed.emit()

    def _offer(self) -> None:
        """Rows have no left and right of a centre."""
        offered = [
            one
            for one in COUNTINGS
            if self.numbers_seats or one[1] is not Counting.ODD_LEFT_EVEN_RIGHT
        ]
        self.counting.blockSignals(True)
        self.counting.offer(offered)
        if not self.numbers_seats and self.counting.value() is Counting.NUMBERS:
            self.counting.set_value(Counting.LETTERS)
        self.counting.blockSignals(False)

    def _show_fitting(self) -> None:
        counting = self.counting.value()
        seats = self.numbers_seats
        by_letter, by_list = counting in ALPHABETS, counting is Counting.LIST
        outwards = counting is Counting.ODD_LEFT_EVEN_RIGHT
        shown: dict[QWidget, bool] = {
            self.side: seats,
            self.end: not seats,
            self.names: by_list,
            self.start: not outwards,
            self.step: not outwards,
            self.digits: not by_letter and not by_list,
            self.aisle: seats and not outwards and not by_letter and not by_list,
        }
        for field, fits in shown.items():
            field.setVisible(fits)
            self._titles[field].setVisible(fits)
        self.joined.setVisible(seats)

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(space(2))
        self._grid.setVerticalSpacing(space(1))
        self._add("What", self.what, 0, 0, 2)
        self._add("Counting", self.counting, 2, 0, 2)
        self._add("Names, with commas between", self.names, 4, 0, 2)
        self._add("Begins at", self.side, 6, 0, 2)
        self._add("Begins with", self.end, 8, 0, 2)
        self._add("Start", self.start, 10, 0, 1)
        self._add("Step", self.step, 10, 1, 1)
        self._add("Before it", self.prefix, 12, 0, 1)
        self._add("After it", self.suffix, 12, 1, 1)
        self._add("At an aisle", self.aisle, 14, 0, 2)
        self._add("Digits at least", self.digits, 16, 0, 1)
        self._grid.addWidget(self.joined, 18, 0, 1, 2)
        laid = column()
        laid.addLayout(self._grid)
        laid.addStretch(1)
        self.setLayout(laid)

    def _add(self, title: str, field: QWidget, line: int, across: int, wide: int) -> None:
        name = label(title, Look.FIELD)
        name.setBuddy(field)
        field.setAccessibleName(title)
        field.setMinimumWidth(1)
        self._titles[field] = name
        self._grid.addWidget(name, line, across, 1, wide)
        self._grid.addWidget(field, line + 1, across, 1, wide)
