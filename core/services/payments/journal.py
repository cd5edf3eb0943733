"""The journal: what every movement of money is written to, and the trial balance read from it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.orm import Session

from core.domain.money import Money
from core.domain.payments.states import Account
from core.services.work import Work
from db.ids import new_id
from db.models import JournalEntry


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """One account in one currency: what was debited and credited in all."""

    account: Account
    debit: Money
    credit: Money

    @property
    def balance(self) -> Money:
        """Debit minus credit: what we have or spent; below zero what we owe or earned."""
        return self.debit - self.credit


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """All accounts, and per currency what debits and credits differ by: always zero."""

    accounts: tuple[AccountBalance, ...]
    differences: tuple[Money, ...]

    @property
    def holds(self) -> bool:
        """Whether debit equals credit in every currency."""
        return not any(self.differences)

    def of(self, account: Account, currency: str) -> Money:
        """The balance of one account; zero where nothing was ever posted."""
        return Money.total(
            (
                row.balance
                for row in self.accounts
                if row.account is account and row.debit.currency == currency
            ),
            currency,
        )


def post(
    work: Work, debit: Account, credit: Account, amount: Money, memo: str, **about: UUID | None
) -> None:
    """Write one movement; nothing where the amount is zero.

    `about` names what it belongs to: booking_id, payment_id, purchase_order_id, event_id,
    till_shift_id.
    """
    if not amount:
        return
    work.session.add(
        JournalEntry(
            id=new_id(),
            posted_at=work.now,
            debit_account=debit,
            credit_account=credit,
            amount=amount.amount,
            currency=amount.currency,
            memo=memo,
            **about,
        )
    )


_none = Decimal(0)
_sides = union_all(
    select(
        JournalEntry.debit_account.label("account"),
        JournalEntry.currency.label("currency"),
        JournalEntry.amount.label("debit"),
        literal(_none, JournalEntry.amount.type).label("credit"),
    ),
    select(
        JournalEntry.credit_account,
        JournalEntry.currency,
        literal(_none, JournalEntry.amount.type),
        JournalEntry.amount,
    ),
).subquery("sides")


def trial_balance(session: Session) -> TrialBalance:
    """Every account with its debits and credits, accounts in the order of the chart."""
    rows = session.execute(
        select(
            _sides.c.account,
            _sides.c.currency,
            func.sum(_sides.c.debit),
            func.sum(_sides.c.credit),
        ).group_by(_sides.c.account, _sides.c.currency)
    ).all()
    accounts = tuple(sorted((_balance(*row) for row in rows), key=_chart_order))
    currencies = sorted({row.debit.currency for row in accounts})
    differences = tuple(
        Money.total((row.balance for row in accounts if row.debit.currency == currency), currency)
        for currency in currencies
    )
    return TrialBalance(accounts, differences)


def _balance(account: Any, currency: str, debit: Decimal, credit: Decimal) -> AccountBalance:
    return AccountBalance(Account(account), Money(debit, currency), Money(credit, currency))


def _chart_order(row: AccountBalance) -> tuple[str, int]:
    return row.debit.currency, list(Account).index(row.account)
