"""The clock of a reservation while it is being paid."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from core.services.work import Clock
from desktop.theme import Tone
from desktop.views.box_office.payment import Payment
from desktop.views.box_office.sale import SaleInHand, Step
from desktop.views.box_office.specials import HoldSale
from desktop.views.page import Page

TICK_MS = 200


class Countdown(QObject):
    """Shows what is left; once nothing is, says so and calls `over`, a single time."""

    def __init__(
        self, page: Page, sale: SaleInHand, payment: Payment, clock: Clock, over: Callable[[], Any]
    ) -> None:
        super().__init__(page)
        self._page, self._sale, self._payment = page, sale, payment
        self._clock, self._over = clock, over
        self._told = False
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show_left)

    def begin(self) -> None:
        """Another reservation: its time is not over yet."""
        self._told = False

    def follow_step(self) -> None:
        """Run while the sale is being paid."""
        if self._sale.step is Step.PAY:
            self._tick.start()
            self._show_left()
        else:
            self._tick.stop()

    def _show_left(self) -> None:
        left = self._sale.left(self._clock())
        if self._sale.step is not Step.PAY or left is None:
            return
        self._payment.show_left(left)
        # A payment that is under way may still be in time.
        if not left and not self._sale.under_way and not self._told:
            self._told = True
            self._time_is_up()

    def _time_is_up(self) -> None:
        booking, special = self._sale.booking, self._sale.special
        number = booking.number if booking is not None else ""
        again = "held" if isinstance(special, HoldSale) else "on sale"
        self._over()
        self._page.banner.say(
            f"The time of {number} is over and its seats are {again} again. "
            "Reserve them once more if the customer is still here.",
            Tone.WARNING,
        )
