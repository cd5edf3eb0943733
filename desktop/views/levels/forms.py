"""One price level, and where it goes: sections, or rows of one section."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.domain.money import Money
from core.services.events.changing_levels import SeatRow
from core.services.events.price_levels import Place, PriceLevelRow
from core.services.events.queries import EventRow
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, label
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, MoneyEdit, Pick
from desktop.operations import levels
from desktop.records import RecordForm
from desktop.table import Column, RecordTable, number_column
from desktop.theme import space
from desktop.words import count

LONGEST_NAME = 60
WIDTH, HEIGHT = 190, 280
NO_LEVEL = "No price level"
SEVERAL = "Several"


class LevelForm(RecordForm[PriceLevelRow]):
    """One level, new or changed."""

    def __init__(
        self,
        desk: Desk,
        event: EventRow,
        changes: PriceLevelRow | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(desk, "price level", changes, parent)
        self._event = event
        self.name.setMaxLength(LONGEST_NAME)
        price = Money(changes.base_price, changes.currency) if changes else None
        self.price = MoneyEdit(event.currency, price)
        self.form.add_row(
            Field("Name", self.name, required=True), Field("Price", self.price, required=True)
        )
        self.add_buttons(self.start)

    def start(self) -> None:
        """Keep it, if it has a name and a price."""
        price = self.price.money()
        if not self.is_ready() or price is None:
            return
        name = self.name.text().strip()
        key = self._attempts.key_for(name, price)
        if self._changes is None:
            wanted = levels.add(self._event.id, name, price.amount, key=key)
        else:
            wanted = levels.change(self._changes, name, price.amount, key=key)
        self.keep(wanted, self._saved)

    def _saved(self, found: Sequence[PriceLevelRow]) -> None:
        name = self.name.text().strip()
        self.done_with(next((level.id for level in found if level.name == name), None))


@dataclass(frozen=True, slots=True)
class Listed:
    """A section, or a row of one, with the names of the levels that its seats have."""

    name: str
    seats: int
    levels: tuple[str, ...]

    @property
    def level(self) -> str:
        """The level in a word."""
        return SEVERAL if len(self.levels) > 1 else "".join(self.levels)

    @property
    def all_levels(self) -> str:
        """Every level, for the tool tip."""
        return ", ".join(self.levels) or NO_LEVEL


class PlacesForm(Dialog):
    """Puts a level on whole sections, or on rows of the one section that is marked."""

    laid = Signal()

    def __init__(
        self,
        desk: Desk,
        event_id: UUID,
        offered: Sequence[PriceLevelRow],
        rows: Sequence[SeatRow],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Put a price level on seats", parent=parent)
        self.setMinimumWidth(space(WIDTH))
        self._desk, self._event_id, self._rows = desk, event_id, rows
        self._attempts = Attempts()
        choices = [(level.name, level) for level in offered]
        self.level: Pick[PriceLevelRow | None] = Pick([*choices, (NO_LEVEL, None)])
        self.sections, self.rows = _table("Section"), _table("Row")
        self._told = label("", Look.MUTED, wrap=True)
        self._lay_out()
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Put on the seats", self.start, kind=Kind.PRIMARY)
        self.sections.selectionModel().selectionChanged.connect(lambda *_: self._offer_rows())
        self.rows.selectionModel().selectionChanged.connect(lambda *_: self._tell())
        for table in (self.sections, self.rows):
            table.opened.connect(lambda _row: self.start())
        sections = sections_of(rows)
        self.sections.show_rows(sections)
        if sections:
            self.sections.select_key(sections[0].name)
        self.sections.setFocus()

    def places(self) -> list[Place]:
        """The sections that are marked, or the rows that are marked of the one section."""
        sections = self.sections.selected_rows()
        rows = self.rows.selected_rows()
        if len(sections) == 1 and rows:
            return [Place(sections[0].name, row.name) for row in rows]
        return [Place(section.name) for section in sections]

    def start(self) -> None:
        """Put the level on what is marked."""
        self.banner.hide()
        level, places = self.level.value(), self.places()
        key = self._attempts.key_for(level, tuple(places))
        wanted = levels.lay(self._event_id, level, places, key=key)
        self._desk.start(self, wanted, self._done, pressed=self.submit)

    def _done(self, _levels: Sequence[PriceLevelRow]) -> None:
        self.laid.emit()
        self.accept()

    def _offer_rows(self) -> None:
        marked = {section.name for section in self.sections.selected_rows()}
        mine = [row for row in self._rows if row.section in marked] if len(marked) == 1 else []
        self.rows.clearSelection()
        self.rows.show_rows([Listed(row.row, row.seats, row.levels) for row in mine])
        self._tell()

    def _tell(self) -> None:
        """Say what would get the level."""
        sections, rows = self.sections.selected_rows(), self.rows.selected_rows()
        by_row = len(sections) == 1 and bool(rows)
        seats = sum(one.seats for one in (rows if by_row else sections))
        if by_row:
            where = f"{count(len(rows), 'row')} of {sections[0].name}"
        else:
            where = f"{sections[0].name}, every row" if len(sections) == 1 else ""
            where = where or count(len(sections), "section")
        self._told.setText(f"{where}: {count(seats, 'seat')}")

    def _lay_out(self) -> None:
        form = Form()
        form.add_row(Field("Price level", self.level))
        form.add_row(
            Field("Sections", self.sections, hint="Shift or Ctrl marks several."),
            Field("Rows of the marked section", self.rows, hint="None marked: every row."),
        )
        self.content.addWidget(form)
        self.content.addWidget(self._told)


def sections_of(rows: Sequence[SeatRow]) -> list[Listed]:
    """The sections of these rows, in their order."""
    seats: dict[str, int] = {}
    names: dict[str, dict[str, None]] = {}
    for row in rows:
        seats[row.section] = seats.get(row.section, 0) + row.seats
        names.setdefault(row.section, {}).update(dict.fromkeys(row.levels))
    return [Listed(name, seats[name], tuple(names[name])) for name in seats]


def _table(title: str) -> RecordTable[Listed]:
    columns: Sequence[Column[Listed]] = (
        Column(title, lambda one: one.name, stretch=True, strong=True),
        Column("Has now", lambda one: one.level, muted=True, hint=lambda one: one.all_levels),
        number_column("Seats", lambda one: one.seats),
    )
    made = RecordTable(columns, key=lambda one: one.name)
    made.setMinimumHeight(HEIGHT)
    return made
