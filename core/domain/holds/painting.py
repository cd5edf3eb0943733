"""A painting: what a plan does with each seat, as one byte a seat and a palette of paints.

Immutable: every brush stroke gives a new painting, so taking one back is putting the former there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from core.domain.holds.refusals import TooManyPaints
from core.domain.holds.uses import Use

P = TypeVar("P")

MOST_PAINTS = 255
#: A price level's key; None is a seat without one.
Level = UUID | None


@dataclass(frozen=True, slots=True)
class Painting:
    """Two layers over the seats of an event, by rank: uses and price levels.

    A byte is the number of its paint in `uses` or `levels`, counted from 1; 0 is not painted: the
    plan leaves such a seat as it is. Both layers have the same length.
    """

    use_of: bytes
    level_of: bytes
    uses: tuple[Use, ...] = ()
    levels: tuple[Level, ...] = ()

    def __len__(self) -> int:
        """How many seats it covers, painted or not."""
        return len(self.use_of)

    def use_at(self, rank: int) -> Use | None:
        """The use painted on a seat, if any."""
        number = self.use_of[rank]
        return self.uses[number - 1] if number else None

    def with_use(self, ranks: Iterable[int], use: Use) -> "Painting":
        """Paint a use over these seats. Raises `TooManyPaints`."""
        uses, number = _on_palette(self.uses, use)
        return replace(self, use_of=_stroke(self.use_of, ranks, number), uses=uses)

    def with_level(self, ranks: Iterable[int], level: Level) -> "Painting":
        """Paint a price level over these seats. Raises `TooManyPaints`."""
        levels, number = _on_palette(self.levels, level)
        return replace(self, level_of=_stroke(self.level_of, ranks, number), levels=levels)

    def erased(self, ranks: Iterable[int]) -> "Painting":
        """Take both layers off these seats: the plan leaves them as they are."""
        bare = tuple(ranks)
        return replace(
            self, use_of=_stroke(self.use_of, bare, 0), level_of=_stroke(self.level_of, bare, 0)
        )

    def tidy(self) -> "Painting":
        """The same painting without the paints that no seat has."""
        use_of, uses = _tidied(self.use_of, self.uses)
        level_of, levels = _tidied(self.level_of, self.levels)
        return Painting(use_of, level_of, uses, levels)

    def resized(self, seats: int) -> "Painting":
        """The same painting over so many seats: cut, or with bare ones added."""
        use_of, level_of = (
            layer[:seats].ljust(seats, b"\0") for layer in (self.use_of, self.level_of)
        )
        return replace(self, use_of=use_of, level_of=level_of)

    def painted(self) -> tuple[int, ...]:
        """Ranks of the seats that have paint on either layer, in order."""
        return tuple(
            rank
            for rank, (use, level) in enumerate(zip(self.use_of, self.level_of, strict=True))
            if use or level
        )

    def use_counts(self) -> Iterator[tuple[Use, int]]:
        """Each use with how many seats have it."""
        counts = Counter(self.use_of)
        return ((use, counts[at]) for at, use in enumerate(self.uses, 1) if counts[at])

    def level_counts(self) -> Iterator[tuple[Level, int]]:
        """Each price level with how many seats have it."""
        counts = Counter(self.level_of)
        return ((level, counts[at]) for at, level in enumerate(self.levels, 1) if counts[at])


def bare(seats: int) -> Painting:
    """A painting of so many seats without any paint."""
    return Painting(bytes(seats), bytes(seats))


def _on_palette(palette: tuple[P, ...], paint: P) -> tuple[tuple[P, ...], int]:
    if paint in palette:
        return palette, palette.index(paint) + 1
    if len(palette) == MOST_PAINTS:
        raise TooManyPaints(MOST_PAINTS)
    return (*palette, paint), len(palette) + 1


def _stroke(layer: bytes, ranks: Iterable[int], number: int) -> bytes:
    fresh = bytearray(layer)
    for rank in ranks:
        fresh[rank] = number
    return bytes(fresh)


def _tidied(layer: bytes, palette: tuple[P, ...]) -> tuple[bytes, tuple[P, ...]]:
    used = sorted(set(layer) - {0})
    table = bytearray(256)
    for number, before in enumerate(used, 1):
        table[before] = number
    return layer.translate(bytes(table)), tuple(palette[number - 1] for number in used)
