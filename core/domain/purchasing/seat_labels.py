"""A venue's own labels, and how what a supplier wrote is matched with them.

Labels are text. Capitals, leading zeros, and spaces around dashes make no difference, unless the
venue itself tells two labels apart by them; nor does a word such as “section”, “row” or “seat”
before a label.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.domain.venues.order import LabelParts, label_number, label_parts, natural_key

_SECTION_WORD = re.compile(r"(?:section|sect?\.?|block|area|zone|stand)\s+", re.IGNORECASE)
_ROW_WORD = re.compile(r"(?:rows?|r\.)\s*", re.IGNORECASE)
_SEAT_WORD = re.compile(r"(?:seats?|nos?\.?|nr\.?|numbers?|#)\s*", re.IGNORECASE)
_BETWEEN_ITEMS = re.compile(r"\s*(?:[,&+]|\band\b)\s*", re.IGNORECASE)

_SIDE_AT_END = re.compile(r"\s*\(?\b(?P<side>odd|even)s?\)?$", re.IGNORECASE)
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_TO = re.compile(r"(?<=\w)\s+(?:to|through|thru)\s+(?=\w)", re.IGNORECASE)


class Parity(StrEnum):
    """Which side of a row whose seats are numbered odd on one side and even on the other."""

    EVEN = "EVEN"
    ODD = "ODD"

    def has(self, number: int | None) -> bool:
        """Whether the number is on this side; a label without a number is on neither."""
        return number is not None and number % 2 == (self is Parity.ODD)


@dataclass(frozen=True, slots=True)
class SeatLabel:
    """A seat as the venue writes it."""

    section: str
    row: str
    number: str

    def __str__(self) -> str:
        return f"{self.section} {self.row} {self.number}"


class NotOnTheMap(Exception):
    """Labels that the venue does not have; the reader of a list turns them into a problem."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        super().__init__(", ".join(self.labels))


class Labels:
    """Labels of one kind in one place (the sections; the rows of one; the seats of a row)."""

    def __init__(self, labels: Iterable[str], word: re.Pattern[str]) -> None:
        self.all = tuple(sorted(set(labels), key=natural_key))
        self._word = word
        self._exact = frozenset(self.all)
        self._alike: defaultdict[LabelParts, list[str]] = defaultdict(list)
        for label in self.all:
            for spelling in {label, self._bare(label)}:
                self._alike[label_parts(spelling)].append(label)

    def find(self, text: str) -> str | None:
        """The label that is meant, or None if there is none or more than one."""
        plain = text.strip()
        for meant in (plain, self._bare(plain)):
            if meant in self._exact:
                return meant
            alike = self._alike.get(label_parts(meant), ())
            if len(alike) == 1:
                return alike[0]
        return None

    def pick(self, text: str, parity: Parity | None = None) -> list[str]:
        """The labels in a list of labels and ranges: “1-4, 7”. Raises `NotOnTheMap`.

        The ends of a range must exist; between them count the labels that there are. With `parity`,
        or “odd” or “even” at the end of the text, the ends are the first and last number of that
        side: 12-20 odd is 13 to 19.
        """
        single = self.find(text)
        if single is not None:
            return self._of(parity, [single])
        plain = plain_text(text)
        side = _SIDE_AT_END.search(plain)
        if side is not None:
            return self.pick(plain[: side.start()], Parity(side["side"].upper()))
        items = [item for item in _BETWEEN_ITEMS.split(self._bare(plain)) if item]
        return [label for item in items for label in self._item(item, parity)]

    def _bare(self, text: str) -> str:
        word = self._word.match(text)
        return text[word.end() :] if word else text

    def _item(self, item: str, parity: Parity | None) -> list[str]:
        single = self.find(item)
        if single is not None:
            return self._of(parity, [single])
        ends = [_ends(item, dash.start()) for dash in re.finditer("-", item)]
        if not ends:
            raise NotOnTheMap([item])
        for first, last in ends:
            found = self._range(*_on_side(first, last, parity))
            if found is not None:
                return self._of(parity, found)
        first, last = _on_side(*ends[0], parity)
        raise NotOnTheMap([end for end in (first, last) if self.find(end) is None])

    def _range(self, first: str, last: str) -> list[str] | None:
        labels = self.find(first), self.find(last)
        if labels[0] is None or labels[1] is None:
            return None
        low, high = sorted((self.all.index(labels[0]), self.all.index(labels[1])))
        return list(self.all[low : high + 1])

    def _of(self, parity: Parity | None, labels: list[str]) -> list[str]:
        return labels if parity is None else on_side(labels, parity)


def plain_text(text: str) -> str:
    """One kind of dash without spaces around it, “to” as a dash, single spaces."""
    if text.isalnum() and text.isascii():
        return text
    line = _DASH.sub("-", unicodedata.normalize("NFKC", text))
    return _TO.sub("-", " ".join(line.split()))


def on_side(labels: Iterable[str], parity: Parity) -> list[str]:
    """Those labels whose number is odd, or even."""
    return [label for label in labels if parity.has(label_number(label))]


class VenueLabels:
    """All seat labels of a venue, to look them up section by row by seat."""

    def __init__(self, labels: Iterable[SeatLabel]) -> None:
        self._tree: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._labels = frozenset(labels)
        for label in self._labels:
            self._tree[label.section][label.row].append(label.number)
        self.sections = Labels(self._tree, _SECTION_WORD)
        # One cache per venue, so that a row is sorted only when a list asks for it.
        self.rows = lru_cache(maxsize=None)(self._rows)
        self.seats = lru_cache(maxsize=None)(self._seats)

    def has(self, label: SeatLabel) -> bool:
        """Whether there is a seat with exactly these labels."""
        return label in self._labels

    def _rows(self, section: str) -> Labels:
        return Labels(self._tree[section], _ROW_WORD)

    def _seats(self, section: str, row: str) -> Labels:
        return Labels(self._tree[section][row], _SEAT_WORD)


def _ends(item: str, dash: int) -> tuple[str, str]:
    return item[:dash].strip(), item[dash + 1 :].strip()


def _on_side(first: str, last: str, parity: Parity | None) -> tuple[str, str]:
    """The ends moved inwards to the first numbers of that side; other labels stay."""
    if parity is None or not (first.isdecimal() and last.isdecimal()):
        return first, last
    low, high = sorted((int(first[:18]), int(last[:18])))
    low += not parity.has(low)
    high -= not parity.has(high)
    return (str(low), str(high)) if low <= high else (first, last)
