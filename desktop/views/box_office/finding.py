"""The box in which the clerk says what a party wants: how many, how close, where, how dear."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from core.domain.money import Money
from core.services.events.price_levels import PriceLevelRow
from core.services.inventory.finding import Together, Wish
from desktop.controls import button
from desktop.forms import Pick, QuantityEdit
from desktop.theme import space
from desktop.words import money_text, with_key

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
AGAIN = Qt.Key.Key_F2
MOST = 500
CLOSENESS = (
    ("Best seats", Together.BEST_AVAILABLE),
    ("Next to each other", Together.ADJACENT),
    ("In one section", Together.SAME_SECTION),
)


class PartySize(QuantityEdit):
    """How many; Enter asks for the seats, and so does F2, which has led here."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(2, least=1, most=MOST)
        self.setAccessibleName("How many seats")

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == AGAIN
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*ENTER, AGAIN):
            self.interpretText()
            self.asked.emit()
        else:
            super().keyPressEvent(event)


class FindSeats(QWidget):
    """Asks for seats by a wish; what is found is selected on the map."""

    wanted = Signal(object)
    """The Wish."""

    def __init__(self) -> None:
        super().__init__()
        self.size_edit = PartySize()
        self.together: Pick[Together] = Pick(CLOSENESS)
        self.section: Pick[str | None] = Pick([("Any section", None)])
        self.level: Pick[UUID | None] = Pick([("Any price", None)])
        for pick, name in (
            (self.together, "How close"),
            (self.section, "Section"),
            (self.level, "Price"),
        ):
            pick.setAccessibleName(name)
            pick.setMinimumWidth(0)
        self.submit = button(with_key("Find seats", "F2"), self.ask, icon="search")
        self.size_edit.asked.connect(self.ask)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(space(2))
        grid.addWidget(self.size_edit, 0, 0)
        grid.addWidget(self.together, 0, 1)
        grid.addWidget(self.section, 1, 0, 1, 2)
        grid.addWidget(self.level, 2, 0, 1, 2)
        grid.addWidget(self.submit, 3, 0, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)

    def open(self) -> None:
        """Ready to type how many."""
        self.size_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.size_edit.selectAll()

    def offer_sections(self, names: Sequence[str]) -> None:
        """Sections that the clerk can ask for."""
        self.section.offer([("Any section", None), *((name, name) for name in names)])

    def offer_levels(self, levels: Sequence[PriceLevelRow]) -> None:
        """Price levels that the clerk can ask for."""
        named = [(_level_text(level), level.id) for level in levels]
        self.level.offer([("Any price", None), *named])

    def wish(self) -> Wish:
        """What the fields say."""
        return Wish(
            self.size_edit.value(),
            self.together.value() or Together.BEST_AVAILABLE,
            self.section.value(),
            self.level.value(),
        )

    def ask(self) -> None:
        """Ask for the seats."""
        self.wanted.emit(self.wish())


def _level_text(level: PriceLevelRow) -> str:
    return f"{level.name}, {money_text(Money(level.base_price, level.currency))}"
