"""The map on paper: how large, with whom, and whether to print it or save it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from core.domain.staff import Permission
from core.services.events.queries import EventRow
from desktop.backgrounds import backgrounds
from desktop.controls import Kind
from desktop.dialogs import Dialog
from desktop.forms import Field, Form, Pick
from desktop.maps import LiveSeatMap
from desktop.operations.paper import HousePaper, print_map, save_map
from desktop.paper.pages import ONE_PAGE, Tiles
from desktop.paper.sheet import MapSheet
from desktop.words import date_text
from desktop.workplace import Workplace

SIZES = (
    ("One page", ONE_PAGE),
    ("4 pages, 2 by 2", Tiles(2, 2)),
    ("9 pages, 3 by 3", Tiles(3, 3)),
    ("16 pages, 4 by 4", Tiles(4, 4)),
)
KINDS = "PDF (*.pdf);;Picture (*.png);;Drawing (*.svg)"

AskFile = Callable[[QWidget, str], Path | None]
AskPrinter = Callable[[QWidget], QPrinter | None]


def ask_file(parent: QWidget, name: str) -> Path | None:
    """Where to save the map; None if nowhere."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "Save the map", name, KINDS)
    return Path(chosen) if chosen else None


def ask_printer(parent: QWidget) -> QPrinter | None:
    """The printer to print on; None if none."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() else None


class PaperDialog(Dialog):
    """Asks how the map shall be on paper; the event's guests only of those who know customers."""

    printed = Signal(object)
    saved = Signal(object)

    def __init__(self, event: EventRow, *, may_list: bool, parent: QWidget | None = None) -> None:
        super().__init__("The map on paper", parent=parent)
        self._event = event
        self.background = QCheckBox("Background picture")
        self.background.setChecked(backgrounds().shown)
        self.size_pick: Pick[Tiles] = Pick(SIZES)
        self.guests = QCheckBox("List who sits where")
        self.guests.setChecked(may_list)
        form = Form()
        form.add_row(Field("Size", self.size_pick))
        self.content.addWidget(form)
        self.content.addWidget(self.background)
        self.content.addWidget(self.guests)
        self.guests.setVisible(may_list)  # only in here: shown alone it would be a window
        self.add_button("Cancel", self.reject)
        self.save = self.add_button("Save as file…", lambda: self._end(self.saved))
        self.print = self.add_button("Print…", lambda: self._end(self.printed), kind=Kind.PRIMARY)

    def wanted(self, sheet: MapSheet) -> HousePaper:
        """The sheet as the dialog's fields say."""
        if not self.background.isChecked():
            sheet = replace(sheet, picture=None)
        guests_of = self._event.id if self.guests.isChecked() else None
        return HousePaper(sheet, self.size_pick.value() or ONE_PAGE, guests_of)

    def _end(self, how: SignalInstance) -> None:
        self.accept()
        how.emit(self)


class MapPapers:
    """Puts a live map on paper, in the colours in which it is shown."""

    def __init__(
        self,
        live: LiveSeatMap,
        workplace: Workplace,
        *,
        file: AskFile = ask_file,
        printer: AskPrinter = ask_printer,
    ) -> None:
        self._live, self._workplace = live, workplace
        self._ask_file, self._ask_printer = file, printer

    def open(self, event: EventRow) -> PaperDialog:
        """Ask what is wanted, then save or print it."""
        may_list = self._workplace.may(Permission.MANAGE_CUSTOMERS)
        dialog = PaperDialog(event, may_list=may_list, parent=self._live.window())
        dialog.background.setVisible(self._live.view.picture is not None)
        dialog.saved.connect(lambda asked: self._save(event, asked))
        dialog.printed.connect(lambda asked: self._print(event, asked))
        dialog.open()
        return dialog

    def sheet(self, event: EventRow) -> MapSheet:
        """The map as it is at this moment."""
        view = self._live.view
        start = event.start.astimezone(ZoneInfo(event.timezone))
        lines = (f"{event.venue}, {start:%A} {date_text(start.date())}, {start:%H:%M}",)
        status = view.states.status.copy()
        return MapSheet(view.plan, event.title, lines, view.coloring, status, picture=view.picture)

    def _save(self, event: EventRow, asked: PaperDialog) -> None:
        file = self._ask_file(asked, f"{event.title}.pdf")
        if file is not None:
            operation = save_map(asked.wanted(self.sheet(event)), file)
            self._workplace.desk.start(self._live, operation)

    def _print(self, event: EventRow, asked: PaperDialog) -> None:
        printer = self._ask_printer(asked)
        if printer is not None:
            operation = print_map(asked.wanted(self.sheet(event)), printer)
            self._workplace.desk.start(self._live, operation)
