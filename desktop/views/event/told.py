"""What the panel beside the map tells: facts, what the event earned, for whom seats are held."""

from PySide6.QtWidgets import QWidget

from core.domain.staff import Permission
from desktop.controls import column
from desktop.views.event.earned import Earned
from desktop.views.event.kept_back import KeptBack
from desktop.widgets.facts import Facts
from desktop.widgets.scrolling import Scrolling
from desktop.workplace import Workplace


class Told(Scrolling):
    """One below the other; whatever is hidden takes no room."""

    def __init__(self, workplace: Workplace) -> None:
        sells = workplace.may(Permission.SELL_SEATS) and workplace.may(Permission.HOLD_SEATS)
        self.facts, self.earned = Facts(), Earned(workplace)
        self.kept = KeptBack(sells=sells)
        inside = QWidget()
        lines = column(gap=4)
        for part in (self.facts, self.earned, self.kept):
            lines.addWidget(part)
        lines.addStretch(1)
        inside.setLayout(lines)
        super().__init__(inside)
