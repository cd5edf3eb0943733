"""Copy a part of a plan and paste it, also into another venue's."""

from typing import NamedTuple

from core.domain.venues.editing.places import Edited, Selection, ZoneAt
from core.domain.venues.plan import Plan, Point


class Fragment(NamedTuple):
    """A plan that holds only what was copied, where it stood."""

    plan: Plan


def copy(plan: Plan, selection: Selection) -> Fragment:
    """What is selected, with the categories and pictures that it needs."""
    raise NotImplementedError


def paste(
    plan: Plan, fragment: Fragment, *, at: Point | None = None, into: ZoneAt | None = None
) -> Edited:
    """Put a copy in, its middle at a point; fresh guids; `notes` say what got another name."""
    raise NotImplementedError


def fragment_text(fragment: Fragment) -> str:
    """The fragment for the system's clipboard: a plan in the open format."""
    raise NotImplementedError


def fragment_from(text: str) -> Fragment | None:
    """The fragment that a text holds, or None."""
    raise NotImplementedError
