"""Which seats are selected, as one flag a seat, and what was selected before."""

from collections import deque

import numpy as np
import numpy.typing as npt

Ranks = npt.NDArray[np.intp]

REMEMBERED = 64  # selections that can be taken back


class SeatSelection:
    """Flags by rank; each change answers with the ranks whose flag has turned."""

    def __init__(self, count: int) -> None:
        self.flags: npt.NDArray[np.bool_] = np.zeros(count, np.bool_)
        self._past: deque[npt.NDArray[np.uint8]] = deque(maxlen=REMEMBERED)

    @property
    def ranks(self) -> Ranks:
        """The selected seats, sorted."""
        return np.flatnonzero(self.flags)

    @property
    def has_past(self) -> bool:
        """Whether a change can be taken back."""
        return bool(self._past)

    def replace(self, ranks: Ranks) -> Ranks:
        """Select exactly these."""
        wanted = np.zeros_like(self.flags)
        wanted[ranks] = True
        return self._become(wanted)

    def add(self, ranks: Ranks) -> Ranks:
        """Select these too."""
        wanted = self.flags.copy()
        wanted[ranks] = True
        return self._become(wanted)

    def remove(self, ranks: Ranks) -> Ranks:
        """Select these no longer."""
        wanted = self.flags.copy()
        wanted[ranks] = False
        return self._become(wanted)

    def toggle(self, ranks: Ranks) -> Ranks:
        """Select these; when all of them are selected already, none of them."""
        if len(ranks) and self.flags[ranks].all():
            return self.remove(ranks)
        return self.add(ranks)

    def drop(self, ranks: Ranks) -> Ranks:
        """Let go of seats that may no longer be selected; this can't be taken back."""
        wanted = self.flags.copy()
        wanted[ranks] = False
        return self._become(wanted, remember=False)

    def before(self) -> Ranks:
        """Forget the last change and tell what was selected before it; as it is without a past."""
        if not self._past:
            return self.ranks
        flags = np.unpackbits(self._past.pop(), count=len(self.flags))
        return np.flatnonzero(flags)

    def restore(self, ranks: Ranks) -> Ranks:
        """Select exactly these, without remembering what was selected."""
        wanted = np.zeros_like(self.flags)
        wanted[ranks] = True
        return self._become(wanted, remember=False)

    def _become(self, wanted: npt.NDArray[np.bool_], *, remember: bool = True) -> Ranks:
        turned = np.flatnonzero(wanted != self.flags)
        if remember and len(turned):
            self._past.append(np.packbits(self.flags))
        self.flags = wanted
        return turned
