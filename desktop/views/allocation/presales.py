"""The presales of an event: listed, made, changed, ended."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from core.services.events.price_levels import PriceLevelRow, list_price_levels
from core.services.events.queries import EventRow
from core.services.holds.presales import PresaleRow, list_presales
from desktop.controls import Kind, Look, button, label, row
from desktop.dialogs import Dialog, confirm
from desktop.operations import presales
from desktop.table import Column, RecordTable
from desktop.theme import space
from desktop.views.allocation.presale_form import PresaleForm
from desktop.words import number_text, when_text, with_key
from desktop.workplace import Workplace

WIDTH, HEIGHT = 190, 220
NEW_KEY, CHANGE_KEY, END_KEY = "F3", "F4", "F8"


class PresalesDialog(Dialog):
    """Enter changes the marked one."""

    def __init__(
        self, workplace: Workplace, event: EventRow, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Presales of {event.title}", parent=parent)
        self.setMinimumWidth(space(WIDTH))
        self._workplace, self._event, self._now = workplace, event, workplace.clock()
        self.table = RecordTable(_columns(event, self._now), key=lambda presale: presale.id)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(HEIGHT)
        self.none = label(
            "None yet. A presale sells its seats to those who may buy first; when it is over, they "
            "are on general sale by themselves. It can begin before the general sale does.",
            Look.MUTED,
            wrap=True,
        )
        self.change = button(with_key("Change…", CHANGE_KEY), self.ask_change)
        self.end = button(with_key("End now…", END_KEY), self.ask_end, kind=Kind.DANGER)
        below = row(self.change, self.end)
        below.addStretch(1)
        self.content.addWidget(self.none)
        self.content.addWidget(self.table)
        self.content.addLayout(below)
        self.add_button("Close", self.accept)
        self.new = self.add_button(
            with_key("New presale", NEW_KEY), self.ask_new, kind=Kind.PRIMARY
        )
        self.table.opened.connect(lambda _presale: self.ask_change())
        self.table.selected.connect(self._offer)
        for key, act in (
            (NEW_KEY, self.ask_new),
            (CHANGE_KEY, self.ask_change),
            (END_KEY, self.ask_end),
        ):
            QShortcut(QKeySequence(key), self, act)
        self._offer(None)
        self.read()

    def read(self) -> None:
        """Read the list."""
        event_id = self._event.id
        self._workplace.desk.ask(self, lambda session: list_presales(session, event_id), self._show)

    def ask_new(self) -> None:
        """Ask for a new presale (F3)."""
        self._ask(None)

    def ask_change(self) -> None:
        """Ask how the marked presale is changed (F4, or Enter)."""
        presale = self.table.current_row()
        if presale is not None:
            self._ask(presale)

    def ask_end(self) -> None:
        """Ask whether the marked presale is over now (F8)."""
        presale = self.table.current_row()
        if presale is not None:
            desk = self._workplace.desk
            confirm(
                self,
                f"End {presale.name} now?",
                f"Its {number_text(presale.seats)} seats go on general sale at once.",
                "End the presale",
                lambda: desk.start(self, presales.end(presale), lambda _ended: self.read()),
            )

    def _ask(self, changes: PresaleRow | None) -> None:
        event = self._event

        def show(levels: Sequence[PriceLevelRow]) -> None:
            form = PresaleForm(
                self._workplace.desk, event, levels, self._now, changes=changes, parent=self
            )
            form.saved.connect(lambda _presale: self.read())
            form.open()

        self._workplace.desk.ask(self, lambda session: list_price_levels(session, event.id), show)

    def _show(self, found: list[PresaleRow]) -> None:
        self.table.show_rows(found)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        if found and self.table.current_row() is None:
            self.table.select_key(found[0].id)
        self._offer(self.table.current_row() if found else None)
        (self.table if found else self.new).setFocus()

    def _offer(self, presale: PresaleRow | None) -> None:
        self.change.setEnabled(presale is not None)
        self.end.setEnabled(presale is not None)


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
