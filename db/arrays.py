"""Arrays as tables: one bound array a column, one statement for any number of rows."""

from typing import Any

from sqlalchemy import TableValuedAlias, bindparam, column, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine


def table_of_arrays(name: str, **columns: TypeEngine[Any]) -> TableValuedAlias:
    """`unnest(:a, :b) WITH ORDINALITY AS name(a, b, n)`; the arrays are bound by the column's name.

    `n` counts from 1 in the order of the arrays. A shorter array is padded with NULL.
    """
    arrays = (bindparam(key, type_=ARRAY(kind)) for key, kind in columns.items())
    typed = (column(key, kind) for key, kind in columns.items())
    return (
        func.unnest(*arrays)
        .table_valued(*typed, with_ordinality="n", name=name)
        .render_derived(name=name)
    )
