"""Which section, row and number a drawn seat has: by its own label and its groups' ones."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from core.domain.errors import Refusal

# Tried in this order on every label; what a pattern doesn't say, the groups around the seat do.
USUAL_PATTERNS = (
    "{section}-{row}-{seat}",
    "{section}_{row}_{seat}",
    "{section}/{row}/{seat}",
    "{row}-{seat}",
    "{row}_{seat}",
    "{row}/{seat}",
)
_PARTS: Mapping[str, str] = {"{section}": r"(?P<section>.+)", "{row}": r"(?P<row>[^-_/]+)"}
_SEAT = r"(?P<seat>[^-_/\d]*\d[^-_/]*)"
_LONGEST = 200  # three names, and what a pattern has around them
_LETTERS_AND_NUMBER = re.compile(r"(?P<row>[A-Za-z]{1,3})(?P<seat>\d+[A-Za-z]?)")
_NUMBER = re.compile(r"(?P<seat>\d+[A-Za-z]?)")
# Drawing programs write a character that an id can't hold as its code.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{2,4})_")


class PatternUnreadable(Refusal):
    """A label pattern needs `{seat}`, and no part of it twice."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        super().__init__(
            f"“{pattern}” is no label pattern. Write it like {USUAL_PATTERNS[0]}, with "
            "{seat} in it and every part once."
        )


class SeatName(NamedTuple):
    """What a seat is called; None where its label didn't say."""

    section: str | None
    row: str | None
    seat: str


class LabelReader:
    """Reads labels by one pattern, or by the usual ones; refuses `PatternUnreadable`."""

    def __init__(self, pattern: str | None = None) -> None:
        self._readers = (
            [_reader(pattern)]
            if pattern
            else [*map(_reader, USUAL_PATTERNS), _LETTERS_AND_NUMBER, _NUMBER]
        )

    def read(self, label: str, groups: Sequence[str]) -> SeatName | None:
        """The seat's name from its label and the labels of its groups, innermost last."""
        if len(label) > _LONGEST:
            return None
        for reader in self._readers:
            if match := reader.fullmatch(label.strip()):
                found = match.groupdict()
                return _filled(
                    SeatName(found.get("section"), found.get("row"), found["seat"]), groups
                )
        return None


def unescaped(label: str) -> str:
    """A label as it was typed in the drawing program."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), label)


def _filled(name: SeatName, groups: Sequence[str]) -> SeatName:
    around = [group for group in groups if group.strip()]
    row = name.row or (around.pop() if around else None)
    section = name.section or (around[-1] if around else None)
    return SeatName(section, row, name.seat)


def _reader(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\{section\}|\{row\}|\{seat\})", pattern)
    named = [part for part in parts if part.startswith("{")]
    if "{seat}" not in named or len(set(named)) < len(named):
        raise PatternUnreadable(pattern)
    written = {**_PARTS, "{seat}": _SEAT}
    return re.compile("".join(written.get(part) or re.escape(part) for part in parts))
