"""The door: each ticket in once, and the nearest reason for every no."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from core.domain.door import Verdict
from core.domain.errors import KeyReused, NotAllowed, NotFound
from core.domain.staff import Role
from core.domain.tickets.qr import QrPayload, sign_ticket
from core.domain.tickets.states import TicketStatus
from core.services.door.queries import count_admissions, recent_scans
from core.services.sales.queries import one_booking
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.tickets.signatures import PrivateKey
from core.services.work import Work, new_key
from db.models import Scan, Ticket
from tests.clock import NOW
from tests.factories import make_event
from tests.services.door.conftest import Doors


def code_of(ticket: Ticket) -> str:
    assert ticket.qr_code is not None
    return ticket.qr_code


@pytest.mark.parametrize("code", ["qr_code", "barcode", "ticket_number"])
def test_good_ticket_is_let_in(doors: Doors, code: str) -> None:
    ticket = doors.tickets[0]

    answer = doors.scan(getattr(ticket, code))

    assert answer.lets_in
    assert answer.words == "Welcome"
    assert answer.ticket is not None
    assert answer.ticket.id == ticket.id
    assert answer.ticket.number == ticket.ticket_number
    assert answer.ticket.label.startswith("Stalls A-")
    assert answer.ticket.event == doors.sale.stock.event.title
    assert answer.ticket.status is TicketStatus.USED
    assert answer.admitted is not None
    assert (answer.admitted.at, answer.admitted.gate) == (answer.scanned_at, "Main")


def test_typed_barcode_may_have_spaces(doors: Doors) -> None:
    digits = doors.tickets[0].barcode

    answer = doors.scan(f" {digits[:4]} {digits[4:8]}-{digits[8:12]} {digits[12:]}\r\n")

    assert answer.lets_in


def test_second_scan_says_when_and_where_the_first_was(doors: Doors) -> None:
    first = doors.scan(code_of(doors.tickets[0]), gate="North")

    second = doors.scan(doors.tickets[0].barcode, gate="South")

    assert second.verdict is Verdict.ALREADY_USED
    assert second.words == "Already used"
    assert second.gate == "South"
    assert second.admitted == first.admitted
    assert second.admitted is not None
    assert second.admitted.gate == "North"
    assert second.ticket is not None
    assert second.ticket.id == doors.tickets[0].id


def test_same_nonce_gets_the_same_answer(doors: Doors) -> None:
    nonce = new_key()
    first = doors.scan(code_of(doors.tickets[0]), nonce=nonce)

    again = doors.scan(code_of(doors.tickets[0]), nonce=nonce)

    assert again == first
    assert again.lets_in
    with doors.work_as(Role.DOOR) as ushers:
        assert ushers.session.scalar(select(func.count()).select_from(Scan)) == 1


def test_refused_nonce_stays_refused_when_the_ticket_is_paid_later(doors: Doors) -> None:
    with doors.work_as(Role.BOX_OFFICE) as clerks:
        booking = reserve_seats(
            clerks, doors.sale.event_id, [doors.sale.stock.seats[9].id], key=new_key()
        )
        barcode = clerks.session.scalars(
            select(Ticket.barcode).where(Ticket.booking_id == booking.id)
        ).one()
    nonce = new_key()

    first = doors.scan(barcode, nonce=nonce)

    assert (first.verdict, first.words) == (Verdict.NOT_VALID, "Not paid yet")
    with doors.work_as(Role.BOX_OFFICE) as clerks:
        pay(clerks, booking.id)
    assert doors.scan(barcode, nonce=nonce).verdict is Verdict.NOT_VALID
    assert doors.scan(barcode).lets_in


def test_nonce_of_another_ticket_lets_nobody_in(doors: Doors) -> None:
    nonce = new_key()
    doors.scan(doors.tickets[0].barcode, nonce=nonce)

    for reading in (doors.tickets[1].barcode, code_of(doors.tickets[1]), "no ticket"):
        with doors.work_as(Role.DOOR) as ushers, pytest.raises(KeyReused) as refused:
            doors.scan_in(ushers, reading, nonce=nonce)
        assert (refused.value.key, refused.value.use_case) == (nonce, "scan_ticket")


def test_nonce_of_another_event_is_refused(doors: Doors) -> None:
    nonce = new_key()
    doors.scan(code_of(doors.tickets[0]), nonce=nonce)
    other = other_event(doors)

    with pytest.raises(KeyReused), doors.work_as(Role.DOOR) as ushers:
        doors.scan_in(ushers, code_of(doors.tickets[0]), nonce=nonce, event_id=other)


def test_ticket_of_another_event_names_it(doors: Doors) -> None:
    answer = doors.scan(code_of(doors.tickets[0]), event_id=other_event(doors))

    assert answer.verdict is Verdict.WRONG_EVENT
    assert answer.ticket is not None
    assert answer.ticket.event == doors.sale.stock.event.title
    assert answer.ticket.start == NOW + timedelta(days=30)
    assert answer.ticket.timezone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (TicketStatus.CANCELLED, "Cancelled"),
        (TicketStatus.TRANSFERRED, "Handed on: another ticket took its place"),
    ],
)
def test_dead_ticket_says_what_became_of_it(doors: Doors, status: TicketStatus, words: str) -> None:
    ticket = doors.tickets[0]
    with doors.work_as(Role.MANAGER) as managers:
        managers.session.execute(
            update(Ticket)
            .where(Ticket.id == ticket.id)
            .values(status=status, cancelled_at=NOW if status is TicketStatus.CANCELLED else None)
        )
        answer = doors.scan_in(managers, code_of(ticket))
        managers.session.rollback()

    assert answer.verdict is Verdict.NOT_VALID
    assert answer.words == words
    assert answer.ticket is not None
    assert answer.ticket.status is status


def test_forged_signature_lets_nobody_in(doors: Doors) -> None:
    ticket = doors.tickets[0]
    forged = sign_ticket(ticket.id, PrivateKey.make()).text()

    answer = doors.scan(forged)

    assert answer.verdict is Verdict.FORGED
    assert answer.ticket is not None
    assert answer.ticket.id == ticket.id
    assert doors.scan(code_of(ticket)).lets_in


def test_signature_of_one_ticket_is_no_good_for_another(doors: Doors) -> None:
    mine, wanted = doors.tickets[0], doors.tickets[1]
    copied = QrPayload(wanted.id, sign_ticket(mine.id, doors.signer).signature)

    assert doors.scan(copied.text()).verdict is Verdict.FORGED


def test_forgery_of_a_ticket_that_never_was(doors: Doors) -> None:
    answer = doors.scan(sign_ticket(new_key(), PrivateKey.make()).text())

    assert answer.verdict is Verdict.FORGED
    assert answer.ticket is None


def test_genuine_code_without_a_ticket_is_unknown(doors: Doors) -> None:
    assert doors.scan(sign_ticket(new_key(), doors.signer).text()).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    "reading", ["", "https://example.org/t/1", "4006381333931", "0000000000000000", "Ж" * 120]
)
def test_other_codes_are_unknown(doors: Doors, reading: str) -> None:
    answer = doors.scan(reading)

    assert answer.verdict is Verdict.UNKNOWN
    assert answer.words == "No ticket of ours"
    assert answer.ticket is None


def test_unknown_event_is_refused(doors: Doors) -> None:
    with pytest.raises(NotFound) as refused, doors.work_as(Role.DOOR) as ushers:
        doors.scan_in(ushers, code_of(doors.tickets[0]), event_id=new_key())

    assert refused.value.what == "event"


def test_buyers_admit_nobody(doors: Doors) -> None:
    with doors.work_as(Role.BUYER) as buyers, pytest.raises(NotAllowed):
        doors.scan_in(buyers, code_of(doors.tickets[0]))


def test_clerk_can_work_the_door(doors: Doors) -> None:
    with doors.work_as(Role.BOX_OFFICE) as clerks:
        assert doors.scan_in(clerks, code_of(doors.tickets[0])).lets_in


def test_every_scan_is_written_down(doors: Doors) -> None:
    doors.scan(code_of(doors.tickets[0]), gate="North")
    doors.scan(code_of(doors.tickets[0]), gate="South")
    doors.scan("nonsense", gate="South")

    with doors.work_as(Role.DOOR) as ushers:
        scans = recent_scans(ushers.session, doors.sale.event_id)
        count = count_admissions(ushers.session, doors.sale.event_id)

    assert [scan.verdict for scan in scans] == [
        Verdict.UNKNOWN,
        Verdict.ALREADY_USED,
        Verdict.ADMITTED,
    ]
    assert [scan.ticket_number for scan in scans[:2]] == [None, doors.tickets[0].ticket_number]
    assert scans[2].seat is not None
    assert {scan.scanned_by for scan in scans} == {"u_door"}
    assert {scan.device for scan in scans} == {"Scanner 1"}
    assert (count.sold, count.admitted, count.expected, count.refused) == (4, 1, 3, 2)
    assert [(gate.gate, gate.admitted, gate.refused) for gate in count.gates] == [
        ("North", 1, 0),
        ("South", 0, 2),
    ]


def test_scan_changes_just_this_ticket(doors: Doors) -> None:
    doors.scan(code_of(doors.tickets[0]))

    with doors.work_as(Role.DOOR) as ushers:
        used = ushers.session.scalars(select(Ticket.id).where(Ticket.scanned_at.is_not(None))).all()
    assert used == [doors.tickets[0].id]


def other_event(doors: Doors) -> UUID:
    with doors.work_as(Role.MANAGER) as managers:
        return make_event(managers.session).id


def pay(work: Work, booking_id: UUID) -> None:
    total = one_booking(work.session, booking_id).total
    pay_cash(work, booking_id, total, key=new_key())
