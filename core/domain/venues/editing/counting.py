"""How labels are counted: numbers, odd, even, letters, a list; with prefix, suffix and zeros."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.domain.venues.editing.labels import LETTERS, LETTERS_WITHOUT_I_O, letters
from core.domain.venues.editing.refusals import BadValue, NamesRunOut
from core.domain.venues.plan import MAX_LABEL

_HUNDRED = 100


class Counting(StrEnum):
    NUMBERS = "numbers"
    ODD = "odd"
    EVEN = "even"
    ODD_LEFT_EVEN_RIGHT = "odd left, even right"
    LETTERS = "letters"
    LETTERS_WITHOUT_I_O = "letters without I and O"
    LIST = "list"


class AtAisle(StrEnum):
    """What counting does at an aisle: goes on, or begins again at the next hundred (101, 201)."""

    CONTINUE = "continue"
    NEXT_HUNDRED = "next hundred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """How labels are made of counts: `start` is the first (1 is A), `step` 2 leaves every other.

    `digits`: 2 makes 01, 02. `names`: the labels of a LIST, `start` 1 its first. Refuses
    `BadValue`.
    """

    counting: Counting = Counting.NUMBERS
    start: int = 1
    step: int = 1
    prefix: str = ""
    suffix: str = ""
    digits: int = 1
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.step < 1 or self.start < 0:
            raise BadValue("Counting", "it begins at 0 or more and takes steps of 1 or more")

    def made(self, count: int) -> list[str]:
        """So many labels; refuse `NamesRunOut` and `BadValue`."""
        return [self._whole(self._label(index, count)) for index in range(count)]

    def numbered(self, parts: Sequence[int]) -> list[str]:
        """A label for each seat of parts that long; each part begins at the next hundred."""
        if self.counting in {Counting.LETTERS, Counting.LETTERS_WITHOUT_I_O, Counting.LIST}:
            return self.made(sum(parts))
        return [
            self._whole(self._padded(_HUNDRED * part + self._number(index)))
            for part, length in enumerate(parts)
            for index in range(length)
        ]

    def outwards(self, left: int, right: int) -> list[str]:
        """From left to right: odd numbers falling to the centre, even ones rising from it."""
        odd = [self._odd(index, 1) for index in range(left)]
        even = [self._odd(index, 0) for index in range(right)]
        return [self._whole(self._padded(number)) for number in (*odd[::-1], *even)]

    def _label(self, index: int, count: int) -> str:
        at = self.start + index * self.step
        if self.counting is Counting.LIST:
            if not 1 <= at <= len(self.names):
                raise NamesRunOut(len(self.names), count)
            return self.names[at - 1]
        if self.counting is Counting.LETTERS:
            return letters(at, LETTERS)
        if self.counting is Counting.LETTERS_WITHOUT_I_O:
            return letters(at, LETTERS_WITHOUT_I_O)
        return self._padded(self._number(index))

    def _number(self, index: int) -> int:
        if self.counting is Counting.ODD:
            return self._odd(index, 1)
        if self.counting is Counting.EVEN:
            return self._odd(index, 0)
        return self.start + index * self.step

    def _odd(self, index: int, rest: int) -> int:
        """The numbers from `start` on that are odd (rest 1) or even (rest 0)."""
        first = self.start if self.start % 2 == rest else self.start + 1
        return first + 2 * index * self.step

    def _padded(self, number: int) -> str:
        return f"{number:0{max(self.digits, 1)}d}"

    def _whole(self, label: str) -> str:
        whole = f"{self.prefix}{label}{self.suffix}"
        if not whole.strip() or not whole.isprintable() or len(whole) > MAX_LABEL:
            raise BadValue("Label", f"it is one line of 1 to {MAX_LABEL} characters")
        return whole
