"""What signs a ticket and what checks it; the keys and their algorithm live outside the domain."""

from typing import Protocol


class Signer(Protocol):
    """Holds the private key."""

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of the message."""


class Verifier(Protocol):
    """Holds public keys only, so a door can have one."""

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether the signature was made over exactly this message by a key that counts."""
