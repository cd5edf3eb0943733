"""What nobody can leave behind at commit: money without an entry, or in a till not one's own."""

from decimal import Decimal
from uuid import uuid4

import pytest

from core.domain.payments.states import Account, PaymentMethod, PaymentStatus, Provider
from core.domain.staff import Role
from core.services.work import Work
from db.models import JournalEntry, Payment, TillShift
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.db.security.asking import DENIED
from tests.db.security.breaking import at_commit
from tests.factories import Sale, open_till, pay_cash

JOURNAL, TILL, COUNT = "PT050", "PT040", "PT041"


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


@pytest.mark.parametrize("elsewhere", ["another drawer", "no drawer", "another account"])
def test_cash_is_in_the_journal_of_its_own_drawer(
    work: Work, reserved: Sale, till: TillShift, elsewhere: str
) -> None:
    payment = _cash(reserved, till)

    def pay_beside_it() -> None:
        work.session.add(payment)
        work.session.flush()
        entry = _entry(payment)
        if elsewhere == "another account":
            entry.debit_account = Account.CARD_CLEARING
        else:
            entry.till_shift_id = None
        if elsewhere == "another drawer":
            owner = open_till(work.session, work.actor.staff_id, status="CLOSED", **_COUNTED)
            entry.till_shift_id = owner.id
        work.session.add(entry)

    assert at_commit(work.session, also=pay_beside_it) == JOURNAL


@pytest.mark.parametrize(
    ("column", "value"),
    [("status", "PENDING"), ("status", "FAILED"), ("change_given", "-10"), ("tendered", "1")],
)
def test_cash_is_there_or_it_is_not(
    work: Work, reserved: Sale, till: TillShift, column: str, value: str
) -> None:
    payment = _cash(reserved, till)
    setattr(payment, column, value)

    assert at_commit(work.session, also=lambda: work.session.add(payment)) == "23514"


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(("expected", "found"), [(200, ""), (100, COUNT), (1, COUNT)])
def test_a_drawer_is_counted_against_its_journal(
    work: Work, till: TillShift, expected: int, found: str
) -> None:
    """Whoever counts a drawer low by hand takes the rest home."""
    close = (
        "UPDATE parterre.till_shifts SET status = 'CLOSED', closed_at = now(),"
        " counted_cash = :cash, expected_cash = :cash, difference = 0 WHERE id = :till"
    )

    assert at_commit(work.session, close, till=till.id, cash=expected) == found


NOT_FOR_A_COUNTER = [
    (Account.REFUNDS_DUE, Account.CASH_DRAWER),
    (Account.CASH_DRAWER, Account.REFUNDS_DUE),
    (Account.BANK, Account.RECEIVABLES),
    (Account.TICKET_REVENUE, Account.CASH_DRAWER),
    (Account.COST_OF_SALES, Account.TICKET_REVENUE),
    (Account.PAYABLES, Account.BANK),
]


@pytest.mark.parametrize(("debit", "credit"), NOT_FOR_A_COUNTER)
def test_a_counter_posts_only_what_a_counter_does(
    work: Work, work_as: WorkAs, reserved: Sale, debit: Account, credit: Account
) -> None:
    work.session.commit()
    with work_as(Role.BOX_OFFICE) as clerk:
        entry = JournalEntry(
            posted_at=NOW,
            debit_account=debit,
            credit_account=credit,
            amount=Decimal(1),
            currency="EUR",
            memo="Mine",
            booking_id=reserved.booking.id,
        )

        assert at_commit(clerk.session, also=lambda: clerk.session.add(entry)) == DENIED


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


def _entry(payment: Payment) -> JournalEntry:
    return JournalEntry(
        posted_at=NOW,
        debit_account=Account.CASH_DRAWER,
        credit_account=Account.TICKET_REVENUE,
        amount=payment.amount,
        currency="EUR",
        memo="Sale",
        booking_id=payment.booking_id,
        payment_id=payment.id,
        till_shift_id=payment.till_shift_id,
    )


_COUNTED = {
    "closed_at": NOW,
    "counted_cash": Decimal(0),
    "expected_cash": Decimal(0),
    "difference": Decimal(0),
}
