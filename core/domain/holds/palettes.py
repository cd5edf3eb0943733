"""What the bytes of a painting mean, as plain JSON; and where a plan comes from."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.domain.holds.painting import Level, Painting
from core.domain.holds.uses import HoldType, Use, UseKind
from core.domain.inventory.states import Allotment


class PlanOrigin(StrEnum):
    """DRAWN by somebody, or FORMER: how seats stood before a plan was applied, to take it back."""

    DRAWN = "DRAWN"
    FORMER = "FORMER"


def palette_of(painting: Painting) -> dict[str, Any]:
    """The painting's paints as JSON values; times in ISO 8601."""
    return {
        "uses": [use_to_json(use) for use in painting.uses],
        "levels": [None if level is None else str(level) for level in painting.levels],
    }


def read_painting(palette: Mapping[str, Any], use_of: bytes, level_of: bytes) -> Painting:
    """The painting of its stored parts; KeyError and ValueError for what nobody here wrote."""
    uses = tuple(use_from_json(use) for use in palette["uses"])
    levels: tuple[Level, ...] = tuple(level and UUID(level) for level in palette["levels"])
    return Painting(use_of, level_of, uses, levels)


def use_to_json(use: Use) -> dict[str, Any]:
    """A use as JSON values; what it hasn't is left out."""
    values = {
        "kind": use.kind.value,
        "hold_type": use.hold_type and use.hold_type.value,
        "reason": use.reason,
        "until": use.until and use.until.isoformat(),
        "allotment": use.allotment and use.allotment.value,
        "presale_id": use.presale_id and str(use.presale_id),
    }
    return {name: value for name, value in values.items() if value}


def use_from_json(values: Mapping[str, Any]) -> Use:
    """The use of its JSON values."""
    hold_type, until = values.get("hold_type"), values.get("until")
    allotment, presale_id = values.get("allotment"), values.get("presale_id")
    return Use(
        UseKind(values["kind"]),
        hold_type and HoldType(hold_type),
        values.get("reason", ""),
        until and datetime.fromisoformat(until),
        allotment and Allotment(allotment),
        presale_id and UUID(presale_id),
    )
