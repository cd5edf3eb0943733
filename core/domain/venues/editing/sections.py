"""Set what sections are: name, level, entrance, gate, view, layer, lock."""

from core.domain.venues.editing.places import Edited, Selection, ZoneAt
from core.domain.venues.plan import Plan


def rename_section(plan: Plan, zone: ZoneAt, name: str) -> Edited:
    """Give a section another name; refuses `NamesTaken` if seats would double."""
    raise NotImplementedError


def set_level(plan: Plan, selection: Selection, level: int) -> Edited:
    """Put sections on a storey, 0 to 20."""
    raise NotImplementedError


def set_entrance(plan: Plan, selection: Selection, entrance: str | None) -> Edited:
    """The entrance of the selected sections."""
    raise NotImplementedError


def set_gate(plan: Plan, selection: Selection, gate: str | None) -> Edited:
    """The gate of the selected sections."""
    raise NotImplementedError


def set_view(plan: Plan, selection: Selection, picture: str | None) -> Edited:
    """The picture (its id) of the view from the selected sections."""
    raise NotImplementedError


def set_layer(plan: Plan, selection: Selection, layer: str | None) -> Edited:
    """Put sections on a layer by its name."""
    raise NotImplementedError


def set_locked(plan: Plan, selection: Selection, *, locked: bool) -> Edited:
    """Lock or unlock sections."""
    raise NotImplementedError


def set_hidden(plan: Plan, selection: Selection, *, hidden: bool) -> Edited:
    """Hide or show sections in the editor."""
    raise NotImplementedError
