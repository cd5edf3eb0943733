"""What the box office shows of where seats are sold from, and the question before held ones are."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.domain.sales.states import CHANNEL_WORDS, SalesChannel
from desktop.controls import IconLabel, Kind, Look, button, label, row
from desktop.dialogs import Dialog
from desktop.forms import Pick
from desktop.theme import Tone, space
from desktop.views.box_office.specials import OUR_CHANNELS, HoldSale, Special, held_words
from desktop.words import count

CHANNEL_KEY, FROM_KEY = "Alt+A", "Alt+S"


class SellingLine(QWidget):
    """Beside the event: on which channel is sold (Alt+A), and from what (Alt+S)."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.channel: Pick[SalesChannel] = Pick(
            [(CHANNEL_WORDS[channel], channel) for channel in OUR_CHANNELS]
        )
        self.channel.setAccessibleName("How the customer buys")
        self.channel.setToolTip(CHANNEL_KEY)
        self.source = button("Sell from…", self.asked.emit, icon="hold")
        self.source.setToolTip(FROM_KEY)
        self.setLayout(row(self.channel, self.source))


class SpecialStrip(QFrame):
    """In the cart: that these seats are held and for whom, or which presale it is."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "banner")
        self.setProperty("tone", Tone.ACCENT.value)
        self.title = label("", Look.STRONG, wrap=True)
        self.detail = label("", Look.BODY, wrap=True)
        self.leave = button("Back to the general sale", self.left.emit, kind=Kind.QUIET)
        lines = QVBoxLayout()
        lines.setSpacing(space(1))
        lines.addWidget(self.title)
        lines.addWidget(self.detail)
        lines.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        across = row(gap=2, margin=3)
        across.addWidget(IconLabel("hold", Tone.ACCENT), 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(lines, 1)
        self.setLayout(across)
        self.hide()

    def show_special(self, special: Special | None, now: datetime) -> None:
        """Show where the seats come from; nothing for the general sale."""
        self.setVisible(special is not None)
        if special is not None:
            self.title.setText(special.title)
            self.detail.setText(special.detail(now))


class SellHeld(Dialog):
    """Says for whom seats are held before they are sold; Enter agrees."""

    def __init__(
        self, special: HoldSale, seats: int, now: datetime, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Sell {count(seats, 'held seat')}?", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.told = label(f"{held_words(special.hold, now)}.", wrap=True)
        self.content.addWidget(self.told)
        self.content.addWidget(
            label("If they are given back unpaid, they are held again.", Look.MUTED, wrap=True)
        )
        self.add_button("Keep them held", self.reject)
        self.submit = self.add_button("Sell from the hold", self.accept, kind=Kind.PRIMARY)
        self.submit.setFocus()
