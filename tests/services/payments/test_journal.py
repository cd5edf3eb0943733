"""The journal and the trial balance read from it."""

from decimal import Decimal

from core.domain.money import Money
from core.domain.payments.states import Account
from core.services.payments.journal import AccountBalance, TrialBalance, post, trial_balance
from core.services.work import Work


def money(amount: str, currency: str = "EUR") -> Money:
    return Money(Decimal(amount), currency)


def test_an_empty_journal_balances(work: Work) -> None:
    assert trial_balance(work.session) == TrialBalance((), ())
    assert trial_balance(work.session).holds


def test_every_account_shows_both_sides_by_currency(work: Work) -> None:
    post(work, Account.SAFE, Account.BANK, money("100.00"), "Change from the bank")
    post(work, Account.CASH_DRAWER, Account.SAFE, money("30.00"), "Float")
    post(work, Account.SAFE, Account.BANK, money("7.00", "USD"), "Dollars")
    work.session.flush()

    balance = trial_balance(work.session)

    assert balance.accounts == (
        AccountBalance(Account.CASH_DRAWER, money("30.00"), money("0.00")),
        AccountBalance(Account.SAFE, money("100.00"), money("30.00")),
        AccountBalance(Account.BANK, money("0.00"), money("100.00")),
        AccountBalance(Account.SAFE, money("7.00", "USD"), money("0.00", "USD")),
        AccountBalance(Account.BANK, money("0.00", "USD"), money("7.00", "USD")),
    )
    assert balance.differences == (money("0.00"), money("0.00", "USD"))
    assert balance.holds
    assert balance.of(Account.SAFE, "EUR") == money("70.00")
    assert balance.of(Account.PAYABLES, "EUR") == money("0.00")


def test_nothing_is_posted_for_nothing(work: Work) -> None:
    post(work, Account.SAFE, Account.BANK, money("0.00"), "Nothing")
    work.session.flush()

    assert trial_balance(work.session).accounts == ()
