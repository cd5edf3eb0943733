"""Papers of a sale: the tickets signed, then drawn with the receipt into two files."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from core.services.files import unwritten_refused, write_whole
from core.services.sales.rows import TicketRow
from core.services.tickets.issuing import issue_tickets
from core.services.tickets.keys import key_file_told, load_signer
from core.services.tickets.pdf import tickets_pdf
from core.services.tickets.queries import TicketSheet, tickets_to_print
from core.services.tickets.receipt import ReceiptSheet, receipt_pdf, receipt_to_print
from core.services.work import Clock, Work
from desktop.desk import Operation, Query
from desktop.words import count


@dataclass(frozen=True, slots=True)
class Papers:
    """Files that were made of one booking."""

    tickets: Path
    receipt: Path
    number: int


def issue(booking_id: UUID, keys: Path | None) -> Operation[tuple[TicketRow, ...]]:
    """Sign the tickets of a sold booking with the key of this computer."""

    def sign(work: Work) -> tuple[TicketRow, ...]:
        with key_file_told(work, keys):
            signer = load_signer(work, keys)
        return issue_tickets(work, booking_id, signer=signer)

    return Operation(
        sign,
        said=lambda tickets: f"{count(len(tickets), 'ticket')} issued.",
        doing="Issuing tickets",
    )


def draw_papers(booking_id: UUID, folder: Path, clock: Clock) -> Query[Papers]:
    """The query that reads what stands on the papers and writes both files."""
    return lambda session: write_papers(
        folder,
        tickets_to_print(session, booking_id),
        receipt_to_print(session, booking_id, now=clock()),
    )


def write_papers(folder: Path, tickets: TicketSheet, receipt: ReceiptSheet) -> Papers:
    """Draw both papers into the folder, named after the booking; refuses `FileNotWritten`."""
    papers = Papers(
        folder / f"{tickets.booking} tickets.pdf",
        folder / f"{tickets.booking} receipt.pdf",
        len(tickets.tickets),
    )
    drawn = {papers.tickets: tickets_pdf(tickets), papers.receipt: receipt_pdf(receipt)}
    for file, content in drawn.items():
        write_paper(file, content)
    return papers


def write_paper(file: Path, content: bytes) -> Path:
    """Write a paper whole, making its folder first; refuses `FileNotWritten`."""
    with unwritten_refused(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, content)
    return file
