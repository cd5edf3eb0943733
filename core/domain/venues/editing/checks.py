"""What stands against publishing a plan, each finding with its place."""

from enum import StrEnum
from typing import NamedTuple

from core.domain.venues.editing.places import Selection
from core.domain.venues.plan import Plan


class Concern(StrEnum):
    NO_SEATS = "no seats"
    UNNAMED = "unnamed"
    DUPLICATE_LABEL = "duplicate label"
    DUPLICATE_GUID = "duplicate guid"
    OVERLAP = "overlap"
    OUTSIDE = "outside"
    NO_AISLE = "no aisle"
    OVER_LICENCE = "over licence"
    WHEELCHAIR_SHARE = "wheelchair share"
    COMPANION = "companion"
    UNKNOWN_CATEGORY = "unknown category"


class Finding(NamedTuple):
    """One finding: `sentence` for the list, `places` to jump to, `blocks` if publishing must wait."""

    concern: Concern
    sentence: str
    places: Selection
    blocks: bool


def check_plan(plan: Plan) -> tuple[Finding, ...]:
    """What stands against publishing, the gravest first."""
    raise NotImplementedError
