"""The agency's settings: read, changed by a manager, refused field by field, never overwritten."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.domain.currencies import CurrencyTooFine
from core.domain.errors import KeyReused, Nameless, NotAllowed, OutOfRange
from core.domain.money import TooManyDigits, UnknownCurrency
from core.domain.staff import Role
from core.services.agency import (
    AgencyChanged,
    AgencySettings,
    AgencyTerms,
    CurrencyFixed,
    agency_settings,
    change_agency,
    is_currency_fixed,
    own_agency,
)
from core.services.tickets.queries import agency_face
from core.services.venues.timezones import UnknownTimezone
from core.services.work import Work, new_key
from tests.conftest import WorkAs
from tests.db.security.asking import DENIED, sqlstate
from tests.factories import stocked_event

TERMS = AgencyTerms(
    legal_name="Parterre Tickets Limited",
    service_fee_rate=Decimal("0.05"),
    service_fee_per_ticket=Decimal("1.50"),
    delivery_fee=Decimal("4.90"),
    tax_rate=Decimal("0.135"),
    reservation_minutes=20,
    transfer_due_days=10,
    code_guesses=3,
    web_code_guesses=300,
    code_guess_minutes=30,
)


def _with(seen: AgencySettings, **terms: Any) -> AgencySettings:
    return replace(seen, terms=replace(seen.terms, **terms))


def test_what_a_manager_sets_is_what_is_read(work: Work) -> None:
    seen = agency_settings(work.session)
    wanted = AgencySettings("Parterre Tickets", "Europe/Dublin", "EUR", TERMS).with_letterhead(
        "14 Quay Lane, Dublin 2\n\n  VAT IE 9K71230T "
    )

    kept = change_agency(work, wanted, seen=seen, key=new_key())
    work.session.flush()
    work.session.expire_all()

    assert agency_settings(work.session) == kept == wanted
    assert kept.letterhead == ("14 Quay Lane, Dublin 2", "VAT IE 9K71230T")
    assert agency_face(work.session).small_print == ("Parterre Tickets Limited", *kept.letterhead)
    assert own_agency(work.session).name == "Parterre Tickets"


def test_other_settings_stay_as_the_letterhead_changes(work: Work) -> None:
    seen = agency_settings(work.session)
    first = change_agency(work, _with(seen, settings={"mark": 1}), seen=seen, key=new_key())
    kept = change_agency(work, first.with_letterhead("1 High Street"), seen=first, key=new_key())

    assert kept.terms.settings == {"mark": 1, "letterhead": ["1 High Street"]}


def test_a_change_that_another_manager_overtook_is_refused(work: Work) -> None:
    seen = agency_settings(work.session)
    change_agency(work, _with(seen, tax_rate=Decimal("0.2")), seen=seen, key=new_key())

    with pytest.raises(AgencyChanged):
        change_agency(work, _with(seen, reservation_minutes=5), seen=seen, key=new_key())
    assert agency_settings(work.session).terms.reservation_minutes == 15


def test_a_change_asked_for_twice_is_made_once(work: Work) -> None:
    seen, key = agency_settings(work.session), new_key()
    wanted = _with(seen, reservation_minutes=5)

    first = change_agency(work, wanted, seen=seen, key=key)
    assert change_agency(work, wanted, seen=seen, key=key) == first == wanted
    with pytest.raises(KeyReused):
        change_agency(work, _with(seen, reservation_minutes=6), seen=seen, key=key)


def test_an_agency_has_a_name(work: Work) -> None:
    seen = agency_settings(work.session)
    with pytest.raises(Nameless) as refused:
        change_agency(work, replace(seen, name="  "), seen=seen, key=new_key())
    assert refused.value.what == "agency"


def test_an_agency_goes_by_a_clock_that_there_is(work: Work) -> None:
    seen = agency_settings(work.session)
    with pytest.raises(UnknownTimezone) as refused:
        change_agency(work, replace(seen, timezone="Europe/Nowhere"), seen=seen, key=new_key())
    assert refused.value.timezone == "Europe/Nowhere"


@pytest.mark.parametrize(
    ("term", "value", "most"),
    [
        ("service_fee_rate", Decimal("1.01"), 1),
        ("delivery_fee", Decimal("-0.01"), None),
        ("reservation_minutes", 0, 240),
        ("code_guesses", 0, 100),
        ("code_guesses", 101, 100),
        ("web_code_guesses", 10_001, 10_000),
        ("code_guess_minutes", 1_441, 1_440),
    ],
)
def test_terms_that_nobody_sells_on_are_refused(
    work: Work, term: str, value: int | Decimal, most: int | None
) -> None:
    seen = agency_settings(work.session)
    with pytest.raises(OutOfRange) as refused:
        change_agency(work, _with(seen, **{term: value}), seen=seen, key=new_key())
    assert (refused.value.what, refused.value.value, refused.value.most) == (term, value, most)


def test_a_fee_is_an_amount_that_can_be_paid(work: Work) -> None:
    seen = agency_settings(work.session)
    bad = _with(seen, delivery_fee=Decimal("1.005"))
    with pytest.raises(TooManyDigits) as refused:
        change_agency(work, bad, seen=seen, key=new_key())
    assert (refused.value.amount, refused.value.currency) == (Decimal("1.005"), "EUR")


def test_the_currency_is_chosen_until_there_are_amounts(work: Work) -> None:
    seen = agency_settings(work.session)
    fixed_before = is_currency_fixed(work.session)
    kept = change_agency(work, replace(seen, currency="SEK"), seen=seen, key=new_key())
    stocked_event(work.session, rows=1, seats=1)

    with pytest.raises(CurrencyFixed) as refused:
        change_agency(work, replace(kept, currency="EUR"), seen=kept, key=new_key())
    with pytest.raises(UnknownCurrency):
        change_agency(work, replace(kept, currency="crowns"), seen=kept, key=new_key())
    assert (fixed_before, is_currency_fixed(work.session)) == (False, True)
    assert (refused.value.currency, refused.value.wanted) == ("SEK", "EUR")


@pytest.mark.parametrize(
    ("currency", "refusal"), [("SKE", UnknownCurrency), ("KWD", CurrencyTooFine)]
)
def test_the_currency_is_one_that_can_be_kept(
    work: Work, currency: str, refusal: type[Exception]
) -> None:
    seen = agency_settings(work.session)
    with pytest.raises(refusal):
        change_agency(work, replace(seen, currency=currency), seen=seen, key=new_key())


def test_what_was_changed_is_in_the_audit(work: Work) -> None:
    seen = agency_settings(work.session)
    change_agency(work, _with(seen, reservation_minutes=5), seen=seen, key=new_key())
    work.session.flush()
    entry = work.session.execute(
        text(
            "SELECT login, old, new FROM parterre.audit_log WHERE table_name = 'tenants'"
            " AND xid = pg_current_xact_id()"
        )
    ).one()

    assert tuple(entry) == ("u_manager", {"reservation_minutes": 15}, {"reservation_minutes": 5})


@pytest.mark.parametrize("role", [Role.BUYER, Role.BOX_OFFICE, Role.DOOR])
def test_only_managers_set_anything(work_as: WorkAs, role: Role) -> None:
    with work_as(role) as other:
        seen = agency_settings(other.session)
        with pytest.raises(NotAllowed):
            change_agency(other, seen, seen=seen, key=new_key())
        with pytest.raises(DBAPIError) as refused:
            other.session.execute(text("UPDATE parterre.tenants SET tax_rate = 0"))
    assert sqlstate(refused.value) == DENIED
