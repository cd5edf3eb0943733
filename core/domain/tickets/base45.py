"""Base45 (RFC 9285): bytes as the 45 characters that a QR code packs most densely."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}
_BASE = len(_ALPHABET)
_LARGEST = {3: 0xFFFF, 2: 0xFF}


def encode(raw: bytes) -> str:
    """Two bytes as three characters, a last single byte as two."""
    return "".join(_encode_group(raw[place : place + 2]) for place in range(0, len(raw), 2))


def decode(text: str) -> bytes | None:
    """The bytes behind `text`, or None where it is not base45 (small letters are not)."""
    raw = bytearray()
    for place in range(0, len(text), 3):
        group = _decode_group(text[place : place + 3])
        if group is None:
            return None
        raw += group
    return bytes(raw)


def _encode_group(pair: bytes) -> str:
    number = int.from_bytes(pair)
    characters = []
    for _ in range(len(pair) + 1):
        number, value = divmod(number, _BASE)
        characters.append(_ALPHABET[value])
    return "".join(characters)


def _decode_group(group: str) -> bytes | None:
    number = 0
    for character in reversed(group):
        value = _VALUE.get(character)
        if value is None:
            return None
        number = number * _BASE + value
    if number > _LARGEST.get(len(group), -1):
        return None
    return number.to_bytes(len(group) - 1)
