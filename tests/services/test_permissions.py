"""Every use case asks first whether whoever calls it may: nobody gets past its first lines.

A function that takes the work or the actor and does not ask stands in the list below, with who
asks for it. A new one fails here until it asks or is listed.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from types import FunctionType
from typing import Any, cast
from uuid import uuid4

from sqlalchemy.orm import Session

import core.services
from core.domain.errors import NotAllowed
from core.domain.staff import Actor, Permission, Role
from core.services.work import Work

PREFIX = "core.services."
#: Steps of use cases that have asked, and what each job may see in its own way.
ASKED_BY_THEIR_CALLERS = {
    # the unit of work itself, and the key of a request
    *("work.begin_work", "requests.answered_before", "requests.first_answer"),
    *("requests.is_answered", "numbering.with_next_number", "jobs.defer_issue"),
    # events and holds
    *("events.price_levels.event_of_levels", "events.price_levels.lay_levels"),
    *("events.price_levels.lock_seats_of", "events.price_levels.refuse_unknown_places"),
    *("holds.changing.change_seats", "holds.changing.event_to_plan", "holds.lapsing.free_ended"),
    *("holds.plans.locked_plan", "holds.placing.block_seats", "holds.placing.hold_seats"),
    # buying
    *("purchasing.deliveries.own_seats", "purchasing.ordering.lock_order"),
    *("purchasing.ordering.order_lines", "purchasing.paying.close_paid"),
    "purchasing.receiving.one_receipt",
    # selling
    *("payments.journal.post", "sales.late_money.book_late", "sales.owed.take_owed"),
    *("sales.paper_rows.write_sales", "sales.presale_entry.let_in", "sales.retaking.retake_seats"),
    *("sales.settling.sale_of", "sales.settling.settle", "sales.settling.try_to_settle"),
    "sales.unsettled.why_unpaid",
    # tickets: whose public keys and whose file, on this machine
    *("tickets.keys.key_file", "tickets.keys.key_file_told", "tickets.keys.key_here"),
    *("tickets.keys.list_keys", "tickets.keys.load_signer"),
    # venues
    *(
        "venues.creating.found_venue",
        "venues.drafts.draft_to_publish",
        "venues.drafts.locked_draft",
    ),
    *("venues.publishing.newest", "venues.publishing.published_version"),
    *("venues.publishing.replace_version", "venues.publishing.write_version"),
    *("venues.seat_rows.insert_seats", "venues.seat_rows.retire_seats"),
    # readings that leave out what the job may not see
    *("inventory.selections.selection_sums", "reporting.attention.needs_attention"),
    *("reporting.earlier_tickets.earlier_tickets", "reporting.home.home_screen"),
}


class Nobody(Actor):
    """Somebody without any permission: no job is like that."""

    def may(self, permission: Permission) -> bool:  # noqa: ARG002 - whatever is asked
        return False


NOBODY = Nobody("u_nobody", "Nobody", Role.DOOR, uuid4(), uuid4())
EMPTY_HANDED = Work(cast("Session", None), NOBODY, datetime.now(UTC))


def _use_cases() -> Iterator[tuple[str, FunctionType]]:
    """Public functions that take a work or an actor, but for the demo's: an administrator's."""
    for module in pkgutil.walk_packages(core.services.__path__, PREFIX):
        if module.name.startswith(f"{PREFIX}demo"):
            continue
        for name, one in vars(importlib.import_module(module.name)).items():
            own = inspect.isfunction(one) and one.__module__ == module.name
            if own and not name.startswith("_") and {Work, Actor} & set(_kinds(one)):
                yield f"{module.name.removeprefix(PREFIX)}.{name}", one


def _kinds(one: FunctionType) -> list[object]:
    return [parameter.annotation for parameter in inspect.signature(one).parameters.values()]


def _gets_past(one: FunctionType) -> bool:
    """Whether Nobody is not refused: it ran, or stumbled over the empty hands later on."""
    given: dict[str, Any] = {
        name: {Work: EMPTY_HANDED, Actor: NOBODY}.get(parameter.annotation)
        for name, parameter in inspect.signature(one).parameters.items()
        if parameter.kind is not parameter.VAR_KEYWORD
    }
    try:
        one(**given)
    except NotAllowed:
        return False
    except Exception:  # noqa: BLE001 - whatever there was to stumble over
        return True
    return True


def test_nobody_gets_past_a_use_case_that_does_not_list_itself() -> None:
    asked = dict(_use_cases())

    assert {name for name, one in asked.items() if _gets_past(one)} == ASKED_BY_THEIR_CALLERS
    assert len(asked) > 2 * len(ASKED_BY_THEIR_CALLERS)
