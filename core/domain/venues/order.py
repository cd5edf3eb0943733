"""The order of labels as people read them: seat 2 before 10 before 12A, row Z before AA."""

import re
from functools import lru_cache

# 18 digits at a time: labels are text, and int() refuses numbers of thousands of digits.
_PART = re.compile(r"\d{1,18}|[^\W\d_]+|[\W_]+")
# Up to three letters count like numbers (A … Z, AA … ZZ); longer ones are words.
_COUNTED_LETTERS = 3

LabelParts = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=8192)
def label_parts(label: str) -> LabelParts:
    """A label as what it says: capitals, spaces around it and leading zeros make no difference."""
    return tuple(_part(part) for part in _PART.findall(label.strip().casefold()))


def natural_key(label: str) -> tuple[LabelParts, str]:
    """Sort key of a section, row or seat label; equal for equal labels only."""
    return label_parts(label), label


def label_number(label: str) -> int | None:
    """The first number in a label, which makes a seat odd or even: 12 of 12A; None without one."""
    match = re.search(r"\d{1,18}", label)
    return int(match[0]) if match else None


def _part(part: str) -> tuple[int, int, str]:
    if part.isdecimal():
        return 0, int(part), ""
    if part.isalpha():
        return 1, min(len(part), _COUNTED_LETTERS + 1), part
    return 2, 0, part.strip()
