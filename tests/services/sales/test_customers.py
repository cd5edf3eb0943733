"""Customers, added with a name and found by what they say."""

from uuid import uuid4

import pytest

from core.domain.errors import KeyReused, NotAllowed, NotFound
from core.domain.sales.states import CustomerTier, CustomerType
from core.domain.staff import Role
from core.services.sales.customers import (
    CustomerDraft,
    CustomerRow,
    NamelessCustomer,
    add_customer,
    add_customers,
    find_customers,
    one_customer,
)
from core.services.work import Work, new_key
from tests.conftest import WorkAs


def added(work: Work, name: str, **fields: str) -> CustomerRow:
    return add_customer(work, CustomerDraft(name, **fields), key=new_key())  # type: ignore[arg-type]


def test_a_customer_is_added_with_what_is_known(work: Work) -> None:
    draft = CustomerDraft(" Ada Byron ", email=" ada@example.org ", phone="")

    customer = add_customer(work, draft, key=new_key())

    assert customer == CustomerRow(
        customer.id,
        "Ada Byron",
        "ada@example.org",
        None,
        CustomerType.INDIVIDUAL,
        CustomerTier.BRONZE,
    )
    assert one_customer(work.session, customer.id) == customer


def test_same_key_adds_one_customer(work: Work) -> None:
    key = new_key()
    first = add_customer(work, CustomerDraft("Ada"), key=key)

    assert add_customer(work, CustomerDraft("Ada"), key=key) == first
    with pytest.raises(KeyReused):
        add_customer(work, CustomerDraft("Bob"), key=key)


@pytest.mark.parametrize("text", ["byron", "ADA@EX", "30 1234", "0301234", " Ada "])
def test_customers_are_found_by_name_mail_and_phone(work: Work, text: str) -> None:
    ada = added(work, "Ada Byron", email="ada@example.org", phone="+49 (0)30 12-34")
    added(work, "Charles 100%", email="cb@example.com", phone="+44 20 999")

    assert find_customers(work.session, text) == [ada]


def test_wildcards_are_just_characters(work: Work) -> None:
    added(work, "Ada")
    charles = added(work, "Charles 100%")

    assert find_customers(work.session, "%") == [charles]
    assert find_customers(work.session, "_") == []


def test_without_a_text_all_are_listed_by_name(work: Work) -> None:
    names = [added(work, name).name for name in ("Carl", "Ada", "Bea")]

    assert [row.name for row in find_customers(work.session)] == sorted(names)
    assert [row.name for row in find_customers(work.session, limit=1)] == ["Ada"]


def test_refusals_of_customers(work: Work, work_as: WorkAs) -> None:
    with pytest.raises(NamelessCustomer):
        add_customer(work, CustomerDraft("  "), key=new_key())
    with pytest.raises(NotFound):
        one_customer(work.session, uuid4())
    with work_as(Role.DOOR) as doors, pytest.raises(NotAllowed):
        add_customer(doors, CustomerDraft("Ada"), key=new_key())


def test_a_list_of_customers_is_added_once(work: Work) -> None:
    key = new_key()
    drafts = [CustomerDraft(f"Guest {number}", phone=f"555 {number}") for number in range(30)]

    assert add_customers(work, drafts, key=key) == add_customers(work, drafts, key=key) == 30

    found = find_customers(work.session, "Guest")
    assert {(row.name, row.phone) for row in found} == {(one.name, one.phone) for one in drafts}


def test_a_list_with_a_nameless_customer_is_refused(work: Work) -> None:
    with pytest.raises(NamelessCustomer):
        add_customers(work, [CustomerDraft("Guest"), CustomerDraft(" ")], key=new_key())

    assert find_customers(work.session, "Guest") == []
