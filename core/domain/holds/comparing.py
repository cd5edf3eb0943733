"""Compare a painting with how the seats stand: what would change, and what stands in the way."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from core.domain.holds.painting import Level, Painting
from core.domain.holds.uses import Use, UseKind

#: Per seat, in the bytes of `Present.stands`.
NOT_OURS, OURS, TAKEN, NOT_THERE = range(4)


@dataclass(frozen=True, slots=True)
class Present:
    """How the seats of an event stand: each seat's use and level, and a mark a seat.

    `stands` has a byte a rank: NOT_OURS, OURS, TAKEN (reserved or sold), or NOT_THERE where the
    event has no such seat.
    """

    painting: Painting
    stands: bytes


@dataclass(frozen=True, slots=True)
class UseChange:
    """These seats go from one use to another."""

    before: Use
    after: Use
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LevelChange:
    """These seats go from one price level to another."""

    before: Level
    after: Level
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What applying a painting would do.

    `taken` are seats that would change but are reserved or sold; `not_ours` would be held but are
    not owned: either of them refuses the whole. `missing` are painted but not in the event.
    """

    uses: tuple[UseChange, ...]
    levels: tuple[LevelChange, ...]
    taken: tuple[int, ...] = ()
    not_ours: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()

    @property
    def changed(self) -> tuple[int, ...]:
        """Ranks of the seats that change, in order, each once."""
        changes: tuple[UseChange | LevelChange, ...] = (*self.uses, *self.levels)
        return tuple(sorted({rank for change in changes for rank in change.ranks}))

    @property
    def possible(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.taken or self.not_ours)


def compare(present: Present, plan: Painting) -> Comparison:
    """What the plan would change; seats that stand as painted don't count."""
    uses: list[UseChange] = []
    levels: list[LevelChange] = []
    barred: defaultdict[str, list[int]] = defaultdict(list)
    for (now_use, want_use, now_level, want_level, stands), ranks in _alike(present, plan):
        if stands == NOT_THERE:
            barred["missing"] += ranks
            continue
        before, after = _paint(present.painting.uses, now_use), _paint(plan.uses, want_use)
        new_use = after is not None and before is not None and after != before
        level = present.painting.levels[now_level - 1] if now_level else None
        new_level = want_level > 0 and plan.levels[want_level - 1] != level
        if not (new_use or new_level):
            continue
        if stands == TAKEN:
            barred["taken"] += ranks
        elif new_use and after and after.kind is UseKind.HELD and stands == NOT_OURS:
            barred["not_ours"] += ranks
        else:
            if new_use and before and after:
                uses.append(UseChange(before, after, ranks))
            if new_level:
                levels.append(LevelChange(level, plan.levels[want_level - 1], ranks))
    return Comparison(
        _joined_uses(uses),
        _joined_levels(levels),
        **{name: tuple(sorted(ranks)) for name, ranks in barred.items()},
    )


def ended_as_open(painting: Painting, now: datetime, replacement: Use) -> Painting:
    """The same painting with `replacement` where a use is over by now."""
    uses = tuple(replacement if use.ended(now) else use for use in painting.uses)
    return Painting(painting.use_of, painting.level_of, uses, painting.levels)


_Key = tuple[int, int, int, int, int]


def _alike(present: Present, plan: Painting) -> Iterator[tuple[_Key, tuple[int, ...]]]:
    """Painted seats in groups that are alike in every respect."""
    groups: defaultdict[_Key, list[int]] = defaultdict(list)
    now = present.painting
    columns = zip(now.use_of, plan.use_of, now.level_of, plan.level_of, present.stands, strict=True)
    for rank, key in enumerate(columns):
        if key[1] or key[3]:
            groups[key].append(rank)
    return ((key, tuple(ranks)) for key, ranks in groups.items())


def _paint(palette: tuple[Use, ...], number: int) -> Use | None:
    return palette[number - 1] if number else None


def _joined_uses(changes: list[UseChange]) -> tuple[UseChange, ...]:
    found: defaultdict[tuple[Use, Use], list[int]] = defaultdict(list)
    for change in changes:
        found[change.before, change.after] += change.ranks
    return tuple(UseChange(*key, tuple(sorted(ranks))) for key, ranks in found.items())


def _joined_levels(changes: list[LevelChange]) -> tuple[LevelChange, ...]:
    found: defaultdict[tuple[Level, Level], list[int]] = defaultdict(list)
    for change in changes:
        found[change.before, change.after] += change.ranks
    return tuple(LevelChange(*key, tuple(sorted(ranks))) for key, ranks in found.items())
