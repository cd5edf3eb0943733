"""Set what seats and rows are: category, type, view, quality, companions."""

from core.domain.venues.editing.places import Edited, Selection
from core.domain.venues.plan import Plan
from core.domain.venues.states import SeatType


def set_category(plan: Plan, selection: Selection, category: str) -> Edited:
    """Put the selected seats into a category; one that the plan lacks is added."""
    raise NotImplementedError


def set_seat_type(plan: Plan, selection: Selection, seat_type: SeatType | None) -> Edited:
    """Make the selected seats wheelchair, companion, VIP or standard; None: what the category says."""
    raise NotImplementedError


def set_restricted_view(plan: Plan, selection: Selection, text: str | None) -> Edited:
    """Say what stands in the view of the selected seats; None or blank: nothing."""
    raise NotImplementedError


def set_quality(plan: Plan, selection: Selection, quality: float | None) -> Edited:
    """Set the quality by hand, 0 to 1; None: computed again."""
    raise NotImplementedError


def set_retired(plan: Plan, selection: Selection, *, retired: bool) -> Edited:
    """Retire seats that events know, or bring them back."""
    raise NotImplementedError


def set_radius(plan: Plan, selection: Selection, radius: float | None) -> Edited:
    """The seats' radius in plan units; None: fits the spacing."""
    raise NotImplementedError


def link_companions(plan: Plan, selection: Selection) -> Edited:
    """Sell the selected companion seats with the nearest selected wheelchair place."""
    raise NotImplementedError


def unlink_companions(plan: Plan, selection: Selection) -> Edited:
    """Sell the selected seats on their own again."""
    raise NotImplementedError


def set_row_labels(plan: Plan, selection: Selection, side: str | None) -> Edited:
    """Show the rows' names: left, right, both, or not (None)."""
    raise NotImplementedError
