"""What nobody can leave behind at commit: money without an entry, or in a till not one's own."""

from decimal import Decimal
from uuid import uuid4

import pytest

from core.domain.payments.states import PaymentMethod, PaymentStatus, Provider
from core.domain.staff import Role
from core.services.work import Work
from db.models import Payment, TillShift
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.db.security.breaking import at_commit
from tests.factories import Sale, pay_cash

JOURNAL, TILL = "PT050", "PT040"


def test_a_payment_needs_its_journal_entry(work: Work, reserved: Sale, till: TillShift) -> None:
    def pay_in_silence() -> None:
        work.session.add(_cash(reserved, till))

    assert at_commit(work.session, also=pay_in_silence) == JOURNAL
    assert (
        at_commit(work.session, also=lambda: pay_cash(work.session, reserved.booking, till)) == ""
    )


def test_a_closed_till_takes_no_cash(work: Work, reserved: Sale, till: TillShift) -> None:
    close = (
        "UPDATE parterre.till_shifts SET status = 'CLOSED', closed_at = now(), counted_cash = 100,"
        " expected_cash = 100, difference = 0 WHERE id = :till"
    )
    found = at_commit(
        work.session,
        close,
        also=lambda: pay_cash(work.session, reserved.booking, till),
        till=till.id,
    )

    assert found == TILL


def test_a_clerk_takes_no_cash_into_anothers_till(
    work: Work, work_as: WorkAs, reserved: Sale, till: TillShift
) -> None:
    work.session.commit()
    with work_as(Role.BOX_OFFICE) as clerk:
        found = at_commit(
            clerk.session, also=lambda: pay_cash(clerk.session, reserved.booking, till)
        )

    assert found == TILL


@pytest.mark.parametrize("role", [Role.WEB, Role.WORKER])
def test_a_providers_fact_is_never_refused(
    work: Work, work_as: WorkAs, reserved: Sale, role: Role
) -> None:
    work.session.commit()
    with work_as(role) as service:
        service.session.add(
            Payment(
                id=uuid4(),
                booking_id=reserved.booking.id,
                amount=Decimal("1.23"),
                currency="USD",
                payment_method=PaymentMethod.CREDIT_CARD,
                payment_provider=Provider.STRIPE,
                provider_transaction_id=uuid4().hex,
                status=PaymentStatus.SUCCESS,
                processed_at=NOW,
            )
        )
        assert at_commit(service.session) == ""


def _cash(sale: Sale, till: TillShift) -> Payment:
    return Payment(
        booking_id=sale.booking.id,
        amount=sale.booking.total_amount,
        currency="EUR",
        payment_method=PaymentMethod.CASH,
        payment_provider=Provider.CASH,
        status=PaymentStatus.SUCCESS,
        processed_at=NOW,
        till_shift_id=till.id,
        tendered=sale.booking.total_amount,
        change_given=Decimal(0),
    )
