"""The least rows that are valid, made over the session of somebody who may make them."""

from tests.factories.events import make_event, make_price_level, make_venue
from tests.factories.holds import make_plan, make_presale, make_template, put_on_hold
from tests.factories.parties import make_customer, make_party, make_supplier
from tests.factories.purchasing import (
    Stock,
    make_line,
    make_order,
    make_payable,
    make_ticket_type,
    own_seats,
    stocked_event,
)
from tests.factories.sales import Sale, named, open_till, pay_cash, promised_by_ada, reserve, sell

__all__ = [
    "Sale",
    "Stock",
    "make_customer",
    "make_event",
    "make_line",
    "make_order",
    "make_party",
    "make_payable",
    "make_plan",
    "make_presale",
    "make_price_level",
    "make_supplier",
    "make_template",
    "make_ticket_type",
    "make_venue",
    "named",
    "open_till",
    "own_seats",
    "pay_cash",
    "promised_by_ada",
    "put_on_hold",
    "reserve",
    "sell",
    "stocked_event",
]
