"""Base45 (RFC 9285): bytes as the 45 characters that a QR code packs most densely."""

import struct

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}
_BASE = len(_ALPHABET)


def encode(raw: bytes) -> str:
    """Two bytes as three characters, a last single byte as two."""
    return "".join(_encode_group(raw[place : place + 2]) for place in range(0, len(raw), 2))


def decode(text: str) -> bytes | None:
    """The bytes behind `text`, or None where it is not base45 (small letters are not)."""
    try:
        values = [_VALUE[character] for character in text]
        low, middle, high = values[::3], values[1::3], values[2::3]
        pairs = [
            one + two * _BASE + three * _BASE**2
            for one, two, three in zip(low, middle, high, strict=False)
        ]
        rest = values[len(pairs) * 3 :]
        numbers = struct.pack(f">{len(pairs)}H", *pairs)
        last = [one + two * _BASE for one, two in zip(rest[::2], rest[1::2], strict=True)]
        return numbers + bytes(last)
    except (KeyError, ValueError, struct.error):  # no such character, one alone, too large
        return None


def _encode_group(pair: bytes) -> str:
    number = int.from_bytes(pair)
    characters = []
    for _ in range(len(pair) + 1):
        number, value = divmod(number, _BASE)
        characters.append(_ALPHABET[value])
    return "".join(characters)
