"""One reading at the door: from the text of a code to a yes, or the nearest reason why not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from core.domain.door import Admission, Answer, PresentedTicket, Verdict, judge
from core.domain.errors import KeyReused, NotFound, Outage
from core.domain.numbers import read_barcode, read_ticket_number
from core.domain.staff import Permission
from core.domain.tickets.qr import is_genuine, parse
from core.domain.tickets.signing import Verifier
from core.domain.tickets.states import TicketStatus
from core.services.door.admission import (
    PRESENTED_BARCODE,
    PRESENTED_ID,
    PRESENTED_NUMBER,
    REFUSED,
    admission,
    facts,
    scans,
)
from core.services.work import Work
from db.changes import announce_later
from db.hot import HotStatement
from db.models import Event

# A ticket can be paid for between the miss and the look at it; then the door asks once more.
_LOOKS = 3


@dataclass(frozen=True, slots=True)
class ScannedTicket:
    """The ticket behind a reading. No name: a door needs none.

    `barcode` stands on the ticket beside its QR code; a camera may see both of them.
    """

    id: UUID
    number: str
    barcode: str
    section: str
    row: str
    seat: str
    status: TicketStatus
    event_id: UUID
    event: str
    start: datetime
    timezone: str

    @property
    def label(self) -> str:
        """The seat as an usher says it."""
        return f"{self.section} {self.row}-{self.seat}"


@dataclass(frozen=True, slots=True)
class ScanResult:
    """The door's answer. `admitted` is the first admission: this very one, or the one before it.

    `ticket` is None where no ticket of ours is behind the reading.
    """

    verdict: Verdict
    words: str
    scanned_at: datetime
    gate: str
    ticket: ScannedTicket | None = None
    admitted: Admission | None = None

    @property
    def lets_in(self) -> bool:
        """Whether the guest goes in."""
        return self.verdict is Verdict.ADMITTED


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of reading: how its ticket is let in, and how it is looked up."""

    admit: HotStatement
    look: HotStatement


def _kind(presented: ColumnElement[bool], ready_for: tuple[Permission, ...] = ()) -> _Kind:
    admit = HotStatement(admission(presented), ready_for=ready_for)
    return _Kind(admit, HotStatement(facts(presented), ready_for=ready_for))


_BY_ID = _kind(PRESENTED_ID, (Permission.ADMIT_GUESTS,))
_BY_BARCODE, _BY_NUMBER = _kind(PRESENTED_BARCODE), _kind(PRESENTED_NUMBER)


@dataclass(frozen=True, slots=True)
class _Reading:
    kind: _Kind
    presented: UUID | str
    genuine: bool = True


def scan_ticket(  # noqa: PLR0913 - what one reading is made of
    work: Work,
    event_id: UUID,
    reading: str,
    *,
    nonce: UUID,
    gate: str,
    device: str | None = None,
    verifiers: Verifier,
) -> ScanResult:
    """Answer one reading: a signed QR text, a barcode, or a ticket number.

    Every answer is written down under the scanner's `nonce`, and a repeat gets the same one.
    Refuses `NotFound` for an unknown event and `KeyReused` for a nonce that answered another ticket
    or another door's event.
    """
    work.actor.require(Permission.ADMIT_GUESTS)
    place = {
        "at_event": event_id,
        "nonce": nonce,
        "at_gate": gate,
        "by_device": device,
        "now": work.now,
    }
    read = _read(reading, verifiers)
    for _ in range(_LOOKS):
        if read is not None and read.genuine:
            row = read.kind.admit.one_or_none(work.session, {**place, "presented": read.presented})
            if row is not None:
                return _admitted(work, row, gate)
        if (before := _answered(work, nonce, event_id, read)) is not None:
            return before
        row = (
            None
            if read is None
            else read.kind.look.one_or_none(work.session, {"presented": read.presented})
        )
        answer = judge(event_id, _on_record(row), genuine=read is None or read.genuine)
        if not answer.lets_in:
            return _refuse(work, place, answer, row)
    raise Outage("The ticket changed while it was being read. Scan it again.")


def _read(reading: str, verifier: Verifier) -> _Reading | None:
    """Tell what kind of code was read; base45 may begin or end with a space, a line may not."""
    payload = parse(reading.strip("\r\n\t"))
    if payload is not None:
        return _Reading(_BY_ID, payload.ticket_id, is_genuine(payload, verifier))
    if (barcode := read_barcode(reading)) is not None:
        return _Reading(_BY_BARCODE, barcode)
    if (number := read_ticket_number(reading)) is not None:
        return _Reading(_BY_NUMBER, number)
    return None


def _admitted(work: Work, row: Any, gate: str) -> ScanResult:
    announce_later(work.session, "scans", "tickets", event_id=row.event_id)
    return _result(
        Answer(Verdict.ADMITTED, admitted=Admission(row.scanned_at, gate)),
        row.scanned_at,
        gate,
        row,
    )


def _answered(work: Work, nonce: UUID, event_id: UUID, read: _Reading | None) -> ScanResult | None:
    """The answer that this nonce got before, if it did."""
    scan = work.session.execute(select(scans).where(scans.c.id == nonce)).one_or_none()
    if scan is None:
        return None
    row = None
    if scan.ticket_id is not None:
        row = _BY_ID.look.one_or_none(work.session, {"presented": scan.ticket_id})
    if scan.event_id != event_id or (row is not None and not _same(row, read)):
        raise KeyReused(nonce, "scan_ticket")
    then = _on_record(row)
    answer = Answer(
        Verdict(scan.verdict), then.status if then else None, then.admitted if then else None
    )
    return _result(answer, scan.scanned_at, scan.gate, row)


def _same(row: Any, read: _Reading | None) -> bool:
    """Whether this reading is one of that ticket."""
    names = (row.id, row.barcode, row.ticket_number)
    return read is not None and read.presented in names


def _on_record(row: Any) -> PresentedTicket | None:
    if row is None:
        return None
    admitted = None
    if row.admitted_at is not None:
        admitted = Admission(row.admitted_at, row.admitted_gate)
    return PresentedTicket(row.event_id, TicketStatus(row.status), admitted)


def _refuse(work: Work, place: dict[str, Any], answer: Answer, row: Any) -> ScanResult:
    """Write the no down; a twin of this request that was faster has written the same."""
    ticket_id = None if row is None else row.id
    known = select(Event.id).where(Event.id == place["at_event"])
    if work.session.scalar(known) is None:
        raise NotFound("event", place["at_event"])
    work.session.connection().execute(
        REFUSED, {**place, "answered": answer.verdict.value, "the_ticket": ticket_id}
    )
    announce_later(work.session, "scans", event_id=place["at_event"])
    return _result(answer, place["now"], place["at_gate"], row)


def _result(answer: Answer, at: datetime, gate: str, row: Any) -> ScanResult:
    return ScanResult(
        verdict=answer.verdict,
        words=answer.words,
        scanned_at=at,
        gate=gate,
        ticket=None if row is None else _ticket(row),
        admitted=answer.admitted,
    )


def _ticket(row: Any) -> ScannedTicket:
    return ScannedTicket(
        id=row.id,
        number=row.ticket_number,
        barcode=row.barcode,
        section=row.section,
        row=row.row,
        seat=row.seat_number,
        status=TicketStatus(row.status),
        event_id=row.event_id,
        event=row.title,
        start=row.start_datetime,
        timezone=row.timezone,
    )
