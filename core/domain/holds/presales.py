"""Presales: who may buy before everybody else, when, and how much."""

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.domain.holds.refusals import (
    AccessCodeUnreadable,
    BadTicketLimit,
    LimitWithoutCode,
    NameMissing,
    PresaleEndsBeforeItStarts,
    PresaleTooLate,
)

_CODE = re.compile(r"[A-Za-z0-9-]{4,40}")


@dataclass(frozen=True, slots=True)
class PresaleDraft:
    """A presale as planned; times aware.

    It is for whoever says the access code, and for customers of these tiers; without both, for
    every customer with a name. No price levels: every seat that is allotted to the presale.
    `max_tickets_by_code` is what all who say the code may buy together.
    """

    name: str
    start: datetime
    end: datetime
    max_tickets_per_customer: int = 4
    access_code: str | None = None
    customer_tiers: tuple[str, ...] = ()
    price_level_ids: tuple[UUID, ...] = ()
    max_tickets_by_code: int | None = None


def check_presale(draft: PresaleDraft, event_start: datetime) -> None:
    """Refuse a presale that can't be: `NameMissing`, `PresaleEndsBeforeItStarts`,
    `PresaleTooLate`, `BadTicketLimit`, `LimitWithoutCode`, `AccessCodeUnreadable`.
    """
    if not draft.name.strip():
        raise NameMissing
    if draft.end <= draft.start:
        raise PresaleEndsBeforeItStarts(draft.start, draft.end)
    if draft.end > event_start:
        raise PresaleTooLate(draft.end, event_start)
    for most in (draft.max_tickets_per_customer, draft.max_tickets_by_code):
        if most is not None and most < 1:
            raise BadTicketLimit(most)
    if draft.access_code is None and draft.max_tickets_by_code is not None:
        raise LimitWithoutCode
    if draft.access_code is not None and not _CODE.fullmatch(draft.access_code):
        raise AccessCodeUnreadable(draft.access_code)
