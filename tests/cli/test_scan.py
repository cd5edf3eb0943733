from pathlib import Path

import cv2
import pytest

from core.domain.staff import Role
from core.services.door.scanning import scan_ticket
from core.services.tickets.issuing import issue_tickets
from core.services.tickets.keys import load_signer, load_verifiers
from core.services.tickets.queries import tickets_to_print
from core.services.work import begin_work, new_key
from tests.cli.conftest import Parterre
from tests.databases import TestDatabase
from tests.factories import stocked_event
from tests.services.scanning.drawing import NUMBER, code_128, nothing_in_view, on_frame, qr
from tests.services.sold import open_drawer, sell


def picture(file: Path, *texts: str) -> Path:
    codes = [code_128(text) if text.isdecimal() else qr(text, 4) for text in texts]
    cv2.imwrite(str(file), on_frame(*codes) if codes else nothing_in_view())
    return file


def test_any_prints_each_pictures_texts(parterre: Parterre, tmp_path: Path) -> None:
    hello = picture(tmp_path / "hello.png", "HELLO")
    number = picture(tmp_path / "number.png", NUMBER)
    result = parterre("scan", "--any", hello, number)
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{hello}  QR code: HELLO  ")
    assert second.startswith(f"{number}  Code 128: {NUMBER}  ")
    assert first.endswith(" ms")
    assert result.exit_code == 0


def test_an_empty_picture_and_no_picture_end_with_one(parterre: Parterre, tmp_path: Path) -> None:
    empty = picture(tmp_path / "empty.png")
    result = parterre("scan", "--any", empty, tmp_path / "missing.png")
    assert f"{empty}  nothing read" in result.stdout
    assert "missing.png can't be scanned: no such file" in result.stderr
    assert result.exit_code == 1


@pytest.mark.usefixtures("as_manager")
def test_a_foreign_code_is_no_ticket(parterre: Parterre, tmp_path: Path) -> None:
    result = parterre("scan", picture(tmp_path / "hello.png", "HELLO"))
    assert "no ticket: QR code: HELLO" in result.stdout


@pytest.mark.usefixtures("as_manager")
def test_a_code_in_the_form_of_a_ticket_is_forged(parterre: Parterre, tmp_path: Path) -> None:
    result = parterre("scan", picture(tmp_path / "forged.png", "0A" * 60))
    assert "Forged: the signature does not hold" in result.stdout


def test_a_ticket_is_genuine_until_it_was_let_in(
    parterre: Parterre, as_manager: TestDatabase, tmp_path: Path
) -> None:
    manager = as_manager.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        stock = stocked_event(work.session)
        open_drawer(work)
        booking = sell(work, stock, 3)
        issue_tickets(work, booking.id, signer=load_signer(work, tmp_path))
        ticket = tickets_to_print(work.session, booking.id).tickets[0]
    seat = f"{ticket.number}, {ticket.section} {ticket.row}-{ticket.seat}, {booking.event}"
    both = picture(tmp_path / "both.png", ticket.qr, ticket.barcode)
    assert f"  Genuine, not used yet: {seat}  " in parterre("scan", both).stdout
    with begin_work(manager.sessions, manager.actor) as work:
        verifiers = load_verifiers(work.session)
        answer = scan_ticket(
            work, stock.event.id, ticket.qr, nonce=new_key(), gate="North", verifiers=verifiers
        )
    assert answer.lets_in
    said = parterre("scan", both).stdout
    assert "Already used" in said
    assert f"at North: {seat}" in said


def test_any_needs_no_database(
    parterre: Parterre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "here"
    monkeypatch.delenv("PARTERRE_DATABASE_URL", raising=False)
    monkeypatch.setenv("PARTERRE_DATA_DIR", str(folder))

    result = parterre("scan", "--any", picture(tmp_path / "hello.png", "HELLO"))

    assert "QR code: HELLO" in result.stdout
    assert not folder.exists()
