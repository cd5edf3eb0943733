"""Joins by key and agency, whatever the columns are of."""

import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from db.joins import on
from db.models import Customer, Party

_other = aliased(Party, name="other")
_named = select(Party).cte("named")


@pytest.mark.parametrize(
    ("condition", "table"),
    [
        (on(Party.id, Customer.party_id), "parterre.parties"),
        (on(_other.id, Customer.party_id), "other"),
        (on(_named.c.id, Customer.party_id), "named"),
    ],
    ids=["mapped", "alias", "table"],
)
def test_rows_are_joined_within_their_agency(condition: ColumnElement[bool], table: str) -> None:
    assert str(condition) == (
        f"{table}.tenant_id = parterre.customers.tenant_id"
        f" AND {table}.id = parterre.customers.party_id"
    )
