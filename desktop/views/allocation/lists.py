"""What is read beside the map: plans, price levels, presales and templates."""

from dataclasses import dataclass
from uuid import UUID

from core.services.events.price_levels import PriceLevelRow, list_price_levels
from core.services.events.queries import EventRow
from core.services.holds.plans import PlanRow, list_plans
from core.services.holds.presales import PresaleRow, list_presales
from core.services.holds.templates import TemplateRow, list_templates
from desktop.desk import Query


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


def all_lists(event: EventRow) -> Query[Lists]:
    """The query for all lists of an event."""
    return lambda session: Lists(
        event.id,
        tuple(list_plans(session, event.id)),
        tuple(list_price_levels(session, event.id)),
        tuple(list_presales(session, event.id)),
        tuple(list_templates(session, event.venue_id)),
    )
