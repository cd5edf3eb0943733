"""What the door asks for, as operations of the desk."""

from uuid import UUID

from core.services.door.scanning import ScanResult, scan_ticket
from core.services.tickets.keys import load_verifiers
from desktop.desk import Operation


def admit(
    event_id: UUID, reading: str, *, nonce: UUID, gate: str, device: str
) -> Operation[ScanResult]:
    """Answer one reading. The board says it, so there is nothing more to say."""
    return Operation(
        lambda work: scan_ticket(
            work,
            event_id,
            reading,
            nonce=nonce,
            gate=gate,
            device=device,
            verifiers=load_verifiers(work.session),
        ),
        said=lambda _answer: "",
        doing="Checking the ticket",
    )
