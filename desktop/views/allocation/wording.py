"""What a comparison says in words: for the side panel, and before a plan is applied."""

from collections.abc import Mapping
from uuid import UUID

from core.domain.holds.comparing import Comparison
from core.domain.holds.painting import Level
from core.domain.holds.uses import Use, use_words
from core.services.holds.templates import CarriedPlan
from desktop.words import count, number_text

Pairs = list[tuple[str, str]]
ARROW = "\N{RIGHTWARDS ARROW}"
FEW = 6
"""So many names are listed; the others are counted."""


def change_pairs(comparison: Comparison, levels: Mapping[UUID, str]) -> Pairs:
    """Each kind of change with its number of seats, the largest first."""
    uses = [
        (f"{_capital(use_words(c.before))} {ARROW} {use_words(c.after)}", len(c.ranks))
        for c in comparison.uses
    ]
    prices = [
        (f"{_capital(_level(c.before, levels))} {ARROW} {_level(c.after, levels)}", len(c.ranks))
        for c in comparison.levels
    ]
    ordered = [*_largest(uses), *_largest(prices)]
    return [(words, number_text(seats)) for words, seats in ordered]


def obstacle_pairs(comparison: Comparison) -> Pairs:
    """What keeps the plan from being applied, and what it can't reach."""
    found = (
        ("Reserved or sold", comparison.taken),
        ("To be held, but not ours", comparison.not_ours),
        ("Not part of this event", comparison.missing),
    )
    return [(words, number_text(len(ranks))) for words, ranks in found if ranks]


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


def use_line(use: Use) -> str:
    """A use at the start of a line."""
    return _capital(use_words(use))


def _level(level: Level, names: Mapping[UUID, str]) -> str:
    return "no price level" if level is None else names.get(level, "another level")


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - FEW
    return ", ".join(names[:FEW]) + (f" and {more} more" if more > 0 else "")


def _largest(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(pairs, key=lambda pair: -pair[1])


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
