"""A ticket's QR text carries its id and signature, and nothing else reads as one."""

import hashlib
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.tickets.qr import (
    QrPayload,
    is_genuine,
    message_to_sign,
    parse,
    sign_ticket,
)

TICKET = UUID("0190f3a2-7b1c-7def-8123-456789abcdef")


class Seal:
    """Signs and verifies by a keyed hash of 64 bytes: stands in for Ed25519 outside the domain."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def sign(self, message: bytes) -> bytes:
        return hashlib.sha512(self._key + message).digest()

    def verify(self, message: bytes, signature: bytes) -> bool:
        return self.sign(message) == signature


@given(st.uuids(), st.binary(min_size=64, max_size=64))
def test_a_payload_reads_back_from_120_characters(ticket: UUID, signature: bytes) -> None:
    payload = QrPayload(ticket, signature)

    assert len(payload.text()) == 120
    assert parse(payload.text()) == payload


def test_the_message_names_its_purpose_and_its_ticket() -> None:
    assert message_to_sign(TICKET) == b"parterre-ticket-v1\0" + TICKET.bytes


def test_a_signed_ticket_is_genuine() -> None:
    payload = sign_ticket(TICKET, Seal(b"ours"))

    assert is_genuine(payload, Seal(b"ours"))
    assert not is_genuine(payload, Seal(b"theirs"))


def test_a_signature_holds_for_its_own_ticket_only() -> None:
    payload = sign_ticket(TICKET, Seal(b"ours"))

    assert not is_genuine(QrPayload(UUID(int=7), payload.signature), Seal(b"ours"))


@pytest.mark.parametrize(
    "text",
    ["", "HELLO", "0" * 119, "0" * 121, ":" * 120, "a" * 120, "https://example.org/" + "0" * 100],
)
def test_other_texts_are_no_ticket(text: str) -> None:
    assert parse(text) is None


def test_a_signature_of_another_length_is_a_programming_mistake() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        QrPayload(TICKET, b"short")
