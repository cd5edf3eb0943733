"""Labels that count: letters, numbers, the next one, the next free one; fresh identities."""

import re
from collections.abc import Collection, Sequence
from string import ascii_uppercase
from uuid import uuid4

from core.domain.venues.plan import MAX_LABEL, Plan, Row, Zone

LETTERS = ascii_uppercase
LETTERS_WITHOUT_I_O = LETTERS.replace("I", "").replace("O", "")
# Up to three letters count (A … ZZZ); longer ones are words.
_COUNTED = re.compile(r"[A-Z]{1,3}")
_NUMBERED = re.compile(r"^(.*?)(\d{1,18})(\D*)$", re.DOTALL)


def fresh_guid() -> str:
    """An identity that no other seat has."""
    return str(uuid4())


def letters(number: int, alphabet: str = LETTERS) -> str:
    """1 is A, 26 Z, 27 AA; with 24 letters, 24 is Z and 25 AA."""
    label = ""
    while number > 0:
        number, letter = divmod(number - 1, len(alphabet))
        label = alphabet[letter] + label
    return label


def letters_number(label: str, alphabet: str = LETTERS) -> int:
    """The number of a label of letters, the inverse of `letters`."""
    number = 0
    for letter in label:
        number = number * len(alphabet) + alphabet.index(letter) + 1
    return number


def next_label(label: str, step: int = 1) -> str:
    """B after A, AA after Z, 13 after 12, 13A after 12A, "Box 2" after "Box"."""
    if _COUNTED.fullmatch(label):
        return letters(max(letters_number(label) + step, 1))
    found = _NUMBERED.match(label)
    if found is None:
        return f"{label} 2" if label else "1"
    head, digits, tail = found.groups()
    number = max(int(digits) + step, 1)
    return f"{head}{number:0{len(digits) if digits.startswith('0') else 1}d}{tail}"


def free_label(wanted: str, taken: Collection[str]) -> str:
    """The wanted label, or the next one that is not taken and still fits."""
    label = wanted[:MAX_LABEL]
    while label in taken or len(label) > MAX_LABEL:
        label = next_label(label if len(label) <= MAX_LABEL else label[: MAX_LABEL // 2])
    return label


def section_of(zone: Zone, row: Row) -> str:
    """The section of a row's seats, unless one of them names another."""
    return row.section or zone.name


def section_names(plan: Plan) -> set[str]:
    """The names of all zones, and those that rows give."""
    names = {zone.name for zone in plan.zones}
    return names | {row.section for zone in plan.zones for row in zone.rows if row.section}


def row_names(plan: Plan, section: str) -> set[str]:
    """The names of a section's rows, in whatever zone they are."""
    return {
        row.number for zone in plan.zones for row in zone.rows if section_of(zone, row) == section
    }


def free_labels(count: int, first: str, taken: Collection[str]) -> list[str]:
    """So many labels from `first` on, each the next free one after the one before."""
    found: list[str] = []
    label = first
    for _ in range(count):
        label = free_label(label, taken)
        found.append(label)
        label = next_label(label)
    return found


def next_number(numbers: Sequence[str], *, first: bool) -> str:
    """The label that goes on at an end: 9 after 5, 7; 2 before 4, 6; after the largest before 1."""
    if not numbers:
        return "1"
    ordered = numbers if not first else numbers[::-1]
    return next_label(ordered[-1], _step(ordered))


def _step(numbers: Sequence[str]) -> int:
    for step in (1, 2, -1, -2):
        if len(numbers) > 1 and next_label(numbers[-2], step) == numbers[-1]:
            return step
    return 1


def seats_said(count: int) -> str:
    """A number of seats in words."""
    return "1 seat" if count == 1 else f"{count:,} seats"
