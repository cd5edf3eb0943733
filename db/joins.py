"""Joins of an agency's rows: by the agency too, as every key and every index begins with it."""

from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import InstrumentedAttribute

_Column: TypeAlias = InstrumentedAttribute[Any] | ColumnElement[Any]


def on(one: _Column, other: _Column) -> ColumnElement[bool]:
    """Both columns hold the same key, in rows of the same agency."""
    return and_(_agency_of(one) == _agency_of(other), one == other)


def _agency_of(column: Any) -> Any:
    if isinstance(column, InstrumentedAttribute):
        return column.parent.entity.tenant_id  # an alias has its own
    return column.table.c.tenant_id
