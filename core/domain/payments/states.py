"""The life of a payment, how it was made, and the accounts it moves between."""

from enum import StrEnum

from core.domain.moves import Moves


class PaymentStatus(StrEnum):
    PENDING = "PENDING"
    PROCESSING = "PROCESSING"
    SUCCESS = "SUCCESS"
    FAILED = "FAILED"
    REFUNDED = "REFUNDED"


P = PaymentStatus
PAYMENT_MOVES: Moves[PaymentStatus] = {
    P.PENDING: frozenset({P.PROCESSING, P.SUCCESS, P.FAILED}),
    P.PROCESSING: frozenset({P.SUCCESS, P.FAILED}),
    P.SUCCESS: frozenset({P.REFUNDED}),
    P.FAILED: frozenset(),
    P.REFUNDED: frozenset(),
}


class PaymentMethod(StrEnum):
    CASH = "CASH"
    CREDIT_CARD = "CREDIT_CARD"
    DEBIT_CARD = "DEBIT_CARD"
    PAYPAL = "PAYPAL"
    BANK_TRANSFER = "BANK_TRANSFER"


class BookingPayment(StrEnum):
    """What a booking's payment looks like from the counter (`payment_status`)."""

    PENDING = "PENDING"
    PROCESSING = "PROCESSING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    REFUNDED = "REFUNDED"


class Provider(StrEnum):
    """Who reports the money. Only CASH, TERMINAL and BANK facts are a clerk's or manager's word."""

    CASH = "cash"
    TERMINAL = "terminal"
    BANK = "bank"
    STRIPE = "stripe"
    PAYPAL = "paypal"


class Account(StrEnum):
    """The journal's accounts. Assets and costs grow by debit, the others by credit."""

    CASH_DRAWER = "cash_drawer"
    SAFE = "safe"
    BANK = "bank"
    CARD_CLEARING = "card_clearing"
    RECEIVABLES = "receivables"
    STOCK_ON_ORDER = "stock_on_order"
    STOCK = "stock"
    PAYABLES = "payables"
    REFUNDS_DUE = "refunds_due"
    TICKET_REVENUE = "ticket_revenue"
    SERVICE_FEES = "service_fees"
    DELIVERY_FEES = "delivery_fees"
    TAX_DUE = "tax_due"
    COST_OF_SALES = "cost_of_sales"
    CASH_DIFFERENCES = "cash_differences"


class TillStatus(StrEnum):
    OPEN = "OPEN"
    CLOSED = "CLOSED"
