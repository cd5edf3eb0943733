"""The presales of an event: listed, made, changed, ended."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from core.services.events.price_levels import PriceLevelRow, list_price_levels
from core.services.events.queries import EventRow
from core.services.holds.presales import PresaleRow, list_presales
from desktop.controls import Kind
from desktop.dialogs import confirm
from desktop.operations import presales
from desktop.records import Listing, RecordsDialog
from desktop.table import Column
from desktop.views.allocation.presale_form import PresaleForm
from desktop.words import number_text, when_text
from desktop.workplace import Workplace

WIDTH = 190
END_KEY = "F8"
EMPTY = (
    "None yet. A presale sells its seats to those who may buy first; when it is over, they "
    "are on general sale by themselves. It can begin before the general sale does."
)


class PresalesDialog(RecordsDialog[PresaleRow]):
    """Enter changes the marked one."""

    hides_steps = False

    def __init__(
        self, workplace: Workplace, event: EventRow, *, parent: QWidget | None = None
    ) -> None:
        now = workplace.clock()
        listing = Listing(
            f"Presales of {event.title}",
            "New presale",
            EMPTY,
            _columns(event, now),
            lambda session: list_presales(session, event.id),
            WIDTH,
        )
        super().__init__(workplace.desk, listing, parent=parent)
        self._event, self._now = event, now
        self.end = self.step("End now…", END_KEY, self.ask_end, kind=Kind.DANGER)
        self.begin()

    def ask_end(self) -> None:
        """Ask whether the marked presale is over now (F8)."""
        presale = self.table.current_row()
        if presale is not None:
            confirm(
                self,
                f"End {presale.name} now?",
                f"Its {number_text(presale.seats)} seats go on general sale at once.",
                "End the presale",
                lambda: self._desk.start(self, presales.end(presale), lambda _ended: self.read()),
            )

    def ask(self, changes: PresaleRow | None) -> None:
        """Open the form of this presale, or of a new one."""
        event = self._event

        def show(levels: Sequence[PriceLevelRow]) -> None:
            form = PresaleForm(self._desk, event, levels, self._now, changes=changes, parent=self)
            form.saved.connect(lambda _presale: self.read())
            form.open()

        self.read_to_open(lambda session: list_price_levels(session, event.id), show)


def who_words(presale: PresaleRow) -> str:
    """Who may buy, in a few words."""
    ways = ["Code"] if presale.by_code else []
    ways += [tier.capitalize() for tier in presale.customer_tiers]
    return ", ".join(ways) or "Customers by name"


def by_code_words(presale: PresaleRow) -> str:
    """What the access code has bought, and of how many."""
    if not presale.by_code:
        return ""
    bought = number_text(presale.bought_by_code)
    most = presale.max_tickets_by_code
    return bought if most is None else f"{bought} of {number_text(most)}"


def _columns(event: EventRow, now: datetime) -> list[Column[PresaleRow]]:
    zone = ZoneInfo(event.timezone)
    return [
        Column("Name", lambda presale: presale.name, stretch=True, strong=True),
        Column("Opens", lambda presale: when_text(presale.start, now, zone)),
        Column("Closes", lambda presale: when_text(presale.end, now, zone)),
        Column("For", who_words, muted=True),
        Column("Each", lambda presale: number_text(presale.max_tickets_per_customer), right=True),
        Column("By code", by_code_words, right=True),
        Column("Seats", lambda presale: number_text(presale.seats), right=True),
    ]
