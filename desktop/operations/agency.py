"""What a manager does to the agency's settings, as an operation of the desk."""

from uuid import UUID

from core.services.agency import AgencySettings, change_agency
from desktop.desk import Operation


def change(wanted: AgencySettings, *, seen: AgencySettings, key: UUID) -> Operation[AgencySettings]:
    """Write the settings, unless somebody else has changed what was seen."""
    return Operation(
        lambda work: change_agency(work, wanted, seen=seen, key=key),
        said=lambda _kept: "The agency's settings are saved.",
        doing="Saving the settings",
    )
