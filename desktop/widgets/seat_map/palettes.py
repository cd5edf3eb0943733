"""Ramps and sets of hues that stay apart for colour-blind eyes, after well-known sources.

Hues: M. Okabe and K. Ito, "Color Universal Design" (2008), jfly.uni-koeln.de/color. Ramps: viridis
by S. van der Walt and N. Smith (2015), bids.github.io/colormap, dedicated to the public domain.
"""

from desktop.theme.palette import contrast, mix

BLUE, ORANGE, GREEN, VERMILLION = "#0072b2", "#e69f00", "#009e73", "#d55e00"
PURPLE, SKY, YELLOW = "#cc79a7", "#56b4e9", "#f0e442"

# In this order neighbours in a list differ most.
HUES = (BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, YELLOW)

# Even steps of viridis, from its dark end to its bright one.
_VIRIDIS = (
    *("#440154", "#482878", "#3e4989", "#31688e", "#26828e"),
    *("#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"),
)

VISIBLE = 3.0
"""The contrast that a graphical object needs against its ground (WCAG 1.4.11)."""


def ramp(start: float, end: float, steps: int) -> tuple[str, ...]:
    """Colours between two places of viridis, 0 (dark) to 1 (bright)."""
    return tuple(
        _viridis(start + (end - start) * step / max(steps - 1, 1)) for step in range(steps)
    )


def _viridis(place: float) -> str:
    last = len(_VIRIDIS) - 1
    below = min(int(place * last), last - 1)
    return mix(_VIRIDIS[below + 1], _VIRIDIS[below], place * last - below)


def edged(color: str, ground: str, ink: str) -> str:
    """The colour itself, or as much darkened by the ink as shows on the ground."""
    for share in (0.0, 0.15, 0.3, 0.45, 0.6, 0.75):
        edge = mix(ink, color, share)
        if contrast(edge, ground) >= VISIBLE:
            return edge
    return ink
