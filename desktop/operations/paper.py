"""A map on paper: saved as a file or printed, with the guests read at that moment."""

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from PySide6.QtPrintSupport import QPrinter

from core.domain.errors import Refusal
from core.services.sales.customer_seats import BookedSeats, house_list
from core.services.work import Work
from desktop.desk import Operation
from desktop.paper.files import save_sheet
from desktop.paper.pages import ONE_PAGE, Tiles, print_sheet
from desktop.paper.sheet import Guest, MapSheet
from desktop.words import count

WALK_UP = "Walk-up"


class NotPrinted(Refusal):
    def __init__(self, printer: str) -> None:
        self.printer = printer
        super().__init__(f"{printer or 'The printer'} took no pages. Check it, or save a file.")


@dataclass(frozen=True, slots=True)
class HousePaper:
    """What is wanted: the sheet, in how many tiles, and of which event the guests, if any."""

    sheet: MapSheet
    tiles: Tiles = ONE_PAGE
    guests_of: UUID | None = None


def save_map(paper: HousePaper, file: Path) -> Operation[Path]:
    """Write the map as PNG, SVG or PDF."""

    def save(work: Work) -> Path:
        save_sheet(_with_guests(work, paper), file, paper.tiles)
        return file

    return Operation(save, said=lambda saved: f"Saved as {saved}.", doing="Drawing the map")


def print_map(paper: HousePaper, printer: QPrinter) -> Operation[int]:
    """Print the map on its pages."""

    def run(work: Work) -> int:
        try:
            return print_sheet(_with_guests(work, paper), printer, paper.tiles)
        except OSError as error:
            raise NotPrinted(printer.printerName()) from error

    return Operation(run, said=_printed, doing="Printing the map")


def _printed(pages: int) -> str:
    return f"{count(pages, 'page')} printed."


def _with_guests(work: Work, paper: HousePaper) -> MapSheet:
    if paper.guests_of is None:
        return paper.sheet
    booked = house_list(work.session, work.actor, paper.guests_of)
    return replace(paper.sheet, guests=tuple(map(_guest, booked)))


def _guest(booked: BookedSeats) -> Guest:
    return Guest(booked.customer or WALK_UP, booked.booking, booked.ranks)
