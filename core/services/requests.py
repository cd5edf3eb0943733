"""Requests answered once: the same key gives the same result, another body under it is refused."""

import hashlib
import json
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from core.domain.errors import KeyReused
from core.services.work import Work
from db.models import Request

_claim = insert(Request).on_conflict_do_nothing().returning(Request.id)


def body_hash(use_case: str, **body: object) -> bytes:
    """Hash what was asked for, so that another body under the same key is seen."""
    text = json.dumps([use_case, body], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).digest()


def answered_before(
    work: Work, key: UUID, use_case: str, *, subject_id: UUID | None = None, **body: object
) -> Request | None:
    """Claim the key for this request, or return the first try's row; refuse `KeyReused`.

    A second try that overlaps the first waits here until the first has ended.
    """
    hashed = body_hash(use_case, **body)
    claim = {"id": key, "use_case": use_case, "body_hash": hashed, "subject_id": subject_id}
    if work.session.execute(_claim, claim).one_or_none() is not None:
        return None
    return first_answer(work, key, use_case, hashed)


def first_answer(work: Work, key: UUID, use_case: str, hashed: bytes) -> Request:
    """Return the row of an answered key; refuse `KeyReused` if it was another request."""
    first = work.session.scalars(select(Request).where(Request.id == key)).one()
    if first.body_hash != hashed or first.use_case != use_case:
        raise KeyReused(key, use_case)
    return first


def is_answered(work: Work, key: UUID) -> bool:
    """Whether a request with this key has been carried out before."""
    return work.session.scalar(select(Request.id).where(Request.id == key)) is not None


def subject_of(first: Request) -> UUID:
    """Return the record that the first try made; LookupError for use cases that keep none."""
    if first.subject_id is None:
        raise LookupError(f"{first.use_case} keeps no record under its key")
    return first.subject_id
