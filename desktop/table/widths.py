"""How wide each column is: what its contents ask for, stretched or squeezed into the room."""

from collections.abc import Sequence

NARROWEST = 64
"""Columns of text are squeezed to this and no further; then the table scrolls."""
WIDEST = 420
"""No column asks for more than this by itself."""
READABLE = 112
"""Where text would have less than this, columns that can be spared make room for it."""


def left_out(
    natural: Sequence[int], *, room: int, spare: Sequence[int], squeezable: set[int]
) -> set[int]:
    """Which ``spare`` columns (by number, the first to go first) don't find room."""
    least = {
        at: min(width, READABLE) if at in squeezable else width for at, width in enumerate(natural)
    }
    gone: set[int] = set()
    for number in spare:
        if sum(least.values()) <= room:
            break
        gone.add(number)
        del least[number]
    return gone


def share_width(
    natural: Sequence[int], *, room: int, stretching: set[int], squeezable: set[int]
) -> list[int]:
    """Widths in pixels that fill ``room`` if they can.

    What is left goes to the ``stretching`` columns (by number), what is missing comes from the
    ``squeezable`` ones in proportion to what they can spare.
    """
    left = room - sum(natural)
    widths = list(natural)
    if left >= 0:
        for number in stretching:
            widths[number] += left // len(stretching)
        return widths
    spare = {number: max(0, natural[number] - NARROWEST) for number in squeezable}
    taken = min(-left, sum(spare.values()))
    for number, much in spare.items():
        # Rounded up, so that no pixel is left over and makes a scroll bar.
        widths[number] -= min(much, -(-taken * much // sum(spare.values()))) if much else 0
    return widths
