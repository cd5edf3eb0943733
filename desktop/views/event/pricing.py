"""Pricing the selection: a fixed price, a mark-up on cost, the level's price, or a lot's total."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from core.domain.inventory.pricing import (
    Direction,
    FixedPrice,
    LevelPrice,
    LotPrice,
    MarkUp,
    PriceRule,
    Rounding,
)
from core.domain.money import Money
from desktop.controls import Kind, Look, button, label, row
from desktop.forms import Field, Form, MoneyEdit, Pick, QuantityEdit
from desktop.theme import space
from desktop.words import count, money_text, with_key

MOST_PERCENT = 1_000
LEAST_PERCENT = -90
ENDINGS: tuple[tuple[str, Rounding | None], ...] = (
    ("To the cent", None),
    ("To 0.50", Rounding(Decimal("0.50"))),
    ("To whole amounts", Rounding(Decimal(1))),
    ("Up to the next .90", Rounding(Decimal(1), Direction.UP, Decimal("0.10"))),
)
WAYS = ("Fixed", "Mark-up", "By level", "Lot")
ROOM = 2
"""Letters' worth of room around the word of a way."""


class PriceSeats(QWidget):
    """Makes a price rule of what is typed and asks for it to be carried out."""

    wanted = Signal(object)
    """The PriceRule."""

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.price, self.total = MoneyEdit(currency), MoneyEdit(currency)
        self.percent = QuantityEdit(35, least=LEAST_PERCENT, most=MOST_PERCENT, unit="%")
        self.rounding: Pick[Rounding | None] = Pick(ENDINGS)
        self.level_rounding: Pick[Rounding | None] = Pick(ENDINGS)
        self.ways = [button(way) for way in WAYS]
        self._pages = QStackedWidget()
        self.fixed, self.marked, by_level, self.lot = Form(), Form(), Form(), Form()
        self.fixed.add_row(_price_field("Price of each seat", self.price))
        self.marked.add_row(Field("On top of the cost", self.percent))
        self.marked.add_row(Field("Rounded", self.rounding))
        by_level.add_row(Field("Price of its level, rounded", self.level_rounding))
        self.together = _price_field("Price of all seats together", self.total)
        self.lot.add_row(self.together)
        self._seats = 0
        self.total.textChanged.connect(lambda _typed: self._explain_lot())
        for page in (self.fixed, self.marked, by_level, self.lot):
            self._pages.addWidget(page)
        self.submit = button("", self.start, kind=Kind.PRIMARY)
        self._lay_out()

    def show_seats(self, seats: int, currency: str) -> None:
        """Offer to price so many seats."""
        self._seats = seats
        for amount in (self.price, self.total):
            amount.set_currency(currency)
        self._explain_lot()
        self.submit.setText(with_key(f"Price {count(seats, 'seat')}", "F9"))

    def start(self) -> None:
        """Ask for the rule, if it is all there."""
        rule = self.rule() if self.isVisible() else None
        if rule is not None:
            self.wanted.emit(rule)

    def rule(self) -> PriceRule | None:
        """What the fields say; says in place what is missing, and then None."""
        way = self._pages.currentIndex()
        if way == WAYS.index("Mark-up"):
            return MarkUp(Decimal(self.percent.value()), self.rounding.value())
        if way == WAYS.index("By level"):
            return LevelPrice(self.level_rounding.value())
        if way == WAYS.index("Lot"):
            total = self.total.money() if self.lot.check() else None
            return None if total is None else LotPrice(total, self._seats)
        price = self.price.money() if self.fixed.check() else None
        return None if price is None else FixedPrice(price)

    def _explain_lot(self) -> None:
        told = f"Over {count(self._seats, 'seat')} in proportion to their price levels"
        total = self.total.money()
        if total is not None and self._seats:
            each = Money.rounded(total.amount / self._seats, total.currency)
            told += f", {money_text(each)} on average"
        self.together.explain(f"{told}.")

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        ways = row(gap=1)
        for at, made in enumerate(self.ways):
            made.setCheckable(True)
            made.setProperty("segment", "true")
            made.clicked.connect(lambda _on=False, page=at: self._pages.setCurrentIndex(page))
            group.addButton(made)
            # The chosen one is bold, and a long word then grows the most.
            ways.addWidget(made, len(WAYS[at]) + ROOM)
        self.ways[0].setChecked(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        layout.addWidget(label("Set prices", Look.STRONG))
        layout.addLayout(ways)
        layout.addWidget(self._pages)
        layout.addWidget(self.submit)


def _price_field(name: str, edit: MoneyEdit) -> Field:
    def problem() -> str:
        price = edit.money()
        below = price is not None and price.amount < 0
        return "A seat can't be sold for less than nothing." if below else ""

    return Field(name, edit, required=True, check=problem)
