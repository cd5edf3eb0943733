"""Understands what a clerk types to find a seat: "A 12", "Stalls C 14", "row C", "Circle"."""

import re

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.plan import SeatMapPlan

Ranks = npt.NDArray[np.intp]

_FILLERS = re.compile(r"\b(row|seat|section)\b")
_BETWEEN = re.compile(r"[\s,;:/·-]+")
_LETTERS_THEN_DIGITS = re.compile(r"([a-z]+)(\d+\w*)")


def find_seats(plan: SeatMapPlan, text: str) -> Ranks:
    """Ranks of the seats that the text names: a seat, a row or a whole section; empty if none."""
    words = _words(text)
    if not words:
        return np.zeros(0, np.intp)
    for section, rest in _sections_named(plan, words):
        found = _within(plan, plan.section_seats(section).astype(np.intp), rest)
        if len(found):
            return found
    return (
        _within(plan, np.arange(len(plan)), words)
        if len(words) > 1 or _split(words[0])
        else (_rows_named(plan, words[0]))
    )


def _words(text: str) -> list[str]:
    bare = _FILLERS.sub(" ", text.casefold())
    return [word for word in _BETWEEN.split(bare) if word]


def _sections_named(plan: SeatMapPlan, words: list[str]) -> list[tuple[int, list[str]]]:
    """Sections whose name starts the words, longest name first, each with the words left over."""
    named = []
    for index, section in enumerate(plan.sections):
        name = _words(section.name) or [section.name.casefold()]
        if words[: len(name)] == name:
            named.append((len(name), index, words[len(name) :]))
    named.sort(key=lambda match: -match[0])
    return [(index, rest) for _, index, rest in named]


def _within(plan: SeatMapPlan, seats: Ranks, words: list[str]) -> Ranks:
    """Of these seats those in the row and with the number that the words name."""
    if not words:
        return seats
    if len(words) == 1:
        row, number = _split(words[0]) or (words[0], "")
        found = _matching(plan, seats, row, number)
        return found if len(found) else _matching(plan, seats, words[0], "")
    return _matching(plan, seats, words[0], words[1]) if len(words) == 2 else seats[:0]  # noqa: PLR2004


def _split(word: str) -> tuple[str, str] | None:
    """Row and seat of a word such as "c14"."""
    match = _LETTERS_THEN_DIGITS.fullmatch(word)
    return (match[1], match[2]) if match else None


def _rows_named(plan: SeatMapPlan, row: str) -> Ranks:
    return _matching(plan, np.arange(len(plan)), row, "")


def _matching(plan: SeatMapPlan, seats: Ranks, row: str, number: str) -> Ranks:
    rows, numbers = plan.rows, plan.numbers
    found = [
        rank
        for rank in seats.tolist()
        if rows[rank].casefold() == row and (not number or numbers[rank].casefold() == number)
    ]
    return np.array(found, np.intp)
