"""One venue in the side panel: what it holds, its versions, its draft, what can be done."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.services.venues.draft_queries import DraftRow
from core.services.venues.overview import Detail
from core.services.venues.queries import VersionRow
from desktop.controls import Kind, Look, button, column, frame, label
from desktop.theme import space
from desktop.widgets.facts import Facts
from desktop.widgets.scrolling import Scrolling
from desktop.words import count, number_text, when_text, within


class VenuePanel(QWidget):
    """Shows a detail; what is wanted goes out by signal."""

    edit_wanted = Signal()
    details_wanted = Signal()
    event_wanted = Signal()
    export_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, detail: Detail, now: datetime) -> None:
        super().__init__()
        self.detail = detail
        inside = QWidget()
        lines = column(gap=3)
        inside.setLayout(lines)
        facts = Facts()
        facts.show_groups(("", _facts(detail)))
        lines.addWidget(facts)
        if detail.entry.draft is not None:
            for part in (frame("line"), label("Draft", Look.FIELD)):
                lines.addWidget(part)
            lines.addWidget(label(_draft(detail.entry.draft, now), wrap=True))
        if detail.versions:
            for part in (frame("line"), label("Versions", Look.FIELD)):
                lines.addWidget(part)
        for version in detail.versions:
            lines.addWidget(label(_version(version, now), wrap=True))
            lines.addWidget(label(_more(version), Look.SMALL, wrap=True))
        lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(space(2))
        whole.addWidget(Scrolling(inside), 1)
        for made in self._buttons():
            whole.addWidget(made)

    def _buttons(self) -> list[QWidget]:
        draft = self.detail.entry.draft is not None
        words = "Go on drawing" if draft else "Edit the plan"
        made: list[QWidget] = [button(words, self.edit_wanted.emit, kind=Kind.PRIMARY, icon="edit")]
        if self.detail.entry.venue is not None:
            made.append(button("New event here", self.event_wanted.emit, icon="calendar"))
            made.append(button("Name and address…", self.details_wanted.emit, icon="home"))
            made.append(button("Export", self.export_wanted.emit, icon="download"))
        if draft:
            made.append(button("Discard draft", self.discard_wanted.emit, kind=Kind.DANGER))
        return made


def _facts(detail: Detail) -> list[tuple[str, str]]:
    venue = detail.entry.venue
    if venue is None:
        return [("Places drawn", number_text(detail.entry.places))]
    facts = [
        ("Places", number_text(venue.capacity)),
        ("Sections", number_text(venue.sections)),
    ]
    details, address = detail.details, detail.address
    if details is not None and details.licensed_capacity:
        facts.append(("Licence", number_text(details.licensed_capacity)))
    if details is not None and details.timezone:
        facts.append(("Time zone", details.timezone))
    if address is not None:
        facts += [("Address" if at == 0 else "", line) for at, line in enumerate(address.lines)]
    return facts


def _draft(draft: DraftRow, now: datetime) -> str:
    saved = f"Saved by {draft.saved_by}, {within(when_text(draft.saved_at, now))}"
    behind = draft.based_on is not None and draft.current is not None
    if behind and draft.based_on != draft.current:
        return f"{saved}. It is based on version {draft.based_on}; {draft.current} is newer."
    return f"{saved}."


def _version(version: VersionRow, now: datetime) -> str:
    said = f"Version {version.version}, {within(when_text(version.published_at, now))}"
    return f"{said}, current" if version.is_current else said


def _more(version: VersionRow) -> str:
    parts = [count(version.seats, "place"), count(version.events, "event"), version.published_by]
    return " · ".join([*parts, *([version.note] if version.note else [])])
