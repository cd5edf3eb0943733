"""Numbers that people read out and type: orders, bookings, tickets and barcodes, with checks.

Nothing here is random by itself: the caller hands in `secrets.token_bytes(16)`, so that a test
can hand in something else.
"""

import re
from dataclasses import dataclass
from typing import Self

# 31 characters without 0/O and 1/I/L. 31 is prime, so a sum weighted by place notices every wrong
# character and every two that changed places.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_PRIME = len(ALPHABET)

RANDOM_BYTES = 16
# 15 random digits: among a million tickets one guess in a thousand million hits, and two tickets
# meet once in two thousand such seasons. An even length is what Code 128 C packs two by two.
BARCODE_LENGTH = 16
_TICKET_LENGTH = 12
_BOOKING_LENGTH = 10

# H. M. Damm, 2004: a totally anti-symmetric quasigroup of order 10. Unlike Luhn's sum it also
# notices 09 ⇄ 90, and a 16-digit number that fails Luhn's is not taken for a payment card.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)

_HUMAN = re.compile(r"([A-Z]{1,4})-(\d{4})-(\d{5,})")
_BOOKING = re.compile(rf"B-?(\d{{4}})-?([{ALPHABET}]{{5}})-?([{ALPHABET}]{{5}})")
_TICKET = re.compile(rf"T-?([{ALPHABET}]{{4}})-?([{ALPHABET}]{{4}})-?([{ALPHABET}]{{4}})")
_DASHES = re.compile(r"[\s\u2010-\u2015\u2212_.-]+")


@dataclass(frozen=True, slots=True)
class HumanNumber:
    """A counted number such as PO-2026-00042: prefix, year, serial from 1."""

    prefix: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year:04d}-{self.serial:05d}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The number that somebody typed, or None if it isn't one."""
        match = _HUMAN.fullmatch(text.strip().upper())
        if match is None:
            return None
        return cls(match[1], int(match[2]), int(match[3]))


def normalise(text: str) -> str:
    """What was meant by what was typed: capitals, without spaces, dashes of any kind, or dots."""
    return _DASHES.sub("", text).upper()


def barcode(random: bytes) -> str:
    """A ticket's barcode: 16 digits, the last one its check; needs 16 random bytes."""
    digits = f"{_number(random, 10 ** (BARCODE_LENGTH - 1)):0{BARCODE_LENGTH - 1}d}"
    return digits + _damm(digits)


def is_barcode(text: str) -> bool:
    """Whether this is a barcode of ours, exactly: length, digits and check."""
    return len(text) == BARCODE_LENGTH and text.isascii() and text.isdigit() and _damm(text) == "0"


def read_barcode(text: str) -> str | None:
    """The barcode that was typed or scanned, spaces and dashes allowed; None if it isn't one."""
    plain = normalise(text)
    return plain if is_barcode(plain) else None


def ticket_number(random: bytes) -> str:
    """A ticket's number, such as T-7KQ4-M2XH-9WPC; the last character checks the others."""
    body = _characters(random, _TICKET_LENGTH - 1)
    code = body + _check(body)
    return f"T-{code[:4]}-{code[4:8]}-{code[8:]}"


def read_ticket_number(text: str) -> str | None:
    """The ticket number that was typed, in its full form; None if it isn't one."""
    match = _TICKET.fullmatch(normalise(text))
    if match is None or not _holds("".join(match.groups())):
        return None
    return "T-{}-{}-{}".format(*match.groups())


def booking_number(year: int, random: bytes) -> str:
    """A booking's number, such as B-2026-7KQ4M-2XH9C; its check covers the year too.

    Random, not counted: a counter would make every sale of an agency wait for the one before it.
    """
    body = _characters(random, _BOOKING_LENGTH - 1)
    code = body + _check(body, year)
    return f"B-{year:04d}-{code[:5]}-{code[5:]}"


def read_booking_number(text: str) -> str | None:
    """The booking number that was typed, in its full form; None if it isn't one."""
    match = _BOOKING.fullmatch(normalise(text))
    if match is None or not _holds(match[2] + match[3], int(match[1])):
        return None
    return "B-{}-{}-{}".format(*match.groups())


def _number(random: bytes, below: int) -> int:
    if len(random) < RANDOM_BYTES:
        raise ValueError(f"needs {RANDOM_BYTES} random bytes, got {len(random)}")
    return int.from_bytes(random) % below


def _characters(random: bytes, length: int) -> str:
    number = _number(random, _PRIME**length)
    characters = []
    for _ in range(length):
        number, value = divmod(number, _PRIME)
        characters.append(ALPHABET[value])
    return "".join(characters)


def _sum(code: str, extra: int) -> int:
    return extra + sum(place * _VALUE[character] for place, character in enumerate(code, start=2))


def _check(body: str, extra: int = 0) -> str:
    """The character that makes the sum of the whole a multiple of 31; it weighs 1."""
    return ALPHABET[-_sum(body, extra) % _PRIME]


def _holds(code: str, extra: int = 0) -> bool:
    return (_sum(code[:-1], extra) + _VALUE[code[-1]]) % _PRIME == 0


def _damm(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _DAMM[int(interim)][int(digit)]
    return interim
