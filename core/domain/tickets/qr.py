"""The QR code of a ticket: its id and a signature, made and read.

A door needs a public key and no database. 80 bytes become 120 characters of base45, which a QR code
of version 5 carries in alphanumeric mode with error correction M.
"""

from dataclasses import dataclass
from uuid import UUID

from core.domain.tickets import base45
from core.domain.tickets.signing import Signer, Verifier

ID_BYTES = 16
SIGNATURE_BYTES = 64
TEXT_LENGTH = 120

# Keeps a signature made for a ticket from ever meaning anything else, and the other way round.
_CONTEXT = b"parterre-ticket-v1\0"


@dataclass(frozen=True, slots=True)
class QrPayload:
    """A ticket's id and the signature over it (64 bytes)."""

    ticket_id: UUID
    signature: bytes

    def __post_init__(self) -> None:
        if len(self.signature) != SIGNATURE_BYTES:
            raise ValueError(f"a signature has {SIGNATURE_BYTES} bytes, not {len(self.signature)}")

    def text(self) -> str:
        """The 120 characters that the QR code shows."""
        return base45.encode(self.ticket_id.bytes + self.signature)


def message_to_sign(ticket_id: UUID) -> bytes:
    """The bytes that the signature covers: a context, and the ticket's 16-byte id."""
    return _CONTEXT + ticket_id.bytes


def sign_ticket(ticket_id: UUID, signer: Signer) -> QrPayload:
    """The payload of a ticket, signed."""
    return QrPayload(ticket_id, signer.sign(message_to_sign(ticket_id)))


def parse(text: str) -> QrPayload | None:
    """The payload in a scanned text, or None where the text is not one of a ticket.

    Says nothing about the signature: `is_genuine` does.
    """
    if len(text) != TEXT_LENGTH:
        return None
    raw = base45.decode(text)
    if raw is None:
        return None
    return QrPayload(UUID(bytes=raw[:ID_BYTES]), raw[ID_BYTES:])


def is_genuine(payload: QrPayload, verifier: Verifier) -> bool:
    """Whether one of our keys signed this very ticket."""
    return verifier.verify(message_to_sign(payload.ticket_id), payload.signature)
