"""The price levels of an event: listed, added, changed, put on seats, removed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from core.domain.money import Money
from core.services.events.changing_levels import SeatRow, rows_of_levels
from core.services.events.price_levels import PriceLevelRow, list_price_levels
from core.services.events.queries import EventRow
from desktop.controls import Kind
from desktop.desk import Desk
from desktop.operations import levels
from desktop.records import Listing, RecordsDialog
from desktop.table import Column, money_column, number_column
from desktop.views.levels.forms import LevelForm, PlacesForm

KEY = "Ctrl+L"
"""Opens the price levels from the screens of an event."""
WIDTH, HEIGHT = 170, 240
LAY_KEY, REMOVE_KEY = "F6", "F8"
COLUMNS: Sequence[Column[PriceLevelRow]] = (
    Column("Name", lambda level: level.name, stretch=True, strong=True),
    money_column("Price", lambda level: Money(level.base_price, level.currency)),
    number_column("Seats", lambda level: level.seats),
)


class PriceLevelsDialog(RecordsDialog[PriceLevelRow]):
    """Enter changes the marked one; a refusal to remove one is said in place."""

    def __init__(self, desk: Desk, event: EventRow, *, parent: QWidget | None = None) -> None:
        listing = Listing(
            f"Price levels of {event.title}",
            "New price level",
            "None yet. A price level is a name and a price for sections or rows.",
            COLUMNS,
            lambda session: list_price_levels(session, event.id),
            WIDTH,
            HEIGHT,
        )
        super().__init__(desk, listing, parent=parent)
        self._event = event
        self.lay = self.step("Put on seats…", LAY_KEY, self.ask_places)
        self.remove = self.step("Remove", REMOVE_KEY, self.remove_marked, kind=Kind.DANGER)
        self.begin(
            note="Seats that are priced or sold keep their price. Price free seats anew on the "
            "event's screen, with F9."
        )

    def ask(self, changes: PriceLevelRow | None) -> None:
        """Open the form of this level, or of a new one."""
        self.banner.hide()
        form = LevelForm(self._desk, self._event, changes, parent=self)
        form.saved.connect(self.read)
        form.open()

    def ask_places(self) -> None:
        """Ask which sections or rows the marked level goes on (F6)."""
        level, event_id = self.table.current_row(), self._event.id
        if level is None:
            return
        self.banner.hide()

        def show(rows: Sequence[SeatRow]) -> None:
            form = PlacesForm(self._desk, event_id, self.records, rows, parent=self)
            form.level.set_value(level)
            form.laid.connect(lambda: self.read(level.id))
            form.open()

        self.read_to_open(lambda session: rows_of_levels(session, event_id), show)

    def remove_marked(self) -> None:
        """Remove the marked level, if nothing uses it (F8)."""
        level = self.table.current_row()
        if level is not None:
            self.banner.hide()
            self._desk.start(self, levels.remove(level), lambda _none: self.read())
