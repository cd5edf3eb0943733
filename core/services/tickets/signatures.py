"""Ed25519 (RFC 8032): the signer of tickets and its public keys, as the domain asks for them."""

from collections.abc import Sequence
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)


class KeyUnreadable(Exception):
    """The key file holds no Ed25519 key: a damaged or a foreign file."""


class PrivateKey:
    """Signs tickets: a `Signer`."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw()

    @classmethod
    def make(cls) -> Self:
        """A new key from the system's randomness."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, pem: bytes) -> Self:
        """The key in a PKCS 8 file; raises `KeyUnreadable`."""
        try:
            key = load_pem_private_key(pem, password=None)
        except (ValueError, TypeError) as error:
            raise KeyUnreadable("The file holds no private key.") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise KeyUnreadable("The file holds a key of another kind than Ed25519.")
        return cls(key)

    def pem(self) -> bytes:
        """The key as a PKCS 8 file, not encrypted: the file's mode protects it."""
        return self._key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def sign(self, message: bytes) -> bytes:
        """The 64-byte signature of the message."""
        return self._key.sign(message)


class PublicKeys:
    """Checks signatures against every key that counts, the first ones first: a `Verifier`."""

    def __init__(self, raw_keys: Sequence[bytes]) -> None:
        self._keys = tuple(Ed25519PublicKey.from_public_bytes(raw) for raw in raw_keys)

    def __len__(self) -> int:
        return len(self._keys)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether one of the keys made the signature over exactly this message."""
        return any(_holds(key, message, signature) for key in self._keys)


def _holds(key: Ed25519PublicKey, message: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
