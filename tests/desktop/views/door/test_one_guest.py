"""A ticket has a QR code and a barcode; whichever is read first, it is one guest."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from core.domain.numbers import barcode
from core.domain.tickets.qr import SIGNATURE_BYTES, QrPayload
from core.domain.tickets.states import TicketStatus
from core.services.door.scanning import ScannedTicket
from desktop.views.door.one_guest import STILL_HELD, TOGETHER, OneGuest

NIGHT = datetime(2026, 11, 22, 19, tzinfo=UTC)


def ticket(number: int) -> ScannedTicket:
    return ScannedTicket(
        id=UUID(int=number),
        number=f"T-{number}",
        barcode=barcode(bytes([number]) * 16),
        section="Stalls",
        row="C",
        seat=str(number),
        status=TicketStatus.CONFIRMED,
        event_id=UUID(int=99),
        event="Giselle",
        start=NIGHT,
        timezone="UTC",
    )


def qr(shown: ScannedTicket) -> str:
    return QrPayload(shown.id, bytes(SIGNATURE_BYTES)).text()


MINE, NEXT = ticket(1), ticket(2)


@pytest.fixture
def guest() -> OneGuest:
    return OneGuest()


def test_barcode_beside_a_qr_code_waits_for_its_answer(guest: OneGuest) -> None:
    assert guest.qr_counts(qr(MINE), 0.0)
    assert not guest.barcode_counts(MINE.barcode, 0.4)


def test_barcode_of_an_answered_ticket_is_no_second_guest(guest: OneGuest) -> None:
    guest.qr_counts(qr(MINE), 0.0)
    guest.answered(qr(MINE), MINE, 0.1)

    assert not guest.barcode_counts(MINE.barcode, STILL_HELD - 1)
    assert guest.barcode_counts(NEXT.barcode, 0.5)


def test_qr_code_read_after_its_barcode_is_no_second_guest(guest: OneGuest) -> None:
    assert guest.barcode_counts(MINE.barcode, 0.0)
    guest.answered(MINE.barcode, MINE, 0.1)

    assert not guest.qr_counts(qr(MINE), 5.0)
    assert guest.qr_counts(qr(NEXT), 5.0)


def test_barcode_alone_counts(guest: OneGuest) -> None:
    assert guest.barcode_counts(MINE.barcode, 0.0)


@pytest.mark.parametrize("text", ["4006381333931", "hello"])
def test_barcode_of_something_else_does_not_count(guest: OneGuest, text: str) -> None:
    assert not guest.barcode_counts(text, 0.0)


def test_foreign_qr_code_keeps_the_barcode_beside_it_out(guest: OneGuest) -> None:
    assert guest.qr_counts("somebody else's ticket", 0.0)
    guest.answered("somebody else's ticket", None, 0.1)

    assert not guest.barcode_counts(MINE.barcode, 1.0)
    assert guest.barcode_counts(MINE.barcode, TOGETHER + 0.2)


def test_same_qr_code_counts_again_when_it_comes_back(guest: OneGuest) -> None:
    guest.qr_counts(qr(MINE), 0.0)
    guest.answered(qr(MINE), MINE, 0.1)

    assert guest.qr_counts(qr(MINE), 5.0)
