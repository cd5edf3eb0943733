"""A venue's name, what it is, and where: its form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.venues.states import VenueType
from core.services.venues.addresses import VenueAddress
from core.services.venues.details import VenueDetails
from core.services.venues.overview import Detail
from core.services.venues.queries import VenueRow
from core.services.venues.timezones import UnknownTimezone, require_timezone
from desktop.controls import Kind
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, Pick, QuantityEdit
from desktop.operations.venues import write_venue

WIDTH, MOST_PEOPLE = 560, 500_000
TYPES = tuple((kind.value.replace("_", " ").capitalize(), kind) for kind in VenueType)


class VenueForm(Dialog):
    """Changes a venue that is published; `saved` when it is written."""

    saved = Signal()

    def __init__(
        self, desk: Desk, venue: VenueRow, detail: Detail, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"Name and address of {venue.name}", parent=parent)
        self.setMinimumWidth(WIDTH)
        self._desk, self._venue = desk, venue
        self._details = detail.details or VenueDetails(venue.name, venue.venue_type)
        at = detail.address
        self.name = QLineEdit(self._details.name)
        self.kind: Pick[VenueType] = Pick(TYPES)
        self.kind.set_value(self._details.venue_type)
        self.licence = QuantityEdit(self._details.licensed_capacity or 0, most=MOST_PEOPLE)
        self.licence.setSpecialValueText("No limit known")
        self.zone = QLineEdit(self._details.timezone or "")
        self.zone.setPlaceholderText("The agency's, such as Europe/Berlin")
        self.street, self.more = QLineEdit(), QLineEdit()
        self.code, self.city = QLineEdit(), QLineEdit()
        self.region, self.country = QLineEdit(), QLineEdit()
        if at is not None:
            parts = (at.line_1, at.line_2, at.postal_code, at.city, at.region, at.country)
            for edit, part in zip(self._address, parts, strict=True):
                edit.setText(part or "")
        self.form = Form()
        self._lay_out()
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Save the changes", self.start, kind=Kind.PRIMARY)
        self.name.setFocus()

    @property
    def _address(self) -> tuple[QLineEdit, ...]:
        return self.street, self.more, self.code, self.city, self.region, self.country

    def details(self) -> VenueDetails:
        """The venue as the form says; what it doesn't show stays."""
        kept = self._details
        return VenueDetails(
            name=self.name.text().strip(),
            venue_type=self.kind.value() or kept.venue_type,
            timezone=self.zone.text().strip() or None,
            licensed_capacity=self.licence.value() or None,
            amenities=kept.amenities,
            contact_info=kept.contact_info,
            is_active=kept.is_active,
        )

    def address(self) -> VenueAddress | None:
        """The address as the form says; None while nothing of it is filled in."""
        street, more, code, city, region, country = (edit.text().strip() for edit in self._address)
        if not any((street, more, code, city, region, country)):
            return None
        return VenueAddress(street, city, country, more or None, code or None, region or None)

    def start(self) -> None:
        """Write it, if it has a name."""
        if not self.form.check():
            return
        self.banner.hide()
        self._desk.start(
            self,
            write_venue(self._venue.id, self.details(), self.address()),
            self._done,
            pressed=self.submit,
        )

    def _done(self, _written: VenueDetails) -> None:
        self.saved.emit()
        self.accept()

    def _lay_out(self) -> None:
        form = self.form
        form.add_row(Field("Name", self.name, required=True), Field("Kind", self.kind))
        form.add_row(
            Field("Licensed for, people", self.licence),
            Field("Time zone", self.zone, check=self._no_zone),
        )
        form.add_row(Field("Street and number", self.street), Field("Address, more", self.more))
        form.add_row(Field("Postal code", self.code), Field("City", self.city))
        form.add_row(Field("Region", self.region), Field("Country", self.country))
        self.content.addWidget(form)

    def _no_zone(self) -> str:
        """Why events can't be in this zone."""
        name = self.zone.text().strip()
        try:
            if name:
                require_timezone(name)
        except UnknownTimezone as unknown:
            return str(unknown)
        return ""
