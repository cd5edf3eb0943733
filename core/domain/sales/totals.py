"""What a booking costs: ticket prices - discount + service fee + delivery fee + tax.

Each ticket knows its share of every part, and the shares add up to the whole to the cent. The rules
in the user's words: docs/rules/money.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from core.domain.errors import Refusal
from core.domain.money import Money


class TaxBase(StrEnum):
    """What the tax is taken on."""

    TICKETS = "TICKETS"
    FEES = "FEES"
    TICKETS_AND_FEES = "TICKETS_AND_FEES"


class EmptyBooking(Refusal):
    def __init__(self) -> None:
        super().__init__("A booking needs at least one ticket.")


class NegativePrice(Refusal):
    def __init__(self, price: Money) -> None:
        self.price = price
        super().__init__(f"A ticket can't cost {price}.")


class DiscountTooLarge(Refusal):
    def __init__(self, discount: Money, prices: Money) -> None:
        self.discount = discount
        self.prices = prices
        super().__init__(f"A discount of {discount} doesn't fit tickets for {prices}.")


class NegativeFee(Refusal):
    def __init__(self, name: str, value: Decimal) -> None:
        self.name = name
        self.value = value
        super().__init__(f"The {name} can't be negative ({value}).")


@dataclass(frozen=True, slots=True)
class FeeRules:
    """An agency's fees and tax, from its settings; amounts are in the event's currency.

    The service fee is a part of the prices after the discount and an amount per ticket, both; the
    delivery fee is one amount per delivered booking. Raises `NegativeFee`.
    """

    service_percent: Decimal = Decimal(0)
    service_per_ticket: Decimal = Decimal(0)
    delivery: Decimal = Decimal(0)
    tax_percent: Decimal = Decimal(0)
    taxed: TaxBase = TaxBase.TICKETS_AND_FEES

    def __post_init__(self) -> None:
        for name, value in (
            ("service fee rate", self.service_percent),
            ("service fee per ticket", self.service_per_ticket),
            ("delivery fee", self.delivery),
            ("tax rate", self.tax_percent),
        ):
            if value < 0:
                raise NegativeFee(name, value)


@dataclass(frozen=True, slots=True)
class TicketShare:
    """One ticket's part of a booking."""

    price: Money
    discount: Money
    service_fee: Money
    delivery_fee: Money
    tax: Money

    @property
    def net_price(self) -> Money:
        """What is paid for the seat itself: what profit is reckoned with."""
        return self.price - self.discount

    @property
    def total(self) -> Money:
        return self.net_price + self.service_fee + self.delivery_fee + self.tax


@dataclass(frozen=True, slots=True)
class BookingTotal:
    """A booking's parts, and the share of each ticket in the order of the prices given."""

    subtotal: Money
    discount: Money
    service_fee: Money
    delivery_fee: Money
    tax: Money
    tickets: tuple[TicketShare, ...]

    @property
    def total(self) -> Money:
        """What the customer pays."""
        return self.subtotal - self.discount + self.service_fee + self.delivery_fee + self.tax


def booking_total(
    prices: Sequence[Money],
    rules: FeeRules,
    *,
    discount: Money | None = None,
    delivered: bool = False,
) -> BookingTotal:
    """Add up a booking; `delivered` says whether the delivery fee is due (not when it is waived).

    The discount and the rate of the service fee spread over the tickets by price, amounts per
    ticket and the delivery fee evenly, the tax by what is taxed. Raises `EmptyBooking`,
    `NegativePrice`, `DiscountTooLarge`.
    """
    subtotal = _subtotal(prices)
    currency = subtotal.currency
    off = _discount(subtotal, discount)
    discounts = _spread(off, prices)
    net = [price - part for price, part in zip(prices, discounts, strict=True)]
    flat = Money(rules.service_per_ticket, currency)
    by_rate = _spread((subtotal - off).percent(rules.service_percent), net)
    service = [part + flat for part in by_rate]
    delivery = Money(rules.delivery if delivered else Decimal(0), currency)
    deliveries = delivery.split_evenly(len(prices))
    fees = [part + share for part, share in zip(service, deliveries, strict=True)]
    taxable = _taxable(rules.taxed, net, fees)
    tax = Money.total(taxable, currency).percent(rules.tax_percent)
    shares = zip(prices, discounts, service, deliveries, _spread(tax, taxable), strict=True)
    return BookingTotal(
        subtotal=subtotal,
        discount=off,
        service_fee=Money.total(service, currency),
        delivery_fee=delivery,
        tax=tax,
        tickets=tuple(TicketShare(*share) for share in shares),
    )


def _subtotal(prices: Sequence[Money]) -> Money:
    if not prices:
        raise EmptyBooking
    subtotal = Money.total(prices, prices[0].currency)
    cheapest = min(prices)
    if cheapest.amount < 0:
        raise NegativePrice(cheapest)
    return subtotal


def _discount(subtotal: Money, discount: Money | None) -> Money:
    off = Money.zero(subtotal.currency) if discount is None else discount
    if off > subtotal or off.amount < 0:
        raise DiscountTooLarge(off, subtotal)
    return off


def _taxable(base: TaxBase, net: Sequence[Money], fees: Sequence[Money]) -> list[Money]:
    if base is TaxBase.TICKETS:
        return list(net)
    if base is TaxBase.FEES:
        return list(fees)
    return [price + fee for price, fee in zip(net, fees, strict=True)]


def _spread(whole: Money, over: Sequence[Money]) -> tuple[Money, ...]:
    return whole.split([part.amount for part in over])
