"""What a comparison says in words: for the side panel, and before a plan is applied."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from core.domain.holds.comparing import Comparison
from core.domain.holds.painting import Level, Painting
from core.domain.holds.uses import UseKind, use_words
from core.services.holds.templates import CarriedPlan
from desktop.words import count, number_text

ARROW = "\N{RIGHTWARDS ARROW}"
FEW = 6
"""So many names are listed; the others are counted."""


class Line(NamedTuple):
    """Some words, and the ranks of the seats that they are about."""

    words: str
    ranks: tuple[int, ...]


def change_lines(comparison: Comparison, levels: Mapping[UUID, str]) -> list[Line]:
    """Each kind of change with its seats, the largest first, price levels last."""
    uses = [
        Line(f"{_capital(use_words(c.before))} {ARROW} {use_words(c.after)}", c.ranks)
        for c in comparison.uses
    ]
    prices = [
        Line(f"{_capital(_level(c.before, levels))} {ARROW} {_level(c.after, levels)}", c.ranks)
        for c in comparison.levels
    ]
    return [*_largest(uses), *_largest(prices)]


def change_pairs(comparison: Comparison, levels: Mapping[UUID, str]) -> list[tuple[str, str]]:
    """The same as words and numbers."""
    lines = change_lines(comparison, levels)
    return [(line.words, number_text(len(line.ranks))) for line in lines]


def obstacle_lines(comparison: Comparison) -> list[Line]:
    """What keeps the plan from being applied, and what it can't reach."""
    found = (
        Line("Reserved or sold", comparison.taken),
        Line("To be held, but not ours", comparison.not_ours),
        Line("Not part of this event", comparison.missing),
    )
    return [line for line in found if line.ranks]


def use_lines(painting: Painting) -> list[Line]:
    """Each use but open with its seats, the largest first."""
    ranks: dict[int, list[int]] = {}
    for rank, number in enumerate(painting.use_of):
        ranks.setdefault(number, []).append(rank)
    return _largest(
        [
            Line(_capital(use_words(use)), tuple(ranks[number]))
            for number, use in enumerate(painting.uses, start=1)
            if number in ranks and use.kind is not UseKind.OPEN
        ]
    )


def carried_words(done: CarriedPlan) -> str:
    """What could not be carried over; nothing if all was."""
    lost = []
    if done.lost_seats:
        lost.append(f"{count(len(done.lost_seats), 'seat')} ({_listed(done.lost_seats)})")
    if done.lost_levels:
        lost.append(f"price level {_listed(done.lost_levels)}")
    if done.lost_presales:
        lost.append(f"presale {_listed(done.lost_presales)}")
    return f"This event does not have: {'; '.join(lost)}. That was left out." if lost else ""


def _level(level: Level, names: Mapping[UUID, str]) -> str:
    return "no price level" if level is None else names.get(level, "another level")


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - FEW
    return ", ".join(names[:FEW]) + (f" and {more} more" if more > 0 else "")


def _largest(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: -len(line.ranks))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
