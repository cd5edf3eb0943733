"""What is read beside the map: plans, price levels, presales and templates."""

from dataclasses import dataclass
from uuid import UUID

from core.services.events.price_levels import PriceLevelRow
from core.services.holds.plans import PlanRow
from core.services.holds.presales import PresaleRow
from core.services.holds.templates import TemplateRow


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of one event; all empty until they are read."""

    event_id: UUID | None = None
    plans: tuple[PlanRow, ...] = ()
    levels: tuple[PriceLevelRow, ...] = ()
    presales: tuple[PresaleRow, ...] = ()
    templates: tuple[TemplateRow, ...] = ()

    @property
    def level_names(self) -> dict[UUID, str]:
        """The price levels by id, in the order of the price list."""
        return {level.id: level.name for level in self.levels}
