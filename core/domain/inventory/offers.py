"""What a seller offers: the general sale of a channel, and also a presale's or a hold's seats."""

from dataclasses import dataclass
from uuid import UUID

from core.domain.inventory.states import Allotment


@dataclass(frozen=True, slots=True)
class Offer:
    """Which of an event's free seats can be sold: on `channel`, in a presale, or from a hold.

    `channel` is never PRESALE; of presale and hold one at most is given. A presale with
    `level_ids` offers its seats in these price levels only. `generally`: whether the general sale
    is open; as long as it is not, a seller has a presale's seats and nothing else.
    """

    channel: Allotment = Allotment.COUNTER
    presale_id: UUID | None = None
    level_ids: tuple[UUID, ...] = ()
    hold_id: UUID | None = None
    generally: bool = True

    @property
    def special(self) -> bool:
        """Whether it is more than the general sale."""
        return self.presale_id is not None or self.hold_id is not None


COUNTER_SALE = Offer()
