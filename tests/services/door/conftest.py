"""A door: a sold and signed booking of four, and the answers to what is presented."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from core.domain.staff import Role
from core.domain.tickets.signing import Verifier
from core.services.door.scanning import ScanResult, scan_ticket
from core.services.tickets.keys import load_verifiers
from core.services.tickets.signatures import PrivateKey
from core.services.work import Work, new_key
from db.models import Ticket
from tests.conftest import WorkAs
from tests.services.sold import Sold, issue, sold


@dataclass(frozen=True)
class Doors:
    """The main entrance of the sold event; every scan is a door person's own work."""

    work_as: WorkAs
    sale: Sold
    signer: PrivateKey
    verifiers: Verifier
    tickets: list[Ticket]

    def scan(
        self, reading: str, *, nonce: UUID | None = None, gate: str = "Main", **at: UUID
    ) -> ScanResult:
        with self.work_as(Role.DOOR) as ushers:
            return self.scan_in(ushers, reading, nonce=nonce, gate=gate, **at)

    def scan_in(
        self,
        work: Work,
        reading: str,
        *,
        nonce: UUID | None = None,
        gate: str = "Main",
        event_id: UUID | None = None,
    ) -> ScanResult:
        return scan_ticket(
            work,
            event_id or self.sale.event_id,
            reading,
            nonce=nonce or new_key(),
            gate=gate,
            device="Scanner 1",
            verifiers=self.verifiers,
        )


@pytest.fixture
def doors(work_as: WorkAs, tmp_path: Path) -> Doors:
    sale = sold(work_as, 0, 1, 2, 3)
    signer = issue(work_as, sale.booking, tmp_path)
    with work_as(Role.DOOR) as ushers:
        tickets = ushers.session.scalars(
            select(Ticket).where(Ticket.booking_id == sale.booking.id)
        ).all()
        return Doors(work_as, sale, signer, load_verifiers(ushers.session), list(tickets))
