"""Which seats are selected, as one flag a seat."""

import numpy as np
import numpy.typing as npt

Ranks = npt.NDArray[np.intp]


class SeatSelection:
    """Flags by rank; each change answers with the ranks whose flag has turned."""

    def __init__(self, count: int) -> None:
        self.flags: npt.NDArray[np.bool_] = np.zeros(count, np.bool_)

    @property
    def ranks(self) -> Ranks:
        """The selected seats, sorted."""
        return np.flatnonzero(self.flags)

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

    def _become(self, wanted: npt.NDArray[np.bool_]) -> Ranks:
        turned = np.flatnonzero(wanted != self.flags)
        self.flags = wanted
        return turned
