"""Counted numbers for papers that are few: orders and receipts, in sequence by year."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute

from core.domain.numbers import HumanNumber
from core.services.work import Work

Made = TypeVar("Made")
_TRIES = 20


def with_next_number(
    work: Work,
    column: InstrumentedAttribute[str],
    prefix: str,
    make: Callable[[str], Made],
) -> Made:
    """Call `make` with the next free number of the year; two at once get two numbers.

    `make` adds the row; a colleague who took the same number first only costs another try.
    """
    for _ in range(_TRIES - 1):
        try:
            with work.session.begin_nested():
                return make(_next(work, column, prefix))
        except IntegrityError as error:
            if not _is_about(error, column):
                raise
    return make(_next(work, column, prefix))


def _next(work: Work, column: InstrumentedAttribute[str], prefix: str) -> str:
    start = str(HumanNumber(prefix, work.now.year, 1))[: -len("00001")]
    # The longest first: as text, 99999 comes after 100000.
    latest = select(column).where(column.startswith(start))
    last = work.session.scalar(latest.order_by(func.length(column).desc(), column.desc()).limit(1))
    known = HumanNumber.read(last) if last else None
    return str(HumanNumber(prefix, work.now.year, known.serial + 1 if known else 1))


def _is_about(error: IntegrityError, column: InstrumentedAttribute[Any]) -> bool:
    diagnosis = getattr(error.orig, "diag", None)
    return column.key in (getattr(diagnosis, "constraint_name", None) or "")
