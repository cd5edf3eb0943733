"""How the tickets reach a customer: by e-mail, collected here, or by post for a fee."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.money import Money
from core.domain.sales.states import DeliveryMethod
from desktop.controls import Look, label, row
from desktop.forms import Pick
from desktop.words import money_text

KEY = "Alt+D"
M = DeliveryMethod


class DeliveryPick(QWidget):
    """Offered for a customer with a name; a walk-up takes the tickets along."""

    picked = Signal(object)
    """The DeliveryMethod."""

    def __init__(self) -> None:
        super().__init__()
        self._fee: Money | None = None
        self.way: Pick[DeliveryMethod] = Pick()
        self.way.setAccessibleName("How the tickets reach the customer")
        self.way.setToolTip(KEY)
        self.way.picked.connect(self.picked)
        line = row(label("Delivery", Look.MUTED), self.way)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.show_fee(None)

    def show_fee(self, fee: Money | None) -> None:
        """What posting costs at this event."""
        self._fee = fee
        posted = f"By post, {money_text(fee)}" if fee else "By post"
        kept = self.way.value()
        self.way.offer(
            [("E-ticket", M.E_TICKET), ("Collected here", M.COLLECTION), (posted, M.POST)]
        )
        self.way.set_value(kept or M.E_TICKET)

    def show_way(self, way: DeliveryMethod, *, offered: bool) -> None:
        """Show how it was chosen; only a customer with a name has the choice."""
        self.setVisible(offered)
        self.way.set_value(way)

    def focus(self) -> None:
        """Put the cursor into the choice (Alt+D)."""
        if self.isVisible():
            self.way.setFocus()
