"""What is done to an event's price levels, as operations of the desk."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from core.services.events.changing_levels import (
    change_price_level,
    lay_price_level,
    remove_price_level,
)
from core.services.events.price_levels import LevelDraft, Place, PriceLevelRow, set_price_levels
from core.services.work import new_key
from desktop.desk import Operation


def add(
    event_id: UUID, name: str, price: Decimal, *, key: UUID
) -> Operation[Sequence[PriceLevelRow]]:
    """Add a level that no seat has yet."""
    return Operation(
        lambda work: set_price_levels(work, event_id, [LevelDraft(name, price, ())], key=key),
        said=lambda _levels: f"{name} is added.",
        doing="Adding the price level",
    )


def change(
    level: PriceLevelRow, name: str, price: Decimal, *, key: UUID
) -> Operation[Sequence[PriceLevelRow]]:
    """Rename a level, or price it anew."""
    return Operation(
        lambda work: change_price_level(work, level.id, name=name, base_price=price, key=key),
        said=lambda _levels: f"{name} is changed.",
        doing="Changing the price level",
    )


def lay(
    event_id: UUID, level: PriceLevelRow | None, places: Sequence[Place], *, key: UUID
) -> Operation[Sequence[PriceLevelRow]]:
    """Put a level on sections or rows; None takes theirs away."""
    said = f"{level.name} is on these seats." if level else "These seats have no price level."
    return Operation(
        lambda work: lay_price_level(work, event_id, level.id if level else None, places, key=key),
        said=lambda _levels: said,
        doing="Putting the price level on the seats",
    )


def remove(level: PriceLevelRow) -> Operation[None]:
    """Remove a level that nothing uses."""
    key = new_key()
    return Operation(
        lambda work: remove_price_level(work, level.id, key=key),
        said=lambda _none: f"{level.name} is removed.",
        doing="Removing the price level",
    )
