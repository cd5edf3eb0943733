"""The dialog that adds a ticket type: which seats of an event an order line buys."""

import re
from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from core.services.events.price_levels import PriceLevelRow
from core.services.events.queries import EventRow
from core.services.purchasing.ticket_types import SectionRow, TicketTypeDraft, TicketTypeRow
from desktop.attempts import Attempts
from desktop.controls import Kind, Look, label
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, Pick
from desktop.operations import purchasing
from desktop.words import count, number_text

WIDTH = 560
LIST_HEIGHT = 232
LONGEST_CODE = 12
EVERY_LEVEL = "Every price level"


class TicketTypeDialog(Dialog):
    """Sections, or a price level, or both; nothing chosen is every seat. `added` carries it."""

    added = Signal(object)

    def __init__(
        self,
        desk: Desk,
        event: EventRow,
        sections: Sequence[SectionRow],
        levels: Sequence[PriceLevelRow],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"What is bought of {event.title}", parent=parent)
        self._desk, self._event, self._rows = desk, event, sections
        self._attempts = Attempts()
        self._own_name = self._own_code = False
        self.setMinimumWidth(WIDTH)
        self.sections = QListWidget()
        self.sections.setFixedHeight(LIST_HEIGHT)
        for row in sections:
            self.sections.addItem(_item(row))
        self.level: Pick[UUID | None] = Pick(
            [(EVERY_LEVEL, None), *((level.name, level.id) for level in levels)]
        )
        self.name, self.code = QLineEdit(), QLineEdit()
        self._covers = label("", Look.MUTED)
        self._lay_out(has_levels=bool(levels))
        self.sections.itemChanged.connect(lambda _item: self._suggest())
        self.level.picked.connect(lambda _level: self._suggest())
        self.name.textEdited.connect(self._named)
        self.code.textEdited.connect(self._coded)
        self.sections.setFocus()
        self.sections.setCurrentRow(0)
        self._suggest()

    def chosen(self) -> list[SectionRow]:
        """The sections that are ticked."""
        return [
            row
            for at, row in enumerate(self._rows)
            if self.sections.item(at).checkState() is Qt.CheckState.Checked
        ]

    def draft(self) -> TicketTypeDraft:
        """The ticket type as chosen."""
        return TicketTypeDraft(
            event_id=self._event.id,
            code=self.code.text().strip(),
            name=self.name.text().strip(),
            sections=tuple(row.section for row in self.chosen()),
            price_level_id=self.level.value(),
        )

    def add(self) -> None:
        """Add the ticket type, if it has a name and a code."""
        if not self._form.check():
            return
        draft = self.draft()
        self._desk.start(
            self,
            purchasing.new_ticket_type(draft, key=self._attempts.key_for(draft)),
            self._done,
            pressed=self.submit,
        )

    def _done(self, kind: TicketTypeRow) -> None:
        self.added.emit(kind)
        self.accept()

    def _named(self) -> None:
        self._own_name = True
        self._suggest()

    def _coded(self) -> None:
        self._own_code = True

    def _suggest(self) -> None:
        chosen = self.chosen()
        seats = sum(row.seats for row in chosen or self._rows)
        ours = sum(row.ours for row in chosen or self._rows)
        self._covers.setText(f"{count(seats, 'seat')}, {number_text(ours)} of them ours already")
        if not self._own_name:
            self.name.setText(self._suggested_name(chosen))
        if not self._own_code:
            self.code.setText(code_for(self.name.text()))

    def _suggested_name(self, chosen: Sequence[SectionRow]) -> str:
        level = self.level.currentText() if self.level.value() is not None else ""
        if len(chosen) == len(self._rows):
            chosen = ()
        places = " and ".join(row.section for row in chosen[:2])
        if len(chosen) > 2:  # noqa: PLR2004 - two names fit on an order line
            places = f"{chosen[0].section} and {len(chosen) - 1} more sections"
        return ", ".join(filter(None, (places, level))) or "Any seat"

    def _lay_out(self, *, has_levels: bool) -> None:
        self._form = Form()
        self._form.add_row(Field("Sections", self.sections, hint="None ticked buys any section."))
        if has_levels:
            self._form.add_row(Field("Price level", self.level))
        self._form.add_row(
            Field("Name", self.name, required=True), Field("Code", self.code, required=True)
        )
        self.content.addWidget(self._form)
        self.content.addWidget(self._covers)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Add ticket type", self.add, kind=Kind.PRIMARY)


def code_for(name: str) -> str:
    """A short code out of a name: ``Stalls left`` gives ``STALLS-LEFT``."""
    return re.sub(r"[^A-Z0-9]+", "-", name.upper())[:LONGEST_CODE].strip("-")


def _item(row: SectionRow) -> QListWidgetItem:
    item = QListWidgetItem(f"{row.section}  ({count(row.seats, 'seat')})")
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Unchecked)
    return item
