"""Add, rename, recolour and remove the categories of a plan."""

from dataclasses import replace

from core.domain.venues.editing.changing import each_seat, exchanged
from core.domain.venues.editing.checked import checked_label
from core.domain.venues.editing.places import AreaAt, Edited, everything
from core.domain.venues.editing.properties import set_category
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.extras import CATEGORY
from core.domain.venues.plan import MAX_NAME, Category, Plan, SeatMark


def add_category(plan: Plan, name: str, color: str | None = None) -> Edited:
    """Add a category; one of the same name gets the colour (#rrggbb)."""
    title = checked_label("Category", name, MAX_NAME)
    for index, category in enumerate(plan.categories):
        if category.name == title:
            changed = exchanged(plan.categories, {index: replace(category, color=color)})
            return Edited(replace(plan, categories=changed))
    return Edited(replace(plan, categories=(*plan.categories, Category(title, color))))


def rename_category(plan: Plan, name: str, new: str) -> Edited:
    """Rename a category, on its seats too; refuse a name that another one has."""
    title = checked_label("Category", new, MAX_NAME)
    index = _index(plan, name)
    if title != name and any(category.name == title for category in plan.categories):
        raise BadValue("Category", f"there is one called {title} already")
    changed = exchanged(plan.categories, {index: replace(plan.categories[index], name=title)})
    return _moved(replace(plan, categories=changed), name, title)


def remove_category(plan: Plan, name: str, instead: str) -> Edited:
    """Take a category out; its seats go into another one."""
    index = _index(plan, name)
    if _index(plan, instead) == index:
        raise BadValue("Category", "its seats need another one")
    left = (*plan.categories[:index], *plan.categories[index + 1 :])
    return _moved(replace(plan, categories=left), name, instead)


def _moved(plan: Plan, old: str, new: str) -> Edited:
    def moved(mark: SeatMark) -> SeatMark:
        return mark._replace(category=new) if mark.category == old else mark

    changed = each_seat(plan, everything(plan), moved).plan
    standing = [
        (z, a)
        for z, zone in enumerate(changed.zones)
        for a, area in enumerate(zone.areas)
        if area.extra.get(CATEGORY) == old
    ]
    for z, a in standing:
        changed = set_category(changed, frozenset([AreaAt(z, a)]), new).plan
    return Edited(changed)


def _index(plan: Plan, name: str) -> int:
    for index, category in enumerate(plan.categories):
        if category.name == name:
            return index
    raise BadValue("Category", f"there is none called {name}")
